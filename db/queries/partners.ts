import { and, asc, count, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { partnerBatches, partnerKeys } from '../schema/imports.ts';

export type PartnerKeyRow = typeof partnerKeys.$inferSelect;
export type PartnerBatchRow = typeof partnerBatches.$inferSelect;

export const listKeys = (db: Queryable): Promise<PartnerKeyRow[]> => db.select().from(partnerKeys).orderBy(desc(partnerKeys.createdAt), asc(partnerKeys.id));

export async function lockKey(tx: Queryable, id: string): Promise<PartnerKeyRow | null> {
  const [row] = await tx.select().from(partnerKeys).where(eq(partnerKeys.id, id)).for('update');
  return row ?? null;
}

export async function findKeyByHash(db: Queryable, hash: string): Promise<PartnerKeyRow | null> {
  const [row] = await db.select().from(partnerKeys).where(eq(partnerKeys.hash, hash));
  return row ?? null;
}

export async function insertKey(tx: Queryable, row: typeof partnerKeys.$inferInsert): Promise<string> {
  const [made] = await tx.insert(partnerKeys).values(row).returning({ id: partnerKeys.id });
  return made?.id ?? '';
}

type KeyChange = Partial<Pick<PartnerKeyRow, 'prefix' | 'hash' | 'issuedBy' | 'issuedAt' | 'revokedAt'>>;

export const updateKey = async (tx: Queryable, id: string, change: KeyChange): Promise<void> => {
  await tx.update(partnerKeys).set(change).where(eq(partnerKeys.id, id));
};

/** @returns the new row; null when its sender has used the key for another batch, or the window has the same file. */
export async function insertBatch(tx: Queryable, row: typeof partnerBatches.$inferInsert): Promise<PartnerBatchRow | null> {
  const [made] = await tx.insert(partnerBatches).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

export async function findBatchByKey(db: Queryable, keyId: string, idempotencyKey: string): Promise<PartnerBatchRow | null> {
  const [row] = await db
    .select()
    .from(partnerBatches)
    .where(and(eq(partnerBatches.keyId, keyId), eq(partnerBatches.idempotencyKey, idempotencyKey)));
  return row ?? null;
}

/** The batch that brought the same file, unless it was refused. */
export async function findBatchByFile(db: Queryable, windowId: string, fileSha256: string): Promise<PartnerBatchRow | null> {
  const [row] = await db
    .select()
    .from(partnerBatches)
    .where(and(eq(partnerBatches.windowId, windowId), eq(partnerBatches.fileSha256, fileSha256), ne(partnerBatches.state, 'refused')));
  return row ?? null;
}

export async function findBatch(db: Queryable, keyId: string, id: string): Promise<PartnerBatchRow | null> {
  const [row] = await db
    .select()
    .from(partnerBatches)
    .where(and(eq(partnerBatches.keyId, keyId), eq(partnerBatches.id, id)));
  return row ?? null;
}

/** Batches of one key, the newest first. */
export const listBatchesOf = (db: Queryable, keyId: string, most: number): Promise<PartnerBatchRow[]> =>
  db.select().from(partnerBatches).where(eq(partnerBatches.keyId, keyId)).orderBy(desc(partnerBatches.receivedAt), asc(partnerBatches.id)).limit(most);

const WAITING = ['received', 'previewed'] as const;

export const countWaiting = async (db: Queryable, windowId: string): Promise<number> =>
  (
    await db
      .select({ n: count() })
      .from(partnerBatches)
      .where(and(eq(partnerBatches.windowId, windowId), inArray(partnerBatches.state, [...WAITING])))
  )[0]?.n ?? 0;

type BatchChange = Pick<PartnerBatchRow, 'state'> & Partial<Pick<PartnerBatchRow, 'reason' | 'importId' | 'fileId'>>;

/** Goes on with the batch that waits as this file; nothing happens where the file is no batch, or it is decided. */
export const updateBatchOf = async (db: Queryable, fileId: string, change: BatchChange): Promise<void> => {
  await db
    .update(partnerBatches)
    .set(change)
    .where(and(eq(partnerBatches.fileId, fileId), inArray(partnerBatches.state, [...WAITING]), isNull(partnerBatches.importId)));
};

/** What still waits when a window closes is refused. */
export const refuseWaiting = async (tx: Queryable, windowId: string, reason: string): Promise<void> => {
  await tx
    .update(partnerBatches)
    .set({ state: 'refused', reason, fileId: null })
    .where(and(eq(partnerBatches.windowId, windowId), inArray(partnerBatches.state, [...WAITING])));
};
