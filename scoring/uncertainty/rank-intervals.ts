import { byCodeUnit } from '../canonical.ts';
import { checkedLevel, type Deviations, deviations, type Estimated, type Simulation } from './draws.ts';
import { normalQuantile } from './quantile.ts';
import { type Family, stepDown } from './stepdown.ts';

/** Most units for which all pairs are simulated together; above it the simultaneous sets use Bonferroni's inequality. */
export const MOST_SIMULATED = 500;

export interface RankOptions extends Simulation {
  /**
   * `marginal`: each interval holds its unit's true place with the level's probability.
   * `simultaneous`: all intervals at once do; the one to quote when a whole table is read.
   * `bonferroni`: marginal without simulation, never narrower than needed; the seed has no effect.
   */
  readonly method: 'marginal' | 'simultaneous' | 'bonferroni';
}

type Places = readonly [best: number, last: number];

const sharesPlace = (a: Estimated, b: Estimated): boolean => a.place !== undefined && a.place !== null && a.place === b.place;

/** All pairs among `rows` × units that chance could confuse; pairs without sampling error are settled here, pairs on one place left out. */
function familyOf(units: readonly Estimated[], pairs: readonly (readonly [number, number])[], settle: (i: number, j: number) => void): Family {
  const open = pairs.filter(([i, j]) => {
    const [a, b] = [units[i] as Estimated, units[j] as Estimated];
    if (sharesPlace(a, b)) return false;
    if (a.variance + b.variance > 0) return true;
    if (a.estimate > b.estimate) settle(i, j);
    if (a.estimate < b.estimate) settle(j, i);
    return false;
  });
  const scale = Float64Array.from(open, ([i, j]) => 1 / Math.sqrt((units[i] as Estimated).variance + (units[j] as Estimated).variance));
  return {
    left: Int32Array.from(open, ([i]) => i),
    right: Int32Array.from(open, ([, j]) => j),
    scale,
    statistic: Float64Array.from(open, ([i, j], at) => ((units[i] as Estimated).estimate - (units[j] as Estimated).estimate) * (scale[at] as number)),
    verdict: new Int8Array(open.length),
  };
}

/** Counts who is told apart: a unit's best place is 1 + the units above it, its last place k − the units below it. */
class Board {
  readonly above: number[];
  readonly below: number[];
  readonly settle = (higher: number, lower: number): void => {
    this.above[lower] = (this.above[lower] ?? 0) + 1;
    this.below[higher] = (this.below[higher] ?? 0) + 1;
  };
  constructor(units: number) {
    this.above = Array<number>(units).fill(0);
    this.below = Array<number>(units).fill(0);
  }
  take({ left, right, verdict }: Family): void {
    for (const [pair, found] of verdict.entries()) {
      if (found === 1) this.settle(left[pair] as number, right[pair] as number);
      if (found === -1) this.settle(right[pair] as number, left[pair] as number);
    }
  }
  places(unit: number): Places {
    return [1 + (this.above[unit] ?? 0), this.above.length - (this.below[unit] ?? 0)];
  }
}

const otherPairs = (count: number, unit: number): [number, number][] =>
  Array.from({ length: count }, (_, other): [number, number] => [unit, other]).filter(([i, j]) => i !== j);

const allPairs = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, i) => Array.from({ length: count - 1 - i }, (_none, j): [number, number] => [i, i + 1 + j])).flat();

function byBound(family: Family, critical: number): void {
  for (const [pair, size] of family.statistic.entries()) family.verdict[pair] = size > critical ? 1 : size < -critical ? -1 : 0;
}

function together(units: readonly Estimated[], options: RankOptions): Places[] {
  const board = new Board(units.length);
  const family = familyOf(units, allPairs(units.length), board.settle);
  if (units.length > MOST_SIMULATED) byBound(family, normalQuantile(1 - (1 - options.level) / (units.length * (units.length - 1))));
  else stepDown(family, drawnFor(units, options), options.level);
  board.take(family);
  return units.map((_, unit) => board.places(unit));
}

const drawnFor = (units: readonly Estimated[], options: Simulation): Deviations =>
  deviations(
    units.map(({ variance }) => variance),
    options,
  );

function oneByOne(units: readonly Estimated[], test: (family: Family) => void): Places[] {
  return units.map((_, unit) => {
    const board = new Board(units.length);
    const family = familyOf(units, otherPairs(units.length, unit), board.settle);
    test(family);
    board.take(family);
    return board.places(unit);
  });
}

function inOrder(units: readonly Estimated[], { method, ...simulation }: RankOptions): Places[] {
  if (units.length < 2) return units.map(() => [1, 1]);
  if (method === 'simultaneous') return together(units, { method, ...simulation });
  if (method === 'bonferroni') {
    const critical = normalQuantile(1 - (1 - simulation.level) / (2 * (units.length - 1)));
    return oneByOne(units, (family) => byBound(family, critical));
  }
  const drawn = drawnFor(units, simulation);
  return oneByOne(units, (family) => void stepDown(family, drawn, simulation.level));
}

/**
 * The places that each unit may hold (highest estimate first, place 1), once chance is taken into account.
 * Pairwise differences in standard errors are tested together with a critical value from seeded normal draws, stepwise.
 * With the same seed a simultaneous interval always contains the marginal one. Estimates are taken as independent.
 * Source: M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, "Inference for Ranks with Applications to Mobility across
 * Neighbourhoods and Academic Achievement across Countries", Review of Economic Studies 91 (2024), sections 3 and 4.
 * @returns `[best, last]` in the order of `units`.
 * @throws RangeError for an id that appears twice, a level outside 0–1, too few draws, a negative variance or a bad seed.
 */
export function rankIntervals(units: readonly Estimated[], options: RankOptions): Places[] {
  checkedLevel(options.level);
  const order = units.map((_, index) => index).sort((i, j) => byCodeUnit((units[i] as Estimated).id, (units[j] as Estimated).id));
  const sorted = order.map((index) => units[index] as Estimated);
  if (sorted.some(({ id }, index) => id === sorted[index + 1]?.id)) throw new RangeError('a unit appears twice');
  const places = inOrder(sorted, options);
  const back = new Map(sorted.map(({ id }, index) => [id, places[index] as Places]));
  return units.map(({ id }) => back.get(id) as Places);
}
