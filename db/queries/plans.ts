import { and, asc, desc, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { goals, type PlanState, plans } from '../schema/plans.ts';
import { units } from '../schema/units.ts';

export type PlanRow = typeof plans.$inferSelect;
export type GoalRow = typeof goals.$inferSelect;
export type NewGoal = typeof goals.$inferInsert & { readonly id: string };

/** Which plan: of its versions the newest. */
export interface PlanKey {
  readonly unit: string;
  readonly cycle: string;
}

/** Rows of one insert: PostgreSQL takes at most 65,535 parameters a statement. */
const BATCH = 1000;

export async function findNewestPlan(db: Queryable, { unit, cycle }: PlanKey): Promise<PlanRow | null> {
  const [row] = await db
    .select()
    .from(plans)
    .where(and(eq(plans.unitId, unit), eq(plans.cycleId, cycle)))
    .orderBy(desc(plans.version))
    .limit(1);
  return row ?? null;
}

/** The newest version, held until the transaction ends. */
export async function lockNewestPlan(tx: Queryable, { unit, cycle }: PlanKey): Promise<PlanRow | null> {
  const [row] = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.unitId, unit), eq(plans.cycleId, cycle)))
    .orderBy(desc(plans.version))
    .limit(1)
    .for('update');
  return row ?? null;
}

/** The version before that is final; null for the first. */
export async function findVersionBefore(db: Queryable, plan: PlanRow): Promise<PlanRow | null> {
  const [row] = await db
    .select()
    .from(plans)
    .where(and(eq(plans.unitId, plan.unitId), eq(plans.cycleId, plan.cycleId), eq(plans.state, 'final'), sql`${plans.version} < ${plan.version}`))
    .orderBy(desc(plans.version))
    .limit(1);
  return row ?? null;
}

/** Begins a version. Null when somebody else has begun it meanwhile. */
export async function insertPlan(tx: Queryable, { unit, cycle }: PlanKey, version: number, editor: string): Promise<PlanRow | null> {
  const [row] = await tx
    .insert(plans)
    .values({ unitId: unit, cycleId: cycle, version, state: 'draft', editors: [editor] })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

/** Changes a plan and raises its revision by one. */
export async function changePlan(tx: Queryable, id: string, change: Partial<Omit<PlanRow, 'id' | 'revision'>>): Promise<PlanRow> {
  const [row] = await tx
    .update(plans)
    .set({ ...change, revision: sql`${plans.revision} + 1` })
    .where(eq(plans.id, id))
    .returning();
  if (!row) throw new Error('the locked plan is gone');
  return row;
}

export const listPlanGoals = (db: Queryable, planId: string): Promise<GoalRow[]> =>
  db.select().from(goals).where(eq(goals.planId, planId)).orderBy(asc(goals.position), asc(goals.code));

export async function insertGoals(tx: Queryable, rows: readonly NewGoal[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) await tx.insert(goals).values(rows.slice(at, at + BATCH));
}

/** Changes a goal and raises its revision by one. */
export async function changeGoal(tx: Queryable, id: string, change: Partial<Omit<GoalRow, 'id' | 'planId' | 'revision'>>): Promise<void> {
  await tx
    .update(goals)
    .set({ ...change, revision: sql`${goals.revision} + 1` })
    .where(eq(goals.id, id));
}

export const setPosition = async (tx: Queryable, id: string, position: number): Promise<void> => {
  await tx.update(goals).set({ position }).where(eq(goals.id, id));
};

/** What the office says of goals in a returned plan, in place of what it said before. */
export async function setReturnReasons(tx: Queryable, planId: string, reasons: ReadonlyMap<string, string>): Promise<void> {
  await tx.update(goals).set({ returnReason: null }).where(eq(goals.planId, planId));
  for (const [code, returnReason] of reasons)
    await tx
      .update(goals)
      .set({ returnReason })
      .where(and(eq(goals.planId, planId), eq(goals.code, code)));
}

export const deleteGoals = async (tx: Queryable, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await tx.delete(goals).where(inArray(goals.id, [...ids]));
};

export const deleteAllGoals = async (tx: Queryable, planId: string): Promise<void> => {
  await tx.delete(goals).where(eq(goals.planId, planId));
};

export async function lastPosition(tx: Queryable, planId: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(goals.position) })
    .from(goals)
    .where(eq(goals.planId, planId));
  return row?.last ?? -1;
}

/** What was reported and proved of the goals of earlier versions belongs to the goals of the same code in this one. */
export async function moveReports(tx: Queryable, plan: PlanRow): Promise<void> {
  for (const table of [sql`report_entries`, sql`evidence`]) {
    await tx.execute(sql`
      update ${table} set goal_id = now.id
      from goals was join plans earlier on earlier.id = was.plan_id
      join goals now on now.code = was.code and now.plan_id = ${plan.id}
      where ${table}.goal_id = was.id and earlier.unit_id = ${plan.unitId} and earlier.cycle_id = ${plan.cycleId} and earlier.id <> ${plan.id}`);
  }
}

export interface PlanFilter {
  readonly cycle: string;
  readonly unit?: string | undefined;
  /** `none`: nothing was begun. */
  readonly state?: PlanState | 'none' | undefined;
}

export interface PlanLine {
  readonly unit: { readonly id: string; readonly nameZh: string; readonly nameEn: string };
  readonly plan: PlanRow | null;
}

/** Every unit with the newest version of its plan, in the order of the city's list. */
export function listPlans(db: Queryable, { cycle, unit, state }: PlanFilter, offset: number, limit: number): Promise<PlanLine[]> {
  const newest = db.selectDistinctOn([plans.unitId]).from(plans).where(eq(plans.cycleId, cycle)).orderBy(plans.unitId, desc(plans.version)).as('newest');
  return db
    .select({ unit: { id: units.id, nameZh: units.nameZh, nameEn: units.nameEn }, plan: plans })
    .from(units)
    .leftJoin(newest, eq(newest.unitId, units.id))
    .leftJoin(plans, eq(plans.id, newest.id))
    .where(
      and(unit === undefined ? undefined : eq(units.id, unit), state === undefined ? undefined : state === 'none' ? isNull(plans.id) : eq(plans.state, state)),
    )
    .orderBy(asc(units.position), asc(units.id))
    .offset(offset)
    .limit(limit);
}
