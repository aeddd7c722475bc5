import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Secrets of one installation. They lie in the data folder, readable by the product's user only, never in the database. */
export interface Secrets {
  /**
   * 32 bytes for a purpose: of the installation (`entitlement`, `phone`), or of one window (`mark:<window>`), whose
   * secret is a file of its own, so that it can end with the window's key.
   */
  readonly derive: (purpose: string) => Uint8Array;
  /** Makes the secret of a window, once. */
  readonly makeWindow: (window: string) => void;
  /** Whether the secret of a window is here. Without it the same person could rate twice. */
  readonly hasWindow: (window: string) => boolean;
  /** The end of a window's secret; marks and codes made with it can never be made again. */
  readonly forgetWindow: (window: string) => void;
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
  const windows = path.join(folder, 'windows');
  const windowFile = (window: string | null): string | null => (window !== null && /^[a-z0-9-]{1,80}$/.test(window) ? path.join(windows, window) : null);
  const root = readRoot(path.join(folder, 'root'));
  const signing = readOrMake(path.join(folder, 'signing.json'), makeSigningKey);
  const { privateKey, publicKey } = JSON.parse(signing) as { privateKey: string; publicKey: string };
  const derived = new Map<string, Uint8Array>();
  const demonstrationKeys = path.join(folder, 'demonstration-keys');
  return {
    derive: (purpose) => {
      const known = derived.get(purpose);
      if (known) return known;
      const own = windowFile(windowOf(purpose));
      const made = derive(own !== null && existsSync(own) ? readRoot(own) : root, purpose);
      if (own === null || existsSync(own)) derived.set(purpose, made);
      return made;
    },
    makeWindow: (window) => {
      mkdirSync(windows, { recursive: true, mode: 0o700 });
      readRoot(windowFile(window) ?? '');
    },
    hasWindow: (window) => existsSync(windowFile(window) ?? ''),
    forgetWindow: (window) => {
      rmSync(windowFile(window) ?? '', { force: true });
      for (const [purpose, bytes] of derived) {
        if (windowOf(purpose) !== window) continue;
        bytes.fill(0);
        derived.delete(purpose);
      }
    },
    signingKey: createPrivateKey(privateKey),
    publicSigningKey: rawKey(publicKey),
    demonstrationKeys,
  };
}

const derive = (root: Uint8Array, purpose: string): Uint8Array => new Uint8Array(createHmac('sha256', root).update(`gongping:${purpose}`).digest());

/** The window that a purpose is about: what stands after its colon. */
const windowOf = (purpose: string): string | null => purpose.split(':')[1] ?? null;

const readRoot = (file: string): Uint8Array =>
  Buffer.from(
    readOrMake(file, () => randomBytes(32).toString('hex')),
    'hex',
  );

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
