const WORD = (1n << 64n) - 1n;

/**
 * SplitMix64: `count` 64-bit words from a seed; used only to fill the state of another generator.
 * Source: G. L. Steele Jr., D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014; constants of S. Vigna's `splitmix64.c`.
 */
export function splitmix64(seed: bigint, count: number): bigint[] {
  let state = seed & WORD;
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & WORD;
    let word = state;
    word = ((word ^ (word >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD;
    word = ((word ^ (word >> 27n)) * 0x94d049bb133111ebn) & WORD;
    return word ^ (word >> 31n);
  });
}
