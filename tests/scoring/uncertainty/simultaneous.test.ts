import { describe, expect, it } from 'vitest';
import { score } from '../../../scoring/index.ts';
import { DIGEST, inputOf, loadScheme, makeUnit, panelTally, publicTally } from '../support.ts';

const flagship = loadScheme('demo-flagship');
const units = [
  makeUnit('a', { ratings: { 'public-web': publicTally({ good5: 200, good4: 20 }) } }),
  makeUnit('b', { ratings: { 'public-web': publicTally({ good5: 100, good4: 100, good3: 20 }) } }),
  makeUnit('c', { ratings: { 'public-web': publicTally({ good3: 30, good1: 10 }) } }),
  makeUnit('d', { ratings: { 'public-web': publicTally({ good3: 25, good1: 12 }), deputies: panelTally({ good3: 8, good2: 3 }, 40) } }),
  { id: 'e', category: 'departments' },
  makeUnit('z', {
    category: 'zone',
    values: { indicators: [{ goal: 'g1', target: '10', actual: '9', verified: '9' }], management: { 'half-year': '1', 'year-end': '1' } },
  }),
];
const plain = score(flagship, inputOf(units), DIGEST);
const asked = score(flagship, inputOf(units), { ...DIGEST, together: { seed: 7 } });

describe('statements about a whole category at once', () => {
  it('are absent unless they are asked for, and change nothing else', () => {
    expect(plain.units.every((unit) => !('simultaneous' in unit))).toBe(true);
    expect(asked.units.map(({ simultaneous: _, ...unit }) => unit)).toEqual(plain.units);
  });

  it('hold the marginal statements', () => {
    for (const { rankInterval, simultaneous, band, rank } of asked.units) {
      if (rank === null || rankInterval === null) continue;
      expect(simultaneous?.rankInterval?.[0]).toBeLessThanOrEqual(rank);
      expect(simultaneous?.rankInterval?.[1]).toBeGreaterThanOrEqual(rank);
      if (simultaneous?.band !== 'not-separable') expect(simultaneous?.band).toBe(band);
    }
  });

  it('tell apart what lies far apart', () => {
    expect(asked.units.find(({ id }) => id === 'a')?.simultaneous).toEqual({ rankInterval: [1, 1], band: 'clearly-above' });
    expect(asked.units.find(({ id }) => id === 'd')?.simultaneous).toEqual({ rankInterval: [3, 4], band: 'clearly-below' });
  });

  it('say nothing of a unit without a total, and no place where nothing is ranked', () => {
    expect(asked.units.find(({ id }) => id === 'e')?.simultaneous).toBeUndefined();
    expect(asked.units.find(({ id }) => id === 'z')?.simultaneous).toEqual({ rankInterval: null, band: null });
  });

  it('are the same for the same seed in whatever order the units come', () => {
    const back = score(flagship, inputOf([...units].reverse()), { ...DIGEST, together: { seed: 7 } });
    expect(JSON.stringify(back)).toBe(JSON.stringify(asked));
  });
});
