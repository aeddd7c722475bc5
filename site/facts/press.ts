import type { Release } from '../release.ts';
import { currentCycle, resultOf, scoredCycles } from './cycles.ts';
import { allRankings, rankingPath } from './ranking.ts';
import { unitPath } from './unit.ts';

/** Examples of lasting addresses, with things that are in the release. Null where it has no such thing. */
export interface PressFacts {
  readonly rankings: ReturnType<typeof allRankings>;
  /** A unit with a score. */
  readonly unit: { readonly id: string; readonly cycle: string } | null;
  readonly paths: {
    readonly unit: string | null;
    readonly goal: string | null;
    readonly ranking: string | null;
  };
}

/** What the press may quote and link: rankings of the newest scored cycle, and one address of each kind. */
export function pressFacts(release: Release): PressFacts {
  const scored = scoredCycles(release)[0] ?? null;
  const rankings = allRankings(release).filter(({ cycle }) => cycle.id === scored?.id);
  const unit = release.units.find(({ id }) => scored && resultOf(release, scored.id, id)?.total)?.id;
  const plan = release.plans.find((each) => each.cycle === currentCycle(release).id && each.goals.length > 0);
  const [first] = rankings;
  return {
    rankings,
    unit: unit !== undefined && scored ? { id: unit, cycle: scored.id } : null,
    paths: {
      unit: unit !== undefined && scored ? unitPath(unit, scored.id) : null,
      goal: plan?.goals[0] ? `${unitPath(plan.unit, plan.cycle)}#goal-${plan.goals[0].code}` : null,
      ranking: first ? rankingPath(first.cycle.id, first.category.id) : null,
    },
  };
}
