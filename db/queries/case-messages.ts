import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database, Queryable } from '../client.ts';
import { type CASE_MESSAGES, caseMessages, comments } from '../schema/comments.ts';

export interface CaseMessageKey {
  readonly commentId: string;
  readonly kind: (typeof CASE_MESSAGES)[number];
  readonly number: number;
}

/** Takes a message on, once. @returns the sealed contact as it is now; null where it was deleted, or the message was taken on before. */
export const claimCaseMessage = (db: Database, key: CaseMessageKey, at: Date): Promise<string | null> =>
  db.transaction(async (tx) => {
    const [row] = await tx
      .select({ contact: comments.contact })
      .from(comments)
      .where(and(eq(comments.id, key.commentId), eq(comments.state, 'published'), isNotNull(comments.contact)))
      .for('update');
    if (!row) return null;
    const taken = await tx
      .insert(caseMessages)
      .values({ ...key, createdAt: at })
      .onConflictDoNothing()
      .returning();
    return taken.length > 0 ? row.contact : null;
  });

/** Gives a message back that has not left. */
export const releaseCaseMessage = async (db: Queryable, { commentId, kind, number }: CaseMessageKey): Promise<void> => {
  await db.delete(caseMessages).where(and(eq(caseMessages.commentId, commentId), eq(caseMessages.kind, kind), eq(caseMessages.number, number)));
};
