import { canonicalJson } from '../../../scoring/index.ts';
import { type ClockRules, termsOf } from '../case-clock.ts';
import type { ReleaseContents } from '../contents.ts';
import type { CommentRecord, PublicReplyRecord } from '../files.ts';
import { replyRecord } from '../reply-record.ts';
import { workingDays } from '../working-days.ts';
import { type Finding, fails, failuresOr, guarded, holds } from './finding.ts';

const WHERE = 'reply-record.json';

export interface CommentRules extends ClockRules {
  readonly stops?: { readonly longest: number; readonly reasons: readonly { readonly id: string }[] };
  readonly reopening?: { readonly times: number };
}

const NONE: CommentRules = { kinds: [] };

/** The day for each answer, counted in working days, and the record of each unit follow from the comments and the calendar. */
export const checkReplies = (rules: CommentRules = NONE, contents: ReleaseContents): Finding[] =>
  guarded('replies.record', WHERE, () => {
    const { comments, calendar } = contents;
    if (!calendar.from) return []; // an earlier form
    const days = workingDays(calendar);
    const agrees = (comment: CommentRecord): boolean => {
      const terms = termsOf(comment, rules, days);
      const told = comment.terms ?? (comment.answerBy === null ? [] : [{ from: comment.receivedOn, answerBy: comment.answerBy }]);
      return (
        canonicalJson(told) === canonicalJson(terms.map(({ from, answerBy }) => ({ from, answerBy }))) && (told.at(-1)?.answerBy ?? null) === comment.answerBy
      );
    };
    const record = new Map(replyRecord(comments, calendar, rules).map((line) => [`${line.unit} ${line.cycle}`, line]));
    const failures = [
      ...comments
        .filter((comment) => !agrees(comment))
        .map(({ id }) =>
          fails(
            'replies.clock',
            `comments.json ${id}`,
            `留言 ${id} 的最迟答复日不是按工作日历算出的那一天。`,
            `The last day for an answer to comment ${id} is not the one the working days give.`,
          ),
        ),
      ...comments.flatMap((comment) => eventFailures(comment, rules)),
      ...(record.size === contents.replyRecord.length
        ? []
        : [fails('replies.record', WHERE, '答复情况缺少或多出单位。', 'The record of replies lacks units or has too many.')]),
      ...contents.replyRecord
        .filter((line) => !sameRecord(line, record.get(`${line.unit} ${line.cycle}`)))
        .map(({ unit, cycle }) =>
          fails(
            'replies.record',
            `${WHERE} ${unit} ${cycle}`,
            `${unit} ${cycle} 的答复情况与公布的留言日期不符。`,
            `The record of replies of ${unit}, ${cycle}, does not follow from the dates of its comments.`,
          ),
        ),
    ];
    return failuresOr(
      failures,
      holds(
        'replies.record',
        WHERE,
        `${comments.length} 条留言的答复期限和 ${record.size} 个单位的答复情况，都按公布的工作日历重算过，相符。`,
        `The days for answers to ${comments.length} comments and the records of ${record.size} units were counted again by the published calendar and agree.`,
      ),
    );
  });

/** A record of before authors could say whether it is solved lacks four counts; the others are the same. */
function sameRecord(line: PublicReplyRecord, counted: PublicReplyRecord | undefined): boolean {
  if (counted === undefined) return false;
  const { solved: _, notSolved: __, unsaid: ___, reopened: ____, ...before } = counted;
  return canonicalJson(line) === canonicalJson(line.solved === undefined ? before : counted);
}

/** Steps follow each other as the city's rules allow: in order of time, each one possible where it stands. */
function eventFailures(comment: CommentRecord, rules: CommentRules): Finding[] {
  const { id, events = [], replies, receivedOn, unit } = comment;
  const wrong = (zh: string, en: string): Finding[] => [
    fails('replies.events', `comments.json ${id}`, `留言 ${id} 的办理过程${zh}。`, `The steps of comment ${id} ${en}.`),
  ];
  const days = [receivedOn, ...events.map(({ on }) => on)];
  if (days.some((on, at) => at > 0 && on < (days[at - 1] ?? ''))) return wrong('日期颠倒', 'are out of order');
  const placed = events.every(
    ({ on, after }, at) =>
      Number.isInteger(after) &&
      after >= (events[at - 1]?.after ?? 0) &&
      after <= replies.length &&
      (after === 0 || (replies[after - 1]?.on ?? '') <= on) &&
      (replies[after]?.on ?? on) >= on,
  );
  if (!placed) return wrong('与答复的先后不符', 'do not fit between its answers');
  const impossible = impossibleStep(events, rules);
  if (impossible) return wrong(...impossible);
  const handed = events.filter(({ kind }) => kind === 'handed-on');
  const led = handed.every(({ to }, at) => to === (handed[at + 1]?.from ?? unit));
  if (!led) return wrong('转办前后不接', 'hand it on to another unit than the one it stands with');
  const reopened = events.filter(({ kind }) => kind === 'reopened').length;
  return reopened > (rules.reopening?.times ?? 0) ? wrong('重办次数超过规定', 'reopen it more often than the rules allow') : [];
}

type Said = readonly [zh: string, en: string];

/** The first step that could not be taken where it stands; null when each could. */
function impossibleStep(events: NonNullable<CommentRecord['events']>, rules: CommentRules): Said | null {
  let [stopped, answers, since] = [false, 0, 0];
  for (const { kind, after, reason, digest } of events) {
    if (after > answers) stopped = false; // an answer ends a stop
    answers = after;
    const isAnswered = after > since;
    if ((kind === 'message') !== (digest !== null)) return ['里有补充没有摘要', 'have a message without a digest'];
    if (kind === 'stopped' && (stopped || isAnswered || !rules.stops?.reasons.some(({ id }) => id === reason)))
      return ['里有不成立的中止', 'stop a clock that could not be stopped'];
    if (kind === 'resumed' && !stopped) return ['里恢复了没有中止的期限', 'start a clock again that did not stand'];
    if ((kind === 'reopened' || kind === 'solved' || kind === 'not-solved') && !isAnswered)
      return ['在答复之前就有了结论', 'judge it before there was an answer'];
    if (kind === 'handed-on' && after > 0) return ['在答复之后又转办', 'hand it on after it was answered'];
    if (kind === 'reopened') since = after;
    if (kind === 'stopped') stopped = true;
    if (kind === 'resumed' || (kind === 'handed-on' && rules.handOver?.clock !== 'continue')) stopped = false;
  }
  return null;
}
