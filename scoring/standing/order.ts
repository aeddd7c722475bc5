import type { Rational } from '../exact.ts';

/** Values from the highest to the lowest, to be asked often. */
export type Ordered = readonly Rational[];

export const ordered = (values: readonly Rational[]): Ordered => [...values].sort((a, b) => b.compare(a));

/** Index of the first value for which the test holds; the test holds from some index on. By halves. */
function firstWhere(values: Ordered, holds: (value: Rational) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = values[middle];
    if (value !== undefined && holds(value)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many values are strictly higher. */
export const ahead = (own: Rational, values: Ordered): number => firstWhere(values, (value) => value.compare(own) <= 0);

/** How many values are strictly lower. */
export const behind = (own: Rational, values: Ordered): number => values.length - firstWhere(values, (value) => value.compare(own) < 0);

/** How many values are equal. */
export const level = (own: Rational, values: Ordered): number => values.length - ahead(own, values) - behind(own, values);
