import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { gamma, normal } from '../../../scoring/random/draws.ts';
import { seeded } from '../../../scoring/random/xoshiro.ts';
import { exponential } from '../../../scoring/uncertainty/exponential.ts';
import { logarithm } from '../../../scoring/uncertainty/quantile.ts';

/** Short digest of doubles, bit by bit. */
function digest(values: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (const [index, value] of values.entries()) view.setFloat64(index * 8, value);
  return createHash('sha256').update(new Uint8Array(view.buffer)).digest('hex').slice(0, 16);
}

const take = (count: number, next: (index: number) => number): number[] => Array.from({ length: count }, (_, index) => next(index));

describe('doubles that must come out alike on every machine', () => {
  const words = seeded(2026);

  it.each([
    ['normal draws', take(2000, () => normal(words)), '30a1c5d667ad8af0'],
    ['gamma draws of small shape', take(500, () => gamma(0.4, words)), '980aa6ef6e6c8520'],
    ['powers of e', take(1000, (index) => exponential(index / 7 - 70)), '26bb8272f9afba24'],
    ['logarithms', take(1000, (index) => logarithm((index + 1) / 37)), '252a10607b1ea915'],
  ])('%s', (_, values, known) => expect(digest(values)).toBe(known));
});
