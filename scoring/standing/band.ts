import { exact, type Rational, sumOf, toDouble } from '../exact.ts';
import type { Band } from '../result.ts';
import { LEVEL, Z } from '../uncertainty/interval.ts';
import { normalQuantile } from '../uncertainty/quantile.ts';

/** A unit's total with its sampling variance. */
export interface Estimate {
  readonly total: Rational;
  readonly variance: number;
}

/**
 * Which side of `b` an estimate `a` lies on, when chance is taken into account: above, below or not to be told.
 * Where nothing is sampled the exact values decide. `variance` is that of the difference.
 */
function side(a: Measured, b: Measured, variance: number, z: number): -1 | 0 | 1 {
  if (variance === 0) return a.total.equals(b.total) ? 0 : a.total.compare(b.total) > 0 ? 1 : -1;
  const half = z * Math.sqrt(variance);
  const difference = a.size - b.size;
  if (difference > half) return 1;
  return difference < -half ? -1 : 0;
}

/** An exact value with its nearest double, worked out once. */
interface Measured {
  readonly total: Rational;
  readonly size: number;
}

const measured = (total: Rational): Measured => ({ total, size: toDouble(total) });

const NAMES: Readonly<Record<-1 | 0 | 1, Band>> = { [-1]: 'clearly-below', 0: 'not-separable', 1: 'clearly-above' };

/**
 * Each unit against the plain mean of its category, at the 95 % level.
 * The unit is part of that mean, so with k units Var(T − M) = V × (1 − 2 ÷ k) + Σ all V ÷ k²: its own variance less
 * twice the covariance V ÷ k, plus that of the mean. Units are taken as independent: that the same people rate several
 * units is unknown after opening. Null in a category of one.
 */
export function bandsOf(estimates: readonly Estimate[]): (Band | null)[] {
  const count = estimates.length;
  if (count < 2) return estimates.map(() => null);
  const mean = measured(sumOf(estimates.map(({ total }) => total)).div(exact(count)));
  const together = estimates.reduce((sum, { variance }) => sum + variance, 0) / (count * count);
  return estimates.map(({ total, variance }) => NAMES[side(measured(total), mean, variance * (1 - 2 / count) + together, Z)]);
}

/**
 * Marginal rank intervals: for one unit at a time, the places it may hold at the 95 % level.
 * A unit's k − 1 differences are tested together (two-sided, Bonferroni); the best place is 1 + the units clearly above
 * it, the last one k − the units clearly below it. No claim is made about all units at once.
 * Source: M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, "Inference for Ranks with Applications to Mobility across
 * Neighbourhoods and Academic Achievement across Countries", Review of Economic Studies 91 (2024); here with the
 * normal approximation and Bonferroni's inequality in place of their bootstrap, which can only be more cautious.
 * @param ranks printed places; units that share one are never told apart.
 */
export function rankIntervals(estimates: readonly Estimate[], ranks: readonly (number | null)[]): (readonly [number, number])[] {
  const count = estimates.length;
  const z = count < 2 ? Z : normalQuantile(1 - (1 - LEVEL) / (2 * (count - 1)));
  const all = estimates.map(({ total, variance }) => ({ ...measured(total), variance }));
  return all.map((own, i) => {
    const sides = all.map((other, j) => (ranks[i] === ranks[j] ? 0 : side(other, own, own.variance + other.variance, z)));
    return [1 + sides.filter((one) => one === 1).length, count - sides.filter((one) => one === -1).length];
  });
}
