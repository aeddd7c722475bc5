import { normalQuantile } from './quantile.ts';
import type { Ends } from './share.ts';

/** A value with the weight of the answer it came from. */
export interface Weighed {
  readonly value: number;
  readonly weight: number;
}

/**
 * Kish's effective number of answers, (Σ weight)² ÷ Σ weight²: as many equally weighted answers would tell as much.
 * Equal weights give n; 0 when all weights are 0.
 * Source: L. Kish, *Survey Sampling* (1965), § 11.7; "Weighting for Unequal P_i", Journal of Official Statistics 8 (1992).
 * @throws RangeError for a negative weight.
 */
export function effectiveSize(weights: Iterable<number>): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    if (!(weight >= 0)) throw new RangeError('a weight is a number not below 0');
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

export interface WeightedMean extends Ends {
  readonly mean: number;
  /** Kish's effective number of answers. */
  readonly effective: number;
  /** s² ÷ effective, with s² = Σ weight × (value − mean)² ÷ Σ weight × effective ÷ (effective − 1). */
  readonly variance: number;
}

/**
 * Weighted mean with the interval that its effective number of answers allows. Equal weights give the usual mean and s² ÷ n.
 * @throws RangeError when fewer than two effective answers are there: nothing can be said about their spread.
 */
export function weightedMean(answers: readonly Weighed[], level = 0.95): WeightedMean {
  const effective = effectiveSize(answers.map(({ weight }) => weight));
  if (!(effective > 1)) throw new RangeError('more than one effective answer is needed');
  const total = answers.reduce((sum, { weight }) => sum + weight, 0);
  const mean = answers.reduce((sum, { value, weight }) => sum + weight * value, 0) / total;
  const squares = answers.reduce((sum, { value, weight }) => sum + weight * (value - mean) * (value - mean), 0) / total;
  const variance = squares / (effective - 1);
  const half = normalQuantile(1 - (1 - level) / 2) * Math.sqrt(variance);
  return { mean, effective, variance, low: mean - half, high: mean + half };
}
