import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { findings, partValues } from '../schema/findings.ts';
import { goals, plans, reportEntries, reports } from '../schema/plans.ts';
import { scoringRuns } from '../schema/releases.ts';
import { tallies, windows } from '../schema/windows.ts';

export type GoalRow = typeof goals.$inferSelect;
/** With the code of its goal, which stays the same over the versions of a plan. */
export type EntryRow = typeof reportEntries.$inferSelect & { readonly goalCode: string };
export type FindingRow = typeof findings.$inferSelect;
export type PartValueRow = typeof partValues.$inferSelect;
export type TallyRow = typeof tallies.$inferSelect;
export type PlanRow = typeof plans.$inferSelect;
export type ReportRow = typeof reports.$inferSelect;
export type RunRow = typeof scoringRuns.$inferSelect;

/** Plans in force: the newest final version per unit and cycle; where none is final yet, the one in public notice. */
export const listPublicPlans = (db: Queryable, cycleId?: string): Promise<PlanRow[]> =>
  db
    .selectDistinctOn([plans.unitId, plans.cycleId])
    .from(plans)
    .where(and(inArray(plans.state, ['notice', 'final']), cycleId === undefined ? undefined : eq(plans.cycleId, cycleId)))
    .orderBy(plans.unitId, plans.cycleId, sql`${plans.state} = 'final' desc`, desc(plans.version));

/** Every version that the public has seen, oldest first within a unit and cycle. */
export const listPlanVersions = (db: Queryable): Promise<PlanRow[]> =>
  db
    .select()
    .from(plans)
    .where(inArray(plans.state, ['notice', 'final']))
    .orderBy(asc(plans.cycleId), asc(plans.unitId), asc(plans.version));

export const listGoals = (db: Queryable, planIds: readonly string[]): Promise<GoalRow[]> =>
  planIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(goals)
        .where(inArray(goals.planId, [...planIds]))
        .orderBy(asc(goals.planId), asc(goals.position));

export const listReports = (db: Queryable, state?: ReportRow['state']): Promise<ReportRow[]> =>
  db
    .select()
    .from(reports)
    .where(state && eq(reports.state, state));

export const listEntries = (db: Queryable, reportState: ReportRow['state']): Promise<EntryRow[]> =>
  db
    .select({ entry: reportEntries, goalCode: goals.code })
    .from(reportEntries)
    .innerJoin(reports, eq(reports.id, reportEntries.reportId))
    .innerJoin(goals, eq(goals.id, reportEntries.goalId))
    .where(eq(reports.state, reportState))
    .then((rows) => rows.map(({ entry, goalCode }) => ({ ...entry, goalCode })));

export const listFindings = (db: Queryable, cycleId: string): Promise<FindingRow[]> =>
  db.select().from(findings).where(eq(findings.cycleId, cycleId)).orderBy(asc(findings.id));

export const insertFinding = async (db: Queryable, row: typeof findings.$inferInsert): Promise<void> => {
  await db.insert(findings).values(row);
};

export const deleteFinding = async (db: Queryable, id: string): Promise<void> => {
  await db.delete(findings).where(eq(findings.id, id));
};

export const listPartValues = (db: Queryable, cycleId: string): Promise<PartValueRow[]> => db.select().from(partValues).where(eq(partValues.cycleId, cycleId));

/** Tallies of windows of a cycle that have been opened: nothing of an open window exists to be read. */
export const listTallies = (db: Queryable, cycleId: string): Promise<TallyRow[]> =>
  db
    .select({ tally: tallies })
    .from(tallies)
    .innerJoin(windows, eq(windows.id, tallies.windowId))
    .where(and(eq(windows.cycleId, cycleId), inArray(windows.state, ['opened', 'archived'])))
    .then((rows) => rows.map((row) => row.tally));

export async function insertRun(tx: Queryable, row: typeof scoringRuns.$inferInsert): Promise<RunRow> {
  const [made] = await tx.insert(scoringRuns).values(row).returning();
  return made as RunRow;
}

export async function latestRun(db: Queryable, cycleId: string): Promise<RunRow | null> {
  const [row] = await db.select().from(scoringRuns).where(eq(scoringRuns.cycleId, cycleId)).orderBy(desc(scoringRuns.createdAt)).limit(1);
  return row ?? null;
}

export async function findRun(db: Queryable, id: string): Promise<RunRow | null> {
  const [row] = await db.select().from(scoringRuns).where(eq(scoringRuns.id, id));
  return row ?? null;
}
