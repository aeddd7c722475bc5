import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelSums, type Sum } from '../../proof/reconcile.ts';

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
