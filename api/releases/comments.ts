import type { City } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { type CommentRow, listPublishedComments, listRepliesTo, type ReplyRow } from '../../db/queries/public.ts';
import type { CommentRecord, CommentText, Withdrawal } from '../../proof/release/files.ts';
import { commentDigest, replyDigest } from '../../proof/release/texts.ts';
import { answerBy } from '../comments/clock.ts';

/** A comment as a release has it, and its words apart; no words for one that was withdrawn. */
export interface ReleasedComment {
  readonly record: CommentRecord;
  readonly text: CommentText | null;
}

/** Comments that are or were public, with the unit's answers and the day by which one is due. */
export async function releasedComments(tx: Queryable, city: City, day: string, toDay: (moment: Date) => string): Promise<ReleasedComment[]> {
  const published = await listPublishedComments(tx);
  const replies = Map.groupBy(
    await listRepliesTo(
      tx,
      published.map((comment) => comment.id),
    ),
    (reply) => reply.commentId,
  );
  return published.map((comment) => {
    const answers = replies.get(comment.id) ?? [];
    const receivedOn = toDay(comment.createdAt);
    const due = answerBy(city, comment.kind, receivedOn);
    const withdrawn = withdrawalOf(comment, toDay);
    const record: CommentRecord = {
      id: comment.id,
      unit: comment.unitId,
      cycle: comment.cycleId,
      goal: comment.goalCode,
      kind: comment.kind,
      language: comment.language,
      receivedOn,
      digest: digestOf(comment),
      replies: answers.map((reply) => ({ on: toDay(reply.createdAt), digest: replyDigest(comment.id, reply) })),
      answerBy: due,
      overdue: due !== null && answers.length === 0 && withdrawn === null && day > due,
      withdrawn,
    };
    return { record, text: withdrawn ? null : textOf(comment, answers) };
  });
}

export const digestOf = ({ id, salt, author, body }: CommentRow): string => commentDigest(id, { salt, author, body });

const withdrawalOf = ({ state, rule, decidedAt }: CommentRow, toDay: (moment: Date) => string): Withdrawal | null =>
  state === 'withdrawn' && decidedAt ? { rule: rule ?? '', on: toDay(decidedAt) } : null;

const textOf = ({ salt, author, body }: CommentRow, answers: readonly ReplyRow[]): CommentText => ({
  salt,
  author,
  body,
  replies: answers.map((reply) => ({ salt: reply.salt, body: reply.body })),
});
