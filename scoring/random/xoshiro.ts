import { splitmix64 } from './splitmix.ts';

/** Next 32-bit word, 0 to 2³² − 1. */
export type Words = () => number;

const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/**
 * xoshiro128**: 32-bit words with period 2¹²⁸ − 1, the same on every machine.
 * Source: D. Blackman, S. Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM Transactions on Mathematical Software 47 (2021).
 * @param state four 32-bit words, not all 0.
 * @throws RangeError when all are 0: the generator would give nothing else.
 */
export function xoshiro128(state: readonly [number, number, number, number]): Words {
  let [a, b, c, d] = state;
  if ((a | b | c | d) === 0) throw new RangeError('a state that is not all zero is needed');
  return () => {
    const word = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return word;
  };
}

/**
 * A generator of words from a seed, as published figures name it.
 * @param seed whole number from 0 to 2⁵³ − 1.
 * @throws RangeError for any other seed.
 */
export function seeded(seed: number): Words {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError('a seed is a whole number from 0 to 2^53 - 1');
  const [first = 0n, second = 0n] = splitmix64(BigInt(seed), 2);
  const low = (word: bigint): number => Number(word & 0xffffffffn);
  return xoshiro128([low(first), low(first >> 32n), low(second), low(second >> 32n)]);
}
