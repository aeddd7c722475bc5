import type { Result, ResultNode, Text, UnitResult } from './result.ts';

/** Who looks at a result. The office sees everything, a unit what is public or its own, the public only what is public. */
export type Audience = ResultNode['visibility'];

const SEEN: Readonly<Record<Audience, readonly Audience[]>> = {
  public: ['public'],
  unit: ['public', 'unit'],
  office: ['public', 'unit', 'office'],
};

const HIDDEN: Text = { zh: '由不在此公开的部分得出。', en: 'Made of parts that are not shown here.' };

const present = <T>(value: T | null): readonly T[] => (value === null ? [] : [value]);

/** The tree without what the audience may not see; a node that has lost a part loses its rule, which names the part's figure. */
function pruned(node: ResultNode, seen: readonly Audience[]): ResultNode | null {
  if (!seen.includes(node.visibility)) return null;
  const children = node.children.flatMap((child) => present(pruned(child, seen)));
  return children.length === node.children.length ? { ...node, children } : { ...node, children, rule: HIDDEN, notes: [] };
}

function unitFor(unit: UnitResult, seen: readonly Audience[]): UnitResult | null {
  const tree = pruned(unit.tree, seen);
  if (tree === null) return null;
  const list = (nodes: readonly ResultNode[]): ResultNode[] => nodes.flatMap((node) => present(pruned(node, seen)));
  const { letter, ...rest } = unit;
  return {
    ...rest,
    tree,
    ...(unit.rewards && { rewards: list(unit.rewards) }),
    ...(unit.figures && { figures: list(unit.figures) }),
    ...(unit.payouts && { payouts: list(unit.payouts) }),
    ...(letter && seen.includes(letter.visibility) && { letter }),
  };
}

/**
 * A result as an audience may see it: units whose total it may not see are left out, and so are parts, figures, payments,
 * letters and pools. Persons are units whose total a scheme shows to the office or to their unit, so that they enter
 * nothing public unless the scheme says so. Ranks, means and the list of unused inputs of other units stay.
 * @param audience `public` for a release.
 */
export function visibleTo(result: Result, audience: Audience): Result {
  const seen = SEEN[audience];
  const units = result.units.flatMap((unit) => present(unitFor(unit, seen)));
  const kept = new Set(units.map(({ id }) => id));
  const gone = result.units.filter(({ id }) => !kept.has(id)).map(({ id }) => `units.${id}.`);
  return {
    ...result,
    categories: result.categories.filter(({ id }) => result.units.every(({ category }) => category !== id) || units.some(({ category }) => category === id)),
    units,
    ...(result.pools && { pools: result.pools.filter(({ visibility }) => seen.includes(visibility)) }),
    unused: result.unused.filter((path) => !gone.some((start) => path.startsWith(start))),
  };
}
