import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countMaker } from '../../proof/splits.ts';
import { tallyBallots } from '../../proof/tally.ts';
import { form } from './proof.fixture.ts';

const answer = fc.constantFrom('good5', 'good4', 'good1', 'dk');
const ballots = fc.array(
  fc.record({
    answers: fc.record({ results: answer, attitude: answer }, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>,
    labels: fc.record({
      channel: fc.constantFrom<string>('web', 'sms', 'code'),
      stratum: fc.constantFrom<string>('east', 'west'),
      riskClass: fc.constant<string>('ordinary'),
    }),
  }),
  { maxLength: 50 },
);

type Given = typeof ballots extends fc.Arbitrary<infer T> ? T : never;

function count(given: Given) {
  const maker = countMaker(form);
  for (const { answers, labels } of given) maker.add(answers, labels);
  return maker.count();
}

test('worked example: two channels, one area', () => {
  const labels = { stratum: 'all', riskClass: 'ordinary' };
  const { splits } = count([
    { answers: { results: 'good5', attitude: 'dk' }, labels: { ...labels, channel: 'web' } },
    { answers: { results: 'good5' }, labels: { ...labels, channel: 'web' } },
    { answers: { attitude: 'good1' }, labels: { ...labels, channel: 'code' } },
  ]);
  expect(splits).toEqual({
    channel: {
      code: { ballots: 1, counts: { attitude: { good1: 1 }, results: {} } },
      web: { ballots: 2, counts: { attitude: {}, results: { good5: 2 } } },
    },
  });
});

test('a split adds up to the tally, label by label, and its order is that of no ballot', () => {
  fc.assert(
    fc.property(ballots, (given) => {
      const whole = count(given);
      expect(JSON.stringify(count([...given].reverse()))).toBe(JSON.stringify(whole));
      const { splits, ...tally } = whole;
      expect(tally).toEqual(
        tallyBallots(
          given.map(({ answers }) => answers),
          form,
        ),
      );
      for (const labels of Object.values(splits)) {
        const cells = Object.values(labels);
        expect(cells.reduce((sum, cell) => sum + cell.ballots, 0)).toBe(given.length);
        for (const [question, levels] of Object.entries(tally.counts))
          for (const [level, n] of Object.entries(levels))
            if (level !== 'dk') expect(cells.reduce((sum, cell) => sum + (cell.counts[question]?.[level] ?? 0), 0)).toBe(n);
      }
    }),
  );
});
