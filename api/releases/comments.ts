import type { City } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { listPublishedComments, listRepliesTo } from '../../db/queries/public.ts';
import type { PublicComment } from '../../proof/release/files.ts';
import { answerBy } from '../comments/clock.ts';

/** Published comments with the unit's answers and the day by which one is due. */
export async function toPublicComments(tx: Queryable, city: City, day: string, toDay: (moment: Date) => string): Promise<PublicComment[]> {
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
    return {
      id: comment.id,
      unit: comment.unitId,
      cycle: comment.cycleId,
      goal: comment.goalCode,
      kind: comment.kind,
      author: comment.author,
      body: comment.body,
      language: comment.language,
      receivedOn,
      replies: answers.map((reply) => ({ body: reply.body, on: toDay(reply.createdAt) })),
      answerBy: due,
      overdue: due !== null && answers.length === 0 && day > due,
    };
  });
}
