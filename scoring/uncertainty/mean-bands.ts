import { byCodeUnit } from '../canonical.ts';
import type { Band } from '../result.ts';
import { checkedLevel, type Deviations, deviations, type Estimated, type Simulation, upperQuantile } from './draws.ts';
import { normalQuantile } from './quantile.ts';

export interface BandOptions extends Simulation {
  /** `marginal`: one unit at a time; `simultaneous`: no unit of the table is called above or below by mistake, at the level. */
  readonly method: 'marginal' | 'simultaneous';
}

interface Against {
  readonly mean: number;
  /** Standard error of each unit's difference from the mean. */
  readonly errors: readonly number[];
}

/** Differences from the plain mean: Var(T − M) = V × (1 − 2 ÷ k) + Σ all V ÷ k². */
function againstMean(units: readonly Estimated[]): Against {
  const count = units.length;
  const shared = units.reduce((sum, { variance }) => sum + variance, 0) / (count * count);
  const variances = units.map(({ variance }) => variance * (1 - 2 / count) + shared);
  return { mean: units.reduce((sum, { estimate }) => sum + estimate, 0) / count, errors: variances.map((variance) => Math.sqrt(variance)) };
}

function largest({ units, draws, values }: Deviations, errors: readonly number[]): Float64Array {
  return Float64Array.from({ length: draws }, (_, draw) => {
    const row = values.subarray(draw * units, (draw + 1) * units);
    const mean = row.reduce((sum, value) => sum + value, 0) / units;
    return errors.reduce((most, error, unit) => {
      if (error === 0) return most;
      const off = ((row[unit] ?? 0) - mean) / error;
      return off > most ? off : -off > most ? -off : most;
    }, 0);
  });
}

function criticalFor(units: readonly Estimated[], errors: readonly number[], options: BandOptions): number {
  if (options.method === 'marginal') return normalQuantile(1 - (1 - options.level) / 2);
  const drawn = deviations(
    units.map(({ variance }) => variance),
    options,
  );
  return upperQuantile(largest(drawn, errors), options.level);
}

/**
 * Each unit clearly above, not separable from, or clearly below the plain mean of all, the covariance with that mean
 * included. Simultaneous: the critical value is the level's quantile of the largest studentised difference in seeded draws.
 * Source: the single-step maximum of Mogstad, Romano, Shaikh and Wilhelm (2024), here for differences from the mean
 * (analysis of means; P. R. Nelson, "Exact Critical Points for the Analysis of Means", Communications in Statistics 11, 1982).
 * @returns in the order of `units`; null where there is only one.
 */
export function meanBands(units: readonly Estimated[], options: BandOptions): (Band | null)[] {
  checkedLevel(options.level);
  if (units.length < 2) return units.map(() => null);
  const sorted = [...units].sort((a, b) => byCodeUnit(a.id, b.id));
  const { mean, errors } = againstMean(sorted);
  const critical = criticalFor(sorted, errors, options);
  const bands = sorted.map(({ id, estimate }, index): [string, Band] => {
    const half = critical * (errors[index] ?? 0);
    const off = estimate - mean;
    return [id, off > half ? 'clearly-above' : off < -half ? 'clearly-below' : 'not-separable'];
  });
  const found = new Map(bands);
  return units.map(({ id }) => found.get(id) ?? null);
}
