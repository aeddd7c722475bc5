import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { toBase64url } from '../../proof/bytes.ts';
import { isTicket, makeTicket, markOf, requestDigest } from '../../proof/mark.ts';
import { isSigned, signedBytes } from '../../proof/receipt.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const raw = toBase64url(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
const receipt = { v: 1, window: 'w', unit: 'u', ticket: 't', revision: 2, leafHash: 'ab' };
const signature = toBase64url(sign(null, signedBytes('receipt', receipt), privateKey));

test('a browser checks what the server signed', () => {
  expect(isSigned('receipt', { ...receipt, unit: 'u' }, signature, raw)).toBe(true);
});

test('any change, another purpose, another key or nonsense is not signed', () => {
  expect(isSigned('receipt', { ...receipt, revision: 3 }, signature, raw)).toBe(false);
  expect(isSigned('log', receipt, signature, raw)).toBe(false);
  expect(isSigned('receipt', receipt, signature, toBase64url(new Uint8Array(32)))).toBe(false);
  for (const [given, key] of [
    ['', raw],
    ['***', raw],
    [signature, ''],
    [signature, 'x'],
  ] as const)
    expect(isSigned('receipt', receipt, given, key)).toBe(false);
});

test('marks of one person join nothing: they differ by unit and window, and cannot be made without the secret', () => {
  const secret = new Uint8Array(32).fill(1);
  const marks = [
    markOf(secret, 'w', 'u', 's'),
    markOf(secret, 'w', 'v', 's'),
    markOf(secret, 'x', 'u', 's'),
    markOf(new Uint8Array(32), 'w', 'u', 's'),
    markOf(secret, 'w', 'u|s', ''),
    markOf(secret, 'wu', '', 's'),
  ];
  expect(new Set(marks).size).toBe(6);
  expect(markOf(secret, 'w', 'u', 's')).toBe(marks[0]);
});

test('a request is known again by its digest, under another ticket, revision or content it is another', () => {
  const secret = new Uint8Array(32);
  const digests = [
    requestDigest(secret, 't', 1, 'x'),
    requestDigest(secret, 't', 2, 'x'),
    requestDigest(secret, 'u', 1, 'x'),
    requestDigest(secret, 't', 1, 'y'),
  ];
  expect(new Set(digests).size).toBe(4);
});

test('tickets are 128 random bits in one spelling', () => {
  expect(isTicket(makeTicket(new Uint8Array(16).fill(255)))).toBe(true);
  for (const text of ['', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}B`, `${'A'.repeat(21)}=`]) expect(isTicket(text)).toBe(false);
});
