import { and, asc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { codes, proofCounts, smsChallenges } from '../schema/windows.ts';

export type CodeRow = typeof codes.$inferSelect;
export type ProofCountRow = typeof proofCounts.$inferSelect;

export async function insertCodes(tx: Queryable, rows: readonly CodeRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000) await tx.insert(codes).values(rows.slice(at, at + 1000));
}

export async function findCode(db: Queryable, windowId: string, codeHash: string): Promise<CodeRow | null> {
  const [row] = await db
    .select()
    .from(codes)
    .where(and(eq(codes.windowId, windowId), eq(codes.codeHash, codeHash)));
  return row ?? null;
}

/** Adds to the number of proofs issued for a group and channel. */
export const addIssued = async (tx: Queryable, windowId: string, group: string, channel: string, issued: number): Promise<void> => {
  await tx
    .insert(proofCounts)
    .values({ windowId, group, channel, issued })
    .onConflictDoUpdate({
      target: [proofCounts.windowId, proofCounts.group, proofCounts.channel],
      set: { issued: sql`${proofCounts.issued} + excluded.issued` },
    });
};

export const listProofCounts = (db: Queryable, windowId: string): Promise<ProofCountRow[]> =>
  db.select().from(proofCounts).where(eq(proofCounts.windowId, windowId)).orderBy(asc(proofCounts.group), asc(proofCounts.channel));

/** A new message to a number takes the place of the one before. */
export const putChallenge = async (tx: Queryable, row: typeof smsChallenges.$inferInsert): Promise<void> => {
  const { codeHash, triesLeft, expiresAt } = row;
  await tx
    .insert(smsChallenges)
    .values(row)
    .onConflictDoUpdate({ target: [smsChallenges.windowId, smsChallenges.phoneHash], set: { codeHash, triesLeft, expiresAt } });
};

/** Uses up one try. @returns the hash to compare with; null when there is no message, no try left, or it is too late. */
export async function takeTry(db: Queryable, windowId: string, phoneHash: string, now: Date): Promise<string | null> {
  const [row] = await db
    .update(smsChallenges)
    .set({ triesLeft: sql`${smsChallenges.triesLeft} - 1` })
    .where(and(eq(smsChallenges.windowId, windowId), eq(smsChallenges.phoneHash, phoneHash), gt(smsChallenges.triesLeft, 0), gt(smsChallenges.expiresAt, now)))
    .returning({ codeHash: smsChallenges.codeHash });
  return row?.codeHash ?? null;
}

/** Deletes a message that was answered. @returns false when somebody was faster with the same code. */
export async function deleteChallenge(db: Queryable, windowId: string, phoneHash: string, codeHash: string): Promise<boolean> {
  const deleted = await db
    .delete(smsChallenges)
    .where(and(eq(smsChallenges.windowId, windowId), eq(smsChallenges.phoneHash, phoneHash), eq(smsChallenges.codeHash, codeHash)))
    .returning({ windowId: smsChallenges.windowId });
  return deleted.length === 1;
}

export const deleteExpiredChallenges = async (db: Queryable, now: Date): Promise<void> => {
  await db.delete(smsChallenges).where(lt(smsChallenges.expiresAt, now));
};

/** At opening nothing is left that proved a right in this window. */
export async function deleteProofs(tx: Queryable, windowId: string): Promise<void> {
  await tx.delete(codes).where(eq(codes.windowId, windowId));
  await tx.delete(smsChallenges).where(eq(smsChallenges.windowId, windowId));
}
