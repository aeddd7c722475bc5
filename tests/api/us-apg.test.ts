import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildRelease } from '../../api/releases/build.ts';
import { takeSnapshot } from '../../api/releases/snapshot.ts';
import { actingAs } from '../../api/start/past-year.ts';
import { bringInTables } from '../../api/start/tables.ts';
import { agencies, DIFFERENCES, type TargetRow, tables, targetRows } from '../../content/cities/us-apg-fy2022/convert.ts';
import { findRelease, insertRelease } from '../../db/queries/releases.ts';
import { insertUser, listUsers } from '../../db/queries/staff.ts';
import { goals, plans, reportEntries, reports } from '../../db/schema/plans.ts';
import { writeCity } from '../../db/seed/write.ts';
import type { PublicGoal, PublicProgress } from '../../proof/release/files.ts';
import { createTestApp } from '../support/app.ts';

const { dependencies } = await createTestApp({ city: 'us-apg-fy2022' });
const { db, city, clock } = dependencies;

/** One indicator in one quarter, as it lies in the database after the import. */
interface Imported {
  readonly unit: string;
  readonly period: string;
  readonly code: string;
  readonly kind: string;
  readonly direction: string | null;
  readonly start: string | null;
  readonly target: string | null;
  readonly reported: string | null;
  readonly share: string | null;
  readonly claim: string | null;
}

let rows: readonly Imported[] = [];
const published = new Map<string, TargetRow>(
  agencies()
    .flatMap((agency) => agency.goals.flatMap(({ indicators }) => indicators))
    .flatMap(({ code, rows: own }) => own.map((row) => [`${code} q${row.fiscal_qtr}`, row] as const)),
);
const publishedOf = ({ code, period }: Pick<Imported, 'code' | 'period'>): TargetRow => {
  const row = published.get(`${code} ${period}`);
  if (!row) throw new Error(`${code} ${period} is not in the source`);
  return row;
};
const tally = (keys: readonly (string | null)[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(keys, (key) => String(key))].map(([key, all]) => [key, all.length]));

/** (current − start) ÷ (target − start) of an increase or a decrease, not capped; 0 where one is missing. */
const progressOf = ({ kind, direction, start, target, reported }: Imported): number => {
  if (kind !== 'numeric' || (direction !== 'increase' && direction !== 'decrease')) return 0;
  return start === null || target === null || reported === null ? 0 : (Number(reported) - Number(start)) / (Number(target) - Number(start));
};

beforeAll(async () => {
  await writeCity(db, city, clock());
  for (const role of ['office-staff', 'office-approver'] as const) await insertUser(db, { login: role, name: role, role, passwordHash: 'none', active: false });
  const [first, second] = (await listUsers(db)).map(actingAs);
  if (!first || !second) throw new Error('two accounts are needed');
  await bringInTables(dependencies, { first, second });
  const all = await db
    .select({ goal: goals, entry: reportEntries, report: reports })
    .from(reportEntries)
    .innerJoin(reports, eq(reports.id, reportEntries.reportId))
    .innerJoin(goals, eq(goals.id, reportEntries.goalId))
    .orderBy(asc(reports.periodId), asc(goals.code));
  rows = all
    .filter(({ goal }) => goal.kind !== 'composite')
    .map(({ goal, entry, report }) => ({
      ...{ unit: report.unitId, period: report.periodId, code: goal.code, kind: goal.kind, direction: goal.direction, start: goal.start, target: goal.target },
      ...{ reported: entry.reported, share: entry.share, claim: entry.claim },
    }));
});

test('the tables are what the converter makes of the publisher’s files', () => {
  const made = tables();
  for (const [file, text] of made) expect(readFileSync(path.join(city.folder, 'tables', file), 'utf8'), file).toBe(text);
  expect(readdirSync(path.join(city.folder, 'tables'), { recursive: true }).filter((name) => String(name).endsWith('.csv'))).toHaveLength(made.size);
});

