import type { LinkedNode } from './calculated.ts';
import type { Category, Scheme } from './schema.ts';
import { walkAll } from './walk.ts';

/** Nodes of a category's tree that read other units. */
export function linksOf({ tree }: Pick<Category, 'tree'>): LinkedNode[] {
  return walkAll(tree).flatMap(({ node }) => (node.kind === 'linked' ? [node] : []));
}

/** Ids of the categories that a category's total depends on. */
const needs = (category: Category): readonly string[] => [...new Set(linksOf(category).flatMap(({ categories }) => categories))];

/**
 * Categories in an order in which each comes after those it reads; otherwise as the scheme lists them. Null when their
 * links go in a circle.
 */
export function inLinkOrder(categories: readonly Category[]): readonly Category[] | null {
  const done: Category[] = [];
  for (let waiting = categories; waiting.length > 0; waiting = waiting.filter((one) => !done.includes(one))) {
    const ids = waiting.map(({ id }) => id);
    const ready = waiting.filter((category) => needs(category).every((id) => !ids.includes(id)));
    if (ready.length === 0) return null;
    done.push(...ready);
  }
  return done;
}

/** Whether anything in a scheme reads figures by id: links, figures beside the total, levels, consequences, pools. */
export function readsFigures(scheme: Scheme): boolean {
  return (
    scheme.pools !== undefined || scheme.categories.some((one) => (one.figures ?? one.grading ?? one.consequences) !== undefined || linksOf(one).length > 0)
  );
}
