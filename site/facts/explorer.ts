import type { CityCategory } from '../../content/load.ts';
import type { GoalStatus, PlanChange, PublicCycle, PublicGoal, PublicUnit } from '../../proof/release/files.ts';
import type { Release } from '../release.ts';
import { currentCycle } from './cycles.ts';
import { oncePerRelease } from './once.ts';
import { pathOfCycle } from './unit.ts';

/** What goals can be picked by. A goal can be late or lowered besides its status. */
export const GOAL_FILTERS = ['late', 'lowered', 'not-reported', 'not-done', 'partly', 'done', 'not-comparable', 'all'] as const;
export type GoalFilter = (typeof GOAL_FILTERS)[number];

/** Lines on one page: about 12 KB compressed. */
export const LINES = 200;

export interface GoalLine {
  readonly unit: PublicUnit;
  /** Null for a goal that a later version of the plan took out. */
  readonly goal: PublicGoal | null;
  readonly title: PublicGoal['title'];
  readonly path: string;
  readonly lowered: PlanChange | null;
}

/** Cycles with a plan, newest first. */
export const plannedCycles = oncePerRelease((release): PublicCycle[] => {
  const planned = new Set(release.plans.map(({ cycle }) => cycle));
  return release.cycles.filter(({ id }) => planned.has(id)).toReversed();
});

export const goalsPath = (cycle: string, filter?: GoalFilter, page = 1): string =>
  ['/goals', cycle, filter, page > 1 ? page : undefined].filter((part) => part !== undefined).join('/');

/** All goals of a cycle, units as the city lists them, category by category; removed goals behind the others of their unit. */
function linesOf(release: Release, cycle: string): GoalLine[] {
  const plans = new Map(release.plans.filter((plan) => plan.cycle === cycle).map((plan) => [plan.unit, plan]));
  const changes = Map.groupBy(
    release.planVersions.filter((version) => version.cycle === cycle).flatMap(({ unit, changes: all }) => all.map((change) => ({ unit, change }))),
    ({ unit }) => unit,
  );
  const units = release.city.categories.flatMap(({ id }) => release.units.filter((unit) => unit.category === id));
  return units.flatMap((unit) => {
    const own = (changes.get(unit.id) ?? []).map(({ change }) => change);
    const lowered = (goal: PublicGoal): PlanChange | null => own.find((change) => change.lowered && codesOf(goal).includes(change.goal)) ?? null;
    const page = pathOfCycle(release, unit.id, cycle);
    const goals = plans.get(unit.id)?.goals ?? [];
    return [
      ...goals.map((goal) => ({ unit, goal, title: goal.title, path: `${page}#goal-${goal.code}`, lowered: lowered(goal) })),
      ...own
        .filter(({ field, goal }) => field === 'removed' && !goals.some((one) => codesOf(one).includes(goal)))
        .map((change) => ({ unit, goal: null, title: { zh: change.from ?? '', en: change.from ?? '' }, path: `${page}#versions`, lowered: change })),
    ];
  });
}

const codesOf = ({ code, components }: PublicGoal): string[] => [code, ...components.flatMap(codesOf)];

function passes({ goal, lowered }: GoalLine, filter: GoalFilter): boolean {
  if (filter === 'lowered') return lowered !== null;
  if (goal === null) return false;
  if (filter === 'all') return true;
  return filter === 'late' ? goal.latest.late : goal.latest.status === (filter satisfies GoalStatus);
}

const explorers = oncePerRelease(
  (release) =>
    new Map(
      plannedCycles(release).map(({ id }) => {
        const lines = linesOf(release, id);
        return [id, new Map(GOAL_FILTERS.map((filter) => [filter, lines.filter((line) => passes(line, filter))]))];
      }),
    ),
);

const picked = (release: Release, cycle: string, filter: GoalFilter): readonly GoalLine[] => explorers(release).get(cycle)?.get(filter) ?? [];

export interface GoalPage {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** `continued`: the category began on the page before. */
  readonly groups: readonly { readonly category: CityCategory; readonly continued: boolean; readonly lines: readonly GoalLine[] }[];
}

/** One page of the goals that pass a filter; `page` counts from 1. */
export function goalPage(release: Release, cycle: string, filter: GoalFilter, page: number): GoalPage {
  const all = picked(release, cycle, filter);
  const first = (page - 1) * LINES;
  const shown = all.slice(first, first + LINES);
  return {
    page,
    pages: Math.max(1, Math.ceil(all.length / LINES)),
    total: all.length,
    groups: release.city.categories.flatMap((category) => {
      const lines = shown.filter(({ unit }) => unit.category === category.id);
      return lines.length === 0 ? [] : [{ category, continued: all[first - 1]?.unit.category === category.id && shown[0] === lines[0], lines }];
    }),
  };
}

export interface GoalsFacts {
  readonly cycle: PublicCycle;
  readonly total: number;
  readonly filters: readonly {
    readonly filter: GoalFilter;
    readonly count: number;
    /** By category, in the city's order, with the address of the first of them. */
    readonly cells: readonly { readonly count: number; readonly path: string }[];
  }[];
  readonly categories: readonly CityCategory[];
  readonly others: readonly PublicCycle[];
}

/** How many goals of a cycle stand where, by category. Null in a city without plans. */
export function goalsFacts(release: Release, cycleId: string | null): GoalsFacts | null {
  const cycle = plannedCycles(release).find(({ id }) => id === (cycleId ?? currentCycle(release).id));
  if (!cycle) return null;
  const all = picked(release, cycle.id, 'all');
  const categories = release.city.categories.filter(({ id }) => all.some(({ unit }) => unit.category === id));
  return {
    cycle,
    total: all.length,
    categories,
    others: plannedCycles(release).filter(({ id }) => id !== cycle.id),
    filters: GOAL_FILTERS.map((filter) => {
      const found = picked(release, cycle.id, filter);
      const cell = ({ id }: CityCategory): { count: number; path: string } => {
        const first = found.findIndex(({ unit }) => unit.category === id);
        const path = goalsPath(cycle.id, filter, Math.floor(Math.max(0, first) / LINES) + 1);
        return { count: found.filter(({ unit }) => unit.category === id).length, path: `${path}#${id}` };
      };
      return { filter, count: found.length, cells: categories.map(cell) };
    }),
  };
}

/** Every page of every list there is. */
export function allGoalPages(release: Release): { readonly cycle: string; readonly filter: GoalFilter; readonly page: number }[] {
  return plannedCycles(release).flatMap(({ id: cycle }) =>
    GOAL_FILTERS.flatMap((filter) => {
      const { pages } = goalPage(release, cycle, filter, 1);
      return Array.from({ length: pages }, (_, index) => ({ cycle, filter, page: index + 1 }));
    }),
  );
}
