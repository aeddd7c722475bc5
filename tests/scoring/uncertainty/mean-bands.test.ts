import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact } from '../../../scoring/exact.ts';
import { normal } from '../../../scoring/random/draws.ts';
import { seeded } from '../../../scoring/random/xoshiro.ts';
import { bandsOf } from '../../../scoring/standing/band.ts';
import type { Estimated } from '../../../scoring/uncertainty/draws.ts';
import { type BandOptions, meanBands } from '../../../scoring/uncertainty/mean-bands.ts';

const bands = (units: readonly Estimated[], method: BandOptions['method'], more: Partial<BandOptions> = {}) =>
  meanBands(units, { level: 0.95, seed: 5, draws: 199, method, ...more });

const unitsArb = fc
  .array(fc.record({ estimate: fc.integer({ min: 0, max: 10_000 }), variance: fc.integer({ min: 1, max: 400 }) }), { minLength: 1, maxLength: 12 })
  .map((all) => all.map(({ estimate, variance }, n): Estimated => ({ id: `u${n}`, estimate: estimate / 100, variance: variance / 10 })));

/** Share of rounds in which at least one of eight equal units is called different. */
function falseCalls(method: BandOptions['method'], errors: readonly number[]): number {
  const words = seeded(21);
  let rounds = 0;
  for (let round = 0; round < 500; round += 1) {
    const units = errors.map((error, n): Estimated => ({ id: `u${n}`, estimate: 80 + normal(words) * error, variance: error * error }));
    if (bands(units, method, { seed: round, draws: 299 }).some((band) => band !== 'not-separable')) rounds += 1;
  }
  return rounds / 500;
}

describe('bands against the category mean', () => {
  it.each([[Array<number>(8).fill(1)], [[0.2, 1, 1, 1, 2, 2, 3, 4]]])(
    'simultaneous: at most 5 tables in 100 of equal units call any of them different (%j)',
    (errors) => {
      expect(falseCalls('simultaneous', errors)).toBeLessThan(0.075);
      expect(falseCalls('simultaneous', errors)).toBeGreaterThan(0.02);
    },
  );

  it('marginal: many more tables do, which is why the other exists', () => expect(falseCalls('marginal', Array<number>(8).fill(1))).toBeGreaterThan(0.2));

  it('marginal ones are those of every published result', () => {
    fc.assert(
      fc.property(unitsArb, (units) => {
        const published = bandsOf(units.map(({ estimate, variance }) => ({ total: exact(estimate.toFixed(2)), variance })));
        expect(bands(units, 'marginal')).toEqual(published);
      }),
    );
  });

  it('simultaneous ones never call more units different', () => {
    fc.assert(
      fc.property(unitsArb, (units) => {
        const marginal = bands(units, 'marginal');
        bands(units, 'simultaneous', { level: 0.95 }).forEach((band, index) => {
          if (band !== null && band !== 'not-separable') expect(marginal[index]).toBe(band);
        });
      }),
    );
  });

  it('do not depend on the order of the list', () => {
    fc.assert(
      fc.property(unitsArb, (units) => {
        expect(bands([...units].reverse(), 'simultaneous').reverse()).toEqual(bands(units, 'simultaneous'));
      }),
    );
  });

  it('mirror with the scale', () => {
    const swap = { 'clearly-above': 'clearly-below', 'clearly-below': 'clearly-above', 'not-separable': 'not-separable' } as const;
    fc.assert(
      fc.property(unitsArb, (units) => {
        const mirrored = units.map((unit) => ({ ...unit, estimate: -unit.estimate }));
        expect(bands(mirrored, 'simultaneous')).toEqual(bands(units, 'simultaneous').map((band) => (band === null ? null : swap[band])));
      }),
    );
  });

  it('are null for a unit alone, and exact where nothing is sampled', () => {
    expect(bands([{ id: 'a', estimate: 1, variance: 1 }], 'simultaneous')).toEqual([null]);
    const exactly = [90, 80, 80].map((estimate, n): Estimated => ({ id: `u${n}`, estimate, variance: 0 }));
    expect(bands(exactly, 'simultaneous')).toEqual(['clearly-above', 'clearly-below', 'clearly-below']);
  });

  it('refuse a level outside 0–1', () => expect(() => bands([], 'marginal', { level: 1.2 })).toThrow(RangeError));
});
