import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { openingProgress } from '../schema/openings.ts';
import { isLocked } from './locks.ts';

export type OpeningRow = typeof openingProgress.$inferSelect;

const openingLock = (windowId: string): string => `gongping:opening:${windowId}`;

/** Takes the one right to open a window until the transaction ends. @returns false when somebody else has it. */
export async function lockOpening(tx: Queryable, windowId: string): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(hashtextextended(${openingLock(windowId)}, 0)) as taken`);
  return row?.taken ?? false;
}

/** Whether a transaction of some process is opening the window now. */
export const isOpening = (db: Queryable, windowId: string): Promise<boolean> => isLocked(db, openingLock(windowId));

/** Says how far it is. Its own small transaction, so that others see it while the opening itself is not decided. */
export const putOpening = async (db: Queryable, row: OpeningRow): Promise<void> => {
  const { windowId: _, ...change } = row;
  await db.insert(openingProgress).values(row).onConflictDoUpdate({ target: openingProgress.windowId, set: change });
};

export async function findOpening(db: Queryable, windowId: string): Promise<OpeningRow | null> {
  const [row] = await db.select().from(openingProgress).where(eq(openingProgress.windowId, windowId));
  return row ?? null;
}
