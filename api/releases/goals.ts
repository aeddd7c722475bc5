import type { EntryRow, GoalRow, PlanRow, ReportRow } from '../../db/queries/scores.ts';
import type { VerificationRow } from '../../db/queries/verifications.ts';
import type { PublicGoal, PublicPlan, PublicProgress } from '../../proof/release/files.ts';
import type { Measuring } from '../../proof/release/measuring.ts';
import { counting } from '../../proof/release/plan-versions.ts';
import { exact, type GoalStatus, goalStatus, round } from '../../scoring/index.ts';
import { basisOf, toScoringGoal } from '../scores/goals.ts';

/** Accepted reports with their entries, arranged for looking up. */
export interface Reported {
  /** Accepted reports of a unit and cycle, in the order of the periods. */
  readonly reportsOf: (unit: string, cycle: string) => readonly ReportRow[];
  /** What a report says of the goal with a code: reports made under an earlier version of the plan count too. */
  readonly entry: (reportId: string, code: string) => EntryRow | undefined;
  /** The verification that stands for an entry. */
  readonly look: (entry: EntryRow | undefined) => VerificationRow | undefined;
}

/** A plan as the release shows it: each goal with its figures by period, the unit's claim beside the computed status. */
export function toPublicPlan(
  plan: PlanRow,
  goals: readonly GoalRow[],
  reported: Reported,
  { dayIn, measureOf }: Measuring,
  dayOf: (moment: Date) => string,
): PublicPlan {
  const day = dayIn(plan.cycleId);
  const componentsOf = (goalId: string): GoalRow[] => goals.filter((goal) => goal.parentId === goalId);
  const reports = reported.reportsOf(plan.unitId, plan.cycleId);
  const toGoal = (goal: GoalRow): PublicGoal => {
    const verdictIn = (report: ReportRow | undefined, asOf: string): GoalStatus =>
      goalStatus(
        toScoringGoal(goal, ({ code }) => (report ? reported.entry(report.id, code) : undefined), componentsOf),
        asOf,
        measureOf(plan.cycleId, goal.part),
      );
    const progress = reports.map((report) => {
      const entry = reported.entry(report.id, goal.code);
      return { ...toProgress(report.periodId, entry, verdictIn(report, day)), ...verified(goal, entry, reported.look(entry), dayOf) };
    });
    const newest = verdictIn(reports.at(-1), day);
    return {
      code: goal.code,
      part: goal.part,
      kind: goal.kind,
      direction: goal.direction,
      ...(goal.levels && { levels: goal.levels }),
      ...counting(goal),
      title: { zh: goal.titleZh, en: goal.titleEn },
      promise: { zh: goal.promiseZh, en: goal.promiseEn },
      measure: { zh: goal.measureZh, en: goal.measureEn },
      start: goal.start,
      target: goal.target,
      due: goal.due,
      borrowed: goal.borrowedZh ? { zh: goal.borrowedZh, en: goal.borrowedEn } : null,
      progress,
      latest: {
        claim: progress.at(-1)?.claim ?? null,
        status: newest.status,
        ratio: percent(newest.ratio),
        late: newest.late === 'late' || newest.late === 'overdue',
      },
      components: componentsOf(goal.id).map(toGoal),
    };
  };
  return {
    unit: plan.unitId,
    cycle: plan.cycleId,
    version: plan.version,
    state: plan.state === 'notice' ? 'notice' : 'final',
    noticeFrom: plan.noticeFrom && dayOf(plan.noticeFrom),
    noticeTo: plan.noticeTo && dayOf(plan.noticeTo),
    finalOn: plan.finalAt && dayOf(plan.finalAt),
    goals: goals.filter((goal) => goal.parentId === null).map(toGoal),
  };
}

/** Completion as printed: two decimals. */
const percent = (ratio: string | null): string | null => (ratio === null ? null : round(exact(ratio), 2));

function toProgress(period: string, entry: EntryRow | undefined, verdict: GoalStatus): PublicProgress {
  return {
    period,
    reported: entry?.reported ?? null,
    verified: entry?.verified ?? null,
    approximate: entry?.approximate ?? false,
    comparable: entry?.comparable ?? true,
    doneOn: entry?.doneOn ?? null,
    share: entry?.share ?? null,
    claim: entry?.claim ?? null,
    narrative: { zh: entry?.narrativeZh ?? '', en: entry?.narrativeEn ?? '' },
    reason: entry?.reason ?? null,
    status: verdict.status,
    ratio: percent(verdict.ratio),
  };
}

/** What a verifier found beside what was reported, and which of the two counts. */
const verified = (
  { kind }: GoalRow,
  entry: EntryRow | undefined,
  look: VerificationRow | undefined,
  dayOf: (moment: Date) => string,
): Pick<PublicProgress, 'verification' | 'basis'> => ({
  ...(look && {
    verification: {
      outcome: look.outcome,
      on: dayOf(look.at),
      by: look.body,
      doneOn: look.doneOn,
      share: look.share,
      reason: look.reason,
      document: look.document,
    },
  }),
  basis: basisOf(kind, entry),
});
