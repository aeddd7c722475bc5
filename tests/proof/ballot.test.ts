import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ballot, ballotFault, canonicalBallot, isSalt, readBallot } from '../../proof/ballot.ts';
import { utf8 } from '../../proof/bytes.ts';
import { SEAL_OVERHEAD } from '../../proof/envelope.ts';
import { pad, paddedLength, unpad } from '../../proof/padding.ts';
import { form, makeBallot, makeEnvelope, manifest } from './proof.fixture.ts';

test('every extreme ballot about every unit by every group has one length, sealed too', async () => {
  const answers: Ballot['answers'][] = [{}, { results: 'dk' }, { results: 'good5', attitude: 'good1' }];
  const ballots = manifest.units.flatMap((unit) =>
    manifest.groups.flatMap((group) =>
      answers.flatMap((given) => [null, 'yes', 'no'].map((screening) => ({ unit, group: group.id, answers: given, screening }))),
    ),
  );
  const padded = ballots.map((ballot) => pad(canonicalBallot(makeBallot(ballot)), form.plaintextLength).length);
  expect(new Set(padded)).toEqual(new Set([form.plaintextLength]));
  const sealed = await Promise.all([ballots[0], ballots.at(-1)].map((ballot) => makeEnvelope(ballot)));
  expect(sealed.map(({ ciphertext }) => ciphertext.length)).toEqual([form.plaintextLength + SEAL_OVERHEAD, form.plaintextLength + SEAL_OVERHEAD]);
});

test('the length is that of the longest ballot, rounded up', () => {
  expect(form.plaintextLength % 32).toBe(0);
  const longest = canonicalBallot(makeBallot({ unit: 'education-bureau', answers: { results: 'good5', attitude: 'good5' }, screening: 'yes' })).length + 4;
  expect(form.plaintextLength - longest).toBeLessThan(32);
  expect(form.plaintextLength).toBeGreaterThanOrEqual(longest);
  expect(paddedLength({ ...form, questions: [] }, { window: 'w', units: ['u'], groups: ['g'] })).toBeLessThan(form.plaintextLength);
});

test('padding comes off as it went on; anything else is not a padded ballot', () => {
  fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => void expect(unpad(pad(text, 256), 256)).toEqual(utf8(text))));
  const padded = pad('abc', 32);
  expect(unpad(padded, 64)).toBeNull();
  expect(unpad(Uint8Array.from([...padded.slice(0, 31), 1]), 32)).toBeNull();
  expect(unpad(Uint8Array.from([0, 0, 1, 0, ...new Uint8Array(28)]), 32)).toBeNull();
  expect(() => pad('x'.repeat(30), 32)).toThrow();
});

test('a ballot is read back only in its canonical spelling', () => {
  const text = canonicalBallot(makeBallot());
  expect(readBallot(utf8(text))?.text).toBe(text);
  const spoilt = [
    text.replace('{', '{ '),
    text.replace('"v":1', '"v":1,"v":1'),
    text.replace('"v":1', '"v":2'),
    text.replace('}', ',"x":1}'),
    `${text} `,
    '[]',
    'null',
    '"x"',
    '',
    '{}',
  ];
  for (const other of spoilt) expect(readBallot(utf8(other))).toBeNull();
  expect(readBallot(Uint8Array.from([0xff, 0xfe]))).toBeNull();
  expect(readBallot(utf8('['.repeat(5000)))).toBeNull();
});

test.each<[string, Partial<Ballot>, string | null]>([
  ['one answer', {}, null],
  ['don’t know', { answers: { results: 'dk' } }, null],
  ['the screening question alone', { answers: {}, screening: 'no' }, null],
  ['nothing at all', { answers: {} }, 'empty'],
  ['a level of no scheme', { answers: { results: 'good6' } }, 'unknown-level'],
  ['an empty level', { answers: { results: '' } }, 'unknown-level'],
  ['a property of every object as level', { answers: { results: 'constructor' } }, 'unknown-level'],
  ['a question of no questionnaire', { answers: { toString: 'good5' } }, 'unknown-question'],
  ['another screening answer', { screening: 'maybe' }, 'bad-screening'],
  ['a short salt', { salt: 'AAAA' }, 'bad-salt'],
])('%s', (_, change, fault) => {
  expect(ballotFault(makeBallot(change), form)).toBe(fault);
});

test('a salt is 32 bytes in the one spelling', () => {
  expect(isSalt('A'.repeat(43))).toBe(true);
  for (const other of ['A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`, `${'A'.repeat(43)}=`, '']) expect(isSalt(other)).toBe(false);
});
