import { and, asc, count, desc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../client.ts';
import { codeBatches, codes, proofCounts, rosterEntries, smsChallenges, spentTickets, usedProofs } from '../schema/proofs.ts';

export type CodeRow = typeof codes.$inferSelect;
export type NewCode = typeof codes.$inferInsert;
export type CodeBatchRow = typeof codeBatches.$inferSelect;
export type ProofCountRow = typeof proofCounts.$inferSelect;

/** Rows of one statement. */
const MANY = 1000;

export const insertBatch = async (tx: Queryable, row: typeof codeBatches.$inferInsert): Promise<void> => {
  await tx.insert(codeBatches).values(row);
};

/** Sorted by hash, as the lines of a list are: rows that lay in the order of issue would say which line got which code. */
export async function insertCodes(tx: Queryable, rows: readonly NewCode[]): Promise<void> {
  const sorted = [...rows].sort((a, b) => (a.codeHash < b.codeHash ? -1 : 1));
  for (let at = 0; at < sorted.length; at += MANY) await tx.insert(codes).values(sorted.slice(at, at + MANY));
}

export async function findCode(db: Queryable, windowId: string, codeHash: string): Promise<CodeRow | null> {
  const [row] = await db
    .select()
    .from(codes)
    .where(and(eq(codes.windowId, windowId), eq(codes.codeHash, codeHash)));
  return row ?? null;
}

export const listBatches = (db: Queryable, windowId: string): Promise<CodeBatchRow[]> =>
  db.select().from(codeBatches).where(eq(codeBatches.windowId, windowId)).orderBy(desc(codeBatches.createdAt), asc(codeBatches.id));

export async function findBatch(db: Queryable, windowId: string, id: string): Promise<CodeBatchRow | null> {
  const [row] = await db
    .select()
    .from(codeBatches)
    .where(and(eq(codeBatches.windowId, windowId), eq(codeBatches.id, id)));
  return row ?? null;
}

/** Hashes of a batch's codes, sorted by hash: the order tells nothing of the order in which they were made. */
export const listBatchCodes = (db: Queryable, batchId: string): Promise<{ codeHash: string }[]> =>
  db.select({ codeHash: codes.codeHash }).from(codes).where(eq(codes.batchId, batchId)).orderBy(asc(codes.codeHash));

export async function voidCodes(tx: Queryable, windowId: string, hashes: readonly string[]): Promise<void> {
  for (let at = 0; at < hashes.length; at += MANY)
    await tx
      .update(codes)
      .set({ voided: true })
      .where(and(eq(codes.windowId, windowId), inArray(codes.codeHash, hashes.slice(at, at + MANY))));
}

export const markBatchVoid = async (tx: Queryable, id: string, voided: number): Promise<void> => {
  await tx.update(codeBatches).set({ voided }).where(eq(codeBatches.id, id));
};

/** Which of the lines of a list have a code already. */
export async function findEntries(db: Queryable, windowId: string, group: string, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let at = 0; at < hashes.length; at += MANY) {
    const rows = await db
      .select({ entryHash: rosterEntries.entryHash })
      .from(rosterEntries)
      .where(and(eq(rosterEntries.windowId, windowId), eq(rosterEntries.group, group), inArray(rosterEntries.entryHash, hashes.slice(at, at + MANY))));
    for (const { entryHash } of rows) found.add(entryHash);
  }
  return found;
}

export async function countEntries(db: Queryable, windowId: string, group: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(rosterEntries)
    .where(and(eq(rosterEntries.windowId, windowId), eq(rosterEntries.group, group)));
  return row?.n ?? 0;
}

export async function insertEntries(tx: Queryable, rows: readonly (typeof rosterEntries.$inferInsert)[]): Promise<void> {
  const sorted = [...rows].sort((a, b) => (a.entryHash < b.entryHash ? -1 : 1));
  for (let at = 0; at < sorted.length; at += MANY) await tx.insert(rosterEntries).values(sorted.slice(at, at + MANY));
}

/** The lines of a batch that nobody used may be given new codes. */
export const deleteEntries = async (tx: Queryable, batchId: string): Promise<void> => {
  await tx.delete(rosterEntries).where(eq(rosterEntries.batchId, batchId));
};

type Counts = Partial<Pick<ProofCountRow, 'issued' | 'used' | 'voided'>>;

