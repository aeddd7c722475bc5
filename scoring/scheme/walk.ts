import type { SchemeNode } from './nodes.ts';

export type Path = readonly (string | number)[];

export const childrenOf = (node: SchemeNode): readonly SchemeNode[] => ('parts' in node ? node.parts : []);

/** A part that is worked out once for each period, from that period's own data. */
export const repeatedOf = (node: SchemeNode): SchemeNode | null => (node.kind === 'periods' ? node.part : null);

/** The node and everything under it, parents first, each with its path from `path`. What repeats by period is not entered. */
export function walk(node: SchemeNode, path: Path = []): { node: SchemeNode; path: Path }[] {
  const below = childrenOf(node).flatMap((child, index) => walk(child, [...path, 'parts', index]));
  return [{ node, path }, ...below];
}

/** Like `walk`, and into the parts that repeat by period too. */
export function walkAll(node: SchemeNode, path: Path = []): { node: SchemeNode; path: Path }[] {
  return walk(node, path).flatMap((one) => {
    const inner = repeatedOf(one.node);
    return inner === null ? [one] : [one, ...walkAll(inner, [...one.path, 'part'])];
  });
}

/** Id under which the input holds what a leaf reads. */
export function sourceOf(node: SchemeNode): string {
  return 'reads' in node && node.reads !== undefined ? node.reads : node.id;
}
