import type { PublicCycle } from '../../proof/release/files.ts';
import type { Band } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { categoryResult, resultOf, scoredCycles } from './cycles.ts';
import type { RankingFacts } from './ranking.ts';

/** Where a unit stood in a cycle; null where it had no total or belonged to another category. */
export type Standing = { readonly rank: number | null; readonly band: Band | null } | null;

export interface RankingHistory {
  /** Newest first, beginning with the cycle of the ranking; `withTotal` is what a rank is out of. */
  readonly cycles: readonly { readonly cycle: PublicCycle; readonly withTotal: number; readonly sameScheme: boolean }[];
  readonly lines: readonly { readonly unit: string; readonly standings: readonly Standing[] }[];
}

function standingOf(release: Release, cycle: string, category: string, unit: string): Standing {
  const result = resultOf(release, cycle, unit);
  return result?.category === category && result.total !== null ? { rank: result.rank, band: result.band } : null;
}

/** Bands and ranks of a category over the cycles up to this one in which it was ranked; null where there is no earlier one. Totals are left out: rules may have changed. */
export function rankingHistory(release: Release, { cycle, category, bands }: RankingFacts): RankingHistory | null {
  const scored = scoredCycles(release);
  const upToHere = scored.slice(scored.findIndex(({ id }) => id === cycle.id));
  const cycles = upToHere.flatMap((each) => {
    const there = categoryResult(release, each.id, category.id);
    return there?.ranked && there.withTotal > 1 ? [{ cycle: each, withTotal: there.withTotal, sameScheme: each.scheme === cycle.scheme }] : [];
  });
  if (cycles.length < 2 || cycles[0]?.cycle.id !== cycle.id) return null;
  const units = bands.flatMap(({ lines }) => lines.map(({ result }) => result.id));
  return { cycles, lines: units.map((unit) => ({ unit, standings: cycles.map((each) => standingOf(release, each.cycle.id, category.id, unit)) })) };
}
