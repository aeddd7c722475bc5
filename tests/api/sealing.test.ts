import { createCipheriv, createPrivateKey, decapsulate } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafSealer, sealBallot } from '../../api/ballots/sealing.ts';
import { keySchedule, recipient } from '../../api/windows/hpke.ts';
import { fromBase64url, fromHex, toHex } from '../../proof/bytes.ts';
import { openBallot, sealBallot as sealPortably } from '../../proof/envelope.ts';
import { makeKeyPair, openingKey, sealingKey } from '../../proof/keys.ts';
import { associatedData, BALLOT_INFO, type EnvelopeLabels, LEAF_EXPORT, LEAF_INFO } from '../../proof/labels.ts';
import { LEAF_KEY_BYTES, leafOpener, leafSealer as portableLeafSealer, SEALED_LEAF_BYTES } from '../../proof/sealed-leaf.ts';

const pair = makeKeyPair(new Uint8Array(48).fill(5));
const to = recipient(pair.publicKey);
const [sealing, opening] = [await sealingKey(pair.publicKey), await openingKey(pair.privateKey)];
const labels: EnvelopeLabels = { window: 'w', unit: '水务局', group: 'g', channel: 'c', stratum: 's', ticket: 't', revision: 1 };
const leafHash = '0f'.repeat(32);
const envelope = { ...labels, riskClass: 'ordinary', ciphertext: new Uint8Array(), sealedLeaf: new Uint8Array() };

/** Node's form of a private key. */
const privateKey = (publicKey: string, secret: string) => {
  const point = Buffer.from(fromBase64url(publicKey));
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)];
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d: secret }, format: 'jwk' });
};
const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

test('the key schedule gives the values of RFC 9180 A.3.1', () => {
  const point = '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0';
  const enc = '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4';
  const secret = 'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2';
  const shared = decapsulate(privateKey(base64url(point), base64url(secret)), Buffer.from(enc, 'hex'));
  expect(shared.toString('hex')).toBe('c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8');
  const context = keySchedule(shared, Buffer.from('Ode on a Grecian Urn'));
  const sealed = context.seal(Buffer.from('Count-0'), Buffer.from('Beauty is truth, truth beauty'));
  expect(sealed.toString('hex')).toBe('5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434');
  expect(context.export(Buffer.alloc(0), 32).toString('hex')).toBe('5e9bc3d236e1911d95e65b576a8a86d478fb827e8bdfe77b741b289890490d4d');
  expect(context.export(Buffer.from('TestContext'), 32).toString('hex')).toBe('d8f1ea7942adbba7412c6d431c62d01371ea476b823eb697e1f6e6cae1dab85a');
});

test('what the server seals, the portable half opens, in its own row only', async () => {
  const openLeaf = leafOpener(opening);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 700 }), fc.string(), async (leaf, padded, unit) => {
      const row = { ...labels, unit };
      const sealed = { ...envelope, unit, ciphertext: await sealBallot(to, padded, row), sealedLeaf: (await leafSealer(to))(toHex(leaf), row) };
      expect(sealed.sealedLeaf).toHaveLength(SEALED_LEAF_BYTES);
      expect(await openLeaf(sealed)).toBe(toHex(leaf));
      expect(Buffer.from((await openBallot(opening, sealed)) ?? [])).toEqual(Buffer.from(padded));
      const moved = { ...sealed, ticket: 'another' };
      expect([await openLeaf(moved), await openBallot(opening, moved)]).toEqual([null, null]);
    }),
    { numRuns: 25 },
  );
});

test('what the portable half seals, the server’s key schedule makes again byte for byte', async () => {
  const own = privateKey(pair.publicKey, pair.privateKey);
  const ballot = await sealPortably(sealing, fromHex('abcdef'), labels);
  const again = keySchedule(decapsulate(own, ballot.slice(0, 65)), BALLOT_INFO).seal(associatedData(labels), fromHex('abcdef'));
  expect(toHex(again)).toBe(toHex(ballot.slice(65)));
  const leaf = await (await portableLeafSealer(sealing))(leafHash, labels);
  const key = keySchedule(decapsulate(own, leaf.slice(0, 65)), LEAF_INFO).export(LEAF_EXPORT, LEAF_KEY_BYTES);
  const cipher = createCipheriv('aes-128-gcm', key, leaf.slice(65, 77)).setAAD(associatedData(labels));
  expect(cipher.update(leafHash, 'hex', 'hex') + cipher.final('hex') + cipher.getAuthTag().toString('hex')).toBe(toHex(leaf.slice(77)));
});

test('every cast has an encapsulated key and a nonce of its own; a batch shares the key only', async () => {
  const [one, two] = [(await leafSealer(to))(leafHash, labels), (await leafSealer(to))(leafHash, labels)];
  expect(one.slice(0, 65)).not.toEqual(two.slice(0, 65));
  const seal = await leafSealer(to);
  const batch = Array.from({ length: 50 }, () => seal(leafHash, labels));
  expect(new Set(batch.map((sealed) => toHex(sealed.slice(0, 65)))).size).toBe(1);
  expect(new Set(batch.map((sealed) => toHex(sealed.slice(65, 77)))).size).toBe(50);
});

test('text that is no point of the curve is no recipient', () => {
  for (const text of ['', 'AAAA', pair.privateKey, pair.publicKey.replace(/.{3}$/, 'AAA')]) expect(() => recipient(text)).toThrow();
});
