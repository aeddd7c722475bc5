import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootOf } from '../../scoring/exact.ts';
import { exact, round, type Scheme, score, toText } from '../../scoring/index.ts';
import { accept, DIGEST, rawScheme } from './support.ts';

function scheme(divide_by: 'n' | 'n-1', mean: number, deviation: number): Scheme {
  const raw = rawScheme('odb-2014-subindex');
  raw.categories[0].tree.range = [-1000, 1000];
  Reflect.set(raw.categories[0].tree, 'then', [{ do: 'standardise', divide_by, mean, deviation }]);
  return accept({ ...raw, decimals: 4 });
}

const scored = (one: Scheme, values: readonly number[]) => {
  const units = values.map((value, n) => ({ id: `u${n}`, category: 'countries', values: { subindex: { score: String(value) } } }));
  return score(one, { scheme: one.id, cycle: '1', units }, DIGEST).units;
};
const totals = (one: Scheme, values: readonly number[]) => scored(one, values).map(({ total }) => total?.exact ?? null);

describe('a square root', () => {
  it.each([
    ['0', '0'],
    ['4', '2'],
    ['1/4', '0.5'],
    ['2', '1.4142135623730950488'],
    ['3', '1.73205080756887729352'],
    ['1000000000000000000000000000000000000', '1000000000000000000'],
    ['1/1000000000000000000000000000000000000000000', '0'],
  ])('of %s is %s, cut after 20 decimals', (value, root) => expect(toText(rootOf(exact(value)))).toBe(root));

  it('of a number below 0 does not exist', () => expect(() => rootOf(exact('-1'))).toThrow(RangeError));

  it('is never above, and less than one unit of the last place below', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 10n ** 20n }), (p, q) => {
        const value = exact(`${p}/${q}`);
        const root = rootOf(value);
        const next = root.add(exact(`1/${10n ** 20n}`));
        expect(root.mul(root).compare(value)).toBeLessThanOrEqual(0);
        expect(next.mul(next).compare(value)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('standard scores', () => {
  it('of eight values with mean 5 and deviation 2', () => {
    expect(totals(scheme('n', 0, 1), [2, 4, 4, 4, 5, 5, 7, 9])).toEqual(['-1.5', '-0.5', '-0.5', '-0.5', '0', '0', '1', '2']);
    expect(totals(scheme('n', 50, 10), [2, 4, 4, 4, 5, 5, 7, 9])).toEqual(['35', '45', '45', '45', '50', '50', '60', '70']);
  });

  it('of a sample divide by n − 1', () => {
    const [low, , high] = scored(scheme('n-1', 0, 1), [1, 2, 3]);
    expect([low?.total?.exact, high?.total?.exact]).toEqual(['-1', '1']);
  });

  it.each([[[7]], [[7, 7]]])('do not exist where all values are alike: %j', (values) =>
    expect(totals(scheme('n', 0, 1), values)).toEqual(values.map(() => null)),
  );

  it('say what they were made of', () => {
    expect(scored(scheme('n', 50, 10), [2, 4, 4, 4, 5, 5, 7, 9])[7]?.tree.rule.en).toBe(
      'Given figure, from -1000 to 1000; the result, 9, is standardised by the mean and deviation of 8 units: 50 + (9 − 5) ÷ 2 × 10',
    );
  });

  it('have the mean and deviation that were asked for, whatever the values', () => {
    const values = fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 2, maxLength: 9 }).filter((all) => new Set(all).size > 1);
    fc.assert(
      fc.property(values, (all) => {
        const made = totals(scheme('n', 50, 10), all).map((one) => exact(one ?? '0'));
        const mean = made.reduce((a, b) => a.add(b)).div(exact(made.length));
        const square = made
          .map((one) => one.sub(mean).mul(one.sub(mean)))
          .reduce((a, b) => a.add(b))
          .div(exact(made.length));
        expect([round(mean, 12), round(square, 12)]).toEqual(['50.000000000000', '100.000000000000']);
      }),
      { numRuns: 40 },
    );
  });
});
