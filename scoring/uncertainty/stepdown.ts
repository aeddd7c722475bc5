import { type Deviations, upperQuantile } from './draws.ts';

/** A family of pairs of units whose differences are tested together. */
export interface Family {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** 1 ÷ standard error of the difference. */
  readonly scale: Float64Array;
  /** Difference left − right in standard errors. */
  readonly statistic: Float64Array;
  /** What was found: 1 left above right, −1 below, 0 not told apart (yet). */
  readonly verdict: Int8Array;
}

/**
 * Largest studentised deviation of each draw over the hypotheses that still stand. A pair not told apart stands for both
 * directions; a pair told apart only for the direction that was not rejected.
 */
function largest(family: Family, { units, draws, values }: Deviations): Float64Array {
  const { left, right, scale, verdict } = family;
  const sample = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const from = draw * units;
    let most = 0;
    for (let pair = 0; pair < left.length; pair += 1) {
      const off = ((values[from + (left[pair] as number)] as number) - (values[from + (right[pair] as number)] as number)) * (scale[pair] as number);
      const found = verdict[pair] as number;
      const size = found === 0 ? (off < 0 ? -off : off) : -found * off;
      if (size > most) most = size;
    }
    sample[draw] = most;
  }
  return sample;
}

function reject({ statistic, verdict }: Family, critical: number): boolean {
  let any = false;
  for (let pair = 0; pair < verdict.length; pair += 1) {
    const size = statistic[pair] as number;
    if (verdict[pair] !== 0 || (size <= critical && size >= -critical)) continue;
    verdict[pair] = size > 0 ? 1 : -1;
    any = true;
  }
  return any;
}

/**
 * Tests all pairs of a family so that the chance of any wrong direction is at most 1 − level, and writes the verdicts.
 * Each step takes the critical value from the hypotheses not yet rejected, until nothing more is rejected; both directions
 * of a pair are hypotheses, so that a wrong direction counts as an error.
 * Source: J. P. Romano, M. Wolf, "Exact and Approximate Stepdown Methods for Multiple Hypothesis Testing", Journal of the
 * American Statistical Association 100 (2005), as used by Mogstad, Romano, Shaikh and Wilhelm (2024).
 * @returns the critical values of the steps, falling.
 */
export function stepDown(family: Family, drawn: Deviations, level: number, steps = Number.POSITIVE_INFINITY): number[] {
  const critical: number[] = [];
  while (critical.length < steps) {
    critical.push(upperQuantile(largest(family, drawn), level));
    if (!reject(family, critical.at(-1) ?? Number.POSITIVE_INFINITY)) break;
  }
  return critical;
}
