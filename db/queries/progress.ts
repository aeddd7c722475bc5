import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { periods } from '../schema/cycles.ts';
import { goals, type PlanState, plans, type ReportState, reportEntries, reports } from '../schema/plans.ts';
import { units } from '../schema/units.ts';
import { verifications } from '../schema/verifications.ts';
import type { VerificationRow } from './verifications.ts';

export type PeriodRow = typeof periods.$inferSelect;
export type PlanRow = typeof plans.$inferSelect;
export type GoalRow = typeof goals.$inferSelect;
export type ReportRow = typeof reports.$inferSelect;
export type EntryRow = typeof reportEntries.$inferSelect;
/** What a verifier found is not written with what a unit reports. */
type Found = 'verified' | 'verifiedDoneOn' | 'verifiedShare' | 'verificationId';
export type NewEntry = Omit<typeof reportEntries.$inferInsert, 'id' | 'reportId' | Found>;

/** Which report: one per unit and period. */
export interface ReportKey {
  readonly unit: string;
  readonly cycle: string;
  readonly period: string;
}

export const listPeriods = (db: Queryable): Promise<PeriodRow[]> => db.select().from(periods).orderBy(desc(periods.cycleId), asc(periods.position));

export async function findPeriod(db: Queryable, cycle: string, period: string): Promise<PeriodRow | null> {
  const [row] = await db
    .select()
    .from(periods)
    .where(and(eq(periods.cycleId, cycle), eq(periods.id, period)));
  return row ?? null;
}

/** The newest version of a unit's plan that has reached one of the states. */
export async function findPlan(db: Queryable, unit: string, cycle: string, states: readonly PlanState[]): Promise<PlanRow | null> {
  const [row] = await db
    .select()
    .from(plans)
    .where(and(eq(plans.unitId, unit), eq(plans.cycleId, cycle), inArray(plans.state, [...states])))
    .orderBy(desc(plans.version))
    .limit(1);
  return row ?? null;
}

export const listGoals = (db: Queryable, planId: string): Promise<GoalRow[]> =>
  db.select().from(goals).where(eq(goals.planId, planId)).orderBy(asc(goals.position), asc(goals.code));

const isReport = ({ unit, cycle, period }: ReportKey): SQL | undefined =>
  and(eq(reports.unitId, unit), eq(reports.cycleId, cycle), eq(reports.periodId, period));

export async function findReport(db: Queryable, key: ReportKey): Promise<ReportRow | null> {
  const [row] = await db.select().from(reports).where(isReport(key));
  return row ?? null;
}

/** The report, held until the transaction ends: whoever decides next sees what was decided. */
export async function lockReport(tx: Queryable, key: ReportKey): Promise<ReportRow | null> {
  const [row] = await tx.select().from(reports).where(isReport(key)).for('update');
  return row ?? null;
}

/** Begins a report. Null when another writer has begun it meanwhile. */
export async function insertReport(tx: Queryable, { unit, cycle, period }: ReportKey): Promise<ReportRow | null> {
  const [row] = await tx
    .insert(reports)
    .values({ unitId: unit, cycleId: cycle, periodId: period, state: 'draft', revision: 0 })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

/** Changes a report and raises its revision by one. */
export async function changeReport(tx: Queryable, id: string, change: Partial<Omit<ReportRow, 'id' | 'revision'>>): Promise<ReportRow> {
  const [row] = await tx
    .update(reports)
    .set({ ...change, revision: sql`${reports.revision} + 1` })
    .where(eq(reports.id, id))
    .returning();
  if (!row) throw new Error('the locked report is gone');
  return row;
}

export const listEntries = (db: Queryable, reportId: string): Promise<EntryRow[]> =>
  db.select().from(reportEntries).where(eq(reportEntries.reportId, reportId));

/**
 * What the report says about goals, put in place of what it said before. What a verifier found stands on where the
 * unit reports the same again; where it reports something else, somebody has to look again.
 */
export async function replaceEntries(tx: Queryable, reportId: string, entries: readonly NewEntry[]): Promise<void> {
  const before = new Map((await tx.delete(reportEntries).where(eq(reportEntries.reportId, reportId)).returning()).map((entry) => [entry.goalId, entry]));
  if (entries.length > 0)
    await tx.insert(reportEntries).values(entries.map((entry) => ({ ...entry, reportId, ...foundBefore(before.get(entry.goalId), entry) })));
}

function foundBefore(before: EntryRow | undefined, now: NewEntry): Pick<EntryRow, Found> | undefined {
  const same = before?.reported === (now.reported ?? null) && before.doneOn === (now.doneOn ?? null) && before.share === (now.share ?? null);
  if (!before?.verificationId || !same) return undefined;
  const { verified, verifiedDoneOn, verifiedShare, verificationId } = before;
  return { verified, verifiedDoneOn, verifiedShare, verificationId };
}

export type GoalProgress = EntryRow & {
  readonly code: string;
  readonly period: string;
  readonly decidedAt: Date | null;
  readonly verification: VerificationRow | null;
};

/** What a unit's accepted reports of a cycle say, by goal code, oldest period first. */
export async function listAcceptedProgress(db: Queryable, unit: string, cycle: string): Promise<GoalProgress[]> {
  const rows = await db
    .select({ entry: reportEntries, code: goals.code, period: reports.periodId, decidedAt: reports.decidedAt, verification: verifications })
    .from(reportEntries)
    .innerJoin(reports, eq(reports.id, reportEntries.reportId))
    .innerJoin(goals, eq(goals.id, reportEntries.goalId))
    .leftJoin(verifications, eq(verifications.id, reportEntries.verificationId))
    .innerJoin(periods, and(eq(periods.cycleId, reports.cycleId), eq(periods.id, reports.periodId)))
    .where(and(eq(reports.unitId, unit), eq(reports.cycleId, cycle), eq(reports.state, 'accepted')))
    .orderBy(asc(periods.position));
  return rows.map(({ entry, ...rest }) => ({ ...entry, ...rest }));
}

export interface ReportFilter {
  readonly unit?: string | undefined;
  readonly cycle?: string | undefined;
  readonly state?: ReportState | undefined;
}

export interface ReportLine {
  readonly report: ReportRow;
  readonly unit: { readonly id: string; readonly nameZh: string; readonly nameEn: string };
  readonly period: PeriodRow;
}

/** Reports over all units, those that wait longest first: `limit` of them from the one numbered `offset` (the first is 0). */
export const listReports = (db: Queryable, filter: ReportFilter, offset: number, limit: number): Promise<ReportLine[]> =>
  db
    .select({ report: reports, unit: { id: units.id, nameZh: units.nameZh, nameEn: units.nameEn }, period: periods })
    .from(reports)
    .innerJoin(units, eq(units.id, reports.unitId))
    .innerJoin(periods, and(eq(periods.cycleId, reports.cycleId), eq(periods.id, reports.periodId)))
    .where(
      and(
        filter.unit === undefined ? undefined : eq(reports.unitId, filter.unit),
        filter.cycle === undefined ? undefined : eq(reports.cycleId, filter.cycle),
        filter.state === undefined ? undefined : eq(reports.state, filter.state),
      ),
    )
    .orderBy(asc(reports.submittedAt), desc(reports.cycleId), desc(periods.position), asc(units.position))
    .offset(offset)
    .limit(limit);
