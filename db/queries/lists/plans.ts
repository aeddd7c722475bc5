import { and, count, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../../client.ts';
import { type PlanState, plans } from '../../schema/plans.ts';
import { units } from '../../schema/units.ts';
import { byReading, holds, type Listed, ordered, type Part } from './order.ts';

export const PLAN_SORTS = ['place', 'name', 'category', 'state', 'submitted', 'goals'] as const;
export type PlanSort = (typeof PLAN_SORTS)[number];

export interface PlanSearch {
  readonly cycle: string;
  readonly unit?: string | undefined;
  readonly category?: string | undefined;
  /** `none`: nothing was begun; `unsent`: that, or a draft. */
  readonly state?: PlanState | 'none' | 'unsent' | undefined;
  /** Only plans handed in after this moment, or still not handed in when it has passed `now`. */
  readonly lateAfter?: { readonly by: Date; readonly now: Date } | undefined;
  readonly words?: string | undefined;
}

const newestOf = (db: Queryable, cycle: string) =>
  db.selectDistinctOn([plans.unitId]).from(plans).where(eq(plans.cycleId, cycle)).orderBy(plans.unitId, desc(plans.version)).as('newest');

/** Every unit with the newest version of its plan of a cycle, also those that have none. */
export async function listAllPlans(db: Queryable, search: PlanSearch, part: Part<PlanSort>, english: boolean) {
  const newest = newestOf(db, search.cycle);
  const where = sought(search);
  const goalCount = sql<number>`(select count(*) from goals where goals.plan_id = ${plans.id})`.mapWith(Number);
  const name = byReading(english ? units.nameEn : units.nameZh);
  const sorts: Record<PlanSort, SQL> = {
    place: sql`${units.position}`,
    name,
    category: sql`${units.category}`,
    state: sql`coalesce(${plans.state}, 'none')`,
    submitted: sql`${plans.submittedAt}`,
    goals: goalCount,
  };
  const [all] = await db
    .select({ total: count() })
    .from(units)
    .leftJoin(newest, eq(newest.unitId, units.id))
    .leftJoin(plans, eq(plans.id, newest.id))
    .where(where);
  const rows = await db
    .select({ unit: { id: units.id, nameZh: units.nameZh, nameEn: units.nameEn }, category: units.category, plan: plans, goals: goalCount })
    .from(units)
    .leftJoin(newest, eq(newest.unitId, units.id))
    .leftJoin(plans, eq(plans.id, newest.id))
    .where(where)
    .orderBy(...ordered(sorts[part.sort], [units.position, units.id], part.direction))
    .offset(part.offset)
    .limit(part.limit);
  return { rows, total: all?.total ?? 0 } satisfies Listed<(typeof rows)[number]>;
}

/** A deadline binds first versions. */
const late = ({ by, now }: { readonly by: Date; readonly now: Date }): SQL =>
  sql`coalesce(${plans.version}, 1) = 1 and case when ${plans.submittedAt} is not null then ${plans.submittedAt} > ${by.toISOString()}
    else (${plans.id} is null or ${plans.state} in ('draft', 'returned')) and ${now > by} end`;

const inState = (state: PlanState | 'none' | 'unsent'): SQL | undefined => {
  if (state === 'unsent') return or(isNull(plans.id), eq(plans.state, 'draft'));
  return state === 'none' ? isNull(plans.id) : eq(plans.state, state);
};

const sought = ({ unit, category, state, lateAfter, words }: PlanSearch): SQL | undefined =>
  and(
    unit === undefined ? undefined : eq(units.id, unit),
    category === undefined ? undefined : eq(units.category, category),
    state === undefined ? undefined : inState(state),
    lateAfter === undefined ? undefined : late(lateAfter),
    words === undefined ? undefined : or(holds(units.nameZh, words), holds(units.nameEn, words)),
  );
