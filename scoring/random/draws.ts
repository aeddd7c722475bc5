import { exponential } from '../uncertainty/exponential.ts';
import { logarithm, normalQuantile } from '../uncertainty/quantile.ts';
import type { Words } from './xoshiro.ts';

/** Uniform strictly between 0 and 1: the middle of one of 2⁵² equal cells, from two words. */
export function uniform(words: Words): number {
  const high = words() >>> 6;
  const low = words() >>> 6;
  return (high * 67_108_864 + low + 0.5) / 4_503_599_627_370_496;
}

/** Standard normal by inversion: one uniform each, so that the n-th draw never depends on what was rejected before. */
export const normal = (words: Words): number => normalQuantile(uniform(words));

/**
 * Gamma with the given shape and scale 1.
 * Source: G. Marsaglia, W. W. Tsang, "A Simple Method for Generating Gamma Variables", ACM Transactions on Mathematical Software 26 (2000); shapes below 1 by their boost u^(1/shape).
 * @throws RangeError unless the shape is above 0.
 */
export function gamma(shape: number, words: Words): number {
  if (!(shape > 0) || shape === Number.POSITIVE_INFINITY) throw new RangeError('a shape above 0 is needed');
  if (shape < 1) return gamma(shape + 1, words) * exponential(logarithm(uniform(words)) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(words);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (logarithm(uniform(words)) < 0.5 * x * x + d - d * v + d * logarithm(v)) return d * v;
  }
}

/** Shares that sum to 1, with mean `shapes` ÷ their sum; the larger the sum of shapes, the closer they keep to that mean. A shape of 0 gives a share of 0. */
export function dirichlet(shapes: readonly number[], words: Words): number[] {
  const parts = shapes.map((shape) => (shape === 0 ? 0 : gamma(shape, words)));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}
