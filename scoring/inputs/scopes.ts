import type { SchemeNode } from '../scheme/nodes.ts';
import type { Category } from '../scheme/schema.ts';
import { walk, walkAll } from '../scheme/walk.ts';

const rootsOf = ({ tree, figures = [] }: Category): readonly SchemeNode[] => [tree, ...figures];

const sumsYears = (node: SchemeNode): boolean => node.kind === 'completion' && node.sums !== undefined;

/** Nodes that read a unit's own data. */
export function unitNodes(category: Category): SchemeNode[] {
  return rootsOf(category)
    .flatMap((root) => walk(root).map(({ node }) => node))
    .filter((node) => !sumsYears(node));
}

/** Every node of a category, whatever data it reads. */
export const allNodes = (category: Category): SchemeNode[] => rootsOf(category).flatMap((root) => walkAll(root).map(({ node }) => node));

/** Nodes that read the data of one period, without the years over which they sum. */
export function periodNodes(category: Category, period: string): SchemeNode[] {
  return allNodes(category).flatMap((node) => {
    if (node.kind === 'periods') return node.periods.some(({ id }) => id === period) ? walk(node.part).map(({ node: one }) => one) : [];
    return node.kind === 'completion' && node.sums?.includes(period) === true ? [node] : [];
  });
}

/** Periods for which a category takes data. */
export function periodsOf(category: Category): string[] {
  const named = allNodes(category).flatMap((node) => {
    if (node.kind === 'periods') return node.periods.map(({ id }) => id);
    return node.kind === 'completion' ? (node.sums ?? []) : [];
  });
  return [...new Set(named)];
}
