import { normal } from '../random/draws.ts';
import { seeded } from '../random/xoshiro.ts';

/** A unit's score as an estimate. */
export interface Estimated {
  /** Draws go to units in code-unit order of their ids, so that the order of the list leaves no trace. */
  readonly id: string;
  readonly estimate: number;
  /** Sampling variance, in the square of the score's unit; 0 where nothing is sampled. */
  readonly variance: number;
  /** Printed place; units that share one are never told apart. */
  readonly place?: number | null;
}

/** What a random critical value needs to be the same tomorrow: published beside the figures. */
export interface Simulation {
  /** Confidence level, above 0 and below 1, e.g. 0.95. */
  readonly level: number;
  readonly seed: number;
  /** Number of joint draws; 1,000 where absent. */
  readonly draws?: number;
}

/** Deviations from the true scores, draw after draw: normal, independent from unit to unit, with each unit's variance. */
export interface Deviations {
  readonly units: number;
  readonly draws: number;
  /** Draw r of unit u stands at r × units + u. */
  readonly values: Float64Array;
}

/** @throws RangeError unless the level lies strictly between 0 and 1. */
export function checkedLevel(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError('a confidence level lies strictly between 0 and 1');
  return level;
}

/**
 * Draws joint deviations of independent estimates.
 * @param variances in the order in which the units are drawn.
 * @throws RangeError for fewer draws than the level can be read from, 1 ÷ (1 − level) − 1, or a negative variance.
 */
export function deviations(variances: readonly number[], { level, seed, draws = 1000 }: Simulation): Deviations {
  if (!Number.isSafeInteger(draws) || (draws + 1) * (1 - checkedLevel(level)) < 1 - 1e-9) throw new RangeError('too few draws for this level');
  const errors = variances.map((variance) => {
    if (!(variance >= 0) || variance === Number.POSITIVE_INFINITY) throw new RangeError('a variance is a number not below 0');
    return Math.sqrt(variance);
  });
  const words = seeded(seed);
  const values = new Float64Array(draws * errors.length);
  for (let at = 0; at < values.length; at += 1) values[at] = normal(words) * (errors[at % errors.length] ?? 0);
  return { units: errors.length, draws, values };
}

/** Order statistic of the ⌈level × (draws + 1)⌉-th smallest: never below the level, whatever the number of draws. Sorts in place. */
export function upperQuantile(sample: Float64Array, level: number): number {
  sample.sort();
  const place = Math.ceil(level * (sample.length + 1) - 1e-9);
  return sample[(place > sample.length ? sample.length : place) - 1] ?? Number.POSITIVE_INFINITY;
}
