import type { Interval, ResultNode } from '../result.ts';
import { normalQuantile } from './quantile.ts';

/** Confidence level of every published interval. */
export const LEVEL = 0.95;

/** Quantile for a two-sided interval at `LEVEL`: about 1.96. */
export const Z = normalQuantile(1 - (1 - LEVEL) / 2);

/** Sampling error of an estimate: its variance (square of the node's unit) and where it comes from. */
export interface Spread {
  readonly variance: number;
  readonly kind: Interval['kind'];
}

/** No sampling error: the figure is what it is. */
export const EXACTLY: Spread = { variance: 0, kind: 'none' };

/** A double with 4 decimals; never a negative zero. */
export function digits(value: number): string {
  const text = value.toFixed(4);
  return text === '-0.0000' ? '0.0000' : text;
}

function clip(value: number, scale: ResultNode['scale']): number {
  if (scale.min !== undefined && value < Number(scale.min)) return Number(scale.min);
  if (scale.max !== undefined && value > Number(scale.max)) return Number(scale.max);
  return value;
}

/** `estimate ± Z × √variance`, kept inside the node's scale. Normal approximation; chance variation only. */
export function intervalOf(estimate: number, spread: Spread, scale: ResultNode['scale']): Interval {
  const half = Z * Math.sqrt(spread.variance);
  return {
    low: digits(clip(estimate - half, scale)),
    high: digits(clip(estimate + half, scale)),
    level: String(LEVEL),
    kind: spread.kind,
  };
}

/** Sampling error of Σ weight × estimate for independent estimates: Σ weight² × variance. */
export function combine(members: readonly { readonly weight: number; readonly spread: Spread }[]): Spread {
  const variance = members.reduce((sum, { weight, spread }) => sum + weight * weight * spread.variance, 0);
  const kinds = new Set(members.filter(({ weight }) => weight !== 0).map(({ spread }) => spread.kind));
  kinds.delete('none');
  const [only] = kinds;
  if (only === undefined) return EXACTLY;
  return { variance, kind: kinds.size === 1 ? only : 'mixed' };
}
