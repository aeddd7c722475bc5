import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleOf as spanOf } from '../../../scoring/image/levels.ts';
import { leastVariance } from '../../../scoring/image/variance.ts';
import { uniform } from '../../../scoring/random/draws.ts';
import { seeded } from '../../../scoring/random/xoshiro.ts';
import type { ImageNode } from '../../../scoring/scheme/nodes.ts';
import { wilson } from '../../../scoring/uncertainty/share.ts';
import { loadScheme, nodeAt, panelTally, publicTally, run, runOne, unitOf } from '../support.ts';

const Z2 = 3.841458820694124;
const survey = loadScheme('bloomington-2017');
const half = (interval: { low: string; high: string } | null | undefined): number => (Number(interval?.high) - Number(interval?.low)) / 2;
const alone = (counts: Record<string, number>, roster: number | null = null) =>
  nodeAt(runOne({ ratings: { deputies: panelTally(counts, roster) } }).tree, 'image/deputies');

describe('answers that all agree', () => {
  it.each([
    [5, 'good3'],
    [10, 'good3'],
    [30, 'good3'],
    [400, 'good3'],
  ])('%i of them leave a half-width of 20 × z² ÷ (n + z²)', (n, level) => {
    expect(half(alone({ [level]: n }).interval)).toBeCloseTo((20 * Z2) / (n + Z2), 3);
  });

  it('leave an interval that ends at the limit of the scale', () => {
    expect(alone({ good5: 10 }).interval).toEqual({ low: (100 - (20 * Z2) / (10 + Z2)).toFixed(4), high: '100.0000', level: '0.95', kind: 'sampling' });
  });

  it('leave none where the whole list has answered', () => expect(half(alone({ good3: 12 }, 12).interval)).toBe(0));

  it('leave less where most of the list has answered', () => {
    expect(half(alone({ good3: 12 }, 16).interval)).toBeCloseTo((half(alone({ good3: 12 }).interval) as number) / 2, 3);
  });

  it('are never surer than answers of which one differs by a level', () => {
    for (const n of [3, 5, 10, 40, 200])
      expect(half(alone({ good3: n }).interval)).toBeGreaterThanOrEqual(half(alone({ good3: n - 1, good4: 1 }).interval) - 1e-4);
  });

  it('go together over questions: five unanimous questions are no surer than one', () => {
    const unit = runOne({ ratings: { 'public-web': publicTally({ good3: 40 }) } });
    expect(half(nodeAt(unit.tree, 'image/public-web').interval)).toBeCloseTo(half(nodeAt(unit.tree, 'image/public-web/results').interval), 3);
  });

  it('do not make a unit "clearly above" by themselves', () => {
    const unit = (id: string, counts: Record<string, number>) => ({
      id,
      category: 'services',
      ratings: { residents: { roster: null, counts: { quality: counts } } },
    });
    const result = run([unit('a', { excellent: 10 }), unit('b', { excellent: 9, good: 1 }), unit('c', { excellent: 8, good: 2 })], survey);
    expect(result.units.map(({ band, rankInterval }) => [band, rankInterval])).toEqual(Array(3).fill(['not-separable', [1, 3]]));
  });
});

describe('the floor', () => {
  it('is Wilson’s upper limit for an answer that nobody gave, times one level', () => {
    for (const n of [5, 7, 30, 1000]) expect(Math.sqrt(Z2 * leastVariance(n, 20))).toBeCloseTo(20 * wilson(0, n).high, 10);
  });

  it('is the spread of answers of which one lies a level off when there are fewer than five', () => {
    for (const n of [1, 2, 3, 4]) expect(Math.sqrt(leastVariance(n, 20))).toBeCloseTo(20 / n, 10);
  });

  it('falls with the number of answers and grows with the step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0.1, max: 50, noNaN: true }), (n, step) => {
        expect(leastVariance(n + 1, step)).toBeLessThan(leastVariance(n, step));
        expect(leastVariance(n, step * 2)).toBeCloseTo(4 * leastVariance(n, step), 9);
      }),
    );
  });

  it('leaves answers that differ by more than a few alone', () => {
    const counts = { good5: 10, good4: 12, good3: 5, good2: 2, good1: 1 };
    const values = [100, 80, 60, 30, 0];
    const n = 30;
    const mean = Object.values(counts).reduce((sum, count, index) => sum + count * (values[index] ?? 0), 0) / n;
    const s2 = Object.values(counts).reduce((sum, count, index) => sum + count * ((values[index] ?? 0) - mean) ** 2, 0) / (n - 1);
    expect(half(alone(counts).interval)).toBeCloseTo(1.959963984540054 * Math.sqrt(s2 / n), 3);
  });

  it('mends coverage where nearly all agree: without it, the interval of such a question often misses', () => {
    const words = seeded(8);
    const truth = 0.95 * 100 + 0.05 * (200 / 3);
    let [floored, bare] = [0, 0];
    for (let round = 0; round < 300; round += 1) {
      let good = 0;
      for (let n = 0; n < 20; n += 1) if (uniform(words) < 0.05) good += 1;
      const counts = { quality: { excellent: 20 - good, good } };
      const { interval } = unitOf(run([{ id: 'u', category: 'services', ratings: { residents: { roster: null, counts } } }], survey), 'u');
      if (Number(interval?.low) <= truth && truth <= Number(interval?.high)) floored += 1;
      const s2 = (good * (20 - good) * (100 / 3) ** 2) / 20 / 19;
      if (Math.abs(100 - (good * (100 / 3)) / 20 - truth) <= 1.96 * Math.sqrt(s2 / 20)) bare += 1;
    }
    expect(floored / 300).toBeGreaterThan(0.93);
    expect(bare / 300).toBeLessThan(0.75);
  });
});

describe('the span of levels', () => {
  const image = (values: readonly string[]) =>
    ({ levels: values.map((value, n) => ({ id: `l${n}`, label: { zh: '级', en: 'Level' }, value })) }) as unknown as ImageNode;

  it.each([
    [['100', '80', '60', '30', '0'], 100, 20],
    [['0', '30', '60', '80', '100'], 100, 20],
    [['100', '200/3', '100/3', '0'], 100, 100 / 3],
    [['5', '5', '1'], 4, 4],
    [['1', '0'], 1, 1],
  ])('%j: range %d, least step %d', (values, range, step) => {
    expect(spanOf(image(values)).range).toBeCloseTo(range, 9);
    expect(spanOf(image(values)).step).toBeCloseTo(step, 9);
  });

  it('is the same for the mirrored scale', () => {
    const values = ['100', '80', '60', '30', '0'];
    const [there, back] = [spanOf(image(values)), spanOf(image(values.map((value) => String(100 - Number(value)))))];
    expect([back.range, back.step]).toEqual([there.range, there.step]);
  });
});
