import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Secrets of one installation. They lie in the data folder, readable by the product's user only, never in the database. */
export interface Secrets {
  /** 32 bytes for a purpose (`session`, `entitlement`, `phone`, `mark:<window>`), derived from the installation's secret. */
  readonly derive: (purpose: string) => Uint8Array;
  /** Ed25519 key that signs receipts. */
  readonly signingKey: KeyObject;
  /** Its public key, 32 bytes in base64url, published. */
  readonly publicSigningKey: string;
  /** Demonstration only: the folder where the demo itself keeps windows' private keys. */
  readonly demonstrationKeys: string;
}

/** Reads the secrets of an installation, or makes them on the first start. */
export function openSecrets(dataFolder: string): Secrets {
  const folder = path.join(dataFolder, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const root = Buffer.from(
    readOrMake(path.join(folder, 'root'), () => randomBytes(32).toString('hex')),
    'hex',
  );
  const signing = readOrMake(path.join(folder, 'signing.json'), makeSigningKey);
  const { privateKey, publicKey } = JSON.parse(signing) as { privateKey: string; publicKey: string };
  const derived = new Map<string, Uint8Array>();
  const demonstrationKeys = path.join(folder, 'demonstration-keys');
  return {
    derive: (purpose) => {
      const known = derived.get(purpose) ?? new Uint8Array(createHmac('sha256', root).update(`gongping:${purpose}`).digest());
      derived.set(purpose, known);
      return known;
    },
    signingKey: createPrivateKey(privateKey),
    publicSigningKey: rawKey(publicKey),
    demonstrationKeys,
  };
}

function readOrMake(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/** The key itself stands in the last 32 bytes of its SPKI form (RFC 8410). */
const rawKey = (pem: string): string => createPublicKey(pem).export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64url');

function makeSigningKey(): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return JSON.stringify({ privateKey, publicKey });
}
