import { fromBase64url } from './bytes.ts';
import { sha256 } from './hash.ts';
import { toCharacters } from './share-text.ts';

const BYTES = 13;

/**
 * What people read to each other to compare a public key: the first 100 bits of the SHA-256 of its 65 bytes, in four
 * groups of five characters. @throws RangeError when the key is not base64url
 */
export const fingerprintOf = (publicKey: string): string =>
  toCharacters(sha256(fromBase64url(publicKey)).subarray(0, BYTES))
    .slice(0, 20)
    .replace(/.{5}(?=.)/g, '$&-');
