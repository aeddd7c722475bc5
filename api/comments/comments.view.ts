import { type City, type CommentSettings, dayOf } from '../../content/load.ts';
import type { CommentCase } from '../../db/queries/comments.ts';
import { isAnswered, type Term, timesReopened, verdictOf } from '../../proof/release/case-clock.ts';
import type { CaseEvent, CommentRecord } from '../../proof/release/files.ts';
import type { Dependencies } from '../context.ts';
import { toCaseEvent } from '../releases/comments.ts';
import { caseClock } from './clock.ts';
import type { CommentView } from './comments.shapes.ts';

type Needs = Pick<Dependencies, 'city' | 'clock'>;

const DAY = 86_400_000;

/** A case as the clock and the release see it: days and steps, no words. */
export type Case = Pick<CommentRecord, 'kind' | 'receivedOn' | 'replies'> & { readonly events: readonly CaseEvent[] };

export function caseOf(row: CommentCase, city: City): Case {
  const toDay = (moment: Date): string => dayOf(moment, city.timezone);
  return {
    kind: row.kind,
    receivedOn: toDay(row.createdAt),
    replies: row.replies.map(({ createdAt }) => ({ on: toDay(createdAt), digest: '' })),
    events: row.events.filter(({ state }) => state === 'published').map((event) => toCaseEvent(event, row.replies, toDay)),
  };
}

/** One comment for whoever may read it. Words that no moderator has let through are for their author and for moderators. */
export const commentView = (row: CommentCase, needs: Needs, reader: 'author' | 'staff' = 'staff'): CommentView =>
  viewOf(row, needs, caseClock(needs.city, row.createdAt, needs.clock()), reader);

/** Many comments, with one calendar. */
export function commentViews(rows: readonly CommentCase[], needs: Needs): CommentView[] {
  const [first] = rows;
  if (!first) return [];
  const earliest = rows.reduce((least, { createdAt }) => (createdAt < least ? createdAt : least), first.createdAt);
  const clock = caseClock(needs.city, earliest, needs.clock());
  return rows.map((row) => viewOf(row, needs, clock, 'staff'));
}

function viewOf(row: CommentCase, { city, clock }: Needs, termsOf: (one: Case) => Term[], reader: 'author' | 'staff'): CommentView {
  const settings = city.comments;
  const one = caseOf(row, city);
  const term = termsOf(one).at(-1);
  const today = dayOf(clock(), city.timezone);
  const answered = isAnswered(one);
  const { appeal } = row;
  return {
    id: row.id,
    unit: row.unitId,
    cycle: row.cycleId,
    goal: row.goalCode,
    kind: row.kind,
    author: row.author,
    body: row.body,
    language: row.language,
    state: row.state,
    rule: ruleOf(settings, row.rule),
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    replyWithin: settings?.kinds.find((kind) => kind.id === row.kind)?.replyWithin ?? null,
    replies: row.replies.map((reply) => ({ id: reply.id, body: reply.body, createdAt: reply.createdAt.toISOString() })),
    events: row.events
      .filter(({ state }) => reader === 'author' || state === 'published')
      .map((event) => ({
        ...{ id: event.id, kind: event.kind, createdAt: event.createdAt.toISOString(), from: event.fromUnit, to: event.toUnit },
        ...{ body: event.body, state: event.state, rule: ruleOf(settings, event.rule), reason: reasonOf(settings, event.reason) },
      })),
    clock: term ? { answerBy: term.answerBy, overdue: !answered && today > term.answerBy, isStopped: term.isStopped, isAnswered: answered } : null,
    verdict: verdictOf(one),
    reopened: timesReopened(one),
    appeal: appeal && {
      ...{ body: reader === 'author' ? appeal.body : '', outcome: appeal.outcome, createdAt: appeal.createdAt.toISOString() },
      decidedAt: appeal.decidedAt?.toISOString() ?? null,
    },
    hasContact: row.contact !== null,
    may: mayOf(row, one, settings, clock()),
  };
}

/** Messages that an author can add to one comment. */
const MOST_MESSAGES = 20;
/** Words about one answer, solved or not: minds change, but not for ever. */
const MOST_VERDICTS = 5;

/** What the author can do now. */
export function mayOf(row: CommentCase, one: Case, settings: CommentSettings | undefined, now: Date): CommentView['may'] {
  const stands = row.state === 'published';
  const answer = row.replies.at(-1);
  const words = one.events.filter(({ kind, after }) => (kind === 'solved' || kind === 'not-solved') && after === one.replies.length).length;
  const judge = stands && isAnswered(one) && words < MOST_VERDICTS;
  const since = answer ? (now.getTime() - answer.createdAt.getTime()) / DAY : 0;
  const isRefused = row.state === 'rejected' || row.state === 'withdrawn';
  return {
    add: (stands || row.state === 'pending') && row.events.filter(({ kind }) => kind === 'message').length < MOST_MESSAGES,
    judge,
    reopen: stands && isAnswered(one) && timesReopened(one) < (settings?.reopening.times ?? 0) && since <= (settings?.reopening.within ?? 0),
    appeal: isRefused && row.appeal === null,
    followUp: judge && words === 0 && since >= (settings?.followUp ?? 0),
  };
}

const ruleOf = (settings: CommentSettings | undefined, rule: string | null) =>
  rule === null ? null : { id: rule, text: settings?.rules.find(({ id }) => id === rule)?.text ?? { zh: rule, en: rule } };

const reasonOf = (settings: CommentSettings | undefined, reason: string | null) =>
  reason === null ? null : { id: reason, text: settings?.stops.reasons.find(({ id }) => id === reason)?.text ?? { zh: reason, en: reason } };
