import { exact, type Rational } from '../exact.ts';
import type { Calendar, ScoringInput, UnitInput } from '../input.ts';
import type { ResultNode } from '../result.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import { childrenOf } from '../scheme/walk.ts';
import { EXACTLY, type Spread } from '../uncertainty/interval.ts';
import type { Absence, Scored } from './draft.ts';

/** A figure that has been worked out. The sampling error of an inner part is not carried; that of a total is. */
export interface Figure {
  readonly value: Rational | null;
  /** Why there is no value; of an inner part only that there is none is known, and it counts as begun. */
  readonly absence: Absence | null;
  readonly node: ResultNode;
  readonly spread: Spread;
}

/** Figures of one unit by the id of their part. */
export type Figures = ReadonlyMap<string, Figure>;

export interface Assessed {
  readonly unit: UnitInput;
  readonly figures: Figures;
}

/** What an operation may see beside its own unit. */
export interface Around {
  readonly calendar: Calendar | null;
  readonly ballots: NonNullable<ScoringInput['ballots']>;
  /** Day up to which reply records count. */
  readonly repliesAsOf: string | null;
  /** Units of categories that were scored before. */
  readonly others: readonly Assessed[];
  /** Figures of the unit that were worked out before; empty while its tree is scored. */
  readonly own: Figures;
  /** The units of the category with what was worked out before; empty while trees are scored. */
  readonly field: readonly Assessed[];
}

export const NOTHING_AROUND: Around = { calendar: null, ballots: {}, repliesAsOf: null, others: [], own: new Map(), field: [] };

/** A printed node as a figure. */
export function figureOf(node: ResultNode, absence: Absence = 'incomplete'): Figure {
  const value = node.exact === null ? null : exact(node.exact);
  return { value, absence: value === null ? absence : null, node, spread: EXACTLY };
}

function collect(node: SchemeNode, result: ResultNode, into: Map<string, Figure>): void {
  into.set(node.id, figureOf(result));
  for (const [index, part] of childrenOf(node).entries()) {
    const child = result.children[index];
    if (child !== undefined) collect(part, child, into);
  }
}

/** Every part of a scored tree by its id. Goals, groups and periods are no parts and are not meant. */
export function figuresIn(node: SchemeNode, { node: result, spread, absence }: Scored): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  collect(node, result, figures);
  const root = figures.get(node.id);
  if (root !== undefined) figures.set(node.id, { ...root, spread, absence });
  return figures;
}
