import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combine, digits, intervalOf, Z } from '../../scoring/uncertainty/interval.ts';
import { logarithm, normalQuantile } from '../../scoring/uncertainty/quantile.ts';
import { vector } from './support.ts';

describe('quantiles of our own', () => {
  it.each(vector('normal-quantiles').cases as { p: number; quantile: number }[])('p = $p', ({ p, quantile }) => {
    expect(normalQuantile(p)).toBeCloseTo(quantile, 12);
  });

  it.each([0, 1, -0.1, 1.1, Number.NaN])('refuses p = %d', (p) => expect(() => normalQuantile(p)).toThrow(RangeError));

  it('is odd about one half and rises', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.5, noNaN: true }), fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (p, q) => {
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 8);
        if (p < q) expect(normalQuantile(p)).toBeLessThanOrEqual(normalQuantile(q));
      }),
    );
  });

  it.each([1e-300, 1e-5, 0.1, 0.75, 1, 1.5, 2, Math.E, 1e10])('logarithm of %d agrees with the platform', (x) => {
    expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(Math.log(x))));
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the logarithm of %d', (x) => expect(() => logarithm(x)).toThrow(RangeError));
});

describe('intervals', () => {
  const scale = { unit: 'points', min: '0', max: '100' } as const;

  it('is the estimate ± Z standard errors, with 4 decimals', () => {
    expect(Z).toBeCloseTo(1.959963984540054, 14);
    expect(intervalOf(50, { variance: 4, kind: 'sampling' }, scale)).toEqual({ low: '46.0801', high: '53.9199', level: '0.95', kind: 'sampling' });
  });

  it('ends at the limits of its scale', () => {
    expect(intervalOf(99, { variance: 4, kind: 'panel' }, scale)).toMatchObject({ high: '100.0000' });
    expect(intervalOf(1, { variance: 4, kind: 'panel' }, scale)).toMatchObject({ low: '0.0000' });
    expect(intervalOf(1, { variance: 4, kind: 'panel' }, { unit: 'points' })).toMatchObject({ low: '-2.9199' });
  });

  it('never prints a negative zero', () => expect(digits(-0.00001)).toBe('0.0000'));

  it('names the kind of what went in', () => {
    const sampling = { weight: 0.5, spread: { variance: 4, kind: 'sampling' } } as const;
    const panel = { weight: 0.5, spread: { variance: 4, kind: 'panel' } } as const;
    const office = { weight: 0.5, spread: { variance: 0, kind: 'none' } } as const;
    expect(combine([sampling, office])).toEqual({ variance: 1, kind: 'sampling' });
    expect(combine([sampling, panel])).toEqual({ variance: 2, kind: 'mixed' });
    expect(combine([office])).toEqual({ variance: 0, kind: 'none' });
    expect(combine([{ ...panel, weight: 0 }, sampling]).kind).toBe('sampling');
  });
});
