import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact } from '../../scoring/index.ts';
import { placesOf, rankDecimals, type Ties } from '../../scoring/standing/rank.ts';

const field = (totals: readonly string[], tieBreak: readonly (readonly (string | null)[])[] = []) =>
  totals.map((total, n) => ({ total: exact(total), tieBreak: (tieBreak[n] ?? []).map((value) => (value === null ? null : exact(value))) }));

describe('sharing places', () => {
  it.each<[Ties, number[]]>([
    ['competition', [1, 2, 2, 4, 5]],
    ['dense', [1, 2, 2, 3, 4]],
    ['last', [1, 3, 3, 4, 5]],
    ['mean', [1, 2.5, 2.5, 4, 5]],
  ])('%s', (ties, places) => expect(placesOf(field(['90', '80', '80', '70', '60']), null, ties)).toEqual(places));

  it.each<[Ties, number]>([
    ['competition', 1],
    ['dense', 1],
    ['last', 3],
    ['mean', 2],
  ])('%s, all equal', (ties, place) => expect(placesOf(field(['5', '5', '5']), null, ties)).toEqual([place, place, place]));

  it('does not depend on the order of the list', () => expect(placesOf(field(['70', '90', '80']), null)).toEqual([3, 1, 2]));

  it('compares rounded totals where the scheme says so', () => {
    const close = field(['71.6', '72.4', '71.4']);
    expect(placesOf(close, null)).toEqual([2, 1, 3]);
    expect(placesOf(close, 1)).toEqual([2, 1, 3]);
    expect(placesOf(close, 0)).toEqual([1, 1, 3]);
  });

  it('has no places without units', () => expect(placesOf([], null)).toEqual([]));

  it.each([
    [{ rank_on: 'printed', decimals: 2 }, 2],
    [{ rank_on: 'exact', decimals: 2 }, null],
    [{ rank_on: { decimals: 0 }, decimals: 2 }, 0],
  ] as const)('%j compares at %j decimals', (scheme, decimals) => expect(rankDecimals(scheme)).toBe(decimals));
});

describe('breaking ties', () => {
  it('goes by the values in their order, higher first', () => {
    expect(
      placesOf(
        field(
          ['80', '80', '80'],
          [
            ['1', '9'],
            ['2', '0'],
            ['1', '8'],
          ],
        ),
        null,
      ),
    ).toEqual([2, 1, 3]);
  });

  it('puts a unit without the value after all that have it', () => expect(placesOf(field(['80', '80'], [[null], ['-5']]), null)).toEqual([2, 1]));

  it('leaves equal what is equal to the end', () => expect(placesOf(field(['80', '80', '70'], [['1'], ['1'], ['9']]), null)).toEqual([1, 1, 3]));

  it('never moves a lower total ahead', () => expect(placesOf(field(['81', '80'], [['0'], ['100']]), null)).toEqual([1, 2]));
});

describe('whatever the totals', () => {
  const totals = fc.array(fc.integer({ min: 0, max: 12 }).map(String), { minLength: 1, maxLength: 12 });

  it('competition places count who is strictly ahead, last places who is not behind, and the mean lies between', () => {
    fc.assert(
      fc.property(totals, (all) => {
        const [first, last, mean] = (['competition', 'last', 'mean'] as const).map((ties) => placesOf(field(all), null, ties));
        all.forEach((own, n) => {
          expect(first?.[n]).toBe(1 + all.filter((other) => Number(other) > Number(own)).length);
          expect(last?.[n]).toBe(all.filter((other) => Number(other) >= Number(own)).length);
          expect(mean?.[n]).toBe(((first?.[n] ?? 0) + (last?.[n] ?? 0)) / 2);
        });
      }),
    );
  });

  it('dense places use every number from 1 up, and places of the mean add up as if nobody were tied', () => {
    fc.assert(
      fc.property(totals, (all) => {
        const dense = new Set(placesOf(field(all), null, 'dense'));
        expect([...dense].sort((a, b) => a - b)).toEqual(Array.from({ length: dense.size }, (_, n) => n + 1));
        const sum = placesOf(field(all), null, 'mean').reduce((a, b) => a + b, 0);
        expect(sum).toBe((all.length * (all.length + 1)) / 2);
      }),
    );
  });
});
