import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toBase64url } from '../../proof/bytes.ts';
import { keyId, type ReleaseKey } from '../../proof/release/keys.ts';
import { signedIntroduction } from '../../proof/release/signature.ts';

/** What lies in `secrets/release-key.json`: the private half of the active key, and every key that ever signed. */
interface StoredKeys {
  /** PKCS #8 PEM. A retired key's private half is not kept. */
  readonly privateKey: string;
  readonly keys: readonly ReleaseKey[];
}

/** The release keys of an installation as they are now. Read for each release, so that a rotation needs no restart. */
export interface ReleaseSigner {
  readonly active: ReleaseKey;
  readonly keys: readonly ReleaseKey[];
  /** Ed25519 by the active key, base64url. */
  readonly sign: (bytes: Uint8Array) => string;
}

const fileOf = (dataDir: string): string => path.join(dataDir, 'secrets', 'release-key.json');

/** Reads the keys, or makes the first one. Two processes that start together end up with the same key. */
export function openReleaseKeys(dataDir: string, now: Date): ReleaseSigner {
  const file = fileOf(dataDir);
  if (!existsSync(file)) {
    const { privateKey, publicKey } = makePair();
    const key: ReleaseKey = { ...describe(publicKey, now), introducedBy: null };
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(file, { privateKey, keys: [key] }, false);
  }
  return toSigner(JSON.parse(readFileSync(file, 'utf8')) as StoredKeys);
}

/** Makes a new key, lets the old one introduce it, and forgets the old one's private half: one step, whole or not at all. */
export function rotateReleaseKey(dataDir: string, now: Date): ReleaseSigner {
  const { active, keys, sign: signOld } = openReleaseKeys(dataDir, now);
  const from = new Date(Math.max(now.getTime(), Date.parse(active.validFrom) + 1));
  const { privateKey, publicKey } = makePair();
  const described = describe(publicKey, from);
  const key: ReleaseKey = { ...described, introducedBy: { key: active.id, signature: signOld(signedIntroduction(described, active.id)) } };
  const retired: ReleaseKey = { ...active, state: 'retired', validUntil: described.validFrom };
  const stored = { privateKey, keys: [...keys.slice(0, -1), retired, key] };
  writeWhole(fileOf(dataDir), stored, true);
  return toSigner(stored);
}

function toSigner({ privateKey, keys }: StoredKeys): ReleaseSigner {
  const active = keys.at(-1);
  if (active?.state !== 'active') throw new Error('secrets/release-key.json names no active key');
  return { active, keys, sign: (bytes) => toBase64url(sign(null, bytes, privateKey)) };
}

const describe = (publicKey: string, from: Date): Omit<ReleaseKey, 'introducedBy'> => ({
  id: keyId(publicKey),
  algorithm: 'Ed25519',
  publicKey,
  validFrom: from.toISOString(),
  validUntil: null,
  state: 'active',
});

function makePair(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey: x };
}

/** Writes beside and moves over, so that a file is never half there; without `over`, a file that is there stays. */
function writeWhole(file: string, stored: StoredKeys, over: boolean): void {
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(stored, null, 1)}\n`, { mode: 0o600, flush: true });
  try {
    if (over) renameSync(fresh, file);
    else linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}
