import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { normal, uniform } from '../../scoring/random/draws.ts';
import { seeded } from '../../scoring/random/xoshiro.ts';
import { city } from '../scoring/what-if/support.ts';
import type { Survey } from './estimates.ts';

/** A survey that is the same for ever. */
export function surveyOf(seed: number): Survey {
  const words = seeded(seed);
  return {
    units: Array.from({ length: 40 }, (_, n) => ({ id: `u${n}`, estimate: 75 + 6 * normal(words), variance: 0.2 + uniform(words) * 4 })),
    margins: [2, 5, 3].map((size, index) => ({
      id: `margin-${index}`,
      categories: Array.from({ length: size }, (_, n) => ({ id: `c${n}`, target: 3000 / size })),
      codes: Array.from({ length: 400 }, () => Math.floor(size * uniform(words) * (0.6 + 0.4 * uniform(words)))),
    })),
    scheme: parse(readFileSync(new URL('../../content/schemes/demo-flagship.yaml', import.meta.url), 'utf8')),
    input: { scheme: 'demo-flagship', cycle: '2026', units: JSON.parse(JSON.stringify(city(8, seed))) },
  };
}
