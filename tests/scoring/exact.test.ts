import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, floorOf, isExactText, round, toDouble, toText } from '../../scoring/exact.ts';

describe('exact numbers', () => {
  it.each([
    ['88.90', '88.9'],
    ['200/3', '200/3'],
    ['6/4', '1.5'],
    ['-3', '-3'],
    ['-0', '0'],
    ['0.000', '0'],
    ['-7/3', '-7/3'],
    ['10/2', '5'],
    ['1/1024', '0.0009765625'],
    ['123456789012345678901234567890.5', '123456789012345678901234567890.5'],
  ])('%s is written %s', (text, canonical) => expect(toText(exact(text))).toBe(canonical));

  it.each(['', 'abc', '1e3', '1/0', '1/-2', '.5', '5.', '+1', ' 1', '1 1/2', '0.(3)', '50%', '９０', 'NaN'])('refuses %j', (text) => {
    expect(isExactText(text)).toBe(false);
    expect(() => exact(text)).toThrow(RangeError);
  });

  it('takes no number of more than 80 characters, but reads one of its own results of any length', () => {
    const long = `${'1'.repeat(60)}/${'3'.repeat(59)}7`;
    expect(isExactText(long)).toBe(false);
    expect(toText(exact(long))).toBe(long);
  });

  it.each([
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['2.344999', 2, '2.34'],
    ['-0.004', 2, '0.00'],
    ['-0.005', 2, '-0.01'],
    ['200/3', 2, '66.67'],
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['-0.4', 0, '0'],
    ['99.995', 2, '100.00'],
    ['0.05', 1, '0.1'],
    ['1.005', 2, '1.01'],
  ])('%s rounds at %i decimals to %s', (text, decimals, printed) => expect(round(exact(text), decimals)).toBe(printed));

  it.each([
    ['27/10', 2n],
    ['-27/10', -3n],
    ['3', 3n],
    ['-3', -3n],
    ['0', 0n],
    ['17/5', 3n],
  ])('floor of %s is %s', (text, whole) => expect(floorOf(exact(text))).toBe(whole));

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }), (p, q) => {
        const value = exact(`${p}/${q}`);
        expect(exact(toText(value)).equals(value)).toBe(true);
      }),
    );
  });

  it('rounds to the nearest and mirrors about zero', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 4 }), (p, q, decimals) => {
        const value = exact(`${p}/${q}`);
        const error = exact(round(value, decimals)).sub(value).abs();
        expect(error.compare(exact(1).div(exact(2 * 10 ** decimals)))).toBeLessThanOrEqual(0);
        expect(exact(round(value.neg(), decimals)).equals(exact(round(value, decimals)).neg())).toBe(true);
      }),
    );
  });

  it('gives the nearest double', () => {
    expect(toDouble(exact('1/3'))).toBe(1 / 3);
    expect(toDouble(exact('0.1'))).toBe(0.1);
    expect(toDouble(exact('-2/3'))).toBe(-2 / 3);
  });
});
