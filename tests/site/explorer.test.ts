import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { GoalStatus, PublicGoal, PublicPlan, PublicUnit } from '../../proof/release/files.ts';
import { allGoalPages, GOAL_FILTERS, goalPage, goalsFacts, goalsPath, LINES } from '../../site/facts/explorer.ts';
import { openRelease, type Release } from '../../site/release.ts';
import { fixtureFolder } from './build-fixture.ts';

const folder = fixtureFolder();
const fixture = openRelease(folder);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STATUSES: readonly GoalStatus[] = ['done', 'partly', 'not-done', 'not-comparable', 'not-reported'];

/** The fixture with other units and goals: one status per goal, unit by unit. */
function releaseOf(goals: readonly (readonly { readonly status: GoalStatus; readonly late: boolean }[])[]): Release {
  const [model] = fixture.plans;
  const [goal] = model?.goals ?? [];
  if (!model || !goal) throw new Error('the fixture has no goal');
  const units = goals.map(
    (_, index): PublicUnit => ({
      id: `u${index}`,
      category: index % 3 === 0 ? 'counties' : 'departments',
      name: { zh: `单位${index}`, en: `Unit ${index}` },
      about: { zh: '', en: '' },
    }),
  );
  const plans = goals.map(
    (own, index): PublicPlan => ({
      ...model,
      unit: `u${index}`,
      cycle: '2025',
      goals: own.map(({ status, late }, at): PublicGoal => ({ ...goal, code: `u${index}-${at}`, components: [], latest: { ...goal.latest, status, late } })),
    }),
  );
  return { ...fixture, units, plans, planVersions: [], scores: new Map() };
}

describe('goals by state', () => {
  it('counts what the plans say', () => {
    const facts = goalsFacts(fixture, '2025');
    const goals = fixture.plans.filter(({ cycle }) => cycle === '2025').flatMap((plan) => plan.goals);
    const count = (filter: string): number | undefined => facts?.filters.find((each) => each.filter === filter)?.count;
    expect(count('all')).toBe(goals.length);
    for (const status of STATUSES) expect(count(status)).toBe(goals.filter(({ latest }) => latest.status === status).length);
    expect(count('late')).toBe(goals.filter(({ latest }) => latest.late).length);
  });

  it('finds what a later version of a plan lowered', () => {
    const lines = goalPage(fixture, '2025', 'lowered', 1).groups.flatMap((group) => group.lines);
    expect(lines.length).toBeGreaterThan(0);
    for (const { unit, lowered } of lines) {
      expect(lowered?.lowered).toBe(true);
      expect(fixture.planVersions.some((version) => version.unit === unit.id && version.changes.some((change) => change.lowered))).toBe(true);
    }
  });

  it('a goal that was taken out is told among the lowered ones and nowhere else', () => {
    const change = { goal: 'gone', field: 'removed', from: '不再建的桥', to: null, lowered: true, late: true } as const;
    const first = fixture.planVersions.find(({ unit, cycle }) => unit === 'water' && cycle === '2025');
    if (!first) throw new Error('no version');
    const release = { ...fixture, planVersions: [{ ...first, version: 3, changes: [change] }] };
    const titles = (filter: (typeof GOAL_FILTERS)[number]): string[] =>
      goalPage(release, '2025', filter, 1).groups.flatMap(({ lines }) => lines.map(({ title }) => title.zh));
    expect(titles('lowered')).toEqual(['不再建的桥']);
    expect(titles('all')).not.toContain('不再建的桥');
  });

  it('no plans, no goals: a city that only asks', () => {
    expect(goalsFacts({ ...fixture, plans: [] }, null)).toBeNull();
    expect(goalsFacts(fixture, 'nowhere')).toBeNull();
  });
});

describe('pages of a list', () => {
  const goal = fc.record({ status: fc.constantFrom(...STATUSES), late: fc.boolean() });
  const cities = fc.array(fc.array(goal, { maxLength: 40 }), { minLength: 1, maxLength: 30 });

  it('every goal stands on exactly one page of each list it belongs to, and no page is too long', () => {
    fc.assert(
      fc.property(cities, (goals) => {
        const release = releaseOf(goals);
        const all = goals.flat();
        for (const filter of GOAL_FILTERS) {
          const { pages } = goalPage(release, '2025', filter, 1);
          const shown = Array.from({ length: pages }, (_, index) => goalPage(release, '2025', filter, index + 1).groups.flatMap(({ lines }) => lines));
          for (const lines of shown) expect(lines.length).toBeLessThanOrEqual(LINES);
          const codes = shown.flat().map((line) => line.goal?.code);
          expect(new Set(codes).size).toBe(codes.length);
          const expected = all.filter(({ status, late }) => filter === 'all' || (filter === 'late' ? late : status === filter)).length;
          expect(codes.length).toBe(expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('a number of the overview leads to the page and category where its first goal stands', () => {
    fc.assert(
      fc.property(cities, (goals) => {
        const release = releaseOf(goals);
        for (const { filter, cells } of goalsFacts(release, '2025')?.filters ?? []) {
          for (const { count, path } of cells.filter((cell) => cell.count > 0)) {
            const [address, category] = path.split('#');
            const page = allGoalPages(release).find((each) => goalsPath(each.cycle, each.filter, each.page) === address);
            const group = page && goalPage(release, page.cycle, filter, page.page).groups.find((each) => each.category.id === category);
            expect(group?.continued).toBe(false);
            expect(count).toBeGreaterThanOrEqual(group?.lines.length ?? Number.POSITIVE_INFINITY);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
