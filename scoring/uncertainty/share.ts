import { checkedLevel } from './draws.ts';
import { normalQuantile } from './quantile.ts';

/** Two ends of an interval, on the scale of what was estimated. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval for a share: never outside 0–1 and never of width 0.
 * ((p + z²/2n) ± z √(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n).
 * Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
 * Statistical Association 22 (1927); method 3 of R. G. Newcombe, Statistics in Medicine 17 (1998).
 * @param hits how many of `n`; both may be effective numbers of weighted answers.
 * @throws RangeError unless 0 ≤ hits ≤ n and n > 0.
 */
export function wilson(hits: number, n: number, level = 0.95): Ends {
  if (!(n > 0 && hits >= 0 && hits <= n)) throw new RangeError('hits between 0 and n, and n above 0, are needed');
  const z = normalQuantile(1 - (1 - checkedLevel(level)) / 2);
  const share = hits / n;
  const square = (z * z) / n;
  const half = z * Math.sqrt((share * (1 - share)) / n + square / (4 * n));
  const end = (sign: 1 | -1): number => (share + square / 2 + sign * half) / (1 + square);
  return { low: hits === 0 ? 0 : end(-1), high: hits === n ? 1 : end(1) };
}
