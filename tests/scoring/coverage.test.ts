import { describe, expect, it } from 'vitest';
import { groupSpread, populationFactor } from '../../scoring/image/variance.ts';
import { exact, type GroupTally, pairKey, type UnitInput } from '../../scoring/index.ts';
import { bandsOf, rankIntervals } from '../../scoring/standing/band.ts';
import { competitionRanks } from '../../scoring/standing/rank.ts';
import { loadScheme, run, unitOf } from './support.ts';

/** Seeded generator of our own, so that every run draws the same samples. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Sum of twelve uniforms less six: close enough to a standard normal for a count of hits. */
const normal = (random: () => number): number => Array.from({ length: 12 }, random).reduce((a, b) => a + b, 0) - 6;

const LEVELS = ['excellent', 'good', 'fair', 'poor'] as const;
const VALUES = [100, 200 / 3, 100 / 3, 0];
const survey = loadScheme('bloomington-2017');

function draw(shares: readonly number[], size: number, random: () => number): Record<string, number> {
  const counts: Record<string, number> = { excellent: 0, good: 0, fair: 0, poor: 0 };
  for (let n = 0; n < size; n += 1) {
    const at = random();
    let sum = 0;
    const index = shares.findIndex((share) => {
      sum += share;
      return at < sum;
    });
    const level = LEVELS[index === -1 ? 3 : index] ?? 'poor';
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return counts;
}

describe('a 95 % interval holds the true value about 95 times in 100', () => {
  it.each([
    ['evenly spread', [0.25, 0.25, 0.25, 0.25], 60],
    ['mostly good', [0.3, 0.5, 0.15, 0.05], 100],
    ['mostly poor', [0.05, 0.15, 0.4, 0.4], 100],
  ])('%s', (_, shares, size) => {
    const random = generator(20_260_101);
    const truth = shares.reduce((sum, share, index) => sum + share * (VALUES[index] ?? 0), 0);
    const units = Array.from(
      { length: 600 },
      (_unit, n): UnitInput => ({
        id: `u${n}`,
        category: 'services',
        ratings: { residents: { roster: null, counts: { quality: draw(shares, size, random) } } },
      }),
    );
    const hits = run(units, survey).units.filter(({ interval }) => Number(interval?.low) <= truth && truth <= Number(interval?.high)).length;
    expect(hits / 600).toBeGreaterThan(0.925);
    expect(hits / 600).toBeLessThan(0.975);
  });
});

describe('a list that is drawn from without replacement', () => {
  it('needs the finite-population factor: coverage is right with it', () => {
    const random = generator(7);
    const people = [...Array(60).fill('excellent'), ...Array(20).fill('fair'), ...Array(20).fill('poor')] as string[];
    const truth = people.reduce((sum, level) => sum + (VALUES[LEVELS.indexOf(level as (typeof LEVELS)[number])] ?? 0), 0) / 100;
    const sample = (): GroupTally => {
      const rest = [...people];
      const counts: Record<string, number> = {};
      for (let n = 0; n < 60; n += 1) {
        const [level] = rest.splice(Math.floor(random() * rest.length), 1);
        counts[level ?? 'poor'] = (counts[level ?? 'poor'] ?? 0) + 1;
      }
      return { roster: 100, counts: { quality: counts } };
    };
    const units = Array.from({ length: 500 }, (_, n): UnitInput => ({ id: `u${n}`, category: 'services', ratings: { residents: sample() } }));
    const result = run(units, survey);
    const hits = result.units.filter(({ interval }) => Number(interval?.low) <= truth && truth <= Number(interval?.high)).length;
    expect(unitOf(result, 'u0').interval?.kind).toBe('panel');
    expect(hits / 500).toBeGreaterThan(0.92);
    expect(hits / 500).toBeLessThan(0.98);
  });

  it.each([
    [null, 50, 1],
    [100, 0, 1],
    [100, 25, 0.75],
    [100, 100, 0],
    [100, 120, 0],
  ])('a list of %s of whom %i answered has the factor %d', (roster, answered, factor) => expect(populationFactor(roster, answered)).toBe(factor));
});

describe('bands and rank intervals under chance', () => {
  it('calls equal units clearly different about 5 times in 100', () => {
    const random = generator(99);
    let calls = 0;
    for (let round = 0; round < 200; round += 1) {
      const estimates = Array.from({ length: 8 }, () => ({ total: exact((80 + normal(random)).toFixed(6)), variance: 1 }));
      calls += bandsOf(estimates).filter((band) => band !== 'not-separable').length;
    }
    expect(calls / 1600).toBeGreaterThan(0.03);
    expect(calls / 1600).toBeLessThan(0.07);
  });

  it('a rank interval misses the true place at most 5 times in 100', () => {
    const random = generator(4);
    const truth = [80, 79, 78, 76, 75, 70];
    let misses = 0;
    for (let round = 0; round < 200; round += 1) {
      const estimates = truth.map((value) => ({ total: exact((value + normal(random)).toFixed(6)), variance: 1 }));
      const ranks = competitionRanks(
        estimates.map(({ total }) => total),
        2,
      );
      misses += rankIntervals(estimates, ranks).filter(([best, last], index) => index + 1 < best || index + 1 > last).length;
    }
    expect(misses / (200 * truth.length)).toBeLessThanOrEqual(0.05);
  });
});

describe('the variance of a group', () => {
  const figure = (id: string, valid: number, mean: string, squares: string) => ({
    question: { id, label: { zh: id, en: id }, weight: '1' },
    valid,
    dontKnow: 0,
    mean: exact(mean),
    squares: exact(squares),
    counts: '',
    asked: true,
  });
  const half = exact('1/2');
  const a = figure('a', 10, '50', '9000');
  const b = figure('b', 10, '50', '9000');
  const entered = [a, b].map((one) => ({ figure: one, share: half }));
  const spread = (products: Record<string, string>, pairs: Record<string, number>, roster: number | null = null) =>
    groupSpread(entered, { roster, counts: {}, products, pairs }, { range: 100, step: 0 });

  it('is V ÷ 2 for two questions that do not go together', () => {
    expect(spread({ 'a*b': '25000' }, { 'a*b': 10 })).toMatchObject({ variance: 50, kind: 'sampling', bound: false });
  });

  it('is V for two questions that go together perfectly, and 0 for opposite ones', () => {
    expect(spread({ 'a*b': '34000' }, { 'a*b': 10 }).variance).toBeCloseTo(100, 9);
    expect(spread({ 'a*b': '16000' }, { 'a*b': 10 }).variance).toBeCloseTo(0, 9);
  });

  it('never leaves what correlations allow, whatever the sums say', () => {
    expect(spread({ 'a*b': '99999999' }, { 'a*b': 10 }).variance).toBeCloseTo(100, 9);
    expect(spread({ 'a*b': '0' }, { 'a*b': 10 }).variance).toBeGreaterThanOrEqual(0);
  });

  it('takes questions without common ballots as independent, and a single common ballot as unknown', () => {
    expect(spread({ 'a*b': '0' }, { 'a*b': 0 })).toMatchObject({ variance: 50, bound: false });
    expect(spread({ 'a*b': '2500' }, { 'a*b': 1 })).toMatchObject({ bound: true });
  });

  it('is the bound without products or pairs', () => {
    expect(spread({}, { 'a*b': 10 })).toMatchObject({ bound: true });
    expect(spread({ 'a*b': '25000' }, {}).variance).toBeCloseTo(100, 9);
  });

  it('gives a single answer the largest variance its scale allows', () => {
    const lone = groupSpread([{ figure: figure('a', 1, '100', '0'), share: exact(1) }], { roster: null, counts: {} }, { range: 100, step: 0 });
    expect(lone).toEqual({ variance: 2500, kind: 'sampling', bound: true });
  });

  it('is none for a full census', () => expect(spread({}, {}, 10)).toEqual({ variance: 0, kind: 'none', bound: false }));

  it.each([
    ['a', 'b', 'a*b'],
    ['b', 'a', 'a*b'],
    ['a', 'a', 'a*a'],
    ['B', 'a', 'B*a'],
  ])('the pair of %s and %s is %s', (x, y, key) => expect(pairKey(x, y)).toBe(key));
});
