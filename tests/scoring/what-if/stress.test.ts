import { describe, expect, it } from 'vitest';
import { score } from '../../../scoring/index.ts';
import { drawnWeightStress, weightStress } from '../../../scoring/what-if/stress.ts';
import { weightViews } from '../../../scoring/what-if/views.ts';
import { DIGEST, inputOf, loadScheme, makeUnit, panelTally, publicTally } from '../support.ts';
import { city } from './support.ts';

const flagship = loadScheme('demo-flagship');
const input = inputOf(city(10));
const official = score(flagship, input, DIGEST);

describe('each weight up and down by a fifth', () => {
  const stress = weightStress(flagship, input, DIGEST);
  const views = weightViews(flagship, input, DIGEST);

  it('gathers the sixteen views', () => {
    expect(stress.scenarios).toBe(16);
    stress.units.forEach((unit, index) => {
      const ranks = views.map((view) => view.units[index]?.view.rank ?? 0);
      expect(unit.rank).toEqual([Math.min(...ranks), Math.max(...ranks)]);
      const totals = views.map((view) => Number(view.units[index]?.view.total?.rounded));
      expect(unit.total?.map(Number)).toEqual([Math.min(...totals), Math.max(...totals)]);
      expect(unit.kept).toBe((ranks.filter((rank) => rank === unit.official.rank).length / 16 + 1e-9).toFixed(2));
    });
  });

  it('holds the official total and place, which lie in the middle of the changes', () => {
    for (const { official: was, total, rank } of stress.units) {
      expect(Number(total?.[0])).toBeLessThanOrEqual(Number(was.total?.rounded));
      expect(Number(total?.[1])).toBeGreaterThanOrEqual(Number(was.total?.rounded));
      expect(rank?.[0]).toBeLessThanOrEqual(was.rank ?? 0);
      expect(rank?.[1]).toBeGreaterThanOrEqual(was.rank ?? 0);
    }
  });

  it('moves nothing when all groups think alike', () => {
    const alike = makeUnit('a', { ratings: { 'public-web': publicTally({ good4: 20 }), journalists: panelTally({ good4: 6 }) } });
    const { units } = weightStress(flagship, inputOf([alike, makeUnit('b')]), DIGEST);
    expect(units[0]).toMatchObject({ total: ['85.00', '85.00'], rank: [2, 2], kept: '1.00' });
  });

  it('says nothing of units without a total', () => {
    const { units } = weightStress(flagship, inputOf([...city(2), { id: 'zz', category: 'departments' }]), DIGEST);
    expect(units[2]).toMatchObject({ id: 'zz', total: null, rank: null, kept: null });
  });
});

describe('random weights', () => {
  const drawn = (seed: number, more = {}) => drawnWeightStress(flagship, input, { ...DIGEST, seed, draws: 12, ...more });

  it('are the same for the same seed, and others for another', () => {
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it('keep closer to the official result the more they are concentrated', () => {
    const width = (concentration: number): number =>
      drawn(3, { concentration }).units.reduce((sum, { total }) => sum + Number(total?.[1]) - Number(total?.[0]), 0);
    expect(width(100_000)).toBeLessThan(width(100));
    expect(width(100)).toBeLessThan(width(5));
    for (const { total, official: was } of drawn(3, { concentration: 1e7 }).units) {
      expect(Math.abs(Number(total?.[0]) - Number(was.total?.rounded))).toBeLessThan(0.02);
    }
  });

  it('speak of every unit in the official order', () => expect(drawn(1).units.map(({ id }) => id)).toEqual(official.units.map(({ id }) => id)));

  it('do not depend on the order of units', () => {
    const back = drawnWeightStress(flagship, inputOf([...city(10)].reverse()), { ...DIGEST, seed: 1, draws: 12 });
    expect(back).toEqual(drawn(1));
  });

  it.each([{ concentration: 0 }, { concentration: -1 }, { concentration: Number.NaN }, { seed: -1 }])('refuse %j', (more) =>
    expect(() => drawn(1, more)).toThrow(RangeError),
  );

  it('print how many they are', () => expect(drawn(1).label).toEqual({ zh: expect.stringContaining('12'), en: expect.stringContaining('12') }));
});