/** Adds to the numbers of a group and channel. */
export const addCounts = async (tx: Queryable, windowId: string, group: string, channel: string, counts: Counts): Promise<void> => {
  const { issued = 0, used = 0, voided = 0 } = counts;
  await tx
    .insert(proofCounts)
    .values({ windowId, group, channel, issued, used, voided })
    .onConflictDoUpdate({
      target: [proofCounts.windowId, proofCounts.group, proofCounts.channel],
      set: {
        issued: sql`${proofCounts.issued} + excluded.issued`,
        used: sql`${proofCounts.used} + excluded.used`,
        voided: sql`${proofCounts.voided} + excluded.voided`,
      },
    });
};

export const listProofCounts = (db: Queryable, windowId: string): Promise<ProofCountRow[]> =>
  db.select().from(proofCounts).where(eq(proofCounts.windowId, windowId)).orderBy(asc(proofCounts.group), asc(proofCounts.channel));

/** Remembers that a proof was taken. @returns true the first time. */
export async function insertUsed(tx: Queryable, windowId: string, digest: string, stratum: string): Promise<boolean> {
  const rows = await tx.insert(usedProofs).values({ windowId, digest, stratum }).onConflictDoNothing().returning({ digest: usedProofs.digest });
  return rows.length === 1;
}

export async function findUsed(db: Queryable, windowId: string, digests: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let at = 0; at < digests.length; at += MANY) {
    const rows = await db
      .select({ digest: usedProofs.digest })
      .from(usedProofs)
      .where(and(eq(usedProofs.windowId, windowId), inArray(usedProofs.digest, digests.slice(at, at + MANY))));
    for (const { digest } of rows) found.add(digest);
  }
  return found;
}

export const insertChallenge = async (tx: Queryable, row: typeof smsChallenges.$inferInsert): Promise<void> => {
  await tx.insert(smsChallenges).values(row);
};

/** Uses up one try. @returns the hashes to compare with; null when there is no message, no try left, or it is too late. */
export async function takeTry(db: Queryable, windowId: string, id: string, now: Date): Promise<{ codeHash: string; phoneHash: string } | null> {
  const [row] = await db
    .update(smsChallenges)
    .set({ triesLeft: sql`${smsChallenges.triesLeft} - 1` })
    .where(and(eq(smsChallenges.windowId, windowId), eq(smsChallenges.id, id), gt(smsChallenges.triesLeft, 0), gte(smsChallenges.expiresAt, now)))
    .returning({ codeHash: smsChallenges.codeHash, phoneHash: smsChallenges.phoneHash });
  return row ?? null;
}

/** Deletes a message that was answered, or was never sent. @returns false when somebody was faster. */
export async function deleteChallenge(db: Queryable, windowId: string, id: string): Promise<boolean> {
  const deleted = await db
    .delete(smsChallenges)
    .where(and(eq(smsChallenges.windowId, windowId), eq(smsChallenges.id, id)))
    .returning({ id: smsChallenges.id });
  return deleted.length === 1;
}

export const deleteExpiredChallenges = async (db: Queryable, now: Date): Promise<void> => {
  await db.delete(smsChallenges).where(lt(smsChallenges.expiresAt, now));
};

/** Spends a ticket. @returns false when it was spent before. */
export async function spendTicket(db: Queryable, ticket: string, expiresAt: Date): Promise<boolean> {
  const rows = await db.insert(spentTickets).values({ ticket, expiresAt }).onConflictDoNothing().returning({ ticket: spentTickets.ticket });
  return rows.length === 1;
}

/** At opening nothing is left that proved a right in this window; batches and counts stay. */
export async function deleteProofs(tx: Queryable, windowId: string): Promise<void> {
  await tx.delete(codes).where(eq(codes.windowId, windowId));
  await tx.delete(rosterEntries).where(eq(rosterEntries.windowId, windowId));
  await tx.delete(usedProofs).where(eq(usedProofs.windowId, windowId));
  await tx.delete(smsChallenges).where(eq(smsChallenges.windowId, windowId));
}

/**
 * Takes deleted rows out of the files too: until then their bytes, and the transactions that wrote them, can be read
 * there. Emptied pages of an index keep theirs until the index is made anew.
 */
export const sweepProofs = async (db: Database): Promise<void> => {
  await db.execute(sql`vacuum (truncate) codes, roster_entries, used_proofs, sms_challenges`);
  for (const table of [codes, rosterEntries, usedProofs, smsChallenges]) await db.execute(sql`reindex table ${table}`);
};
