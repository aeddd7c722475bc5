import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { clippingKeyings, clippings } from '../schema/imports.ts';

export type KeyingRow = typeof clippingKeyings.$inferSelect;

/** Gives the next numbers to clippings that came. @returns the first and the last. */
export async function receiveClippings(tx: Queryable, windowId: string, count: number): Promise<{ readonly first: number; readonly last: number }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`clippings:${windowId}`}, 0))`);
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${clippings.number}), 0)::int` })
    .from(clippings)
    .where(eq(clippings.windowId, windowId));
  const before = row?.last ?? 0;
  await tx.insert(clippings).values(Array.from({ length: count }, (_, i) => ({ windowId, number: before + 1 + i })));
  return { first: before + 1, last: before + count };
}

/** A clipping, locked against others who key it. */
export async function lockClipping(tx: Queryable, windowId: string, number: number): Promise<typeof clippings.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(clippings)
    .where(and(eq(clippings.windowId, windowId), eq(clippings.number, number)))
    .for('update');
  return row ?? null;
}

/** Numbers of clippings that no import has counted yet. `lock` keeps others from keying them meanwhile. */
export async function openNumbers(tx: Queryable, windowId: string, lock = false): Promise<number[]> {
  const query = tx
    .select({ number: clippings.number })
    .from(clippings)
    .where(and(eq(clippings.windowId, windowId), isNull(clippings.importId)))
    .orderBy(asc(clippings.number));
  return (await (lock ? query.for('update') : query)).map(({ number }) => number);
}

export const listKeyings = (db: Queryable, windowId: string, number?: number): Promise<KeyingRow[]> =>
  db
    .select()
    .from(clippingKeyings)
    .where(and(eq(clippingKeyings.windowId, windowId), number === undefined ? undefined : eq(clippingKeyings.number, number)))
    .orderBy(asc(clippingKeyings.number), asc(clippingKeyings.round));

export const insertKeying = async (tx: Queryable, row: KeyingRow): Promise<void> => {
  await tx.insert(clippingKeyings).values(row);
};

/** The open clippings up to `last` are counted by this import; what was keyed of them is forgotten. Those that came meanwhile have higher numbers. */
export async function closeClippings(tx: Queryable, windowId: string, importId: string, last: number): Promise<void> {
  await tx
    .update(clippings)
    .set({ importId })
    .where(and(eq(clippings.windowId, windowId), isNull(clippings.importId), lte(clippings.number, last)));
  await tx.delete(clippingKeyings).where(and(eq(clippingKeyings.windowId, windowId), lte(clippingKeyings.number, last)));
}