describe('the imported rows', () => {
  test('are as many as the source counts, by quarter and by type', () => {
    expect(rows).toHaveLength(601);
    expect(tally(rows.map(({ period }) => period))).toEqual({ q1: 128, q2: 161, q3: 161, q4: 151 });
    expect(tally(rows.map(({ kind, direction }) => (kind === 'milestone' ? kind : direction)))).toEqual({
      ...{ increase: 354, decrease: 38, 'at-least': 24 },
      ...{ milestone: 64, null: 121 },
    });
    expect(rows.filter(({ reported, share }) => reported === null && share === null)).toHaveLength(141);
  });

  test('hold every figure as it was published', () => {
    for (const row of rows) {
      const { value_current: current, value_start: start, value_target: target } = publishedOf(row);
      if (row.kind === 'milestone') expect(row.share, row.code).toBe(current === '' ? null : String(Number(current) * 100));
      else
        expect(
          [row.reported, row.start, row.target].map((value) => value ?? ''),
          row.code,
        ).toEqual([current, start, target]);
    }
  });

  test('give the publisher’s own progress, not capped', () => {
    const differences = rows.map((row) => Math.abs(progressOf(row) - Number(publishedOf(row).progress_pct)));
    expect(Math.max(...differences)).toBeLessThan(3.4e-9);
    const progress = rows.map(progressOf);
    expect(progress.filter((value) => value < 0)).toHaveLength(28);
    expect(progress.filter((value) => value > 1 + 1e-9)).toHaveLength(58);
    expect([Math.min(...progress), Math.max(...progress)]).toEqual([-2.25, 11]);
  });

  test('carry the publisher’s verdict as the agency’s claim: by threshold and milestone where there is one', () => {
    const met = rows.filter(({ claim }) => claim === 'done');
    expect(tally(met.map(({ direction }) => direction))).toEqual({ increase: 67, 'at-least': 15 });
    expect(targetRows().filter(({ progress_pct_target_status: status }) => status === 'Target met')).toHaveLength(67);
  });
});

describe('what the site shows', () => {
  let shown: readonly { readonly goal: PublicGoal; readonly progress: PublicProgress }[] = [];
  beforeAll(async () => {
    const { contents } = await db.transaction((tx) => takeSnapshot(dependencies, tx, {}));
    expect(contents.units).toHaveLength(16);
    expect(contents.plans).toHaveLength(16);
    expect(contents.plans.every(({ state, finalOn, noticeFrom }) => state === 'final' && finalOn === null && noticeFrom === null)).toBe(true);
    expect(contents.reports).toHaveLength(64);
    expect(contents.reports.every(({ late, state }) => !late && state === 'accepted')).toBe(true);
    const indicators = contents.plans.flatMap((plan) => plan.goals.flatMap(({ components }) => components));
    expect(indicators).toHaveLength(173);
    expect(indicators.some(({ latest }) => latest.late)).toBe(false);
    shown = indicators.flatMap((goal) => goal.progress.filter(({ period }) => published.has(`${goal.code} ${period}`)).map((progress) => ({ goal, progress })));
  });
  const of = (kind: keyof typeof DIFFERENCES) => shown.filter(({ goal: { code }, progress: { period } }) => DIFFERENCES[kind](publishedOf({ code, period })));

  test('is “not reported” where the publisher printed 0 % without a value, and says so', () => {
    const empty = of('no-value');
    expect(empty).toHaveLength(141);
    expect(tally(empty.map(({ progress }) => progress.status))).toEqual({ 'not-reported': 141 });
    for (const { progress } of empty) expect(progress.narrative.en).toContain('No value was given; the publisher printed 0%');
    expect(shown.filter(({ progress }) => progress.status === 'not-reported')).toHaveLength(141);
  });

  test('is “not comparable” without a target or start; thresholds follow their own column', () => {
    expect(tally(of('no-target').map(({ progress }) => progress.status))).toEqual({ 'not-comparable': 67 });
    expect(tally(of('threshold').map(({ progress }) => progress.status))).toEqual({ done: 15 });
    expect(tally(shown.filter(({ goal }) => goal.direction === 'at-least').map(({ progress }) => progress.status))).toEqual({
      ...{ done: 15, 'not-done': 6, 'not-reported': 3 },
    });
    expect(tally(shown.filter(({ goal }) => goal.kind === 'milestone').map(({ progress }) => progress.status))).toEqual({
      ...{ 'not-done': 57, 'not-reported': 7 },
    });
  });

  test('is done exactly where the publisher’s progress reaches 1, and printed as such', () => {
    const measured = shown.filter(({ goal: { direction }, progress }) => (direction === 'increase' || direction === 'decrease') && progress.reported !== null);
    expect(measured).toHaveLength(315);
    for (const { goal, progress } of measured) {
      const own = Number(publishedOf({ code: goal.code, period: progress.period }).progress_pct);
      expect(progress.status === 'done', goal.code).toBe(own >= 1);
      expect(Number(progress.ratio), goal.code).toBeCloseTo(Math.max(0, own) * 100, 1);
      if (own < 0) expect(progress.narrative.en).toContain('Moved away from the target');
    }
    expect([of('negative').length, of('band').length]).toEqual([28, 8]);
  });

  test('is published as a daily update without scores, and every status is recomputed by the verifier', async () => {
    const { id } = await insertRelease(db, { kind: 'daily', state: 'building', runs: {} });
    await buildRelease(dependencies, id, { step: () => {}, pages: null });
    expect(await findRelease(db, id)).toMatchObject({ state: 'published', number: 1, runs: {} });
    expect(await db.select({ state: plans.state }).from(plans)).toHaveLength(16);
  });
});
