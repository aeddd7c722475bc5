import { and, asc, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { goals, plans, reportEntries, reports } from '../schema/plans.ts';
import { units } from '../schema/units.ts';
import type { EntryRow, GoalRow, ReportRow } from './progress.ts';

/** Rows of one insert: PostgreSQL takes at most 65,535 parameters a statement. */
const BATCH = 1000;

export type UnitGoal = GoalRow & { readonly unitId: string; readonly unitZh: string; readonly unitEn: string };

/** The goals of every final plan of a cycle, or of one unit's, in the order of the city's list and of the plans. */
export function listFinalGoals(db: Queryable, cycle: string, unit: string | null): Promise<UnitGoal[]> {
  const newest = db
    .selectDistinctOn([plans.unitId], { id: plans.id, unitId: plans.unitId })
    .from(plans)
    .where(and(eq(plans.cycleId, cycle), eq(plans.state, 'final'), unit === null ? undefined : eq(plans.unitId, unit)))
    .orderBy(plans.unitId, desc(plans.version))
    .as('newest');
  return db
    .select({ ...getTableColumns(goals), unitId: units.id, unitZh: units.nameZh, unitEn: units.nameEn })
    .from(goals)
    .innerJoin(newest, eq(newest.id, goals.planId))
    .innerJoin(units, eq(units.id, newest.unitId))
    .orderBy(asc(units.position), asc(goals.position), asc(goals.code));
}

/** Reports of a cycle, of one unit or of all. */
export const listCycleReports = (db: Queryable, cycle: string, unit: string | null): Promise<ReportRow[]> =>
  db
    .select()
    .from(reports)
    .where(and(eq(reports.cycleId, cycle), unit === null ? undefined : eq(reports.unitId, unit)));

export const listEntriesOf = async (db: Queryable, reportIds: readonly string[]): Promise<EntryRow[]> =>
  reportIds.length === 0
    ? []
    : db
        .select()
        .from(reportEntries)
        .where(inArray(reportEntries.reportId, [...reportIds]));

type Written = Omit<typeof reportEntries.$inferInsert, 'id' | 'verified' | 'verifiedDoneOn' | 'verifiedShare' | 'verificationId'>;

/** Puts what a table says of goals in place of what was reported before; a verification of something else no longer stands. */
export async function putReported(tx: Queryable, rows: readonly Written[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    await tx
      .insert(reportEntries)
      .values(rows.slice(at, at + BATCH))
      .onConflictDoUpdate({
        target: [reportEntries.reportId, reportEntries.goalId],
        set: {
          reported: sql`excluded.reported`,
          approximate: sql`excluded.approximate`,
          comparable: sql`excluded.comparable`,
          doneOn: sql`excluded.done_on`,
          share: sql`excluded.share`,
          claim: sql`excluded.claim`,
          narrativeZh: sql`excluded.narrative_zh`,
          narrativeEn: sql`excluded.narrative_en`,
          reason: sql`excluded.reason`,
          verified: null,
          verifiedDoneOn: null,
          verifiedShare: null,
          verificationId: null,
        },
      });
  }
}
