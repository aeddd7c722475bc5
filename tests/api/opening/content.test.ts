import fc from 'fast-check';
import { expect, test } from 'vitest';
import { privateKeyOf, publicPointOf } from '../../../api/windows/hpke.ts';
import { answersIn, packBallot, unpackBallot } from '../../../api/windows/opening/content.ts';
import { decrypter } from '../../../api/windows/opening/decrypt.ts';
import { createPile } from '../../../api/windows/opening/pile.ts';
import { ballotFault, ballotLeafHash, canonicalBallot } from '../../../proof/ballot.ts';
import { fromBase64url, toBase64url } from '../../../proof/bytes.ts';
import { envelopeDigest } from '../../../proof/envelope.ts';
import type { Leaf } from '../../../proof/opening.ts';
import { closingRoot, openEnvelopes, rootOfSorted } from '../../../proof/opening.ts';
import { form, keys, makeBallot, makeEnvelope, manifest, pair } from '../../proof/proof.fixture.ts';

const levels = [...form.levels.map(({ id }) => id), form.dontKnow];
const salts = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toBase64url(bytes));
const ballots = fc
  .record({
    salt: salts,
    answers: fc.dictionary(fc.constantFrom(...form.questions.map(({ id }) => id)), fc.constantFrom(...levels), { noNullPrototype: true }),
    screening: fc.constantFrom(null, 'yes', 'no'),
  })
  .map((change) => makeBallot(change));

const leafOf = (ballot: string | null, spoiled: Leaf['spoiled']): Leaf => ({
  ...{ leafHash: ballotLeafHash(ballot ?? ''), unit: 'water', group: 'public-web', stratum: 'all', channel: 'code', riskClass: 'ordinary' },
  ballot,
  spoiled,
});

test('a packed ballot comes back byte by byte, a valid one in some forty bytes', () => {
  fc.assert(
    fc.property(ballots, (ballot) => {
      const text = canonicalBallot(ballot);
      const leaf = leafOf(text, ballotFault(ballot, form));
      const packed = packBallot(leaf, manifest);
      expect(unpackBallot(packed, leaf, manifest)).toBe(text);
      if (leaf.spoiled !== null) return;
      expect(packed.length).toBe(2 + form.questions.length + 32);
      expect(answersIn(packed, form)).toEqual(ballot.answers);
    }),
  );
});

test.each(['', 'not a ballot at all', '{"v":1}', '评议 ✓'])('text that is no ballot is kept as it is: %o', (text) => {
  const leaf = leafOf(text, 'bad-form');
  expect(unpackBallot(packBallot(leaf, manifest), leaf, manifest)).toBe(text);
});

test('what could not be read stays nothing', () => {
  const leaf = leafOf(null, 'unreadable');
  expect(unpackBallot(packBallot(leaf, manifest), leaf, manifest)).toBeNull();
});

test('the server’s own cryptography opens what the portable one opens, to the same leaves in the same order', async () => {
  const good = await Promise.all(Array.from({ length: 30 }, (_, i) => makeEnvelope({ unit: manifest.units[i % 2] ?? '' })));
  const [one, two, three] = await Promise.all([makeEnvelope(), makeEnvelope(), makeEnvelope({ salt: 'A'.repeat(43) })]);
  const envelopes = [
    ...good,
    three,
    await makeEnvelope({ salt: 'A'.repeat(43) }, { channel: 'sms' }),
    { ...one, ciphertext: one.ciphertext.map((byte, i) => (i === 90 ? byte ^ 1 : byte)) },
    { ...two, sealedLeaf: one.sealedLeaf },
    { ...one, ciphertext: new Uint8Array(3) },
    { ...two, sealedLeaf: new Uint8Array(125) },
    await makeEnvelope({ group: 'nobody' }),
  ];
  const key = privateKeyOf(fromBase64url(pair.privateKey));
  expect(publicPointOf(key)).toBe(pair.publicKey);
  const expected = await openEnvelopes(envelopes, manifest, keys.opening);
  const decrypt = decrypter(key, manifest);
  for (const order of [envelopes, envelopes.toReversed()]) {
    const pile = createPile(order.length, manifest);
    for (let at = 0; at < order.length; at += 7) pile.add(decrypt(order.slice(at, at + 7)));
    pile.merge(manifest.rules.mergeBelow);
    pile.sort();
    expect(pile.leaves(0, order.length)).toEqual(expected);
    expect([...pile.leafHashes()]).toEqual(expected.map(({ leafHash }) => leafHash));
    expect(rootOfSorted(pile.digests())).toBe(closingRoot(envelopes.map(envelopeDigest)));
    expect(() => pile.add(decrypt(order.slice(0, 1)))).toThrow(RangeError);
  }
});
