import { groupBy } from '../group-by.ts';
import type { CommentRecord, PublicReplyRecord, WorkCalendar } from './files.ts';
import { type WorkingDays, workingDays } from './working-days.ts';

/** How each unit answers, from the dates of its comments alone: by cycle, then unit. */
export function replyRecord(comments: readonly CommentRecord[], calendar: WorkCalendar): PublicReplyRecord[] {
  const days = workingDays(calendar);
  const groups = groupBy(comments, ({ cycle, unit }) => `${cycle}\n${unit}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group;
      return first ? [oneRecord(first, group, days)] : [];
    });
}

function oneRecord({ unit, cycle }: CommentRecord, comments: readonly CommentRecord[], days: WorkingDays): PublicReplyRecord {
  const standing = comments.filter(({ withdrawn }) => withdrawn === null);
  const dated = standing.flatMap(({ receivedOn, answerBy, replies, overdue }) =>
    answerBy === null ? [] : [{ receivedOn, answerBy, answeredOn: replies[0]?.on ?? null, overdue }],
  );
  const answered = dated.flatMap(({ answeredOn, ...one }) => (answeredOn === null ? [] : [{ ...one, answeredOn }]));
  const inTime = answered.filter(({ answeredOn, answerBy }) => answeredOn <= answerBy).length;
  const overdue = dated.filter((one) => one.overdue).length;
  return {
    unit,
    cycle,
    asked: dated.length,
    inTime,
    late: answered.length - inTime,
    waiting: dated.length - answered.length - overdue,
    overdue,
    undated: standing.length - dated.length,
    withdrawn: comments.length - standing.length,
    medianWorkingDays: median(answered.map(({ receivedOn, answeredOn }) => days.between(receivedOn, answeredOn))),
  };
}

/** Whole, or ending in `.5`. */
function median(numbers: readonly number[]): string | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : String((low + high) / 2);
}
