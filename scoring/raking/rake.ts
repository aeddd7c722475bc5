import { type Fault, fault } from '../faults.ts';
import { effectiveSize } from '../uncertainty/weighted-mean.ts';
import { type Cells, cellsOf } from './cells.ts';
import { type Margin, type RakingOptions, rakingFaults } from './margins.ts';
import { inRaking } from './sentences.ts';

export interface Raked {
  readonly ok: true;
  /** Weight of each respondent; they add up to the census total. */
  readonly weights: Float64Array;
  /** Rounds that were needed; 0 when the starting weights fit already. */
  readonly rounds: number;
  /** Largest relative distance from a census figure that is left. */
  readonly off: number;
  /** Kish's effective number of respondents. */
  readonly effective: number;
  /** Design effect of unequal weights: respondents ÷ effective number. */
  readonly designEffect: number;
  /** Smallest and largest weight as multiples of the mean weight. */
  readonly extremes: readonly [number, number];
}

export type RakingResult = Raked | { readonly ok: false; readonly faults: readonly Fault[] };

function shares({ base, codes }: Cells, factors: Float64Array, margin: number, categories: number): Float64Array {
  const sums = new Float64Array(categories);
  const code = codes[margin] as Int32Array;
  for (let cell = 0; cell < base.length; cell += 1) {
    const at = code[cell] as number;
    sums[at] = (sums[at] as number) + (base[cell] as number) * (factors[cell] as number);
  }
  return sums;
}

function farthest(cells: Cells, factors: Float64Array, margins: readonly Margin[]): number {
  let most = 0;
  for (const [index, { categories }] of margins.entries()) {
    const sums = shares(cells, factors, index, categories.length);
    for (const [at, { target }] of categories.entries()) {
      if (target === 0) continue;
      const off = (sums[at] as number) / target - 1;
      most = off > most ? off : -off > most ? -off : most;
    }
  }
  return most;
}

function adjust(cells: Cells, factors: Float64Array, { categories }: Margin, index: number): void {
  const sums = shares(cells, factors, index, categories.length);
  const code = cells.codes[index] as Int32Array;
  for (let cell = 0; cell < factors.length; cell += 1) {
    const at = code[cell] as number;
    factors[cell] = ((factors[cell] as number) * (categories[at]?.target ?? 0)) / (sums[at] as number);
  }
}

function trim(cells: Cells, factors: Float64Array, { low, high }: NonNullable<RakingOptions['trim']>): void {
  let total = 0;
  let weight = 0;
  for (const [cell, base] of cells.base.entries()) {
    total += base * (factors[cell] as number);
    weight += base;
  }
  const mean = total / weight;
  for (const [cell, factor] of factors.entries()) factors[cell] = factor < low * mean ? low * mean : factor > high * mean ? high * mean : factor;
}

interface Fitted {
  readonly factors: Float64Array;
  readonly rounds: number;
  readonly off: number;
}

function fitted(cells: Cells, margins: readonly Margin[], options: RakingOptions): Fitted {
  const { tolerance = 1e-9, rounds: most = 1000 } = options;
  const factors = new Float64Array(cells.base.length).fill(1);
  if (options.trim) trim(cells, factors, options.trim);
  let rounds = 0;
  let off = farthest(cells, factors, margins);
  for (; off > tolerance && rounds < most; rounds += 1) {
    for (const [index, margin] of margins.entries()) adjust(cells, factors, margin, index);
    if (options.trim) trim(cells, factors, options.trim);
    off = farthest(cells, factors, margins);
  }
  return { factors, rounds, off };
}

function described(weights: Float64Array): Pick<Raked, 'effective' | 'designEffect' | 'extremes'> {
  const sorted = Float64Array.from(weights).sort();
  const effective = effectiveSize(sorted);
  const mean = sorted.reduce((sum, weight) => sum + weight, 0) / sorted.length;
  return { effective, designEffect: sorted.length / effective, extremes: [(sorted[0] as number) / mean, (sorted.at(-1) as number) / mean] };
}

/**
 * Raking (iterative proportional fitting): weights that make the respondents add up to the census in every margin at once.
 * Margin after margin, each weight is multiplied by census figure ÷ weighted count of its category, until no figure is off
 * by more than the tolerance. The result keeps the starting weights' associations; raking it again changes nothing.
 * With `trim`, adjusting factors are held between two multiples of their mean after every round.
 * Sources: W. E. Deming, F. F. Stephan, "On a Least Squares Adjustment of a Sampled Frequency Table When the Expected
 * Marginal Totals Are Known", Annals of Mathematical Statistics 11 (1940); trimming within the rounds as in M. DeBell,
 * J. A. Krosnick, *Computing Weights for American National Election Study Survey Data* (2009); n_eff and deff: L. Kish (1965).
 * @returns weights, or every fault at once: empty categories, unequal totals, margins that cannot be reached.
 */
export function rake(respondents: number, margins: readonly Margin[], options: RakingOptions = {}): RakingResult {
  const faults = rakingFaults(respondents, margins, options);
  if (faults.length > 0) return { ok: false, faults };
  const { base } = options;
  const cells = cellsOf(respondents, margins, base);
  const { factors, rounds, off } = fitted(cells, margins, options);
  if (!(off <= (options.tolerance ?? 1e-9))) return { ok: false, faults: [fault(['margins'], inRaking.notConverged(rounds, off))] };
  const weights = Float64Array.from(cells.of, (cell, one) => (factors[cell] as number) * (base === undefined ? 1 : (base[one] as number)));
  return { ok: true, weights, rounds, off, ...described(weights) };
}
