import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { comments, replies } from '../schema/comments.ts';
import { documents } from '../schema/findings.ts';
import { evidence, goals, reports } from '../schema/plans.ts';
import { tallies, windows } from '../schema/windows.ts';

/** Queries of a release's snapshot: only what may be published. */
export type CommentRow = typeof comments.$inferSelect;
export type ReplyRow = typeof replies.$inferSelect;
export type EvidenceRow = typeof evidence.$inferSelect;
export type PublicEvidenceRow = EvidenceRow & { readonly unitId: string; readonly goalCode: string | null };
export type DocumentRow = typeof documents.$inferSelect;
export type WindowRow = typeof windows.$inferSelect;

/** Comments that the public can see, and those it could see before they were withdrawn. */
export const listPublishedComments = (db: Queryable): Promise<CommentRow[]> =>
  db
    .select()
    .from(comments)
    .where(inArray(comments.state, ['published', 'withdrawn']))
    .orderBy(desc(comments.createdAt), asc(comments.id));

export const listRepliesTo = (db: Queryable, commentIds: readonly string[]): Promise<ReplyRow[]> =>
  commentIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(replies)
        .where(inArray(replies.commentId, [...commentIds]))
        .orderBy(asc(replies.createdAt), asc(replies.id));

export const listPublicEvidence = (db: Queryable): Promise<PublicEvidenceRow[]> =>
  db
    .select({ file: evidence, unitId: reports.unitId, goalCode: goals.code })
    .from(evidence)
    .innerJoin(reports, eq(reports.id, evidence.reportId))
    .leftJoin(goals, eq(goals.id, evidence.goalId))
    .where(eq(reports.state, 'accepted'))
    .orderBy(asc(evidence.reportId), asc(evidence.sha256), asc(evidence.id))
    .then((rows) => rows.map(({ file, unitId, goalCode }) => ({ ...file, unitId, goalCode })));

export const listRejectedComments = (db: Queryable): Promise<CommentRow[]> => db.select().from(comments).where(eq(comments.state, 'rejected'));

export const listDocuments = (db: Queryable): Promise<DocumentRow[]> => db.select().from(documents).orderBy(asc(documents.id));

export const listAllWindows = (db: Queryable): Promise<WindowRow[]> => db.select().from(windows).orderBy(asc(windows.opensAt), asc(windows.id));

/** Whether a window's tallies were counted here or came from an earlier system. What a hotline counted says nothing of it. */
export const tallyOrigins = async (db: Queryable): Promise<{ windowId: string; origin: 'ballots' | 'imported' }[]> => {
  const rows = await db.selectDistinct({ windowId: tallies.windowId, origin: tallies.origin }).from(tallies);
  return rows.flatMap(({ windowId, origin }) => (origin === 'counts' ? [] : [{ windowId, origin }]));
};
