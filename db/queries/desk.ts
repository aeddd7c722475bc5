import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { appeals, caseEvents, comments } from '../schema/comments.ts';
import { periods } from '../schema/cycles.ts';
import { objections } from '../schema/objections.ts';
import { reports } from '../schema/plans.ts';
import { units } from '../schema/units.ts';

/** One period of a cycle with the moment a unit's report of it came; null where it has not. */
export interface Arrival {
  readonly period: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly reportBy: Date;
  readonly submittedAt: Date | null;
}

export const listArrivals = (db: Queryable, unit: string, cycle: string): Promise<Arrival[]> =>
  db
    .select({ period: periods.id, labelZh: periods.labelZh, labelEn: periods.labelEn, reportBy: periods.reportBy, submittedAt: reports.submittedAt })
    .from(periods)
    .leftJoin(reports, and(eq(reports.cycleId, periods.cycleId), eq(reports.periodId, periods.id), eq(reports.unitId, unit)))
    .where(eq(periods.cycleId, cycle))
    .orderBy(asc(periods.position));

/** A report of a cycle that one unit owes. */
export interface Delivered extends Pick<Arrival, 'period' | 'reportBy' | 'submittedAt'> {
  readonly unitId: string;
}

/** Every unit with every period of a cycle. */
export const listDelivered = (db: Queryable, cycle: string): Promise<Delivered[]> =>
  db
    .select({ unitId: units.id, period: periods.id, reportBy: periods.reportBy, submittedAt: reports.submittedAt })
    .from(units)
    .crossJoin(periods)
    .leftJoin(reports, and(eq(reports.unitId, units.id), eq(reports.cycleId, periods.cycleId), eq(reports.periodId, periods.id)))
    .where(eq(periods.cycleId, cycle))
    .orderBy(asc(units.id), asc(periods.position));

/** How many wait that no list of the desk counts: objections without a decision; comments, messages and appeals without a moderator's. */
export async function countWaiting(db: Queryable): Promise<{ readonly objections: number; readonly moderation: number; readonly verification: number }> {
  const [open] = await db.select({ n: count() }).from(objections).where(eq(objections.state, 'open'));
  const [pending] = await db.select({ n: count() }).from(comments).where(eq(comments.state, 'pending'));
  const [messages] = await db.select({ n: count() }).from(caseEvents).where(eq(caseEvents.state, 'pending'));
  const [appealed] = await db.select({ n: count() }).from(appeals).where(isNull(appeals.outcome));
  const rows = await db.execute(sql`
    select count(distinct reports.id)::int as n from reports join report_entries on report_entries.report_id = reports.id
    where reports.state in ('submitted', 'accepted') and report_entries.verification_id is null
      and (report_entries.reported is not null or report_entries.done_on is not null or report_entries.share is not null)`);
  return { objections: open?.n ?? 0, moderation: (pending?.n ?? 0) + (messages?.n ?? 0) + (appealed?.n ?? 0), verification: Number(rows[0]?.['n'] ?? 0) };
}
