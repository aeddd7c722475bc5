import { type City, dayOf } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { type ReplyValues, replyValues } from '../../proof/release/reply-values.ts';
import { replyParts, type Scheme } from '../../scoring/index.ts';
import { workCalendar } from '../releases/calendar.ts';
import { publicComments, releasedComments } from '../releases/comments.ts';
import { repliesDay } from './scores.errors.ts';

/** What a cycle's scores count of how residents were answered. */
export interface ReplyInput {
  readonly asOf: string;
  /** unit → part → counts. */
  readonly values: ReadonlyMap<string, ReplyValues>;
}

interface Asked {
  readonly city: City;
  readonly now: Date;
  readonly cycle: string;
  readonly units: readonly { readonly id: string; readonly category: string }[];
  readonly periods: readonly { readonly cycleId: string; readonly startsOn: string; readonly endsOn: string }[];
  /** The day that the office names; the end of the cycle where it names none, and never a day that is not over. */
  readonly asOf: string | null;
}

/**
 * The reply record as the scheme counts it; null for a scheme that does not. Only days that are over count, so that a
 * release made later finds the same.
 * @throws AppError scores.replies_day
 */
export async function readReplies(tx: Queryable, scheme: Scheme, { city, now, cycle, units, periods, asOf: named }: Asked): Promise<ReplyInput | null> {
  if (replyParts(scheme).length === 0) return null;
  const toDay = (moment: Date): string => dayOf(moment, city.timezone);
  const [today, yesterday] = [toDay(now), toDay(new Date(now.getTime() - DAY_MS))];
  const mine = periods.filter(({ cycleId }) => cycleId === cycle);
  const [first = today, last = yesterday] = [
    mine.map(({ startsOn }) => startsOn).sort()[0],
    mine
      .map(({ endsOn }) => endsOn)
      .sort()
      .at(-1),
  ];
  if (named !== null && (named >= today || named < first)) throw repliesDay(first, yesterday);
  const asOf = named ?? (last < today ? last : yesterday);
  const said = await publicComments(tx);
  const calendar = workCalendar(
    said.map(({ comment }) => toDay(comment.createdAt)),
    today,
  );
  const rules = city.comments ?? { kinds: [] };
  const comments = releasedComments(said, { rules, calendar, day: today, toDay }).map(({ record }) => record);
  return { asOf, values: replyValues(scheme, { comments, calendar, rules }, { cycle, asOf, units }) };
}

const DAY_MS = 86_400_000;
