import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal } from '../../../scoring/random/draws.ts';
import { seeded } from '../../../scoring/random/xoshiro.ts';
import { type Estimated, upperQuantile } from '../../../scoring/uncertainty/draws.ts';
import { MOST_SIMULATED, type RankOptions, rankIntervals } from '../../../scoring/uncertainty/rank-intervals.ts';
import { vector } from '../support.ts';

const AT_95 = { level: 0.95, seed: 20_260_101 } as const;
const sets = (units: readonly Estimated[], method: RankOptions['method'], more: Partial<RankOptions> = {}) =>
  rankIntervals(units, { ...AT_95, method, ...more });

const pisa = vector('pisa-2018-mathematics') as {
  countries: { country: string; score: number; error: number }[];
  published: { unitedKingdom: { rank: number; best: number[]; last: number }; topFive: string[]; ranks: number[] };
};
const countries = pisa.countries.map(({ country, score, error }): Estimated => ({ id: country, estimate: score, variance: error * error }));
const indexOf = (country: string): number => countries.findIndex(({ id }) => id === country);

describe('PISA 2018, mathematics, as published with csranks', () => {
  const marginal = sets(countries, 'marginal');
  const simultaneous = sets(countries, 'simultaneous');

  it('the United Kingdom: 13th, and between 7 or 8 and 23', () => {
    const { best, last } = pisa.published.unitedKingdom;
    const [from, to] = marginal[indexOf('United Kingdom')] ?? [0, 0];
    expect(best).toContain(from);
    expect(to).toBe(last);
    expect(sets(countries, 'bonferroni')[indexOf('United Kingdom')]).toEqual([7, 23]);
  });

  it('the countries that may be among the five best are, for all at once, those published', () => {
    const best = countries.filter((_, index) => (simultaneous[index]?.[0] ?? 99) <= 5).map(({ id }) => id);
    expect(best).toEqual(pisa.published.topFive);
  });

  it('every published rank lies in both sets', () => {
    pisa.published.ranks.forEach((rank, index) => {
      for (const [best, last] of [marginal[index], simultaneous[index]] as [number, number][]) {
        expect(best).toBeLessThanOrEqual(rank);
        expect(last).toBeGreaterThanOrEqual(rank);
      }
    });
  });

  it('hardly depends on the seed', () => {
    for (const seed of [1, 2, 3]) {
      sets(countries, 'marginal', { seed }).forEach(([best, last], index) => {
        expect(Math.abs(best - (marginal[index]?.[0] ?? 0))).toBeLessThanOrEqual(2);
        expect(Math.abs(last - (marginal[index]?.[1] ?? 0))).toBeLessThanOrEqual(2);
      });
    }
  });
});

/** Draws estimates around the truth and counts how often the sets of all units, and those of one unit, hold the true places. */
function coverage(truth: readonly number[], errors: readonly number[], method: RankOptions['method'], rounds: number): { all: number; each: number } {
  const words = seeded(77);
  const places = truth.map((value) => [1 + truth.filter((other) => other > value).length, truth.filter((other) => other >= value).length] as const);
  let [all, each] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const units = truth.map((value, n): Estimated => ({ id: `u${n}`, estimate: value + normal(words) * (errors[n] ?? 1), variance: (errors[n] ?? 1) ** 2 }));
    const found = sets(units, method, { seed: round, draws: 299 });
    const right = found.filter(([best, last], n) => best <= (places[n]?.[0] ?? 0) && last >= (places[n]?.[1] ?? 0)).length;
    each += right / truth.length;
    if (right === truth.length) all += 1;
  }
  return { all: all / rounds, each: each / rounds };
}

describe('coverage, simulated with fixed seeds', () => {
  const equalErrors = Array<number>(8).fill(1);

  it.each([
    ['spread out', [80, 78, 76, 74, 72, 70, 68, 66], equalErrors],
    ['in two clusters', [80, 80, 80, 80, 70, 70, 70, 70], equalErrors],
    ['all equal', Array<number>(8).fill(75), equalErrors],
    ['of unequal precision', [80, 79, 78, 74, 73, 72, 60, 40], [0.2, 3, 1, 1, 2, 0.5, 1, 4]],
  ])('simultaneous sets hold all true places at once at least 95 times in 100: %s', (_, truth, errors) => {
    expect(coverage(truth, errors, 'simultaneous', 400).all).toBeGreaterThan(0.93);
  });

  it('… and not much more often when nothing can be told apart by right: the claim is sharp', () => {
    expect(coverage(Array<number>(8).fill(75), equalErrors, 'simultaneous', 600).all).toBeLessThan(0.975);
  });

  it('marginal sets hold one unit’s true place at least 95 times in 100, but not all at once', () => {
    const { all, each } = coverage(Array<number>(8).fill(75), equalErrors, 'marginal', 400);
    expect(each).toBeGreaterThan(0.94);
    expect(all).toBeLessThan(0.93);
  });

  it('Bonferroni sets are marginal ones, more cautious', () => {
    expect(coverage([80, 79, 78, 76, 75, 70, 60, 50], equalErrors, 'bonferroni', 300).each).toBeGreaterThan(0.95);
  });
});

const unitsArb = fc
  .array(fc.record({ estimate: fc.integer({ min: 0, max: 1000 }), variance: fc.integer({ min: 0, max: 400 }) }), { minLength: 1, maxLength: 9 })
  .map((all) => all.map(({ estimate, variance }, n): Estimated => ({ id: `u${n}`, estimate: estimate / 10, variance: variance / 10 })));
const methods = fc.constantFrom<RankOptions['method']>('marginal', 'simultaneous', 'bonferroni');
const FEW = { draws: 99 } as const;

