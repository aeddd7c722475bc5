import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, thirty seconds. */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Steps before and after the present one whose code is taken: phones' clocks differ. */
const DRIFT = 1;

const RECOVERY_CODES = 10;
/** No letters that look like others when written by hand. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const generator = (secret: Secret, label = '', issuer = ''): TOTP => new TOTP({ ...SHAPE, secret, label, issuer });

/** A new secret, 160 bits, in base32 as apps take it. */
export const newFactor = (): string => new Secret({ size: 20 }).base32;

/** What the QR code for an authenticator app says. */
export const factorAddress = (secret: string, login: string, site: string): string => generator(Secret.fromBase32(secret), login, site).toString();

/** The time step whose code this is, one step early or late allowed; null when it is none. */
export function factorStep(secret: string, code: string, now: Date): number | null {
  const totp = generator(Secret.fromBase32(secret));
  const delta = /^\d{6}$/.test(code) ? totp.validate({ token: code, timestamp: now.getTime(), window: DRIFT }) : null;
  return delta === null ? null : totp.counter({ timestamp: now.getTime() }) + delta;
}

/** AES-256-GCM: nonce, tag and content in base64url. */
export function sealFactor(key: Uint8Array, secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const content = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url');
}

/** @throws Error when the key is another one or the value was changed. */
export function openFactor(key: Uint8Array, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

/** Ten codes of 12 letters and digits (some 59 bits each), each for one sign-in without the app. */
export const newRecoveryCodes = (random: (length: number) => Uint8Array): string[] => Array.from({ length: RECOVERY_CODES }, () => recoveryCode(random));

function recoveryCode(random: (length: number) => Uint8Array): string {
  const letters: string[] = [];
  while (letters.length < 12) {
    const [byte = 255] = random(1);
    // Bytes beyond the last whole multiple of the alphabet would make its first letters likelier.
    if (byte < ALPHABET.length * 8) letters.push(ALPHABET[byte % ALPHABET.length] ?? '');
  }
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((group) => group.join('')).join('-');
}

/** What is kept of a recovery code; how it was typed does not matter. */
export const recoveryHash = (code: string): string =>
  createHash('sha256')
    .update(
      code
        .normalize('NFKC')
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]/g, ''),
    )
    .digest('hex');
