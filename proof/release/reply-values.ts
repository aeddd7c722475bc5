import { REPLY_VALUES, type ReplyPart, replyParts, type Scheme } from '../../scoring/index.ts';
import { groupBy } from '../group-by.ts';
import { type ClockRules, termsOf, verdictOf } from './case-clock.ts';
import type { CommentRecord, WorkCalendar } from './files.ts';
import { type WorkingDays, workingDays } from './working-days.ts';

/** A case as a scoring input counts it. */
type CountedCase = Pick<CommentRecord, 'unit' | 'cycle' | 'kind' | 'receivedOn' | 'events' | 'withdrawn' | 'publicOn' | 'away'> & {
  readonly replies: readonly { readonly on: string }[];
};

interface ReplySource {
  readonly comments: readonly CountedCase[];
  readonly calendar: WorkCalendar;
  readonly rules: ClockRules;
}

/** part → value id → number of cases, as a scoring input has it. */
export type ReplyValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Asked {
  readonly cycle: string;
  /** Day up to and with which everything counts; what came later is as if it had not been. */
  readonly asOf: string;
  readonly units: readonly { readonly id: string; readonly category: string }[];
}

/** What each unit's parts count of its cases, from published days alone; units without such a part are not among them. */
export function replyValues(scheme: Pick<Scheme, 'categories' | 'visibility'>, source: ReplySource, { cycle, asOf, units }: Asked): Map<string, ReplyValues> {
  const parts = groupBy(replyParts(scheme), ({ category }) => category);
  if (parts.size === 0) return new Map();
  const days = workingDays(source.calendar);
  const standing = source.comments.filter((one) => one.cycle === cycle && stoodOn(one, asOf)).map((one) => asOn(one, asOf));
  const casesOf = groupBy(standing, ({ unit }) => unit);
  return new Map(
    units.flatMap(({ id, category }) => {
      const mine = parts.get(category);
      const counts = (part: ReplyPart) => [part.part, countOf(part, casesOf.get(id) ?? [], asOf, source.rules, days)] as const;
      return mine ? [[id, Object.fromEntries(mine.map(counts))] as const] : [];
    }),
  );
}

/** Whether everybody could read it on the day. */
const stoodOn = ({ receivedOn, publicOn = receivedOn, withdrawn, away }: CountedCase, day: string): boolean =>
  publicOn <= day && !(withdrawn && withdrawn.on <= day) && !(away && away.from <= day && day < away.to);

/** The case as it was at the end of the day: with whom it then stood, and what had happened. */
function asOn(one: CountedCase, day: string): CountedCase {
  const events = one.events ?? [];
  const next = events.find(({ kind, on }) => kind === 'handed-on' && on > day);
  return { ...one, unit: next?.from ?? one.unit, events: events.filter(({ on }) => on <= day), replies: one.replies.filter(({ on }) => on <= day) };
}

function countOf({ take, kinds }: ReplyPart, cases: readonly CountedCase[], day: string, rules: ClockRules, days: WorkingDays): Record<string, string> {
  const mine = cases.filter(({ kind }) => kinds === undefined || kinds.includes(kind));
  const [all, good] = take === 'in-time' ? kept(mine, day, rules, days) : solved(mine);
  const [counted, well] = REPLY_VALUES[take];
  return { [counted]: String(all), [well]: String(good) };
}

function kept(cases: readonly CountedCase[], day: string, rules: ClockRules, days: WorkingDays): readonly [all: number, good: number] {
  const ended = cases.flatMap((one) => termsOf(one, rules, days)).filter(({ answerBy }) => answerBy <= day);
  return [ended.length, ended.filter(({ answeredOn, answerBy }) => answeredOn !== null && answeredOn <= answerBy).length];
}

function solved(cases: readonly CountedCase[]): readonly [all: number, good: number] {
  const verdicts = cases.map(verdictOf).filter((verdict) => verdict !== null);
  return [verdicts.length, verdicts.filter((verdict) => verdict === 'solved').length];
}
