import fc from 'fast-check';
import Fraction from 'fraction.js';
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

test('ballots counted in batches add up to the ballots counted at once', () => {
  const add = (parts: readonly Readonly<Record<string, number | string>>[]): Record<string, string> => {
    const sums = new Map<string, Fraction>();
    for (const part of parts) for (const [key, value] of Object.entries(part)) sums.set(key, (sums.get(key) ?? new Fraction(0)).add(value));
    return Object.fromEntries([...sums].map(([key, sum]) => [key, sum.toFraction()]));
  };
  fc.assert(
    fc.property(ballots, fc.integer({ min: 1, max: 20 }), (given, size) => {
      const batches = Array.from({ length: Math.ceil(given.length / size) }, (_, i) => tallyBallots(given.slice(i * size, (i + 1) * size), form));
      const whole = tallyBallots(given, form);
      if (batches.length === 0) return;
      expect(add(batches.map(({ products }) => products))).toEqual(add([whole.products]));
      expect(add(batches.map(({ pairs }) => pairs))).toEqual(add([whole.pairs]));
      for (const question of Object.keys(whole.counts)) {
        expect(add(batches.map(({ counts }) => counts[question] ?? {}))).toEqual(add([whole.counts[question] ?? {}]));
      }
    }),
  );
});
