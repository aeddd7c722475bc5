import { and, asc, count, desc, eq, inArray, isNotNull, lte, type SQL } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { objections } from '../schema/objections.ts';

export type ObjectionRow = typeof objections.$inferSelect;

const listWhere = (db: Queryable, where: SQL | undefined): Promise<ObjectionRow[]> =>
  db.select().from(objections).where(where).orderBy(desc(objections.createdAt), asc(objections.id));

/** All objections, or those of one unit; newest first. */
export const listObjections = (db: Queryable, unit: string | null): Promise<ObjectionRow[]> =>
  listWhere(db, unit === null ? undefined : eq(objections.unitId, unit));

export const listObjectionsTo = (db: Queryable, releaseIds: readonly string[]): Promise<ObjectionRow[]> =>
  listWhere(db, inArray(objections.releaseId, [...releaseIds]));

/** What the public may read of objections disclosed until a moment, oldest first. */
export const listDisclosedObjections = (db: Queryable, until: Date): Promise<ObjectionRow[]> =>
  db
    .select()
    .from(objections)
    .where(and(isNotNull(objections.disclosedAt), lte(objections.disclosedAt, until)))
    .orderBy(asc(objections.createdAt), asc(objections.id));

/** How many objections to scores of a cycle wait for their decision. */
export async function countOpenObjections(db: Queryable, cycleId: string): Promise<number> {
  const [row] = await db
    .select({ open: count() })
    .from(objections)
    .where(and(eq(objections.cycleId, cycleId), eq(objections.state, 'open')));
  return row?.open ?? 0;
}

export async function insertObjection(tx: Queryable, row: typeof objections.$inferInsert): Promise<ObjectionRow> {
  const [made] = await tx.insert(objections).values(row).returning();
  return made as ObjectionRow;
}

/** The objection, held until the transaction ends: it is decided once. */
export async function lockObjection(tx: Queryable, id: string): Promise<ObjectionRow | null> {
  const [row] = await tx.select().from(objections).where(eq(objections.id, id)).for('update');
  return row ?? null;
}

export async function changeObjection(tx: Queryable, id: string, change: Partial<typeof objections.$inferInsert>): Promise<ObjectionRow> {
  const [row] = await tx.update(objections).set(change).where(eq(objections.id, id)).returning();
  if (!row) throw new Error('the locked objection is gone');
  return row;
}
