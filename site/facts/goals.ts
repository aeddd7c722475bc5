import type { Claim, GoalStatus, PublicGoal, PublicProgress, PublicReport } from '../../proof/release/files.ts';
import type { Text } from '../../scoring/result.ts';
import type { Release } from '../release.ts';

/** One goal in one period: an accepted report's figures. Periods in a row without any stand in one line. */
export interface GoalPeriod {
  readonly label: Text;
  readonly progress: PublicProgress | null;
  readonly state: PublicReport['state'];
  readonly differs: boolean;
  readonly evidence: PublicReport['evidence'];
}

export interface GoalFacts {
  readonly goal: PublicGoal;
  readonly differs: boolean;
  readonly periods: readonly GoalPeriod[];
  /** Null where the goal above already says it. */
  readonly borrowed: Text | null;
  readonly components: readonly GoalFacts[];
}

/** The unit says more than its figures do. "Under way" fits a goal that is partly done or whose day is still to come. */
export function differs(claim: Claim | null, status: GoalStatus): boolean {
  if (claim === 'done') return status !== 'done';
  if (claim === 'partly') return status === 'not-done' || status === 'not-comparable';
  return claim === 'not-done' && (status === 'done' || status === 'partly');
}

/** An entry that reports nothing about the goal is no report. */
const isSilent = ({ status, claim, reported, reason, narrative }: PublicProgress): boolean =>
  status === 'not-reported' && claim === null && reported === null && reason === null && narrative.zh === '';

/** Lines in a row that say nothing but the same state become one: "First quarter – Third quarter". */
function joined(periods: readonly GoalPeriod[]): GoalPeriod[] {
  const lines: { first: Text; line: GoalPeriod }[] = [];
  for (const period of periods) {
    const last = lines.at(-1);
    const same =
      last &&
      last.line.progress === null &&
      period.progress === null &&
      last.line.state === period.state &&
      last.line.evidence.length + period.evidence.length === 0;
    if (same) last.line = { ...period, label: { zh: `${last.first.zh}至${period.label.zh}`, en: `${last.first.en} to ${period.label.en.toLowerCase()}` } };
    else lines.push({ first: period.label, line: period });
  }
  return lines.map(({ line }) => line);
}

/** The goals of a unit with one line for each period that has a report or has ended. */
export function goalFacts(release: Release, goals: readonly PublicGoal[], reports: readonly PublicReport[], above: Text | null = null): GoalFacts[] {
  const labels = new Map(release.cycles.flatMap((cycle) => cycle.periods.map(({ id, label }) => [`${cycle.id}/${id}`, label] as const)));
  return goals.map((goal) => ({
    goal,
    differs: differs(goal.latest.claim, goal.latest.status),
    borrowed: goal.borrowed?.zh === above?.zh ? null : goal.borrowed,
    periods: joined(
      reports.flatMap((report): GoalPeriod[] => {
        const progress = goal.progress.find((entry) => entry.period === report.period && !isSilent(entry)) ?? null;
        if (goal.components.length > 0 && progress === null) return [];
        const label = labels.get(`${report.cycle}/${report.period}`) ?? { zh: report.period, en: report.period };
        const evidence = report.evidence.filter((file) => file.goal === goal.code);
        return [{ label, progress, state: report.state, differs: progress !== null && differs(progress.claim, progress.status), evidence }];
      }),
    ),
    components: goalFacts(release, goal.components, reports, goal.borrowed),
  }));
}

const ORDER: readonly GoalStatus[] = ['done', 'partly', 'not-done', 'not-comparable', 'not-reported'];

/** How many goals stand where, best first; states nobody is in are left out. */
export function statusCounts(goals: readonly PublicGoal[]): { readonly status: GoalStatus; readonly count: number }[] {
  return ORDER.map((status) => ({ status, count: goals.filter(({ latest }) => latest.status === status).length })).filter(({ count }) => count > 0);
}
