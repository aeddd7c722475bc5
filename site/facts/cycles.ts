import { dayOf } from '../../content/dates.ts';
import type { PublicCycle, PublicWindow } from '../../proof/release/files.ts';
import type { CategoryResult, UnitResult } from '../../scoring/result.ts';
import { printedTotal } from '../../scoring/standing/printed.ts';
import type { Release } from '../release.ts';
import { oncePerRelease } from './once.ts';

export const cycleOf = (release: Release, id: string): PublicCycle | null => release.cycles.find((cycle) => cycle.id === id) ?? null;

/** Cycles with a score, newest first. */
export const scoredCycles = (release: Release): readonly PublicCycle[] => release.cycles.filter(({ id }) => release.scores.has(id)).toReversed();

/** The newest cycle for which anybody published a plan; without plans the newest cycle. */
export const currentCycle = oncePerRelease((release): PublicCycle => {
  const planned = new Set(release.plans.map(({ cycle }) => cycle));
  const newest = release.cycles.findLast(({ id }) => planned.has(id)) ?? release.cycles.at(-1);
  if (!newest) throw new Error('cycles.json has no cycle / cycles.json 里没有考核年度');
  return newest;
});

export const openWindow = (release: Release): PublicWindow | null => release.windows.find(({ state }) => state === 'open') ?? null;

/** The ISO day a moment falls on in the city's own time zone. */
export const localDay = (release: Release, moment: string): string => dayOf(new Date(moment), release.city.timezone);

const results = oncePerRelease(
  (release) => new Map([...release.scores].map(([cycle, { result }]) => [cycle, new Map(result.units.map((unit) => [unit.id, unit]))])),
);

export const resultOf = (release: Release, cycle: string, unit: string): UnitResult | null => results(release).get(cycle)?.get(unit) ?? null;

export function categoryResult(release: Release, cycle: string, category: string): CategoryResult | null {
  return release.scores.get(cycle)?.result.categories.find(({ id }) => id === category) ?? null;
}

/** A unit's total as it stands beside its grade; null without one. */
export function totalBeside(release: Release, cycle: string, unit: UnitResult): string | null {
  const scheme = release.schemes.get(cycleOf(release, cycle)?.scheme ?? '');
  return scheme ? printedTotal(unit, scheme) : (unit.total?.rounded ?? null);
}

/** Name of a grade as the cycle's scheme gives it. */
export function gradeLabel(release: Release, cycle: string, grade: string | null): { readonly zh: string; readonly en: string } | null {
  const scheme = release.schemes.get(cycleOf(release, cycle)?.scheme ?? '');
  return scheme?.grades?.bands.find(({ id }) => id === grade)?.label ?? null;
}
