import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniform } from '../../../scoring/random/draws.ts';
import { seeded } from '../../../scoring/random/xoshiro.ts';
import { wilson } from '../../../scoring/uncertainty/share.ts';

describe('Wilson intervals as published: Newcombe, Statistics in Medicine 17 (1998), table I, method 3', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (hits, n, low, high) => {
    const ends = wilson(hits, n);
    expect(Number(ends.low.toFixed(4))).toBe(low);
    expect(Number(ends.high.toFixed(4))).toBe(high);
  });
});

const sample = fc.integer({ min: 1, max: 2000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('a Wilson interval', () => {
  it('lies within 0–1, holds the share and has a width', () => {
    fc.assert(
      fc.property(sample, ([hits, n]) => {
        const { low, high } = wilson(hits, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
  });

  it('mirrors: the misses have the mirrored interval', () => {
    fc.assert(
      fc.property(sample, ([hits, n]) => {
        expect(wilson(n - hits, n).low).toBeCloseTo(1 - wilson(hits, n).high, 12);
      }),
    );
  });

  it('narrows with more answers and widens with the level', () => {
    fc.assert(
      fc.property(sample, ([hits, n]) => {
        const width = (ends: { low: number; high: number }) => ends.high - ends.low;
        expect(width(wilson(hits * 4, n * 4))).toBeLessThan(width(wilson(hits, n)));
        expect(width(wilson(hits, n, 0.99))).toBeGreaterThan(width(wilson(hits, n, 0.9)));
      }),
    );
  });

  it('is z² ÷ (n + z²) wide when nobody or everybody said so', () => {
    expect(wilson(0, 30)).toEqual({ low: 0, high: expect.closeTo(3.841458820694124 / 33.84145882069412, 12) });
    expect(wilson(30, 30)).toEqual({ low: expect.closeTo(30 / 33.84145882069412, 12), high: 1 });
  });

  it('takes effective numbers', () => expect(wilson(7.5, 15.2).low).toBeGreaterThan(0));

  it('holds the true share about 95 times in 100', () => {
    const words = seeded(3);
    for (const share of [0.05, 0.3, 0.5]) {
      let hits = 0;
      for (let round = 0; round < 4000; round += 1) {
        let count = 0;
        for (let n = 0; n < 60; n += 1) if (uniform(words) < share) count += 1;
        const { low, high } = wilson(count, 60);
        if (low <= share && share <= high) hits += 1;
      }
      expect(hits / 4000).toBeGreaterThan(0.925);
      expect(hits / 4000).toBeLessThan(0.985);
    }
  });

  it.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [Number.NaN, 5],
    [1, Number.NaN],
  ])('refuses %d of %d', (hits, n) => expect(() => wilson(hits, n)).toThrow(RangeError));

  it.each([0, 1, 1.5])('refuses the level %d', (level) => expect(() => wilson(1, 2, level)).toThrow(RangeError));
});
