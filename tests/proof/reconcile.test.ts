import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelSums, mergedAreas, type Sum } from '../../proof/reconcile.ts';

const sum = (channel: string, stratum: string, ballots: number, spoiled = 0): Sum => ({ group: 'public-web', channel, stratum, ballots, spoiled });

test('worked example: a channel of three ballots is merged with the next smallest, areas stand', () => {
  const given = [sum('sms', 'east', 50, 2), sum('code', 'east', 20), sum('code', 'west', 30, 1), sum('login', 'west', 3)];
  expect(labelSums(given)).toEqual([
    { group: 'public-web', by: 'channel', label: 'merged', ballots: 53, spoiled: 1 },
    { group: 'public-web', by: 'channel', label: 'sms', ballots: 50, spoiled: 2 },
    { group: 'public-web', by: 'area', label: 'east', ballots: 70, spoiled: 2 },
    { group: 'public-web', by: 'area', label: 'west', ballots: 33, spoiled: 1 },
  ]);
});

test('one area is no split of a group; one channel is its whole', () => {
  expect(labelSums([sum('sms', 'all', 4, 1)])).toEqual([{ group: 'public-web', by: 'channel', label: 'sms', ballots: 4, spoiled: 1 }]);
});

const sums = fc.array(
  fc
    .record({
      channel: fc.constantFrom('a', 'b', 'c'),
      stratum: fc.constantFrom('x', 'y', 'z'),
      ballots: fc.integer({ min: 1, max: 30 }),
      lost: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ channel, stratum, ballots, lost }) => sum(channel, stratum, ballots, Math.min(lost, ballots))),
  { maxLength: 9 },
);

test('nothing is lost, no label stands alone with fewer than ten, and what is merged is two labels or more with ten together', () => {
  fc.assert(
    fc.property(sums, (given) => {
      const all = labelSums(given);
      expect(labelSums([...given].reverse())).toEqual(all);
      for (const by of ['channel', 'area'] as const) {
        const lines = all.filter((line) => line.by === by);
        if (lines.length === 0) continue;
        expect(lines.reduce((total, { ballots }) => total + ballots, 0)).toBe(given.reduce((total, { ballots }) => total + ballots, 0));
        expect(lines.reduce((total, { spoiled }) => total + spoiled, 0)).toBe(given.reduce((total, { spoiled }) => total + spoiled, 0));
        if (lines.length > 1) expect(Math.min(...lines.map(({ ballots }) => ballots))).toBeGreaterThanOrEqual(10);
      }
    }),
  );
});

test('worked example: what one group merges is merged for all groups, so that its five ballots do not follow', () => {
  const cells = [
    { area: 'east', group: 'public-web', ballots: 50 },
    { area: 'west', group: 'public-web', ballots: 5 },
    { area: 'south', group: 'public-web', ballots: 12 },
    { area: 'east', group: 'community', ballots: 11 },
    { area: 'west', group: 'community', ballots: 100 },
  ];
  expect([...mergedAreas(cells, [])].sort()).toEqual(['south', 'west']);
  expect([...mergedAreas(cells.slice(0, 1), [])]).toEqual([]);
  expect([...mergedAreas([{ area: 'east', group: 'public-web', ballots: 50 }, ...cells.slice(4)], [{ area: 'east', proofs: 3 }])].sort()).toEqual([
    'east',
    'west',
  ]);
});

test('an area that is told by itself stands by itself in the sums of each group, and has ten ballots', () => {
  const areas = fc.array(
    fc.record({ group: fc.constantFrom('g', 'h'), area: fc.constantFrom('x', 'y', 'z', 'all'), ballots: fc.integer({ min: 1, max: 30 }) }),
    { minLength: 2, maxLength: 9 },
  );
  fc.assert(
    fc.property(
      areas,
      fc.array(fc.record({ area: fc.constantFrom('x', 'y', 'z'), proofs: fc.integer({ min: 1, max: 30 }) }), { maxLength: 3 }),
      (cells, used) => {
        const merged = mergedAreas(cells, used);
        const alone = [...new Set(cells.map(({ area }) => area))].filter((area) => !merged.has(area));
        const lines = labelSums(cells.map(({ area, group, ballots }) => ({ group, channel: 'code', stratum: area, ballots, spoiled: 0 })));
        for (const area of alone) {
          for (const group of ['g', 'h']) {
            const own = cells.filter((one) => one.group === group);
            if (new Set(own.map((one) => one.area)).size > 1 && own.some((one) => one.area === area))
              expect(lines.some((line) => line.group === group && line.by === 'area' && line.label === area)).toBe(true);
          }
          if (new Set(cells.map((one) => one.area)).size > 1)
            expect(cells.reduce((sum, one) => (one.area === area ? sum + one.ballots : sum), 0)).toBeGreaterThanOrEqual(10);
        }
      },
    ),
  );
});
