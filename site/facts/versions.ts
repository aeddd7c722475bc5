import type { PlanChange, PublicPlanVersion } from '../../proof/release/files.ts';
import type { Text } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { oncePerRelease } from './once.ts';

/** One change as the page shows it. */
export interface ChangeLine {
  readonly change: PlanChange;
  /** Title of the goal in the newer version, or in the older one where it was taken out. */
  readonly title: Text;
  /** The goal stands in the version in force, so it has its place on the page. */
  readonly inForce: boolean;
}

export interface VersionFacts {
  readonly version: PublicPlanVersion;
  readonly changes: readonly ChangeLine[];
}

const byPlan = oncePerRelease((release) => Map.groupBy(release.planVersions, ({ unit, cycle }) => `${cycle}/${unit}`));

/** All versions of a unit's plan in a cycle, the newest first. One version only: nothing to compare, an empty list. */
export function versionFacts(release: Release, unit: string, cycle: string): VersionFacts[] {
  const versions = (byPlan(release).get(`${cycle}/${unit}`) ?? []).toSorted((a, b) => a.version - b.version);
  if (versions.length < 2) return [];
  const inForce = new Set(release.plans.find((plan) => plan.unit === unit && plan.cycle === cycle)?.goals.flatMap(codes));
  return versions
    .map((version, index) => {
      const titles = new Map([...(versions[index - 1]?.goals ?? []), ...version.goals].map(({ code, title }) => [code, title]));
      return {
        version,
        changes: version.changes.map((change) => ({
          change,
          title: titles.get(change.goal) ?? { zh: change.goal, en: change.goal },
          inForce: inForce.has(change.goal),
        })),
      };
    })
    .reverse();
}

interface Coded {
  readonly code: string;
  readonly components: readonly Coded[];
}

const codes = ({ code, components }: Coded): string[] => [code, ...components.flatMap(codes)];

/** Goals that a version made easier to reach, and whether that came late. */
export function loweredGoals(release: Release, unit: string, cycle: string): ReadonlyMap<string, PlanChange> {
  const changes = (byPlan(release).get(`${cycle}/${unit}`) ?? []).flatMap((version) => version.changes.filter(({ lowered }) => lowered));
  return new Map(changes.toSorted((a, b) => Number(a.late) - Number(b.late)).map((change) => [change.goal, change]));
}
