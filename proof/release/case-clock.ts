import type { CaseEvent, CommentRecord } from './files.ts';
import type { WorkingDays } from './working-days.ts';

/** What a city sets about the clock of answers. */
export interface ClockRules {
  readonly kinds: readonly { readonly id: string; readonly replyWithin: number | null }[];
  /** Absent in cities that never stop the clock. */
  readonly stops?: { readonly longest: number };
  readonly handOver?: { readonly clock: 'restart' | 'continue' };
}

/** The clock stands after `from`, up to and with `to`; null: it still does. */
interface Stop {
  readonly from: string;
  readonly to: string | null;
}

/** One term for an answer: from receipt, and one more from every reopening on. */
export interface Term {
  readonly from: string;
  readonly answerBy: string;
  readonly answeredOn: string | null;
  readonly stops: readonly Stop[];
  /** The clock stands and there is no answer yet. */
  readonly isStopped: boolean;
}

export type ClockedCase = Pick<CommentRecord, 'kind' | 'receivedOn' | 'events'> & { readonly replies: readonly { readonly on: string }[] };

interface Draft {
  readonly from: string;
  readonly stops: readonly Stop[];
  /** Number of the answer that ends it. */
  readonly answer: number;
}

/**
 * The terms of a case, the first one first; none where the kind has no day for an answer. All of it follows from days that
 * are public. A stop that still lasts counts with all the days that are left, so that there is always a last day.
 */
export function termsOf(one: ClockedCase, rules: ClockRules, days: WorkingDays): Term[] {
  const allowed = rules.kinds.find(({ id }) => id === one.kind)?.replyWithin ?? null;
  if (allowed === null) return [];
  const longest = rules.stops?.longest ?? 0;
  const drafts = (one.events ?? []).reduce((all, event) => step(all, event, rules), [{ from: one.receivedOn, stops: [], answer: 0 }] as readonly Draft[]);
  return drafts.map(({ from, stops, answer }) => {
    const answeredOn = one.replies[answer]?.on ?? null;
    return { from, stops, answeredOn, answerBy: dueOn(from, allowed, stops, longest, days), isStopped: answeredOn === null && stops.at(-1)?.to === null };
  });
}

function step(drafts: readonly Draft[], { kind, on, after }: CaseEvent, rules: ClockRules): readonly Draft[] {
  const [last, before] = [drafts.at(-1), drafts.slice(0, -1)];
  if (!last) return drafts;
  const open = last.stops.at(-1);
  if (kind === 'reopened') return [...drafts, { from: on, stops: [], answer: after }];
  if (kind === 'stopped' && open?.to !== null) return [...before, { ...last, stops: [...last.stops, { from: on, to: null }] }];
  if (kind === 'resumed' && open?.to === null) return [...before, { ...last, stops: [...last.stops.slice(0, -1), { ...open, to: on }] }];
  if (kind === 'handed-on' && rules.handOver?.clock !== 'continue') return [...before, { ...last, from: on, stops: [] }];
  return drafts;
}

const stands = (day: string, stops: readonly Stop[]): boolean => stops.some(({ from, to }) => day > from && (to === null || day <= to));

/** Working days after `from` up to and with `to` on which the clock ran. */
export function runDays(from: string, to: string, stops: readonly Stop[], longest: number, days: WorkingDays): number {
  const all = days.between(from, to);
  return all - Math.min(longest, stoodDays(from, to, stops, days));
}

function stoodDays(from: string, to: string, stops: readonly Stop[], days: WorkingDays): number {
  const spans = stops.map((stop) => [stop.from > from ? stop.from : from, stop.to !== null && stop.to < to ? stop.to : to] as const);
  return spans.reduce((sum, [start, end]) => sum + days.between(start, end), 0);
}

function dueOn(from: string, allowed: number, stops: readonly Stop[], longest: number, days: WorkingDays): string {
  let [day, left, stood] = [from, allowed, 0];
  while (left > 0) {
    day = days.after(day, 1);
    if (stood < longest && stands(day, stops)) stood += 1;
    else left -= 1;
  }
  return day;
}

/** What the author said last about whether it is solved; a reopening says that it is not. Null: nothing. */
export function verdictOf({ events = [] }: Pick<CommentRecord, 'events'>): 'solved' | 'not-solved' | null {
  const said = events.findLast(({ kind }) => kind === 'solved' || kind === 'not-solved' || kind === 'reopened');
  return said === undefined ? null : said.kind === 'solved' ? 'solved' : 'not-solved';
}

/** Whether there is an answer since receipt, and since the last reopening. */
export const isAnswered = ({ replies, events = [] }: Pick<ClockedCase, 'replies' | 'events'>): boolean =>
  replies.length > (events.findLast(({ kind }) => kind === 'reopened')?.after ?? 0);

export const timesReopened = ({ events = [] }: Pick<CommentRecord, 'events'>): number => events.filter(({ kind }) => kind === 'reopened').length;
