import { type Rational, round } from '../exact.ts';

/**
 * Competition ranks (1, 2, 2, 4), best first: one more than the number of strictly higher totals.
 * `decimals` gives the printed totals that are compared; null compares the exact ones. No total, no rank.
 */
export function competitionRanks(totals: readonly (Rational | null)[], decimals: number | null): (number | null)[] {
  const present = totals.filter((total) => total !== null);
  const places = new Map<string, number>();
  const key = (total: Rational): string => (decimals === null ? total.toFraction() : round(total, decimals));
  [...present]
    .sort((a, b) => b.compare(a))
    .forEach((total, index) => {
      if (!places.has(key(total))) places.set(key(total), index + 1);
    });
  return totals.map((total) => (total === null ? null : (places.get(key(total)) ?? null)));
}
