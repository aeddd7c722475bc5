import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential } from '../../../scoring/uncertainty/exponential.ts';
import { logarithm } from '../../../scoring/uncertainty/quantile.ts';

/** Values of e^x to 17 digits (Abramowitz and Stegun, *Handbook of Mathematical Functions*, 1964, table 4.4 and constants of table 1.1). */
const KNOWN: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, Math.E],
  [-1, 0.36787944117144233],
  [2, 7.38905609893065],
  [10, 22026.465794806718],
  [-10, 4.5399929762484854e-5],
  [0.5, 1.6487212707001282],
  [Math.LN2, 2],
];

describe('exponential of our own', () => {
  it.each(KNOWN)('e^%d = %d', (x, value) => expect(Math.abs(exponential(x) / value - 1)).toBeLessThan(5e-16));

  it('agrees with the platform to 2 units of the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(5e-16);
      }),
    );
  });

  it('undoes the logarithm', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-100, max: 1e100, noNaN: true }), (x) => {
        expect(Math.abs(exponential(logarithm(x)) / x - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  it('turns sums into products', () => {
    const small = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(small, small, (x, y) => {
        expect(Math.abs(exponential(x + y) / (exponential(x) * exponential(y)) - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  it.each([
    [710, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [-746, 0],
    [Number.NEGATIVE_INFINITY, 0],
  ])('of %d is %d', (x, value) => expect(exponential(x)).toBe(value));

  it('refuses what is no number', () => expect(() => exponential(Number.NaN)).toThrow(RangeError));
});
