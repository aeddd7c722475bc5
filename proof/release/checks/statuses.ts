import { AS_REPORTED, exact, type Goal, goalStatus, type Measure, round } from '../../../scoring/index.ts';
import { isAnswered } from '../case-clock.ts';
import type { ReleaseCity, ReleaseContents } from '../contents.ts';
import type { CommentRecord, PublicGoal, PublicPlan, PublicProgress, ReportRecord } from '../files.ts';
import { type Measuring, measuring } from '../measuring.ts';
import { type Finding, fails, failuresOr, guarded, holds } from './finding.ts';
import { jsonOf, type Opened } from './opened.ts';

/** Status, completion and lateness of every goal, report and answer, computed again as of the release's day. */
export const checkStatuses = (opened: Opened, contents: ReleaseContents): Finding[] =>
  guarded('status.goals', 'plans.json', () => {
    const { timezone, cycles: calendar = [] } = jsonOf<ReleaseCity>(opened, 'city.json');
    const day = dayIn(timezone, new Date(opened.manifest.generatedAt));
    const { plans, reports, comments, cycles, schemes } = contents;
    const how = measuring({ calendar, cycles, schemes, day });
    const due = new Map(cycles.flatMap((cycle) => cycle.periods.map((period) => [`${cycle.id}/${period.id}`, period.reportBy])));
    return [
      ...failuresOr(
        plans.flatMap((plan) => plan.goals.flatMap((goal) => goalFailures(goal, plan, how))),
        holds(
          'status.goals',
          'plans.json',
          `${plans.length} 份计划书里每个目标的状态、完成率和逾期都重算过，相符。`,
          `Status, completion and lateness of every goal in ${plans.length} plans were computed again and agree.`,
        ),
      ),
      ...failuresOr(
        [
          ...reports.flatMap((report) => reportFailures(report, due.get(`${report.cycle}/${report.period}`), day)),
          ...comments.flatMap((comment) => commentFailures(comment, day)),
        ],
        holds('status.late', null, '报告和答复是否逾期，与公布的日期相符。', 'Whether reports and answers are late agrees with the published dates.'),
      ),
    ];
  });

