import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export const utf8 = (text: string): Bytes => encoder.encode(text);
export const concat = (...parts: Uint8Array[]): Bytes => concatBytes(...parts) as Bytes;
export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes);
/** @throws when the text is not hexadecimal. */
export const fromHex = (hex: string): Bytes => hexToBytes(hex) as Bytes;

/** Text of UTF-8 bytes. @throws TypeError where the bytes are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** base64url without padding (RFC 4648 §5). */
export function toBase64url(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    out += figure(word >> 18) + figure(word >> 12);
    if (left > 1) out += figure(word >> 6);
    if (left > 2) out += figure(word);
  }
  return out;
}

const figure = (bits: number): string => ALPHABET.charAt(bits & 63);

const VALUES = new Map([...ALPHABET].map((character, value) => [character.charCodeAt(0), value]));

/** Bytes of base64url text. Only the one right spelling is taken: no padding, no spare bits. @throws RangeError otherwise. */
export function fromBase64url(text: string): Bytes {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES.get(text.charCodeAt(i));
    if (value === undefined) throw new RangeError('not base64url');
    word = ((word << 6) | value) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (word >> bits) & 0xff;
    }
  }
  const spare = word & ((1 << bits) - 1);
  if (bits === 6 || spare !== 0) throw new RangeError('not the one base64url spelling');
  return out;
}

/** Order of two byte strings: byte by byte, unsigned, a prefix first. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
