import { createHash } from 'node:crypto';

/** Crockford's alphabet: no I, L, O, U, so that a code read aloud or copied by hand comes back right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** A new tracking code of 60 random bits, grouped for reading: `7Q2M-0XKD-9VTA`. */
export function makeTrackingCode(random: (length: number) => Uint8Array): string {
  const letters = Array.from(random(LENGTH), (byte) => ALPHABET[byte & 31]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** The code as it was given out, however it was typed: small letters, O for 0, I or L for 1, with or without hyphens. Null when it is none. */
export function readTrackingCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(letters) ? letters.replace(/(.{4})(?=.)/g, '$1-') : null;
}

/** What is stored in place of the code. */
export const trackingHash = (code: string): string => createHash('sha256').update(`gongping:tracking:${code}`).digest('hex');
