import { asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { windows } from '../schema/windows.ts';

export type WindowRow = typeof windows.$inferSelect;

export const listWindows = (db: Queryable): Promise<WindowRow[]> => db.select().from(windows).orderBy(asc(windows.opensAt), asc(windows.id));

export async function findWindow(db: Queryable, id: string): Promise<WindowRow | null> {
  const [row] = await db.select().from(windows).where(eq(windows.id, id));
  return row ?? null;
}

export const insertWindow = async (db: Queryable, row: typeof windows.$inferInsert): Promise<void> => {
  await db.insert(windows).values(row);
};

export const updateWindow = async (db: Queryable, id: string, change: Partial<typeof windows.$inferInsert>): Promise<void> => {
  await db.update(windows).set(change).where(eq(windows.id, id));
};

/** Name of a window's advisory lock, the same as in `cast_envelope`: casts and imports share it, closing and opening take it alone. */
const windowLock = (id: string): string => `gongping:window:${id}`;

/** Waits until no cast or import of the window is under way and lets none begin until the transaction ends. */
export async function lockWindowAlone(tx: Queryable, id: string): Promise<WindowRow | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${windowLock(id)}, 0))`);
  return findWindow(tx, id);
}

/** Keeps the window from being closed until the transaction ends, as every cast does. */
export async function lockWindowShared(tx: Queryable, id: string): Promise<WindowRow | null> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${windowLock(id)}, 0))`);
  return findWindow(tx, id);
}

/** Whether the time for rating is over by the database's clock, the one that casts are compared with. */
export async function isOver(db: Queryable, id: string): Promise<boolean> {
  const [row] = await db
    .select({ over: sql<boolean>`${windows.closesAt} <= clock_timestamp()` })
    .from(windows)
    .where(eq(windows.id, id));
  return row?.over ?? false;
}
