import { and, count, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../../client.ts';
import { type GOAL_KINDS, goals, type PlanState, plans } from '../../schema/plans.ts';
import { units } from '../../schema/units.ts';
import { byReading, holds, type Listed, ordered, type Part } from './order.ts';

export const GOAL_SORTS = ['unit', 'title', 'due', 'part', 'kind'] as const;
export type GoalSort = (typeof GOAL_SORTS)[number];

export interface GoalSearch {
  readonly cycle: string;
  readonly unit?: string | undefined;
  readonly category?: string | undefined;
  readonly state?: PlanState | undefined;
  readonly kind?: (typeof GOAL_KINDS)[number] | undefined;
  readonly part?: string | undefined;
  /** Part of a title or of a unit's name. */
  readonly words?: string | undefined;
  /** Only goals of plans that have left their unit. */
  readonly submitted: boolean;
}

const COLUMNS = {
  unit: units.id,
  nameZh: units.nameZh,
  nameEn: units.nameEn,
  code: goals.code,
  titleZh: goals.titleZh,
  titleEn: goals.titleEn,
  part: goals.part,
  kind: goals.kind,
  target: goals.target,
  measureZh: goals.measureZh,
  measureEn: goals.measureEn,
  due: goals.due,
  weight: goals.weight,
  veto: goals.veto,
  state: plans.state,
} as const;

const sorts = (english: boolean): Record<GoalSort, SQL> => ({
  unit: byReading(english ? units.nameEn : units.nameZh),
  title: byReading(english ? goals.titleEn : goals.titleZh),
  due: sql`${goals.due}`,
  part: sql`${goals.part}`,
  kind: sql`${goals.kind}`,
});

/**
 * Goals of the newest version of every plan of a cycle. A page is found first, by what the indexes hold, and its lines
 * are read then.
 */
export async function listAllGoals(db: Queryable, search: GoalSearch, part: Part<GoalSort>, english: boolean) {
  const where = sought(db, search);
  const order = ordered(sorts(english)[part.sort], [goals.id], part.direction);
  const page = (part.sort === 'unit' ? withUnits(db) : db.select({ id: goals.id }).from(goals).$dynamic())
    .where(where)
    .orderBy(...order)
    .offset(part.offset)
    .limit(part.limit);
  const [[all], rows] = await Promise.all([
    db.select({ total: count() }).from(goals).where(where),
    db
      .select(COLUMNS)
      .from(goals)
      .innerJoin(plans, eq(plans.id, goals.planId))
      .innerJoin(units, eq(units.id, plans.unitId))
      .where(inArray(goals.id, page))
      .orderBy(...order),
  ]);
  return { rows, total: all?.total ?? 0 } satisfies Listed<(typeof rows)[number]>;
}

const withUnits = (db: Queryable) =>
  db.select({ id: goals.id }).from(goals).innerJoin(plans, eq(plans.id, goals.planId)).innerJoin(units, eq(units.id, plans.unitId)).$dynamic();

export type ListedGoal = Awaited<ReturnType<typeof listAllGoals>>['rows'][number];

const sought = (db: Queryable, search: GoalSearch): SQL | undefined => {
  const { kind, part, words } = search;
  return and(
    ofPlans(db, search),
    kind === undefined ? undefined : eq(goals.kind, kind),
    part === undefined ? undefined : eq(goals.part, part),
    words === undefined ? undefined : or(holds(goals.titleZh, words), holds(goals.titleEn, words), inArray(goals.planId, plansNamed(db, words))),
  );
};

/**
 * One unit's plans lead to their goals. Those of many are looked up goal by goal instead, as goals come in the order
 * asked for: `is true` keeps the planner from joining them, which would read and sort every goal for each page.
 */
const ofPlans = (db: Queryable, search: GoalSearch): SQL => {
  const among = inArray(goals.planId, plansSought(db, search));
  return search.unit === undefined ? sql`(${among}) is true` : among;
};

const plansSought = (db: Queryable, { cycle, unit, category, state, submitted }: GoalSearch) =>
  db
    .select({ id: plans.id })
    .from(plans)
    .innerJoin(units, eq(units.id, plans.unitId))
    .where(
      and(
        eq(plans.cycleId, cycle),
        sql`not exists (select 1 from plans later where later.unit_id = ${plans.unitId} and later.cycle_id = ${plans.cycleId} and later.version > ${plans.version})`,
        submitted ? sql`${plans.state} not in ('draft', 'returned')` : undefined,
        unit === undefined ? undefined : eq(plans.unitId, unit),
        category === undefined ? undefined : eq(units.category, category),
        state === undefined ? undefined : eq(plans.state, state),
      ),
    );

const plansNamed = (db: Queryable, words: string) =>
  db
    .select({ id: plans.id })
    .from(plans)
    .innerJoin(units, eq(units.id, plans.unitId))
    .where(or(holds(units.nameZh, words), holds(units.nameEn, words)));
