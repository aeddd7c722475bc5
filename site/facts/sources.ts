import type { PublicGoal, PublicPlan } from '../../proof/release/files.ts';
import type { Provenance } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { oncePerRelease } from './once.ts';
import { pathOfCycle } from './unit.ts';

/** Address of the place a figure comes from: an anchor of the unit's page, its page of that cycle, or a file of the release. */
export type Places = (input: Provenance) => { readonly to: string; readonly isPage: boolean };

const codesOf = ({ code, components }: PublicGoal): string[] => [code, ...components.flatMap(codesOf)];

const codes = oncePerRelease((release) => new Map(release.plans.map((plan): [string, Set<string>] => [key(plan), new Set(plan.goals.flatMap(codesOf))])));

const key = ({ unit, cycle }: Pick<PublicPlan, 'unit' | 'cycle'>): string => `${cycle}/${unit}`;

export const cellId = (group: string, question: string): string => `cell-${group}-${question}`;
export const groupId = (group: string): string => `group-${group}`;
export const findingId = (index: number | string): string => `finding-${index}`;

/**
 * Where the figures of a unit's score in a cycle stand.
 * @param goalsHere the goals of that cycle stand on the page itself.
 */
export function placesOf(release: Release, unit: string, cycle: string, goalsHere: boolean): Places {
  const known = codes(release).get(key({ unit, cycle }));
  const page = goalsHere ? '' : pathOfCycle(release, unit, cycle);
  const data = `/releases/${release.manifest.release}/data/scores/${cycle}`;
  return ({ kind, path }) => {
    const steps = path.split('.');
    const after = (name: string, places = 1): string | undefined => {
      const at = steps.indexOf(name);
      return at === -1 ? undefined : steps[at + places];
    };
    const goal = kind === 'goal' ? steps.findLast((step) => known?.has(step)) : undefined;
    if (goal !== undefined) return { to: `${page}#goal-${goal}`, isPage: page !== '' };
    const [group, question, finding] = [after('ratings'), after('ratings', 3), after('findings')];
    if (kind === 'tally' && group !== undefined) return { to: `#${question === undefined ? groupId(group) : cellId(group, question)}`, isPage: false };
    if (kind === 'finding' && finding !== undefined) return { to: `#${findingId(finding)}`, isPage: false };
    return { to: `${data}/${kind === 'value' && after('values') !== undefined ? 'values.csv' : 'input.json'}`, isPage: false };
  };
}
