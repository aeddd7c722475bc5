import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInput, type GroupTally, score, type UnitInput } from '../../../scoring/index.ts';
import { flaggedViews } from '../../../scoring/what-if/flagged.ts';
import { DIGEST, inputOf, loadScheme, makeUnit, PUBLIC, panelTally, publicTally } from '../support.ts';
import { city, totals } from './support.ts';

const flagship = loadScheme('demo-flagship');
const views = (units: readonly UnitInput[], fewest?: number) => flaggedViews(flagship, inputOf(units), { ...DIGEST, ...(fewest !== undefined && { fewest }) });

type Counts = Record<string, number>;

/** A public group in which every question got the same answers, and the same part of them is flagged. */
const withFlags = (counts: Counts, flagged: Counts): GroupTally => ({
  ...publicTally(counts),
  flagged: Object.fromEntries(PUBLIC.map((id) => [id, flagged])),
});
const unitWith = (id: string, counts: Counts, flagged: Counts) => makeUnit(id, { ratings: { 'public-web': withFlags(counts, flagged) } });

describe('worked by hand', () => {
  const [without, half] = views([unitWith('a', { good5: 60, good1: 40 }, { good5: 20 }), makeUnit('b')]);

  it('officially 60 of 100 points for public image: flags never change it', () => expect(without.units[0]?.official.total?.exact).toBe('79'));

  it('without 20 flagged best answers 40 of 80 are left: 50 points', () => {
    expect(without.units[0]?.view.total?.exact).toBe('76');
    expect(without.units[0]?.change).toEqual({ total: '-3.00', places: 0 });
  });

  it('counting half they are 50 of 90: 55.56 points', () => expect(half.units[0]?.view.total?.exact).toBe('233/3'));

  it('leaves units without flags alone', () => {
    expect(without.units[1]?.change).toEqual({ total: '0.00', places: 0 });
    expect(half.units[1]?.change).toEqual({ total: '0.00', places: 0 });
  });

  it('has names', () => expect([without.id, half.id]).toEqual(['without-flagged', 'half-flagged']));
});

describe('few flagged ballots', () => {
  it('are not shown: the difference would give their answers away', () => {
    for (const view of views([unitWith('a', { good5: 60, good1: 40 }, { good5: 9 })])) {
      expect(view.units[0]).toMatchObject({ merged: true, change: { total: '0.00' } });
    }
  });

  it('are shown from the least number on', () => {
    const [view] = views([unitWith('a', { good5: 60, good1: 40 }, { good5: 10 })]);
    expect(view.units[0]?.merged).toBeUndefined();
    expect(view.units[0]?.change.total).not.toBe('0.00');
  });

  it('follow the least number that the caller sets', () => {
    expect(views([unitWith('a', { good5: 60, good1: 40 }, { good5: 4 })], 3)[0].units[0]?.merged).toBeUndefined();
    expect(views([unitWith('a', { good5: 60, good1: 40 }, { good5: 15 })], 20)[0].units[0]?.merged).toBe(true);
  });

  it('of one question keep its whole group as it is', () => {
    const tally: GroupTally = { ...publicTally({ good5: 60, good1: 40 }), flagged: { results: { good5: 30 }, attitude: { good5: 4 } } };
    expect(views([makeUnit('a', { ratings: { 'public-web': tally } })])[0].units[0]).toMatchObject({ merged: true, change: { total: '0.00' } });
  });

  it('in one group do not keep others back', () => {
    const ratings = {
      'public-web': withFlags({ good5: 60, good1: 40 }, { good5: 20 }),
      deputies: { ...panelTally({ good5: 20, good1: 9 }), flagged: { overall: { good1: 5 } } },
    };
    const [view] = views([makeUnit('a', { ratings })]);
    expect(view.units[0]?.merged).toBe(true);
    expect(Number(view.units[0]?.change.total)).toBeLessThan(0);
  });
});

describe('the minimum of answers', () => {
  it('holds for what is left: a question falls away without its flagged answers', () => {
    const [without, half] = views([unitWith('a', { good5: 18 }, { good5: 12 })]);
    expect(without.units[0]?.view.total).toBeNull();
    expect(half.units[0]?.change.total).toBe('0.00');
  });

  it('a question below it stays out at half weight too, though everything is doubled', () => {
    const tally: GroupTally = {
      roster: null,
      counts: { results: { good5: 100 }, attitude: { good1: 9 } },
      flagged: { results: { good5: 20 } },
    };
    const [, half] = views([makeUnit('a', { ratings: { 'public-web': tally } })]);
    expect(half.units[0]?.change.total).toBe('0.00');
  });

  it('a panel may be smaller than the doubled answers', () => {
    const ratings = { deputies: { ...panelTally({ good5: 30, good1: 20 }, 50), flagged: { overall: { good1: 20 } } } };
    const [without, half] = views([makeUnit('a', { ratings })]);
    expect(without.units[0]?.view.total?.exact).toBe('91');
    expect(half.units[0]?.view.total?.exact).toBe('83.5');
  });
});

