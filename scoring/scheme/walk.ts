import type { SchemeNode } from './nodes.ts';

export type Path = readonly (string | number)[];

export const childrenOf = (node: SchemeNode): readonly SchemeNode[] => ('parts' in node ? node.parts : []);

/** The node and everything under it, parents first, each with its path from `path`. */
export function walk(node: SchemeNode, path: Path = []): { node: SchemeNode; path: Path }[] {
  const below = childrenOf(node).flatMap((child, index) => walk(child, [...path, 'parts', index]));
  return [{ node, path }, ...below];
}

/** Id under which the input holds what a leaf reads. */
export function sourceOf(node: SchemeNode): string {
  return 'reads' in node && node.reads !== undefined ? node.reads : node.id;
}
