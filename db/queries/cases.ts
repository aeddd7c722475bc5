import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { appeals, caseEvents, caseMessages, comments, replies } from '../schema/comments.ts';

export type CaseEventRow = typeof caseEvents.$inferSelect;
export type AppealRow = typeof appeals.$inferSelect;

/** Every step of some cases, in the order of time. */
export const listEventsOf = (db: Queryable, commentIds: readonly string[]): Promise<CaseEventRow[]> =>
  commentIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(caseEvents)
        .where(inArray(caseEvents.commentId, [...commentIds]))
        .orderBy(asc(caseEvents.createdAt), asc(caseEvents.id));

export async function insertEvent(tx: Queryable, row: typeof caseEvents.$inferInsert): Promise<CaseEventRow> {
  const [made] = await tx.insert(caseEvents).values(row).returning();
  if (!made) throw new Error('an inserted row did not come back');
  return made;
}

/** Messages that wait for a moderator, oldest first. */
export const listPendingMessages = (db: Queryable, limit: number): Promise<CaseEventRow[]> =>
  db.select().from(caseEvents).where(eq(caseEvents.state, 'pending')).orderBy(asc(caseEvents.createdAt), asc(caseEvents.id)).limit(limit);

export async function lockMessage(tx: Queryable, id: string): Promise<CaseEventRow | null> {
  const [row] = await tx
    .select()
    .from(caseEvents)
    .where(and(eq(caseEvents.id, id), eq(caseEvents.kind, 'message')))
    .for('update');
  return row ?? null;
}

export const decideMessage = async (tx: Queryable, id: string, state: 'published' | 'rejected', rule: string | null, at: Date): Promise<void> => {
  await tx.update(caseEvents).set({ state, rule, decidedAt: at }).where(eq(caseEvents.id, id));
};

export const listRejectedMessages = (db: Queryable): Promise<(CaseEventRow & { readonly unitId: string; readonly commentKind: string })[]> =>
  db
    .select({ event: caseEvents, unitId: comments.unitId, commentKind: comments.kind })
    .from(caseEvents)
    .innerJoin(comments, eq(comments.id, caseEvents.commentId))
    .where(eq(caseEvents.state, 'rejected'))
    .then((rows) => rows.map(({ event, ...rest }) => ({ ...event, ...rest })));

/** The unit that has to answer now; a goal of the unit before is not a goal of the next. */
export const moveComment = async (tx: Queryable, id: string, unitId: string): Promise<void> => {
  await tx.update(comments).set({ unitId, goalCode: null }).where(eq(comments.id, id));
};

export async function insertAppeal(tx: Queryable, row: typeof appeals.$inferInsert): Promise<boolean> {
  return (await tx.insert(appeals).values(row).onConflictDoNothing().returning({ id: appeals.commentId })).length > 0;
}

export async function lockAppeal(tx: Queryable, commentId: string): Promise<AppealRow | null> {
  const [row] = await tx.select().from(appeals).where(eq(appeals.commentId, commentId)).for('update');
  return row ?? null;
}

export const listAppealsOf = (db: Queryable, commentIds: readonly string[]): Promise<AppealRow[]> =>
  commentIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(appeals)
        .where(inArray(appeals.commentId, [...commentIds]));

export const listAppeals = (db: Queryable): Promise<AppealRow[]> => db.select().from(appeals).orderBy(asc(appeals.createdAt), asc(appeals.commentId));

export const settleAppeal = async (tx: Queryable, commentId: string, outcome: 'granted' | 'dismissed', decidedBy: string, at: Date): Promise<void> => {
  await tx.update(appeals).set({ outcome, decidedBy, decidedAt: at }).where(eq(appeals.commentId, commentId));
};

/** Cases that still have a contact, with the moments that say whether they are closed; held, so that none is reopened meanwhile. */
export async function listContactCases(db: Queryable) {
  const rows = await db.select().from(comments).where(isNotNull(comments.contact)).for('update');
  const ids = rows.map(({ id }) => id);
  const answers =
    ids.length === 0 ? [] : await db.select().from(replies).where(inArray(replies.commentId, ids)).orderBy(asc(replies.createdAt), asc(replies.id));
  const events = await listEventsOf(db, ids);
  const answersOf = Map.groupBy(answers, ({ commentId }) => commentId);
  const eventsOf = Map.groupBy(events, ({ commentId }) => commentId);
  return rows.map((comment) => ({ comment, replies: answersOf.get(comment.id) ?? [], events: eventsOf.get(comment.id) ?? [] }));
}

/** Deletes contacts, and what tells that there were any. @returns how many went */
export async function forgetContacts(tx: Queryable, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  await tx.delete(caseMessages).where(inArray(caseMessages.commentId, [...ids]));
  const gone = await tx
    .update(comments)
    .set({ contact: null })
    .where(inArray(comments.id, [...ids]))
    .returning({ id: comments.id });
  return gone.length;
}
