/**
 * A small seeded generator: cyrb128 turns a name into four 32-bit words, sfc32 ("small fast counting", Chris
 * Doty-Humphrey, PractRand) draws from them. Only 32-bit integer arithmetic, so each machine draws the same numbers.
 */
export interface Random {
  /** A double in [0, 1). */
  next(): number;
  /** A whole number in [low, high]. */
  int(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** `count` different entries in their order of the list. */
  sample<T>(list: readonly T[], count: number): T[];
  /** Roughly normal, mean 0, deviation 1, within ±3.47: four uniforms added. */
  bell(): number;
}

/** A stream of its own for each name, so that a change in one place never moves another. */
export function random(...name: readonly (string | number)[]): Random {
  const next = sfc32(cyrb128(name.join('/')));
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => pickFrom(list, next()),
    sample: (list, count) => sampleFrom(list, count, int),
    bell: () => (next() + next() + next() + next() - 2) * Math.sqrt(3),
  };
}

function pickFrom<T>(list: readonly T[], at: number): T {
  const item = list[Math.floor(at * list.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function sampleFrom<T>(list: readonly T[], count: number, int: Random['int']): T[] {
  const places = list.map((_, i) => i);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, list.length)) chosen.add(places.splice(int(0, places.length - 1), 1)[0] ?? 0);
  return list.filter((_, i) => chosen.has(i));
}

type Words = [number, number, number, number];

function sfc32([a, b, c, d]: Words): () => number {
  const draw = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) draw();
  return draw;
}

function cyrb128(text: string): Words {
  let [h1, h2, h3, h4]: Words = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  return [mixed(h3 ^ (h1 >>> 18), 597399067), mixed(h4 ^ (h2 >>> 22), 2869860233), mixed(h1 ^ (h3 >>> 17), 951274213), mixed(h2 ^ (h4 >>> 19), 2716044179)];
}

const mixed = (value: number, factor: number): number => Math.imul(value, factor) >>> 0;
