import { exact, isExactText, round } from '../exact.ts';
import type { UnitInput } from '../input.ts';
import type { Result, ResultNode } from '../result.ts';
import type { SchemeNode, WeightedNode } from '../scheme/nodes.ts';
import type { Category } from '../scheme/schema.ts';
import { sourceOf, walkAll } from '../scheme/walk.ts';

/** Kinds whose value hangs on their own figures and findings alone. */
const PLAIN: ReadonlySet<SchemeNode['kind']> = new Set(['value', 'mean', 'items', 'checklist', 'completion', 'points', 'tiers', 'weighted', 'sum']);

const SOURCE = 'settled-parts';

/** Wide enough for every figure a part can have. */
const RANGE = ['-1000000000', '1000000000'] as const;

/** A figure as an input may state it: exact, or with 40 decimals where the fraction is longer than an input may be. */
export const entered = (text: string): string => (isExactText(text) ? text : round(exact(text), 40));

const exactOf = (tree: ResultNode, id: string): string | null => tree.children.find((child) => child.id === id)?.exact ?? null;

function figureOf(tree: ResultNode, id: string): string | null {
  const value = exactOf(tree, id);
  return value === null ? null : entered(value);
}

/**
 * Parts of a category that other weights of the raters' groups cannot change: those under a weighted root without any
 * group in them. A part that may hand its weight on has to have a value for every unit, for the value alone does not
 * tell an empty part from an unfinished one.
 */
function settledIn({ id: category, tree }: Category, official: Result): readonly SchemeNode[] {
  if (tree.kind !== 'weighted') return [];
  const all = walkAll(tree).map(({ node }) => node);
  const outside = all.filter((node) => !PLAIN.has(node.kind) && node.kind !== 'image');
  if (outside.length > 0) return [];
  const units = official.units.filter((unit) => unit.category === category);
  const complete = (id: string): boolean => units.every((unit) => exactOf(unit.tree, id) !== null);
  return tree.parts.filter(
    (part) =>
      walkAll(part).every(({ node }) => PLAIN.has(node.kind)) &&
      ((part.if_missing ?? tree.missing) !== 'redistribute' || complete(part.id)) &&
      onlyReader(part, all),
  );
}

/** No other part reads what this one reads: its figures can be taken out of the input. */
function onlyReader(part: SchemeNode, all: readonly SchemeNode[]): boolean {
  const inside = new Set(walkAll(part).map(({ node }) => node));
  const sources = new Set([...inside].map(sourceOf));
  return all.every((node) => inside.has(node) || !sources.has(sourceOf(node)));
}

/** One category with its settled parts as given figures. */
export interface Settled {
  readonly tree: (changed: SchemeNode) => SchemeNode;
  readonly unit: (unit: UnitInput, tree: ResultNode | undefined) => UnitInput;
}

/** What takes the parts of a category that no weight of a group can change out of the computation. */
export function settled(category: Category, official: Result): Settled {
  const parts = settledIn(category, official);
  const ids = new Set(parts.map(({ id }) => id));
  const within = new Set(parts.flatMap((part) => walkAll(part).flatMap(({ node }) => [node.id, sourceOf(node)])));
  return {
    tree: (changed) =>
      changed.kind === 'weighted'
        ? ({ ...changed, parts: changed.parts.map((part) => (ids.has(part.id) ? given(part) : part)) } satisfies WeightedNode)
        : changed,
    unit: (unit, tree) => {
      if (ids.size === 0 || tree === undefined) return unit;
      const figures = parts.map(({ id }): [string, string | null] => [id, figureOf(tree, id)]);
      const values = Object.fromEntries(Object.entries(unit.values ?? {}).filter(([source]) => !within.has(source)));
      // A veto bears on the unit; every other finding is in its part's value already.
      const findings = (unit.findings ?? []).filter(({ part, kind }) => kind === 'veto' || !within.has(part));
      return { ...unit, values: { ...values, [SOURCE]: Object.fromEntries(figures) }, findings };
    },
  };
}

function given({ id, label, weight, if_missing, visibility }: SchemeNode): SchemeNode {
  return {
    id,
    label,
    kind: 'value',
    reads: SOURCE,
    value: id,
    range: [...RANGE],
    ...(weight !== undefined && { weight }),
    ...(if_missing !== undefined && { if_missing }),
    ...(visibility !== undefined && { visibility }),
  };
}
