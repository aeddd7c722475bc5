/**
 * Printed codes: 18 random characters (90 bits) and two check characters out of 32 that are hard to confuse, written in
 * four groups of five. The check characters make Σ cᵢ·αⁱ = 0 and Σ cᵢ·α²ⁱ = 0 over GF(32) (a Reed–Solomon code of
 * distance three): any one or two wrong characters and any two swapped ones are caught without asking the server.
 */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;
const RANDOM = 18;

/** Random bytes of one code; one byte per character is used. */
export const CODE_RANDOM_BYTES = RANDOM;

/** Powers of α in GF(32) with the primitive polynomial x⁵ + x² + 1. */
const POWER: readonly number[] = Array.from({ length: 30 }).reduce<number[]>(
  (powers) => {
    const doubled = (powers.at(-1) ?? 1) << 1;
    return [...powers, doubled & 32 ? doubled ^ 0b100101 : doubled];
  },
  [1],
);
const logarithm = (value: number): number => POWER.indexOf(value);
const alpha = (exponent: number): number => POWER[((exponent % 31) + 31) % 31] ?? 1;
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : alpha(logarithm(a) + logarithm(b)));
const over = (a: number, b: number): number => (a === 0 ? 0 : alpha(logarithm(a) - logarithm(b)));

const syndrome = (values: readonly number[], root: 1 | 2): number => values.reduce((sum, value, i) => sum ^ times(value, alpha(root * i)), 0);

/** A code from random bytes: `XXXXX-XXXXX-XXXXX-XXXXX`. */
export function makeCode(random: Uint8Array): string {
  const data = Array.from(random.subarray(0, RANDOM), (byte) => byte & 31);
  const [s1, s2] = [syndrome(data, 1), syndrome(data, 2)];
  const [a, b, c, d] = [alpha(RANDOM), alpha(RANDOM + 1), alpha(2 * RANDOM), alpha(2 * RANDOM + 2)];
  const determinant = times(a, d) ^ times(b, c);
  const checks = [over(times(s1, d) ^ times(s2, b), determinant), over(times(a, s2) ^ times(c, s1), determinant)];
  return grouped([...data, ...checks].map((value) => ALPHABET[value]).join(''));
}

const grouped = (code: string): string => code.replace(/.{5}(?=.)/g, '$&-');

/** Typed characters in their one spelling: no spaces or hyphens, capitals, O as 0, I and L as 1. */
export const plainCharacters = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

/**
 * A typed code in its one spelling: full-width characters, small letters, spaces and hyphens are accepted, O is read as
 * 0 and I and L as 1. Null when it is not a code or a check character does not fit.
 */
export function readCode(typed: string): string | null {
  const plain = plainCharacters(typed);
  const values = Array.from(plain, (character) => ALPHABET.indexOf(character));
  if (values.length !== LENGTH || values.includes(-1)) return null;
  return syndrome(values, 1) === 0 && syndrome(values, 2) === 0 ? grouped(plain) : null;
}