describe('rank sets, whatever the units', () => {
  it('hold the unit’s own place and lie between 1 and k', () => {
    fc.assert(
      fc.property(unitsArb, methods, (units, method) => {
        sets(units, method, FEW).forEach(([best, last], index) => {
          const above = units.filter(({ estimate }) => estimate > (units[index]?.estimate ?? 0)).length;
          expect(best).toBeGreaterThanOrEqual(1);
          expect(last).toBeLessThanOrEqual(units.length);
          expect(best).toBeLessThanOrEqual(above + 1);
          expect(last).toBeGreaterThanOrEqual(above + 1);
        });
      }),
    );
  });

  it('simultaneous ones contain marginal ones', () => {
    fc.assert(
      fc.property(unitsArb, (units) => {
        const narrow = sets(units, 'marginal', FEW);
        sets(units, 'simultaneous', FEW).forEach(([best, last], index) => {
          expect(best).toBeLessThanOrEqual(narrow[index]?.[0] ?? 0);
          expect(last).toBeGreaterThanOrEqual(narrow[index]?.[1] ?? 0);
        });
      }),
    );
  });

  it('widen with the level', () => {
    fc.assert(
      fc.property(unitsArb, methods, (units, method) => {
        const narrow = sets(units, method, { ...FEW, level: 0.8 });
        sets(units, method, { ...FEW, level: 0.95 }).forEach(([best, last], index) => {
          expect(best).toBeLessThanOrEqual(narrow[index]?.[0] ?? 0);
          expect(last).toBeGreaterThanOrEqual(narrow[index]?.[1] ?? 0);
        });
      }),
    );
  });

  it('do not depend on the order of the list', () => {
    fc.assert(
      fc.property(unitsArb, methods, (units, method) => {
        expect(sets([...units].reverse(), method, FEW).reverse()).toEqual(sets(units, method, FEW));
      }),
    );
  });

  it('mirror with the scale (exactly where nothing is drawn)', () => {
    fc.assert(
      fc.property(unitsArb, (units) => {
        const mirrored = units.map((unit) => ({ ...unit, estimate: 100 - unit.estimate }));
        const k = units.length;
        expect(sets(mirrored, 'bonferroni').map(([best, last]) => [k + 1 - last, k + 1 - best])).toEqual(sets(units, 'bonferroni').map(([a, b]) => [a, b]));
      }),
    );
  });

  it('shift and scale leave no trace', () => {
    fc.assert(
      fc.property(unitsArb, methods, (units, method) => {
        const moved = units.map(({ id, estimate, variance }) => ({ id, estimate: estimate * 4 - 64, variance: variance * 16 }));
        expect(sets(moved, method, FEW)).toEqual(sets(units, method, FEW));
      }),
    );
  });
});

describe('edges', () => {
  const exactly = (id: string, estimate: number, place?: number): Estimated => ({ id, estimate, variance: 0, ...(place !== undefined && { place }) });

  it.each(['marginal', 'simultaneous', 'bonferroni'] as const)('nobody and one unit alone: %s', (method) => {
    expect(sets([], method)).toEqual([]);
    expect(sets([exactly('a', 3)], method)).toEqual([[1, 1]]);
  });

  it.each(['marginal', 'simultaneous', 'bonferroni'] as const)('without sampling error the places are sure, and ties share them: %s', (method) => {
    expect(sets([exactly('a', 90), exactly('b', 80), exactly('c', 80), exactly('d', 70)], method)).toEqual([
      [1, 1],
      [2, 3],
      [2, 3],
      [4, 4],
    ]);
  });

  it('units on one printed place are never told apart, however far the estimates', () => {
    const units = [exactly('a', 90.001, 1), exactly('b', 90.002, 1), exactly('c', 50, 3)];
    expect(sets(units, 'simultaneous')).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
  });

  it('sampled and exact units go together', () => {
    const units: Estimated[] = [exactly('a', 90), { id: 'b', estimate: 80, variance: 1 }, exactly('c', 79.5)];
    expect(sets(units, 'simultaneous')).toEqual([
      [1, 1],
      [2, 3],
      [2, 3],
    ]);
  });

  it('beyond the limit of simulation Bonferroni’s inequality stands in', () => {
    const many = Array.from({ length: MOST_SIMULATED + 1 }, (_, n): Estimated => ({ id: `u${n}`, estimate: n, variance: 1 }));
    const [best, last] = sets(many, 'simultaneous')[250] ?? [0, 0];
    expect(best).toBeGreaterThan(230);
    expect(last).toBeLessThan(270);
    expect(last - best).toBeGreaterThan(4);
  });

  it.each([
    ['the same unit twice', { units: [exactly('a', 1), exactly('a', 2)] }],
    ['a level of 1', { level: 1 }],
    ['a level of 0', { level: 0 }],
    ['too few draws for the level', { draws: 18 }],
    ['half a draw', { draws: 99.5 }],
    ['a negative variance', { units: [exactly('a', 1), { id: 'b', estimate: 2, variance: -1 }] }],
    ['a broken seed', { seed: 1.5 }],
  ])('refuses %s', (_, { units, ...more }: Partial<RankOptions> & { units?: Estimated[] }) => {
    expect(() => sets(units ?? [exactly('a', 1), { id: 'b', estimate: 2, variance: 1 }], 'simultaneous', more)).toThrow(RangeError);
  });

  it.each([
    [0.95, 19, 19],
    [0.95, 99, 95],
    [0.95, 999, 950],
    [0.5, 3, 2],
    [0.9, 9, 9],
  ])('the %d quantile of %i draws is the %i-th smallest', (level, draws, place) => {
    const sample = Float64Array.from({ length: draws }, (_, n) => draws - n);
    expect(upperQuantile(sample, level)).toBe(place);
  });
});
