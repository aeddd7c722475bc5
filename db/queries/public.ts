import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { comments, replies } from '../schema/comments.ts';
import { evidence, reports } from '../schema/plans.ts';
import { tallies, windows } from '../schema/windows.ts';

/** Queries of a release's snapshot: only what may be published. */
export type CommentRow = typeof comments.$inferSelect;
export type ReplyRow = typeof replies.$inferSelect;
export type EvidenceRow = typeof evidence.$inferSelect;
export type WindowRow = typeof windows.$inferSelect;

export const listPublishedComments = (db: Queryable): Promise<CommentRow[]> =>
  db.select().from(comments).where(eq(comments.state, 'published')).orderBy(desc(comments.createdAt), asc(comments.id));

export const listRepliesTo = (db: Queryable, commentIds: readonly string[]): Promise<ReplyRow[]> =>
  commentIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(replies)
        .where(inArray(replies.commentId, [...commentIds]))
        .orderBy(asc(replies.createdAt), asc(replies.id));

export const listPublicEvidence = (db: Queryable): Promise<EvidenceRow[]> =>
  db
    .select({ file: evidence })
    .from(evidence)
    .innerJoin(reports, eq(reports.id, evidence.reportId))
    .where(eq(reports.state, 'accepted'))
    .orderBy(asc(evidence.reportId), asc(evidence.sha256))
    .then((rows) => rows.map((row) => row.file));

export const listAllWindows = (db: Queryable): Promise<WindowRow[]> => db.select().from(windows).orderBy(asc(windows.opensAt), asc(windows.id));

/** Where the tallies of each window came from. */
export const tallyOrigins = (db: Queryable): Promise<{ windowId: string; origin: 'ballots' | 'imported' }[]> =>
  db.selectDistinct({ windowId: tallies.windowId, origin: tallies.origin }).from(tallies);