const level = fc.constantFrom('good5', 'good4', 'good3', 'good2', 'good1');
const flagsArb = fc.dictionary(level, fc.integer({ min: 10, max: 20 }), { minKeys: 1 });
const MIRROR: Record<string, string> = { good5: 'good1', good1: 'good5' };

describe('whatever is flagged', () => {
  it('views without flags are the official result', () => {
    const units = city(6);
    const official = score(flagship, inputOf(units), DIGEST).units.map(({ total }) => total?.exact ?? null);
    for (const view of views(units)) expect(totals(view)).toEqual(official);
  });

  it('half lies between all and none', () => {
    fc.assert(
      fc.property(flagsArb, (flagged) => {
        const [without, half] = views([unitWith('a', { good5: 40, good4: 40, good3: 40, good2: 40, good1: 40 }, flagged)]);
        const [all, some, none] = [without.units[0]?.official, half.units[0]?.view, without.units[0]?.view].map((place) => Number(place?.total?.rounded));
        expect(Math.min(all ?? 0, none ?? 0) - 0.01).toBeLessThanOrEqual(some ?? 0);
        expect(Math.max(all ?? 0, none ?? 0) + 0.01).toBeGreaterThanOrEqual(some ?? 0);
      }),
      { numRuns: 40 },
    );
  });

  it('is symmetric: mirrored ballots with mirrored flags give the mirrored change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 30 }), fc.integer({ min: 10, max: 30 }), (best, worst) => {
        const mirror = (counts: Counts): Counts => Object.fromEntries(Object.entries(counts).map(([id, count]) => [MIRROR[id] ?? id, count]));
        const [counts, flagged] = [
          { good5: 70, good1: 50 },
          { good5: best, good1: worst },
        ];
        const [there] = views([unitWith('a', counts, flagged)]);
        const [back] = views([unitWith('a', mirror(counts), mirror(flagged))]);
        expect(Number(there.units[0]?.change.total)).toBeCloseTo(-Number(back.units[0]?.change.total), 6);
      }),
      { numRuns: 40 },
    );
  });

  it('the order of units leaves no trace', () => {
    const units = city(5).map((unit, n) => ({ ...unit, ratings: { ...unit.ratings, 'public-web': withFlags({ good5: 50, good2: 50 }, { good5: 10 + n }) } }));
    expect(views([...units].reverse())).toEqual(views(units));
  });
});

describe('counts of flagged ballots', () => {
  const faults = (flagged: Record<string, Counts>) => {
    const checked = checkInput(flagship, inputOf([makeUnit('a', { ratings: { deputies: { ...panelTally({ good5: 5 }), flagged } } })]));
    return checked.ok ? [] : checked.faults;
  };

  it.each([
    [
      'more than there are',
      { overall: { good5: 6 } },
      ['units', 0, 'ratings', 'deputies', 'flagged', 'overall', 'good5'],
      /more flagged ballots \(6\) than ballots \(5\)/,
    ],
    ['of a level nobody chose', { overall: { good1: 1 } }, ['units', 0, 'ratings', 'deputies', 'flagged', 'overall', 'good1'], /\(1\) than ballots \(0\)/],
    ['of a question without counts', { results: { good5: 1 } }, ['units', 0, 'ratings', 'deputies', 'flagged', 'results'], /but no counts/],
    ['half a ballot', { overall: { good5: 0.5 } }, ['units', 0, 'ratings', 'deputies', 'flagged', 'overall', 'good5'], /whole number/],
  ])('%s are refused with a sentence', (_, flagged, path, sentence) => {
    const [first] = faults(flagged as Record<string, Counts>);
    expect(first?.path).toEqual(path);
    expect(first?.message.en).toMatch(sentence);
    expect(first?.message.zh).not.toBe('');
  });

  it('never change the official result', () => {
    const counts = { good5: 60, good1: 40 };
    const plain = score(flagship, inputOf([makeUnit('a', { ratings: { 'public-web': publicTally(counts) } })]), DIGEST);
    const flagged = score(flagship, inputOf([unitWith('a', counts, { good5: 30 })]), DIGEST);
    expect(JSON.stringify(flagged)).toBe(JSON.stringify(plain));
  });
});
