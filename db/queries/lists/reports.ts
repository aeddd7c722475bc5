import { and, count, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../../client.ts';
import { periods } from '../../schema/cycles.ts';
import { type ReportState, reports } from '../../schema/plans.ts';
import { units } from '../../schema/units.ts';
import { byReading, holds, type Listed, ordered, type Part } from './order.ts';

export const REPORT_SORTS = ['waiting', 'name', 'category', 'period', 'state', 'submitted', 'deadline'] as const;
export type ReportSort = (typeof REPORT_SORTS)[number];

export interface ReportSearch {
  readonly cycle?: string | undefined;
  readonly period?: string | undefined;
  readonly unit?: string | undefined;
  readonly category?: string | undefined;
  /** `none`: nothing was begun; `unsent`: that, or a draft. */
  readonly state?: ReportState | 'none' | 'unsent' | undefined;
  /** Only reports handed in after their day, or not handed in when it has passed this moment. */
  readonly late?: Date | undefined;
  readonly words?: string | undefined;
}

const sorts = (english: boolean): Record<ReportSort, SQL> => ({
  waiting: sql`${reports.submittedAt}`,
  name: byReading(english ? units.nameEn : units.nameZh),
  category: sql`${units.category}`,
  period: sql`${periods.startsOn}`,
  state: sql`coalesce(${reports.state}, 'none')`,
  submitted: sql`${reports.submittedAt}`,
  deadline: sql`${periods.reportBy}`,
});

/** Every unit with every period of the cycles asked for, and what it has reported, also where that is nothing. */
export async function listAllReports(db: Queryable, search: ReportSearch, part: Part<ReportSort>, english: boolean) {
  const where = sought(search);
  const same = and(eq(reports.unitId, units.id), eq(reports.cycleId, periods.cycleId), eq(reports.periodId, periods.id));
  const [all] = await db.select({ total: count() }).from(units).crossJoin(periods).leftJoin(reports, same).where(where);
  const rows = await db
    .select({ unit: units.id, nameZh: units.nameZh, nameEn: units.nameEn, category: units.category, period: periods, report: reports })
    .from(units)
    .crossJoin(periods)
    .leftJoin(reports, same)
    .where(where)
    .orderBy(...ordered(sorts(english)[part.sort], [periods.startsOn, units.position, units.id], part.direction))
    .offset(part.offset)
    .limit(part.limit);
  return { rows, total: all?.total ?? 0 } satisfies Listed<(typeof rows)[number]>;
}

export type ListedReport = Awaited<ReturnType<typeof listAllReports>>['rows'][number];

const inState = (state: ReportState | 'none' | 'unsent'): SQL | undefined => {
  if (state === 'unsent') return or(isNull(reports.id), eq(reports.state, 'draft'));
  return state === 'none' ? isNull(reports.id) : eq(reports.state, state);
};

const sought = ({ cycle, period, unit, category, state, late, words }: ReportSearch): SQL | undefined =>
  and(
    cycle === undefined ? undefined : eq(periods.cycleId, cycle),
    period === undefined ? undefined : eq(periods.id, period),
    unit === undefined ? undefined : eq(units.id, unit),
    category === undefined ? undefined : eq(units.category, category),
    state === undefined ? undefined : inState(state),
    late === undefined ? undefined : sql`coalesce(${reports.submittedAt}, ${late.toISOString()}::timestamptz) > ${periods.reportBy}`,
    words === undefined ? undefined : or(holds(units.nameZh, words), holds(units.nameEn, words)),
  );
