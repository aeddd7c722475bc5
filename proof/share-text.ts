import { ALPHABET } from './codes.ts';

/** Bytes as characters that are hard to confuse, five bits each, the last one filled up with zeros. */
export function toCharacters(bytes: Uint8Array): string {
  let out = '';
  let word = 0;
  let bits = 0;
  for (const byte of bytes) {
    word = ((word << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) out += ALPHABET.charAt((word >> (bits - 5)) & 31);
  }
  return bits === 0 ? out : out + ALPHABET.charAt((word << (5 - bits)) & 31);
}

/** The bytes again; null where a character is none of ours or the spare bits are not zero. */
export function fromCharacters(characters: string): Uint8Array | null {
  const out = new Uint8Array(Math.floor((characters.length * 5) / 8));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (const character of characters) {
    const value = ALPHABET.indexOf(character);
    if (value === -1) return null;
    word = ((word << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out[at++] = (word >> bits) & 0xff;
  }
  return (word & ((1 << bits) - 1)) === 0 ? out : null;
}

/** Generator of the checksum of BIP 173, a BCH code over GF(32), and the end value of BIP 350. */
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
const END = 0x2bc830a3;

function step(sum: number, value: number): number {
  const top = sum >>> 25;
  return GENERATOR.reduce((next, term, i) => ((top >> i) & 1 ? next ^ term : next), ((sum & 0x1ffffff) << 5) ^ value);
}

/**
 * Six check characters over a head in ASCII and a body of our characters. A polynomial of degree six finds every fault
 * within six values in a row, at any length: one wrong character and two swapped neighbours among them, also in the
 * head, where a character gives two values.
 */
export function checkCharacters(head: string, body: string): string {
  const values = [
    ...[...head].flatMap((character) => [character.charCodeAt(0) >> 5, character.charCodeAt(0) & 31]),
    ...[...body].map((character) => ALPHABET.indexOf(character)),
    ...Array.from({ length: 6 }, () => 0),
  ];
  const sum = values.reduce(step, 1) ^ END;
  return Array.from({ length: 6 }, (_, i) => ALPHABET.charAt((sum >>> (5 * (5 - i))) & 31)).join('');
}
