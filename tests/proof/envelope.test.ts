import { expect, test } from 'vitest';
import { envelopeDigest, envelopeRecord, openBallot, readRecord } from '../../proof/envelope.ts';
import { isPublicKey, makeKeyPair, openingKey, publicKeyOf } from '../../proof/keys.ts';
import { leafOpener } from '../../proof/sealed-leaf.ts';
import { keys, makeEnvelope, pair } from './proof.fixture.ts';

const openLeaf = leafOpener(keys.opening);

test('the right key opens ballot and leaf hash in their own row', async () => {
  const envelope = await makeEnvelope();
  expect(await openBallot(keys.opening, envelope)).not.toBeNull();
  expect(await openLeaf(envelope)).toMatch(/^[0-9a-f]{64}$/);
});

test.each(['window', 'unit', 'group', 'channel', 'stratum', 'ticket'] as const)('moved to another %s it cannot be opened', async (label) => {
  const moved = await makeEnvelope({}, { [label]: 'elsewhere' });
  expect(await openBallot(keys.opening, moved)).toBeNull();
  expect(await openLeaf(moved)).toBeNull();
});

test('under another revision, key or with one bit changed it cannot be opened', async () => {
  const envelope = await makeEnvelope();
  const other = await openingKey(makeKeyPair(new Uint8Array(48).fill(9)).privateKey);
  expect(await openBallot(keys.opening, { ...envelope, revision: 2 })).toBeNull();
  expect(await openBallot(other, envelope)).toBeNull();
  expect(await leafOpener(other)(envelope)).toBeNull();
  for (const at of [0, 1, 64, 65, 100, envelope.ciphertext.length - 1]) {
    const ciphertext = envelope.ciphertext.slice();
    ciphertext[at] = (ciphertext[at] ?? 0) ^ 1;
    expect(await openBallot(keys.opening, { ...envelope, ciphertext })).toBeNull();
  }
  for (const ciphertext of [new Uint8Array(), envelope.ciphertext.slice(0, 80), envelope.ciphertext.slice(0, -1)])
    expect(await openBallot(keys.opening, { ...envelope, ciphertext })).toBeNull();
  for (const sealedLeaf of [new Uint8Array(), envelope.sealedLeaf.slice(0, 70)]) expect(await openLeaf({ ...envelope, sealedLeaf })).toBeNull();
});

test('sealing the same ballot twice gives different ciphertexts', async () => {
  const [one, two] = await Promise.all([makeEnvelope({ salt: 'A'.repeat(43) }), makeEnvelope({ salt: 'A'.repeat(43) })]);
  expect(one.ciphertext).not.toEqual(two.ciphertext);
});

test('a record holds everything but the mark; its digest changes with any part of it', async () => {
  const envelope = await makeEnvelope();
  expect(readRecord(envelopeRecord(envelope))).toEqual(envelope);
  const changed = [{ unit: 'x' }, { riskClass: 'x' }, { revision: 3 }, { sealedLeaf: envelope.ciphertext }, { ciphertext: envelope.sealedLeaf }];
  expect(new Set([envelope, ...changed.map((change) => ({ ...envelope, ...change }))].map(envelopeDigest)).size).toBe(6);
});

test('keys are told apart from what is not a key', () => {
  expect(publicKeyOf(pair.privateKey)).toBe(pair.publicKey);
  expect(isPublicKey(pair.publicKey)).toBe(true);
  for (const text of ['', 'AAAA', pair.privateKey, `${pair.publicKey}A`, pair.publicKey.replace(/.$/, 'x'), `B${'A'.repeat(86)}`])
    expect(isPublicKey(text)).toBe(false);
  for (const text of ['', 'AAAA', pair.publicKey, '_'.repeat(43), 'A'.repeat(43)]) expect(publicKeyOf(text)).toBeNull();
});
