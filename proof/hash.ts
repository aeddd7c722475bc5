import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { type Bytes, toHex, utf8 } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';

export const sha256 = (bytes: Uint8Array): Bytes => nobleSha256(bytes) as Bytes;
/** SHA-256 as 64 lower-case hexadecimal figures; text is taken as UTF-8. */
export const sha256Hex = (content: Uint8Array | string): string => toHex(sha256(typeof content === 'string' ? utf8(content) : content));

/** HMAC-SHA-256 over the canonical list of the parts: no two lists share their bytes. Hexadecimal. */
export const keyedHash = (key: Uint8Array, ...parts: readonly (string | number)[]): string => toHex(hmac(nobleSha256, key, canonicalBytes(parts)));
