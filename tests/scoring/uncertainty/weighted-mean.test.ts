import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveSize, weightedMean } from '../../../scoring/uncertainty/weighted-mean.ts';

describe('Kish’s effective number, worked out by hand', () => {
  it.each([
    [[1, 1, 2, 4], 64 / 22],
    [[1, 1, 1, 1], 4],
    [[5], 1],
    [[1, 0, 1], 2],
    [[], 0],
    [[0, 0], 0],
    [[0.5, 1.5], 4 / 2.5],
  ])('of the weights %j is %d', (weights, expected) => expect(effectiveSize(weights)).toBeCloseTo(expected, 12));

  it('is n ÷ (1 + cv²), Kish’s other form (Kish 1992, 1 + L)', () => {
    const weights = [0.4, 1.1, 0.9, 2.2, 0.7];
    const mean = weights.reduce((a, b) => a + b, 0) / 5;
    const cv2 = weights.reduce((sum, weight) => sum + (weight - mean) ** 2, 0) / 5 / mean ** 2;
    expect(effectiveSize(weights)).toBeCloseTo(5 / (1 + cv2), 12);
  });

  it('of equal weights is n; never above n; the scale of weights leaves no trace', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 }), (weights) => {
        expect(effectiveSize(weights.map(() => 7.25))).toBeCloseTo(weights.length, 9);
        expect(effectiveSize(weights)).toBeLessThanOrEqual(weights.length * (1 + 1e-12));
        expect(effectiveSize(weights)).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(effectiveSize(weights.map((weight) => weight * 8))).toBeCloseTo(effectiveSize(weights), 9);
      }),
    );
  });

  it('refuses negative weights', () => expect(() => effectiveSize([1, -1])).toThrow(RangeError));
});

describe('weighted mean', () => {
  const answers = [
    { value: 100, weight: 1 },
    { value: 80, weight: 1 },
    { value: 60, weight: 2 },
  ];

  it('worked out by hand: 75, with 16/6 effective answers and variance (1100 ÷ 4) ÷ (5/3)', () => {
    const { mean, effective, variance } = weightedMean(answers);
    expect(mean).toBe(75);
    expect(effective).toBeCloseTo(16 / 6, 12);
    expect(variance).toBeCloseTo(1100 / 4 / (16 / 6 - 1), 9);
  });

  it('has an interval of ± 1.96 standard errors', () => {
    const { mean, variance, low, high } = weightedMean(answers);
    expect(high - mean).toBeCloseTo(1.959963984540054 * Math.sqrt(variance), 9);
    expect(mean - low).toBeCloseTo(high - mean, 9);
    expect(weightedMean(answers, 0.99).high).toBeGreaterThan(high);
  });

  it('with equal weights is the plain mean with s² ÷ n', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 40 }), (values) => {
        const plain = values.reduce((a, b) => a + b, 0) / values.length;
        const s2 = values.reduce((sum, value) => sum + (value - plain) ** 2, 0) / (values.length - 1);
        const { mean, variance, effective } = weightedMean(values.map((value) => ({ value, weight: 3 })));
        expect(mean).toBeCloseTo(plain, 9);
        expect(variance).toBeCloseTo(s2 / values.length, 6);
        expect(effective).toBeCloseTo(values.length, 9);
      }),
    );
  });

  it.each([[[]], [[{ value: 3, weight: 1 }]], [[{ value: 3, weight: 0 }]]])('refuses %j: nothing is known about the spread', (few) =>
    expect(() => weightedMean(few)).toThrow(RangeError),
  );
});