/** The ISO day of a moment in a time zone, put together from its parts: how a whole date is written differs between browsers. */
export function dayIn(timeZone: string, moment: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(moment);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}`;
}

/** A goal with the figures of one period, as the engine takes it. */
export function toGoal(goal: PublicGoal, period: string | null): Goal {
  const entry = goal.progress.find((row) => row.period === period);
  const label = goal.title;
  const weight = goal.weight === undefined ? {} : { weight: goal.weight };
  if (goal.kind === 'composite')
    return { goal: goal.code, kind: 'composite', label, ...weight, components: goal.components.map((component) => toGoal(component, period)) };
  if (goal.kind === 'milestone') {
    const reported = entry !== undefined && (entry.doneOn !== null || entry.share !== null || entry.claim !== null);
    const { doneOn, share } = entry?.verification ?? entry ?? { doneOn: null, share: null };
    return { goal: goal.code, kind: 'milestone', label, due: goal.due, done: doneOn, share, reported, ...weight };
  }
  return {
    goal: goal.code,
    kind: 'numeric',
    label,
    ...weight,
    ...(goal.direction && { direction: goal.direction }),
    target: goal.target,
    start: goal.start,
    actual: entry?.reported ?? null,
    verified: entry?.verified ?? null,
    ...(entry?.approximate && { approximate: true }),
    ...(entry?.comparable === false && { comparable: false }),
  };
}

/** What a goal's figures of a period say as of an ISO day; null for a goal without any report. */
export function verdictOn(
  goal: PublicGoal,
  period: string | null,
  day: string,
  measure: Measure = AS_REPORTED,
): Pick<PublicProgress, 'status' | 'ratio'> & { readonly late: boolean } {
  const { status, ratio, late } = goalStatus(toGoal(goal, period), day, measure);
  return { status, ratio: ratio === null ? null : round(exact(ratio), 2), late: late === 'late' || late === 'overdue' };
}

function goalFailures(goal: PublicGoal, plan: PublicPlan, how: Measuring): Finding[] {
  const verdictIn = (period: string | null) => verdictOn(goal, period, how.dayIn(plan.cycle), how.measureOf(plan.cycle, goal.part));
  const newest = goal.progress.at(-1);
  const verdict = verdictIn(newest?.period ?? null);
  const { latest } = goal;
  const wrong = goal.progress.find((row) => !agrees(row, goal, verdictIn(row.period)));
  const holdsNow =
    latest.status === verdict.status && latest.ratio === verdict.ratio && latest.late === verdict.late && latest.claim === (newest?.claim ?? null);
  const place = wrong ? ` ${wrong.period}` : '';
  const own =
    wrong || !holdsNow
      ? [
          fails(
            'status.goals',
            `plans.json ${plan.unit} ${plan.cycle} ${goal.code}${place}`,
            `${plan.unit} 的目标 ${goal.code}${place}：公布的状态、完成率或逾期与它的数字不符。`,
            `${plan.unit}, goal ${goal.code}${place}: the published status, completion or lateness does not follow from its figures.`,
          ),
        ]
      : [];
  return [...own, ...goal.components.flatMap((component) => goalFailures(component, plan, how))];
}

function agrees(row: PublicProgress, goal: PublicGoal, verdict: ReturnType<typeof verdictOn>): boolean {
  return row.status === verdict.status && row.ratio === verdict.ratio && saysWhich(row, goal) && isVerified(row);
}

/** Which figure counts is the verified one where there is one. */
function saysWhich({ basis, verified, reported, verification, doneOn, share, claim }: PublicProgress, { kind }: PublicGoal): boolean {
  if (basis === undefined) return true;
  if (kind === 'composite') return basis === null;
  const found = kind === 'milestone' ? verification !== undefined : verified !== null;
  const said = kind === 'milestone' ? doneOn !== null || share !== null || claim !== null : reported !== null;
  return basis === (found ? 'verified' : said ? 'reported' : null);
}

/** Confirmed is what was reported; corrected is something else, with reason and document. */
function isVerified({ verification, verified, reported, doneOn, share }: PublicProgress): boolean {
  if (verification === undefined) return true;
  const same = verified === reported && verification.doneOn === doneOn && verification.share === share;
  if (verification.outcome === 'confirmed') return same;
  return !same && verification.reason !== '' && verification.document !== '';
}

function reportFailures(report: ReportRecord, reportBy: string | undefined, day: string): Finding[] {
  const wrong = (zh: string, en: string): Finding[] => [
    fails(
      'status.late',
      `reports.json ${report.unit} ${report.period}`,
      `${report.unit} ${report.period} 的报告：${zh}`,
      `Report of ${report.unit}, ${report.period}: ${en}`,
    ),
  ];
  if (reportBy === undefined) return wrong('没有这个考核期。', 'there is no such period.');
  if ((report.state === 'accepted') !== (report.submittedOn !== null))
    return wrong('状态与提交日不符。', 'its state does not agree with its day of submission.');
  const on = report.submittedOn ?? day;
  if (on === reportBy) return [];
  const late = on > reportBy;
  const state = report.submittedOn !== null || report.state === (late ? 'overdue' : 'awaited');
  return late === report.late && state ? [] : wrong('公布的逾期与日期不符。', 'the published lateness does not follow from the dates.');
}

function commentFailures(comment: CommentRecord, day: string): Finding[] {
  const { id, answerBy, replies, events = [], overdue, receivedOn, withdrawn } = comment;
  const late = answerBy !== null && !isAnswered(comment) && !withdrawn && day > answerBy;
  const ordered = [...replies, ...events].every(({ on }) => on >= receivedOn && on <= day) && (answerBy === null || answerBy >= receivedOn);
  return late === overdue && ordered
    ? []
    : [
        fails(
          'status.late',
          `comments.json ${id}`,
          `留言 ${id}：答复的日期或逾期与公布的日期不符。`,
          `Comment ${id}: the dates of its answers or its lateness do not follow from the published dates.`,
        ),
      ];
}
