import type { Claim, GoalStatus, PublicGoal, PublicProgress, PublicReport } from '../../proof/release/files.ts';
import type { Release } from '../release.ts';

/** One goal in one period: an accepted report's figures, or why there are none. */
export interface GoalPeriod {
  readonly period: { readonly id: string; readonly label: { readonly zh: string; readonly en: string } };
  readonly progress: PublicProgress | null;
  readonly state: PublicReport['state'];
  readonly differs: boolean;
  readonly evidence: PublicReport['evidence'];
}

export interface GoalFacts {
  readonly goal: PublicGoal;
  readonly differs: boolean;
  readonly periods: readonly GoalPeriod[];
  readonly components: readonly GoalFacts[];
}

/** The unit says more than its figures do. "Under way" fits a goal that is partly done or whose day is still to come. */
export function differs(claim: Claim | null, status: GoalStatus): boolean {
  if (claim === 'done') return status !== 'done';
  if (claim === 'partly') return status === 'not-done' || status === 'not-comparable';
  return claim === 'not-done' && (status === 'done' || status === 'partly');
}

/** The goals of a unit with one line for each period that has a report or has ended. */
export function goalFacts(release: Release, goals: readonly PublicGoal[], reports: readonly PublicReport[]): GoalFacts[] {
  const labels = new Map(release.cycles.flatMap((cycle) => cycle.periods.map(({ id, label }) => [`${cycle.id}/${id}`, label] as const)));
  return goals.map((goal) => ({
    goal,
    differs: differs(goal.latest.claim, goal.latest.status),
    periods: reports.flatMap((report): GoalPeriod[] => {
      const progress = goal.progress.find(({ period }) => period === report.period) ?? null;
      if (goal.components.length > 0 && progress === null) return [];
      const label = labels.get(`${report.cycle}/${report.period}`) ?? { zh: report.period, en: report.period };
      const evidence = report.evidence.filter((file) => file.goal === goal.code);
      return [{ period: { id: report.period, label }, progress, state: report.state, differs: progress !== null && differs(progress.claim, progress.status), evidence }];
    }),
    components: goalFacts(release, goal.components, reports),
  }));
}

const ORDER: readonly GoalStatus[] = ['done', 'partly', 'not-done', 'not-comparable', 'not-reported'];

/** How many goals stand where, best first; states nobody is in are left out. */
export function statusCounts(goals: readonly PublicGoal[]): { readonly status: GoalStatus; readonly count: number }[] {
  return ORDER.map((status) => ({ status, count: goals.filter(({ latest }) => latest.status === status).length })).filter(({ count }) => count > 0);
}
