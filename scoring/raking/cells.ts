import type { Margin } from './margins.ts';

/** Respondents with the same categories in all margins: raking treats them alike. */
export interface Cells {
  /** Cell of each respondent. */
  readonly of: Int32Array;
  /** Sum of starting weights of each cell. */
  readonly base: Float64Array;
  /** Category of each cell, margin after margin. */
  readonly codes: readonly Int32Array[];
}

/** Numbers each combination of categories in the order of margins and categories, so that the order of respondents leaves no trace. */
function numbered(respondents: number, margins: readonly Margin[]): { of: Int32Array; first: number[] } {
  const mixed = new Float64Array(respondents);
  for (const { categories, codes } of margins)
    for (let one = 0; one < respondents; one += 1) mixed[one] = (mixed[one] as number) * categories.length + (codes[one] as number);
  const found = new Map<number, number>();
  for (let one = 0; one < respondents; one += 1) if (!found.has(mixed[one] as number)) found.set(mixed[one] as number, one);
  const order = [...found.keys()].sort((a, b) => a - b);
  const place = new Map(order.map((key, index) => [key, index]));
  return { of: Int32Array.from(mixed, (key) => place.get(key) as number), first: order.map((key) => found.get(key) as number) };
}

/** Sums of starting weights; sorted before adding, since sums of doubles depend on their order. */
function sums(of: Int32Array, cells: number, base: ArrayLike<number> | undefined): Float64Array {
  const total = new Float64Array(cells);
  if (base === undefined) {
    for (const cell of of) total[cell] = (total[cell] as number) + 1;
    return total;
  }
  const order = Float64Array.from(of.keys()).sort((a, b) => (base[a] as number) - (base[b] as number));
  for (const one of order) total[of[one] as number] = (total[of[one] as number] as number) + (base[one] as number);
  return total;
}

/** Gathers respondents into cells; the cost of raking then depends on the combinations, not on the people. */
export function cellsOf(respondents: number, margins: readonly Margin[], base: ArrayLike<number> | undefined): Cells {
  const { of, first } = numbered(respondents, margins);
  return { of, base: sums(of, first.length, base), codes: margins.map(({ codes }) => Int32Array.from(first, (one) => codes[one] as number)) };
}
