import type { Words } from '../index.ts';

export const replies: Words['replies'] = {
  title: 'Replies',
  titleOf: (cycle) => `Replies in ${cycle}`,
  lead: (asked, inTime, overdue) => `${asked} comments had a day for an answer; ${inTime} were answered in time, ${overdue} are overdue as of the release.`,
  none: 'No comment has had a day for an answer yet.',
  clock: 'How the clock runs',
  clockText: (kinds) =>
    `${kinds}. Counted in working days from the day after receipt, without public holidays and with make-up workdays; an answer on the last day is in time. Suggestions have no day and do not count.`,
  stops: (longest) => `It may stop for a published reason, at most ${longest} working days in one term; the days are public.`,
  kind: (label, days) => `${label}: ${days} working days`,
  fewNote: (n) =>
    `Units with fewer than ${n} comments answered or overdue are marked “few”: no share, no median, no place. The others stand in the order of their share answered in time.`,
  unit: 'Unit',
  asked: 'To answer',
  inTime: 'In time',
  late: 'Late',
  overdue: 'Overdue now',
  waiting: 'Not due yet',
  median: 'Median time',
  days: (value) => `${value} working ${value === '1' ? 'day' : 'days'}`,
  sameDay: 'same day',
  share: 'Share in time',
  few: 'few',
  overdueTitle: 'Overdue now',
  due: (day) => `answer due ${day}`,
  lateBy: (n) => `${n} working ${n === 1 ? 'day' : 'days'} over`,
  csv: 'Replies by unit (CSV)',
  csvComments: 'All published comments (CSV)',
  csvReplies: 'All replies (CSV)',
  solvedShare: 'Solved',
  solvedNote: (said, solved, reopened) =>
    `Whether a matter is solved is for its author to say; who said nothing is asked once on the tracking page after four weeks. Of answered comments ${said} authors have said so, ${solved} of them that it is solved. Reopened ${reopened} times; each starts a new term and counts once more.`,
  solvedUnknown: 'Whether a matter was solved is for its author to say; this release has no such data.',
  csvSteps: 'All steps of cases (CSV)',
};
