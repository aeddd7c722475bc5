import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tallyBallots } from '../../proof/tally.ts';
import { form } from './proof.fixture.ts';

test('worked example: three ballots, one with don’t know and one silent', () => {
  const tally = tallyBallots([{ results: 'good5', attitude: 'good4' }, { results: 'good4', attitude: 'dk' }, { attitude: 'good4' }], form);
  expect(tally).toEqual({
    counts: { attitude: { dk: 1, good4: 2 }, results: { good4: 1, good5: 1 } },
    products: { 'attitude*attitude': '80000/9', 'attitude*results': '20000/3', 'results*results': '130000/9' },
    pairs: { 'attitude*attitude': 2, 'attitude*results': 1, 'results*results': 2 },
  });
});

test('no ballots give empty counts and zero sums', () => {
  expect(tallyBallots([], form)).toEqual({
    counts: { attitude: {}, results: {} },
    products: { 'attitude*attitude': '0', 'attitude*results': '0', 'results*results': '0' },
    pairs: { 'attitude*attitude': 0, 'attitude*results': 0, 'results*results': 0 },
  });
});

const answer = fc.constantFrom('good5', 'good4', 'good1', 'dk');
const ballots = fc.array(fc.record({ results: answer, attitude: answer }, { requiredKeys: [] }), { maxLength: 60 }) as fc.Arbitrary<Record<string, string>[]>;

test('the order of the ballots does not change one byte', () => {
  fc.assert(
    fc.property(ballots, (given) => void expect(JSON.stringify(tallyBallots([...given].reverse(), form))).toBe(JSON.stringify(tallyBallots(given, form)))),
  );
});

test('answers are counted once each, and pairs of a question with itself are its valid answers', () => {
  fc.assert(
    fc.property(ballots, (given) => {
      const { counts, pairs } = tallyBallots(given, form);
      const answers = given.flatMap((ballot) => Object.values(ballot));
      expect(
        Object.values(counts)
          .flatMap((levels) => Object.values(levels))
          .reduce((a, b) => a + b, 0),
      ).toBe(answers.length);
      expect((pairs['results*results'] ?? 0) + (pairs['attitude*attitude'] ?? 0)).toBe(answers.filter((level) => level !== 'dk').length);
    }),
  );
});
