import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dirichlet, gamma, normal, uniform } from '../../../scoring/random/draws.ts';
import { splitmix64 } from '../../../scoring/random/splitmix.ts';
import { seeded, type Words, xoshiro128 } from '../../../scoring/random/xoshiro.ts';

const take = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);
const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const varianceOf = (values: readonly number[]): number => meanOf(values.map((value) => (value - meanOf(values)) ** 2));

describe('reference vectors', () => {
  it('splitmix64: the first five words of seed 1234567 (splitmix64.c; Rosetta Code, "Pseudo-random numbers/Splitmix64")', () => {
    expect(splitmix64(1234567n, 5)).toEqual([6457827717110365317n, 3203168211198807973n, 9817491932198370423n, 4593380528125082431n, 16408922859458223821n]);
  });

  it('splitmix64: the first word of seed 0', () => expect(splitmix64(0n, 1)).toEqual([0xe220a8397b1dcdafn]));

  it('splitmix64: a seed counts modulo 2^64', () => expect(splitmix64((1n << 64n) + 5n, 3)).toEqual(splitmix64(5n, 3)));

  it('xoshiro128**: the first ten words from the state 1, 2, 3, 4 (xoshiro128starstar.c 1.1; test of rand_xoshiro)', () => {
    const known = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804];
    expect(take(10, xoshiro128([1, 2, 3, 4]))).toEqual(known);
  });

  it('xoshiro128** refuses a state of zeros', () => expect(() => xoshiro128([0, 0, 0, 0])).toThrow(RangeError));
});

describe('a seed', () => {
  it('gives the same words for ever', () => expect(take(2, seeded(1))).toEqual([1695105466, 1423115009]));

  it('gives other words than its neighbour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        expect(take(4, seeded(seed))).toEqual(take(4, seeded(seed)));
        expect(take(4, seeded(seed))).not.toEqual(take(4, seeded(seed + 1)));
      }),
    );
  });

  it('takes every whole number up to 2^53 - 1', () => expect(seeded(Number.MAX_SAFE_INTEGER)()).toBeGreaterThanOrEqual(0));

  it.each([-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])('is refused when it is %d', (seed) => expect(() => seeded(seed)).toThrow(RangeError));
});

describe('uniform', () => {
  const constant =
    (word: number): Words =>
    () =>
      word;

  it('never reaches 0 or 1', () => {
    expect(uniform(constant(0))).toBe(2 ** -53);
    expect(uniform(constant(0xffffffff))).toBe(1 - 2 ** -53);
  });

  it('has mean 1/2 and variance 1/12', () => {
    const values = take(50_000, () => uniform(words));
    expect(meanOf(values)).toBeCloseTo(0.5, 2);
    expect(varianceOf(values)).toBeCloseTo(1 / 12, 2);
  });

  const words = seeded(11);

  it('fills ten cells evenly (χ² with 9 degrees of freedom below its 99.9 % point)', () => {
    const cells = Array<number>(10).fill(0);
    for (const value of take(100_000, () => uniform(words))) cells[Math.floor(value * 10)] = (cells[Math.floor(value * 10)] ?? 0) + 1;
    expect(cells.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.88);
  });
});

describe('normal', () => {
  const words = seeded(12);
  const values = take(50_000, () => normal(words));

  it('has mean 0, variance 1 and fourth moment 3', () => {
    expect(meanOf(values)).toBeCloseTo(0, 1);
    expect(varianceOf(values)).toBeCloseTo(1, 1);
    expect(Math.abs(meanOf(values.map((value) => value ** 4)) - 3)).toBeLessThan(0.15);
  });

  it('lies within ±1.96 about 95 times in 100', () => {
    const inside = values.filter((value) => value > -1.959964 && value < 1.959964).length / values.length;
    expect(Math.abs(inside - 0.95)).toBeLessThan(0.005);
  });

  it('takes one uniform each: the second draw does not depend on the first', () => {
    const there = seeded(5);
    uniform(there);
    const second = normal(there);
    const here = seeded(5);
    normal(here);
    expect(normal(here)).toBe(second);
  });
});

describe('gamma and Dirichlet', () => {
  it.each([0.3, 1, 2.5, 20])('gamma of shape %d has that mean and variance', (shape) => {
    const words = seeded(13);
    const values = take(20_000, () => gamma(shape, words));
    expect(Math.abs(meanOf(values) - shape)).toBeLessThan(5 * Math.sqrt(shape / 20_000));
    expect(Math.abs(varianceOf(values) / shape - 1)).toBeLessThan(0.15);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('gamma refuses the shape %d', (shape) => expect(() => gamma(shape, seeded(1))).toThrow(RangeError));

  it('Dirichlet shares sum to 1 and have their means and variances', () => {
    const words = seeded(14);
    const shapes = [35, 5, 15, 15, 10, 10, 5, 5];
    const draws = take(5_000, () => dirichlet(shapes, words));
    for (const shares of draws.slice(0, 50)) expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    shapes.forEach((shape, index) => {
      const values = draws.map((shares) => shares[index] ?? 0);
      expect(meanOf(values)).toBeCloseTo(shape / 100, 2);
      expect(varianceOf(values)).toBeCloseTo(((shape / 100) * (1 - shape / 100)) / 101, 3);
    });
  });

  it('a shape of 0 gives a share of 0', () => expect(dirichlet([3, 0, 4], seeded(2))[1]).toBe(0));
});
