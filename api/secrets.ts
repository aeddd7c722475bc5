import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Secrets of one installation. They lie in the data folder, readable by the product's user only, never in the database. */
export interface Secrets {
  /** 32 bytes for a purpose (`session`, `entitlement`, `phone`, `mark:<window>`), derived from the installation's secret. */
  readonly derive: (purpose: string) => Uint8Array;
  /** Ed25519 key that signs receipts, PKCS #8 PEM. */
  readonly signingKey: string;
  /** Ed25519 public key, SPKI PEM, published. */
  readonly signingPublicKey: string;
  /** Demonstration only: the folder where the demo itself keeps windows' private keys. */
  readonly demonstrationKeys: string;
}

/** Reads the secrets of an installation, or makes them on the first start. */
export function openSecrets(dataFolder: string): Secrets {
  const folder = path.join(dataFolder, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const root = Buffer.from(readOrMake(path.join(folder, 'root'), () => randomBytes(32).toString('hex')), 'hex');
  const signing = readOrMake(path.join(folder, 'signing.json'), makeSigningKey);
  const { privateKey, publicKey } = JSON.parse(signing) as { privateKey: string; publicKey: string };
  const demonstrationKeys = path.join(folder, 'demonstration-keys');
  return {
    derive: (purpose) => new Uint8Array(createHmac('sha256', root).update(`gongping:${purpose}`).digest()),
    signingKey: privateKey,
    signingPublicKey: publicKey,
    demonstrationKeys,
  };
}

function readOrMake(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

function makeSigningKey(): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return JSON.stringify({ privateKey, publicKey });
}
