import { exact, round } from '../exact.ts';
import type { ScoringInput } from '../input.ts';
import { dirichlet } from '../random/draws.ts';
import { seeded, type Words } from '../random/xoshiro.ts';
import type { Result, Text } from '../result.ts';
import type { ImageNode } from '../scheme/nodes.ts';
import type { Scheme } from '../scheme/schema.ts';
import { compiled } from './compile.ts';
import { imagesOf, ratersOf, reweighed } from './groups.ts';
import { views } from './sentences.ts';
import { type Place, scaled, type ViewOptions } from './view.ts';

export interface StressUnit {
  readonly id: string;
  readonly category: string;
  readonly official: Place;
  /** Lowest and highest total over all scenarios, rounded; null without one. */
  readonly total: readonly [low: string, high: string] | null;
  readonly rank: readonly [best: number, last: number] | null;
  /** Share of the scenarios in which the unit keeps its official place, two decimals; null where it has none. */
  readonly kept: string | null;
}

/** How far the result hangs on the choice of weights: ranges over many scenarios. They are no confidence intervals. */
export interface Stress {
  readonly id: string;
  readonly label: Text;
  readonly scenarios: number;
  readonly units: readonly StressUnit[];
}

export interface DrawnOptions extends ViewOptions {
  readonly seed: number;
  /** Number of scenarios; 100 where absent. */
  readonly draws?: number;
  /** How close the drawn weights keep to the scheme's; at 100, where absent, a weight of 10 % varies by about 3 points (one standard deviation). */
  readonly concentration?: number;
}

function rangeOf(official: Result['units'][number], found: readonly Place[], decimals: number): StressUnit {
  const totals = found.flatMap(({ total }) => (total === null ? [] : [exact(total.exact)])).sort((a, b) => a.compare(b));
  const ranks = found.flatMap(({ rank }) => (rank === null ? [] : [rank])).sort((a, b) => a - b);
  const [low, high] = [totals[0], totals.at(-1)];
  const same = ranks.filter((rank) => rank === official.rank).length;
  return {
    id: official.id,
    category: official.category,
    official: { total: official.total, rank: official.rank },
    total: low === undefined || high === undefined ? null : [round(low, decimals), round(high, decimals)],
    rank: ranks.length === 0 ? null : [ranks[0] as number, ranks.at(-1) as number],
    kept: official.rank === null || found.length === 0 ? null : round(exact(same).div(exact(found.length)), 2),
  };
}

function stressed(scheme: Scheme, input: ScoringInput, options: ViewOptions, scenarios: readonly Scheme[]): readonly StressUnit[] {
  const ready = compiled(scheme, input, options);
  const places = new Map(ready.official.units.map(({ id }): [string, Place[]] => [id, []]));
  for (const scenario of scenarios) for (const { id, total, rank } of ready.score(scenario).units) places.get(id)?.push({ total, rank });
  return ready.official.units.map((unit) => rangeOf(unit, places.get(unit.id) ?? [], scheme.decimals));
}

/** Ranges over raising and lowering the weight of one group of raters after another by one fifth. */
export function weightStress(scheme: Scheme, input: ScoringInput, options: ViewOptions): Stress {
  const change = (id: string, factor: string): Scheme => reweighed(scheme, (group) => (group.id === id ? scaled(group.weight, factor) : group.weight));
  const scenarios = ratersOf(scheme).flatMap(({ id }) => [change(id, '1.2'), change(id, '0.8')]);
  return { id: 'weights-fifth', label: views.eachWeight(), scenarios: scenarios.length, units: stressed(scheme, input, options, scenarios) };
}

const signature = ({ groups }: ImageNode): string => groups.map(({ id, weight }) => `${id}=${weight}`).join(' ');

/** One weighting of all groups; images that weigh the same groups alike get the same draw. Weights have 6 decimals. */
function drawn(scheme: Scheme, concentration: number, words: Words): Scheme {
  const weights = new Map<string, ReadonlyMap<string, string>>();
  for (const image of imagesOf(scheme)) {
    if (weights.has(signature(image))) continue;
    const sizes = image.groups.map(({ weight }) => exact(weight).valueOf());
    const all = sizes.reduce((sum, size) => sum + size, 0);
    const shares = dirichlet(
      sizes.map((size) => (concentration * size) / all),
      words,
    );
    weights.set(signature(image), new Map(image.groups.map(({ id }, index) => [id, (shares[index] ?? 0).toFixed(6)])));
  }
  return reweighed(scheme, (group, image) => weights.get(signature(image))?.get(group.id) ?? group.weight);
}

/**
 * Ranges over random weights of the groups: each draw from a Dirichlet distribution around the scheme's weights.
 * Source: M. Saisana, A. Saltelli, S. Tarantola, "Uncertainty and Sensitivity Analysis Techniques as Tools for the Quality
 * Assessment of Composite Indicators", Journal of the Royal Statistical Society A 168 (2005).
 * @throws RangeError for a concentration that is not above 0 or a bad seed.
 */
export function drawnWeightStress(scheme: Scheme, input: ScoringInput, options: DrawnOptions): Stress {
  const { seed, draws = 100, concentration = 100 } = options;
  if (!(concentration > 0)) throw new RangeError('a concentration above 0 is needed');
  const words = seeded(seed);
  const scenarios = Array.from({ length: draws }, () => drawn(scheme, concentration, words));
  return { id: 'weights-drawn', label: views.drawn(draws), scenarios: draws, units: stressed(scheme, input, options, scenarios) };
}
