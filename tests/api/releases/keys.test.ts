import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openReleaseKeys, rotateReleaseKey } from '../../../api/releases/keys.ts';
import { fromBase64url, utf8 } from '../../../proof/bytes.ts';
import { keyFaults, keyId } from '../../../proof/release/keys.ts';
import { isSignedBy, signedIntroduction, signedManifest } from '../../../proof/release/signature.ts';

const NOW = new Date('2026-11-20T08:00:00Z');
const folder = (): string => mkdtempSync(path.join(tmpdir(), 'gongping-keys-'));

/** As an outsider checks with any Ed25519 library. */
const nodeVerifies = (bytes: Uint8Array, signature: string, publicKey: string): boolean =>
  verify(null, bytes, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' }), fromBase64url(signature));

test('the first key is made once, readable by its owner only', () => {
  const dataDir = folder();
  const { active, keys } = openReleaseKeys(dataDir, NOW);
  expect(openReleaseKeys(dataDir, new Date('2027-01-01T00:00:00Z')).keys).toEqual(keys);
  expect(active).toMatchObject({ id: keyId(active.publicKey), state: 'active', validFrom: NOW.toISOString(), validUntil: null, introducedBy: null });
  expect(statSync(path.join(dataDir, 'secrets/release-key.json')).mode & 0o077).toBe(0);
});

test('server and browser agree about a signature, and about what is signed', () => {
  const { active, sign } = openReleaseKeys(folder(), NOW);
  const bytes = signedManifest(utf8('{"release":1}\n'));
  expect(Buffer.from(bytes).toString()).toBe('gongping/release/1\n{"release":1}\n');
  const signature = sign(bytes);
  expect(signature).toHaveLength(86);
  expect(isSignedBy(bytes, signature, active.publicKey)).toBe(true);
  expect(nodeVerifies(bytes, signature, active.publicKey)).toBe(true);
  expect(isSignedBy(utf8('{"release":1}\n'), signature, active.publicKey)).toBe(false);
  for (const bad of ['', 'x', `${signature.slice(0, -1)}!`, `${signature}A`]) expect(isSignedBy(bytes, bad, active.publicKey)).toBe(false);
});

test('rotation: the old key introduces the new one and its private half is gone; twice makes a chain of three', () => {
  const dataDir = folder();
  const before = openReleaseKeys(dataDir, NOW);
  const secret = (JSON.parse(readFileSync(path.join(dataDir, 'secrets/release-key.json'), 'utf8')) as { privateKey: string }).privateKey;
  rotateReleaseKey(dataDir, new Date('2026-12-01T00:00:00Z'));
  const { keys, active } = rotateReleaseKey(dataDir, new Date('2026-12-01T00:00:00Z'));
  expect(keys.map(({ state }) => state)).toEqual(['retired', 'retired', 'active']);
  expect(keyFaults(keys)).toEqual([]);
  const [, second] = keys;
  expect(second && nodeVerifies(signedIntroduction(second, before.active.id), second.introducedBy?.signature ?? '', before.active.publicKey)).toBe(true);
  expect(openReleaseKeys(dataDir, NOW).active).toEqual(active);
  expect(readFileSync(path.join(dataDir, 'secrets/release-key.json'), 'utf8')).not.toContain(secret.split('\n')[1]);
  expect(readdirSync(path.join(dataDir, 'secrets'))).toEqual(['release-key.json']);
});
