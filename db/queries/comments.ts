import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { type COMMENT_STATES, comments, replies } from '../schema/comments.ts';
import { cycles } from '../schema/cycles.ts';
import { goals, plans } from '../schema/plans.ts';
import { type AppealRow, type CaseEventRow, listAppealsOf, listEventsOf } from './cases.ts';

export type CommentRow = typeof comments.$inferSelect;
export type ReplyRow = typeof replies.$inferSelect;
export type CommentState = (typeof COMMENT_STATES)[number];
/** A comment with everything that happened to it. */
export type CommentCase = CommentRow & {
  readonly replies: readonly ReplyRow[];
  readonly events: readonly CaseEventRow[];
  readonly appeal: AppealRow | null;
};

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

export async function findCommentByTracking(db: Queryable, trackingHash: string): Promise<CommentCase | null> {
  const rows = await db.select().from(comments).where(eq(comments.trackingHash, trackingHash));
  return (await withReplies(db, rows))[0] ?? null;
}

/** The comment, held until the transaction ends: it is decided once. */
export async function lockComment(tx: Queryable, id: string): Promise<CommentRow | null> {
  const [row] = await tx.select().from(comments).where(eq(comments.id, id)).for('update');
  return row ?? null;
}

export async function decideComment(
  tx: Queryable,
  id: string,
  decision: { readonly state: CommentState; readonly rule: string | null; readonly decidedAt: Date; readonly decidedBy: string },
): Promise<CommentRow> {
  const [row] = await tx
    .update(comments)
    .set({ ...decision, publishedAt: publishedAt(decision) })
    .where(eq(comments.id, id))
    .returning();
  if (!row) throw new Error('the locked comment is gone');
  return row;
}

/** When it was first public stays as it is; rows that do not say so yet get it as `firstPublic` reads them. */
function publishedAt({ state, decidedAt }: { readonly state: CommentState; readonly decidedAt: Date }): SQL {
  const now = state === 'published' ? sql`${decidedAt.toISOString()}::timestamptz` : sql`null`;
  return sql`coalesce(published_at, case state when 'published' then coalesce(decided_at, created_at) when 'withdrawn' then created_at else ${now} end)`;
}

/** When a comment that is or was public could first be read. */
export const firstPublic = ({ publishedAt: at, state, decidedAt, createdAt }: CommentRow): Date =>
  at ?? (state === 'published' ? (decidedAt ?? createdAt) : createdAt);

/** Comments in one state over all units, oldest first: whoever has waited longest is read first. */
export async function listCommentsInState(db: Queryable, state: CommentState, limit: number): Promise<CommentCase[]> {
  return withReplies(db, await db.select().from(comments).where(eq(comments.state, state)).orderBy(asc(comments.createdAt), asc(comments.id)).limit(limit));
}

/** Published comments about a unit with their replies, newest first. */
export async function listPublishedComments(db: Queryable, unit: string, limit: number): Promise<CommentCase[]> {
  const rows = await db
    .select()
    .from(comments)
    .where(and(eq(comments.unitId, unit), eq(comments.state, 'published')))
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(limit);
  return withReplies(db, rows);
}

/** The case, as it stands in this transaction. */
export async function wholeCase(tx: Queryable, row: CommentRow): Promise<CommentCase> {
  const [whole] = await withReplies(tx, [row]);
  if (!whole) throw new Error('a case without its comment');
  return whole;
}

/** Comments by id, in no order. */
export const listCases = async (db: Queryable, ids: readonly string[]): Promise<CommentCase[]> =>
  ids.length === 0
    ? []
    : withReplies(
        db,
        await db
          .select()
          .from(comments)
          .where(inArray(comments.id, [...ids])),
      );

/** Published comments of all units that wait for an answer at first or again, oldest first. */
export async function listWaiting(db: Queryable, limit: number): Promise<CommentCase[]> {
  const rows = await db
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.state, 'published'),
        sql`(select count(*) from replies r where r.comment_id = ${comments.id} and r.created_at > coalesce((select max(e.created_at) from case_events e where e.comment_id = ${comments.id} and e.kind = 'reopened'), '-infinity')) = 0`,
      ),
    )
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(limit);
  return withReplies(db, rows);
}

/** Published comments whose authors left a contact that still stands. */
export const listWithContact = async (db: Queryable): Promise<CommentCase[]> =>
  withReplies(
    db,
    await db
      .select()
      .from(comments)
      .where(and(eq(comments.state, 'published'), isNotNull(comments.contact)))
      .orderBy(asc(comments.createdAt), asc(comments.id)),
  );

export const listReplies = (db: Queryable, commentId: string): Promise<ReplyRow[]> =>
  db.select().from(replies).where(eq(replies.commentId, commentId)).orderBy(asc(replies.createdAt), asc(replies.id));

export async function insertReply(tx: Queryable, row: typeof replies.$inferInsert): Promise<ReplyRow> {
  const [made] = await tx.insert(replies).values(row).returning();
  if (!made) throw new Error('an inserted row did not come back');
  return made;
}

async function withReplies(db: Queryable, rows: readonly CommentRow[]): Promise<CommentCase[]> {
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
  const ids = rows.map(({ id }) => id);
  const repliesOf = Map.groupBy(all, ({ commentId }) => commentId);
  const eventsOf = Map.groupBy(await listEventsOf(db, ids), ({ commentId }) => commentId);
  const appealOf = new Map((await listAppealsOf(db, ids)).map((appeal) => [appeal.commentId, appeal]));
  return rows.map((row) => ({ ...row, replies: repliesOf.get(row.id) ?? [], events: eventsOf.get(row.id) ?? [], appeal: appealOf.get(row.id) ?? null }));
}
