import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { type COMMENT_STATES, comments, replies } from '../schema/comments.ts';
import { cycles } from '../schema/cycles.ts';
import { goals, plans } from '../schema/plans.ts';

export type CommentRow = typeof comments.$inferSelect;
export type ReplyRow = typeof replies.$inferSelect;
export type CommentState = (typeof COMMENT_STATES)[number];
export type CommentWithReplies = CommentRow & { readonly replies: readonly ReplyRow[] };

/** The cycle that runs: the last of the calendar. */
export async function findCurrentCycle(db: Queryable): Promise<string | null> {
  const [row] = await db.select({ id: cycles.id }).from(cycles).orderBy(desc(cycles.position)).limit(1);
  return row?.id ?? null;
}

/** Whether a public plan of the unit and cycle has the goal. */
export async function hasPublicGoal(db: Queryable, unit: string, cycle: string, code: string): Promise<boolean> {
  const [row] = await db
    .select({ id: goals.id })
    .from(goals)
    .innerJoin(plans, eq(plans.id, goals.planId))
    .where(and(eq(plans.unitId, unit), eq(plans.cycleId, cycle), eq(goals.code, code), inArray(plans.state, ['notice', 'final'])))
    .limit(1);
  return row !== undefined;
}

export const insertComment = async (db: Queryable, row: typeof comments.$inferInsert): Promise<void> => {
  await db.insert(comments).values(row);
};

export async function findCommentByTracking(db: Queryable, trackingHash: string): Promise<CommentWithReplies | null> {
  const rows = await db.select().from(comments).where(eq(comments.trackingHash, trackingHash));
  return (await withReplies(db, rows))[0] ?? null;
}

/** The comment, held until the transaction ends: it is decided once. */
export async function lockComment(tx: Queryable, id: string): Promise<CommentRow | null> {
  const [row] = await tx.select().from(comments).where(eq(comments.id, id)).for('update');
  return row ?? null;
}

export async function decideComment(tx: Queryable, id: string, state: CommentState, rule: string | null, decidedAt: Date): Promise<CommentRow> {
  const [row] = await tx.update(comments).set({ state, rule, decidedAt }).where(eq(comments.id, id)).returning();
  if (!row) throw new Error('the locked comment is gone');
  return row;
}

/** Comments in one state over all units, oldest first: whoever has waited longest is read first. */
export async function listCommentsInState(db: Queryable, state: CommentState, limit: number): Promise<CommentWithReplies[]> {
  return withReplies(db, await db.select().from(comments).where(eq(comments.state, state)).orderBy(asc(comments.createdAt), asc(comments.id)).limit(limit));
}

/** Published comments about a unit with their replies, newest first. */
export async function listPublishedComments(db: Queryable, unit: string, limit: number): Promise<CommentWithReplies[]> {
  const rows = await db
    .select()
    .from(comments)
    .where(and(eq(comments.unitId, unit), eq(comments.state, 'published')))
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(limit);
  return withReplies(db, rows);
}

export const listReplies = (db: Queryable, commentId: string): Promise<ReplyRow[]> =>
  db.select().from(replies).where(eq(replies.commentId, commentId)).orderBy(asc(replies.createdAt), asc(replies.id));

export async function insertReply(tx: Queryable, row: typeof replies.$inferInsert): Promise<ReplyRow> {
  const [made] = await tx.insert(replies).values(row).returning();
  if (!made) throw new Error('an inserted row did not come back');
  return made;
}

async function withReplies(db: Queryable, rows: readonly CommentRow[]): Promise<CommentWithReplies[]> {
  if (rows.length === 0) return [];
  const all = await db
    .select()
    .from(replies)
    .where(
      inArray(
        replies.commentId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(replies.createdAt), asc(replies.id));
  return rows.map((row) => ({ ...row, replies: all.filter((reply) => reply.commentId === row.id) }));
}
