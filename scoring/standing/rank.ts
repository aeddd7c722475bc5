import { exact, type Rational, round } from '../exact.ts';
import type { Scheme } from '../scheme/schema.ts';

/** What decides a unit's place: its total, then the values that break ties. */
export interface Contender {
  readonly total: Rational;
  readonly tieBreak: readonly (Rational | null)[];
}

export type Ties = NonNullable<Scheme['ties']>;

/** Higher first; no value comes after every value. */
function downward(a: Rational | null, b: Rational | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return b.compare(a);
}

function inOrder(a: Contender, b: Contender): number {
  const byTotal = downward(a.total, b.total);
  if (byTotal !== 0) return byTotal;
  return a.tieBreak.map((value, index) => downward(value, b.tieBreak[index] ?? null)).find((one) => one !== 0) ?? 0;
}

/** Place of a tied set that stands on the places `first` to `last`; `sets` counts the sets up to it. */
const SHARED: Readonly<Record<Ties, (first: number, last: number, sets: number) => number>> = {
  competition: (first) => first,
  dense: (_first, _last, sets) => sets,
  last: (_first, last) => last,
  mean: (first, last) => (first + last) / 2,
};

/**
 * Places, best first. Equal totals go by the tie-breaking values in their order; who is equal there too shares a place:
 * 1-2-2-4 (`competition`), 1-2-2-3 (`dense`), 1-3-3-4 (`last`) or 1-2.5-2.5-4 (`mean`).
 * @param decimals totals are compared rounded to these; null compares the exact ones.
 */
export function placesOf(contenders: readonly Contender[], decimals: number | null, ties: Ties = 'competition'): number[] {
  const compared = contenders.map((one) => (decimals === null ? one : { ...one, total: exact(round(one.total, decimals)) }));
  const order = compared.map((_, index) => index).sort((i, j) => inOrder(at(compared, i), at(compared, j)));
  const places = new Array<number>(order.length).fill(0);
  let sets = 0;
  for (let first = 0; first < order.length; ) {
    let last = first;
    while (last + 1 < order.length && inOrder(at(compared, at(order, first)), at(compared, at(order, last + 1))) === 0) last += 1;
    sets += 1;
    for (let here = first; here <= last; here += 1) places[at(order, here)] = SHARED[ties](first + 1, last + 1, sets);
    first = last + 1;
  }
  return places;
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no place ${index}`);
  return value;
}

/** Competition ranks (1, 2, 2, 4) of totals; no total, no rank. */
export function competitionRanks(totals: readonly (Rational | null)[], decimals: number | null): (number | null)[] {
  const present = totals.filter((total) => total !== null).map((total) => ({ total, tieBreak: [] }));
  const places = placesOf(present, decimals).values();
  return totals.map((total) => (total === null ? null : (places.next().value ?? null)));
}

/** Decimals on which a scheme's ranks compare totals; null for exact ones. */
export function rankDecimals({ rank_on: on, decimals }: Pick<Scheme, 'rank_on' | 'decimals'>): number | null {
  if (on === 'exact') return null;
  return on === 'printed' ? decimals : on.decimals;
}
