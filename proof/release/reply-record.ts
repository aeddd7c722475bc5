import { groupBy } from '../group-by.ts';
import { type ClockRules, runDays, termsOf, timesReopened, verdictOf } from './case-clock.ts';
import type { CommentRecord, PublicReplyRecord, WorkCalendar } from './files.ts';
import { type WorkingDays, workingDays } from './working-days.ts';

/** How each unit answers, from the dates of its comments alone: by cycle, then unit. */
export function replyRecord(comments: readonly CommentRecord[], calendar: WorkCalendar, rules: ClockRules): PublicReplyRecord[] {
  const days = workingDays(calendar);
  const groups = groupBy(comments, ({ cycle, unit }) => `${cycle}\n${unit}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group;
      return first ? [oneRecord(first, group, rules, days)] : [];
    });
}

function oneRecord({ unit, cycle }: CommentRecord, comments: readonly CommentRecord[], rules: ClockRules, days: WorkingDays): PublicReplyRecord {
  const longest = rules.stops?.longest ?? 0;
  const standing = comments.filter(({ withdrawn }) => withdrawn === null);
  const dated = standing.filter(({ answerBy }) => answerBy !== null);
  const terms = dated.flatMap((one) => termsOf(one, rules, days));
  const answered = terms.flatMap(({ answeredOn, ...term }) => (answeredOn === null ? [] : [{ ...term, answeredOn }]));
  const inTime = answered.filter(({ answeredOn, answerBy }) => answeredOn <= answerBy).length;
  const overdue = dated.filter((one) => one.overdue).length;
  const verdicts = dated.filter(({ replies }) => replies.length > 0).map(verdictOf);
  const said = (verdict: (typeof verdicts)[number]): number => verdicts.filter((one) => one === verdict).length;
  return {
    unit,
    cycle,
    asked: terms.length,
    inTime,
    late: answered.length - inTime,
    waiting: terms.length - answered.length - overdue,
    overdue,
    undated: standing.length - dated.length,
    withdrawn: comments.length - standing.length,
    solved: said('solved'),
    notSolved: said('not-solved'),
    unsaid: said(null),
    reopened: dated.reduce((sum, one) => sum + timesReopened(one), 0),
    medianWorkingDays: median(answered.map(({ from, answeredOn, stops }) => runDays(from, answeredOn, stops, longest, days))),
  };
}

/** Whole, or ending in `.5`. */
function median(numbers: readonly number[]): string | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : String((low + high) / 2);
}
