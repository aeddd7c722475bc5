import { and, count, eq, or, type SQL, sql } from 'drizzle-orm';
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

/** Goals of the newest version of every plan of a cycle. */
export async function listAllGoals(db: Queryable, search: GoalSearch, part: Part<GoalSort>, english: boolean) {
  const where = sought(search);
  const [all] = await db
    .select({ total: count() })
    .from(goals)
    .innerJoin(plans, eq(plans.id, goals.planId))
    .innerJoin(units, eq(units.id, plans.unitId))
    .where(where);
  const rows = await db
    .select(COLUMNS)
    .from(goals)
    .innerJoin(plans, eq(plans.id, goals.planId))
    .innerJoin(units, eq(units.id, plans.unitId))
    .where(where)
    .orderBy(...ordered(sorts(english)[part.sort], [goals.id], part.direction))
    .offset(part.offset)
    .limit(part.limit);
  return { rows, total: all?.total ?? 0 } satisfies Listed<(typeof rows)[number]>;
}

export type ListedGoal = Awaited<ReturnType<typeof listAllGoals>>['rows'][number];

const sought = ({ cycle, unit, category, state, kind, part, words, submitted }: GoalSearch): SQL | undefined =>
  and(
    eq(plans.cycleId, cycle),
    sql`not exists (select 1 from plans later where later.unit_id = ${plans.unitId} and later.cycle_id = ${plans.cycleId} and later.version > ${plans.version})`,
    submitted ? sql`${plans.state} not in ('draft', 'returned')` : undefined,
    unit === undefined ? undefined : eq(plans.unitId, unit),
    category === undefined ? undefined : eq(units.category, category),
    state === undefined ? undefined : eq(plans.state, state),
    kind === undefined ? undefined : eq(goals.kind, kind),
    part === undefined ? undefined : eq(goals.part, part),
    words === undefined ? undefined : or(holds(goals.titleZh, words), holds(goals.titleEn, words), holds(units.nameZh, words), holds(units.nameEn, words)),
  );
