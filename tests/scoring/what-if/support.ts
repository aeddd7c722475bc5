import type { GroupTally, UnitInput } from '../../../scoring/index.ts';
import { seeded } from '../../../scoring/random/xoshiro.ts';
import type { View } from '../../../scoring/what-if/view.ts';
import { makeUnit, PUBLIC, panelTally } from '../support.ts';

const LEVELS = ['good5', 'good4', 'good3', 'good2', 'good1', 'dk'] as const;

/** Counts of one question: `n` answers around a level of quality between 0 (best) and 1. */
function question(n: number, quality: number, next: () => number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let one = 0; one < n; one += 1) {
    const at = Math.floor((quality * 0.6 + (next() / 2 ** 32) * 0.5) * LEVELS.length);
    const level = LEVELS[at > 5 ? 5 : at] ?? 'dk';
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return counts;
}

/** A small city: the same one for the same seed. */
export function city(size: number, seed = 1): UnitInput[] {
  const next = seeded(seed);
  const share = () => next() / 2 ** 32;
  return Array.from({ length: size }, (_, n) => {
    const quality = share();
    const web: GroupTally = { roster: null, counts: Object.fromEntries(PUBLIC.map((id) => [id, question(40, quality, next)])) };
    const panel = (roster: number) => panelTally(question(9, share(), next), roster);
    return makeUnit(`u${String(n).padStart(3, '0')}`, {
      values: {
        'key-tasks': { manyuan: String(60 + Math.floor(share() * 40)) },
        'main-business': [{ goal: 'g1', target: '700', actual: String(500 + Math.floor(share() * 200)) }],
        management: { 'half-year': '1', 'year-end': '1' },
      },
      ratings: { 'public-web': web, deputies: panel(30), journalists: panel(12), honorary: panel(10) },
    });
  });
}

export const totals = ({ units }: View): (string | null)[] => units.map(({ view }) => view.total?.exact ?? null);
export const ranks = ({ units }: View): (number | null)[] => units.map(({ view }) => view.rank);
