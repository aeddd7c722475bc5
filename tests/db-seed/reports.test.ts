import { describe, expect, test } from 'vitest';
import { lastMoment, resolveDate } from '../../content/load.ts';
import { city, countBy, demo, INSTALLED } from './demo.fixture.ts';

const goals = new Map(demo.goals.map((goal) => [goal.id, goal]));
const reports = new Map(demo.reports.map((report) => [report.id, report]));
const category = new Map(city.units.map((unit) => [unit.id, unit.category]));
const of = (entry: (typeof demo.entries)[number]) => ({ goal: goals.get(entry.goalId), report: reports.get(entry.reportId) });
const yearEnd = demo.entries.filter((entry) => of(entry).report?.periodId === 'q4');

function reportBy(cycleId: string, periodId: string): Date {
  const period = city.cycles.find((cycle) => cycle.id === cycleId)?.periods.find((one) => one.id === periodId);
  return lastMoment(resolveDate(period?.reportBy ?? '', INSTALLED, city.timezone), city.timezone);
}

describe('quarterly reports', () => {
  test('the last report of the demonstration account is missing, its earlier ones are there', () => {
    const housing = demo.reports.filter((report) => report.unitId === 'housing' && report.cycleId === '2025').map((report) => report.periodId);
    expect(housing).not.toContain('q4');
    expect(housing.length).toBeGreaterThanOrEqual(2);
  });

  test('some come late, some never', () => {
    const late = demo.reports.filter((report) => report.submittedAt && report.submittedAt > reportBy(report.cycleId, report.periodId));
    expect(late.length).toBeGreaterThan(15);
    expect(late.length).toBeLessThan(120);
    expect(2 * 4 * 122 - demo.reports.length).toBeGreaterThan(8);
  });

  test('the open quarter has reports accepted, waiting and returned, none from the future', () => {
    const open = demo.reports.filter((report) => report.cycleId === '2025' && report.periodId === 'q4');
    const states = countBy(open, (report) => report.state);
    expect(states).toMatchObject({ submitted: 5, returned: 1 });
    expect(states.accepted).toBeGreaterThan(100);
    expect(open.every((report) => report.submittedAt && report.submittedAt < INSTALLED && (!report.decidedAt || report.decidedAt < INSTALLED))).toBe(true);
    expect(demo.reports.filter((report) => report.state === 'returned').every((report) => report.returnReason)).toBe(true);
  });

  test('a narrative stands in both languages', () => {
    expect(demo.reports.every((report) => report.narrativeZh && report.narrativeEn)).toBe(true);
  });
});

describe('figures', () => {
  test('an entry belongs to a goal of its report, once', () => {
    const keys = demo.entries.map((entry) => `${entry.reportId}/${entry.goalId}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const entry of demo.entries) {
      const { goal, report } = of(entry);
      expect(goal?.code.startsWith(`${report?.unitId}-${report?.cycleId}-`)).toBe(true);
    }
  });

  test('counted figures never fall during the year', () => {
    const byGoal = Map.groupBy(
      demo.entries.filter((entry) => of(entry).goal?.direction === 'increase' && entry.comparable !== false),
      (entry) => entry.goalId,
    );
    for (const [goalId, entries] of byGoal) {
      const values = entries.map((entry) => Number(entry.reported ?? 0));
      if (goals.get(goalId)?.borrowedZh) continue;
      expect(values, goals.get(goalId)?.code).toEqual([...values].sort((a, b) => a - b));
    }
  });

  test('figures are exact decimal text', () => {
    for (const text of demo.entries.flatMap((entry) => [entry.reported, entry.verified, entry.share].filter((value) => typeof value === 'string')))
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
    for (const goal of demo.goals) if (goal.target) expect(goal.target).toMatch(/^\d+(\.\d+)?$/);
  });

  test('only counties and the zone have verified figures, which differ now and then', () => {
    const verified = demo.entries.filter((entry) => entry.verified !== null && entry.verified !== undefined);
    expect(verified.every((entry) => category.get(of(entry).report?.unitId ?? '') !== 'departments')).toBe(true);
    const differing = verified.filter((entry) => entry.verified !== entry.reported);
    expect(differing.length / verified.length).toBeGreaterThan(0.05);
    expect(differing.length / verified.length).toBeLessThan(0.3);
  });

  test('one county waits for one verified figure', () => {
    const open = yearEnd.filter((entry) => category.get(of(entry).report?.unitId ?? '') !== 'departments' && entry.reported && !entry.verified);
    expect(open.map((entry) => of(entry).report?.unitId)).toEqual(['baisha']);
  });
});

describe('goals at year end', () => {
  const missed = yearEnd.filter((entry) => entry.reason);

  test('some are missed, each with reason and improvement', () => {
    expect(missed.length).toBeGreaterThan(60);
    expect(missed.length / yearEnd.length).toBeLessThan(0.4);
    expect(missed.filter((entry) => !of(entry).goal?.borrowedZh).every((entry) => entry.reason?.includes('改进'))).toBe(true);
  });

  test('some missed ones are claimed as done', () => {
    const rosy = missed.filter((entry) => entry.claim === 'done' && !of(entry).goal?.borrowedZh);
    expect(rosy.length).toBeGreaterThan(10);
    expect(rosy.length).toBeLessThan(missed.length / 2);
  });

  test('some are not reported at all', () => {
    const silent = demo.reports
      .filter((report) => report.periodId === 'q4')
      .flatMap((report) => {
        const plan = demo.plans.find(({ unitId, cycleId, version }) => unitId === report.unitId && cycleId === report.cycleId && version === 1);
        const expected = demo.goals.filter((goal) => goal.planId === plan?.id);
        const told = new Set(demo.entries.filter((entry) => entry.reportId === report.id).map((entry) => entry.goalId));
        return expected.filter((goal) => !told.has(goal.id)).map((goal) => goal.code.replace(/-\d{4}-.*/, ''));
      });
    expect(new Set(silent)).toEqual(new Set(['grain-reserves', 'party-history', 'petitions', 'unicom', 'water']));
  });

  test('milestones are reached in time, late, or are under way with a share', () => {
    const milestones = yearEnd.filter((entry) => of(entry).goal?.kind === 'milestone' && !of(entry).goal?.borrowedZh);
    const late = milestones.filter((entry) => entry.doneOn && entry.doneOn > (of(entry).goal?.due ?? ''));
    const open = milestones.filter((entry) => !entry.doneOn);
    expect(late.length).toBeGreaterThan(3);
    expect(open.length).toBeGreaterThan(5);
    expect(open.every((entry) => Number(entry.share) > 0 && Number(entry.share) < 100)).toBe(true);
  });
});
