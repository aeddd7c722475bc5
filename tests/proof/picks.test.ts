import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ballot, ballotFault, canonicalBallot, readBallot, SALT_BYTES } from '../../proof/ballot.ts';
import { toBase64url, utf8 } from '../../proof/bytes.ts';
import { pad, paddedLength } from '../../proof/padding.ts';
import { ballotsIn, categoryOfPlace, categoryPlace, LEFT, PICKED, type PickForm, placesOf } from '../../proof/picks.ts';
import { tallyBallots } from '../../proof/tally.ts';

const UNITS = ['a', 'bb', 'bureau-of-education', 'water', 'z-a-very-long-name-of-a-unit-in-the-list'];
const NAMES = { window: 'w1', units: [...UNITS, 'x-unit-of-another-category-with-the-longest-name-of-all'], groups: ['staff', 'students-and-parents'] };

function formOf(choose: number, fewer: 'refused' | 'allowed' = 'allowed'): PickForm {
  const form = {
    id: 'top',
    screening: null,
    questions: UNITS.map((id) => ({ id, weight: '1' })),
    levels: [{ id: PICKED, value: '100' }],
    dontKnow: LEFT,
    pick: { category: 'departments', choose, fewer },
  };
  return { ...form, plaintextLength: paddedLength(form, NAMES) };
}

const salt = toBase64url(new Uint8Array(SALT_BYTES).fill(255));
const picksOf = (units: readonly string[]) => Object.fromEntries(units.map((id) => [id, PICKED]));
const ballotOf = (answers: Record<string, string>, change: Partial<Ballot> = {}): Ballot => ({
  ...{ v: 1, window: 'w1', unit: categoryPlace('departments'), group: 'staff', answers, screening: null, salt },
  ...change,
});
const some = (least: number, most: number) => fc.subarray(UNITS, { minLength: least, maxLength: most });

test('all ballots of one kind have one length, whoever is named and by whom', () => {
  for (const choose of [1, 2, 5]) {
    const form = formOf(choose);
    fc.assert(
      fc.property(some(1, choose), fc.constantFrom(...NAMES.groups), (units, group) => {
        expect(pad(canonicalBallot(ballotOf(picksOf(units), { group })), form.plaintextLength)).toHaveLength(form.plaintextLength);
      }),
    );
    const longest = [...UNITS].sort((a, b) => b.length - a.length).slice(0, choose);
    const used = utf8(canonicalBallot(ballotOf(picksOf(longest), { group: 'students-and-parents' }))).length + 4;
    expect(form.plaintextLength - used).toBeLessThan(32);
  }
});

test('a place is a category or a unit, never both', () => {
  expect(categoryOfPlace(categoryPlace('departments'))).toBe('departments');
  expect(categoryOfPlace('departments')).toBe(null);
  expect(placesOf(UNITS, formOf(2))).toEqual(['category:departments']);
  expect(placesOf(UNITS, {})).toEqual(UNITS);
});

describe('what counts', () => {
  test.each([
    ['as many as there may be', picksOf(['a', 'water']), null],
    ['more', picksOf(['a', 'bb', 'water']), 'too-many-picks'],
    ['fewer', picksOf(['a']), 'too-few-picks'],
    ['nobody', {}, 'empty'],
    ['a unit of another category', picksOf(['a', 'x-unit-of-another-category-with-the-longest-name-of-all']), 'foreign-unit'],
    ['what every object has', picksOf(['a', 'constructor']), 'foreign-unit'],
    ['another answer', { a: PICKED, bb: 'good5' }, 'unknown-level'],
    ['a unit as not named', { a: PICKED, bb: LEFT }, 'unknown-level'],
  ])('%s', (_, answers, fault) => {
    expect(ballotFault(ballotOf(answers), formOf(2, 'refused'))).toBe(fault);
  });

  test('fewer where the scheme allows it, but never a screening answer or a bad salt', () => {
    const form = formOf(2);
    expect(ballotFault(ballotOf(picksOf(['a'])), form)).toBe(null);
    expect(ballotFault(ballotOf(picksOf(['a']), { screening: 'yes' }), form)).toBe('bad-screening');
    expect(ballotFault(ballotOf(picksOf(['a']), { salt: 'x' }), form)).toBe('bad-salt');
  });

  test('a unit named twice, or in another order, is not the one spelling of a ballot', () => {
    const text = canonicalBallot(ballotOf(picksOf(['a', 'bb'])));
    expect(readBallot(utf8(text))?.ballot.answers).toEqual(picksOf(['a', 'bb']));
    expect(readBallot(utf8(text.replace('"a":"picked"', '"a":"picked","a":"picked"')))).toBe(null);
    expect(readBallot(utf8(text.replace('"a":"picked","bb":"picked"', '"bb":"picked","a":"picked"')))).toBe(null);
  });
});

test('the tally: every unit’s picks and what is left add up to the ballots, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(some(1, 3), { minLength: 1, maxLength: 40 }), (ballots) => {
      const tally = tallyBallots(ballots.map(picksOf), formOf(3));
      expect(tally).toEqual(tallyBallots([...ballots].reverse().map(picksOf), formOf(3)));
      expect(ballotsIn(tally)).toBe(ballots.length);
      for (const unit of UNITS) {
        const named = ballots.filter((units) => units.includes(unit)).length;
        expect(tally.counts[unit]).toEqual({ [LEFT]: ballots.length - named, [PICKED]: named });
      }
      expect([tally.products, tally.pairs]).toEqual([{}, {}]);
    }),
  );
});
