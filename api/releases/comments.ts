import type { Queryable } from '../../db/client.ts';
import { type AppealRow, type CaseEventRow, listAppealsOf, listEventsOf } from '../../db/queries/cases.ts';
import { firstPublic } from '../../db/queries/comments.ts';
import { type CommentRow, listPublishedComments, listRepliesTo, type ReplyRow } from '../../db/queries/public.ts';
import { type ClockRules, isAnswered, termsOf } from '../../proof/release/case-clock.ts';
import type { CaseEvent, CommentRecord, CommentText, Withdrawal, WorkCalendar } from '../../proof/release/files.ts';
import { commentDigest, messageDigest, replyDigest } from '../../proof/release/texts.ts';
import { workingDays } from '../../proof/release/working-days.ts';

/** A comment as a release has it, and its words apart; no words for one that was withdrawn. */
export interface ReleasedComment {
  readonly record: CommentRecord;
  readonly text: CommentText | null;
}

interface Said {
  readonly comment: CommentRow;
  readonly answers: readonly ReplyRow[];
  /** Messages that no moderator has let through are not among them. */
  readonly events: readonly CaseEventRow[];
  readonly appeal: AppealRow | null;
}

/** Comments that are or were public, with the unit's answers and every step of the case. */
export async function publicComments(tx: Queryable): Promise<Said[]> {
  const published = await listPublishedComments(tx);
  const ids = published.map(({ id }) => id);
  const replies = Map.groupBy(await listRepliesTo(tx, ids), (reply) => reply.commentId);
  const events = Map.groupBy(await listEventsOf(tx, ids), (event) => event.commentId);
  const appeals = new Map((await listAppealsOf(tx, ids)).map((appeal) => [appeal.commentId, appeal]));
  return published.map((comment) => ({
    comment,
    answers: replies.get(comment.id) ?? [],
    events: (events.get(comment.id) ?? []).filter(({ state }) => state === 'published'),
    appeal: appeals.get(comment.id) ?? null,
  }));
}

interface Asof {
  readonly rules: ClockRules;
  readonly calendar: WorkCalendar;
  readonly day: string;
  readonly toDay: (moment: Date) => string;
}

/** What the release says of them, with the day by which an answer is due. */
export function releasedComments(said: readonly Said[], { rules, calendar, day, toDay }: Asof): ReleasedComment[] {
  const days = workingDays(calendar);
  return said.map(({ comment, answers, events, appeal }) => {
    const replies = answers.map((reply) => ({ on: toDay(reply.createdAt), digest: replyDigest(comment.id, reply) }));
    const steps = events.map((event) => toCaseEvent(event, answers, toDay));
    const clocked = { kind: comment.kind, receivedOn: toDay(comment.createdAt), replies, events: steps };
    const terms = termsOf(clocked, rules, days).map(({ from, answerBy }) => ({ from, answerBy }));
    const answerBy = terms.at(-1)?.answerBy ?? null;
    const withdrawn = withdrawalOf(comment, toDay);
    const away = awayOf(appeal, toDay);
    const record: CommentRecord = {
      id: comment.id,
      unit: comment.unitId,
      cycle: comment.cycleId,
      goal: comment.goalCode,
      language: comment.language,
      digest: digestOf(comment),
      ...clocked,
      terms,
      answerBy,
      overdue: answerBy !== null && !isAnswered(clocked) && withdrawn === null && day > answerBy,
      withdrawn,
      publicOn: toDay(firstPublic(comment)),
      ...(away && { away }),
    };
    return { record, text: withdrawn ? null : textOf(comment, answers, events) };
  });
}

export const digestOf = ({ id, salt, author, body }: Pick<CommentRow, 'id' | 'salt' | 'author' | 'body'>): string => commentDigest(id, { salt, author, body });

/** A step as everybody may know it. */
export const toCaseEvent = (event: CaseEventRow, answers: readonly ReplyRow[], toDay: (moment: Date) => string): CaseEvent => ({
  on: toDay(event.createdAt),
  kind: event.kind,
  after: answers.filter(({ createdAt }) => createdAt <= event.createdAt).length,
  reason: event.reason,
  from: event.fromUnit,
  to: event.toUnit,
  digest: event.body === null ? null : messageDigest(event.commentId, { salt: event.salt, body: event.body }),
});

const withdrawalOf = ({ state, rule, decidedAt }: CommentRow, toDay: (moment: Date) => string): Withdrawal | null =>
  state === 'withdrawn' && decidedAt ? { rule: rule ?? '', on: toDay(decidedAt) } : null;

/** From a withdrawal to the appeal that undid it. */
const awayOf = (appeal: AppealRow | null, toDay: (moment: Date) => string): CommentRecord['away'] =>
  appeal?.against === 'withdrawn' && appeal.outcome === 'granted' && appeal.decidedAt
    ? { from: toDay(appeal.refusedAt), to: toDay(appeal.decidedAt) }
    : undefined;

function textOf({ salt, author, body }: CommentRow, answers: readonly ReplyRow[], events: readonly CaseEventRow[]): CommentText {
  const messages = events.flatMap((event) => (event.body === null ? [] : [{ salt: event.salt, body: event.body }]));
  return { salt, author, body, replies: answers.map((reply) => ({ salt: reply.salt, body: reply.body })), ...(messages.length > 0 && { messages }) };
}
