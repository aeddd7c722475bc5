import type { EntryRow, GoalRow, ReportRow } from '../../db/queries/scores.ts';
import type { Goal } from '../../scoring/index.ts';

/** The newest accepted report of each unit: its figures are cumulative and stand until the next one is accepted. */
export function newestReports(reports: readonly ReportRow[], positionOf: (cycle: string, period: string) => number): Map<string, ReportRow> {
  const newest = new Map<string, ReportRow>();
  for (const report of reports) {
    const key = `${report.cycleId}/${report.unitId}`;
    const known = newest.get(key);
    if (!known || positionOf(report.cycleId, report.periodId) > positionOf(known.cycleId, known.periodId)) newest.set(key, report);
  }
  return newest;
}

/** What of an entry a score is made of. */
type Reported = Pick<
  EntryRow,
  'reported' | 'verified' | 'verifiedDoneOn' | 'verifiedShare' | 'verificationId' | 'approximate' | 'comparable' | 'doneOn' | 'share' | 'claim'
>;

/** A stored goal with what one report says of it, as the engine takes it. */
export function toScoringGoal(goal: GoalRow, entryOf: (goal: GoalRow) => Reported | undefined, componentsOf: (goalId: string) => readonly GoalRow[]): Goal {
  const label = { zh: goal.titleZh, en: goal.titleEn };
  const weight = goal.weight === null ? {} : { weight: goal.weight };
  const entry = entryOf(goal);
  if (goal.kind === 'composite') {
    return {
      goal: goal.code,
      kind: 'composite',
      label,
      components: componentsOf(goal.id).map((component) => toScoringGoal(component, entryOf, componentsOf)),
      ...weight,
    };
  }
  if (goal.kind === 'milestone') {
    const reported = entry !== undefined && (entry.doneOn !== null || entry.share !== null || entry.claim !== null);
    return { goal: goal.code, kind: 'milestone', label, due: goal.due, ...reached(entry), reported, ...weight };
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

/** How far a milestone got: by the verifier, where one looked, else by the unit. */
const reached = (entry: Reported | undefined): { done: string | null; share: string | null } =>
  entry?.verificationId ? { done: entry.verifiedDoneOn, share: entry.verifiedShare } : { done: entry?.doneOn ?? null, share: entry?.share ?? null };

/** Which of the two a goal's status is computed from: what a verifier found where one looked, else what the unit reported. */
export function basisOf(kind: GoalRow['kind'], entry: Reported | undefined): 'reported' | 'verified' | null {
  if (kind === 'composite' || !entry) return null;
  if (kind === 'milestone')
    return entry.verificationId ? 'verified' : entry.doneOn !== null || entry.share !== null || entry.claim !== null ? 'reported' : null;
  return entry.verified !== null ? 'verified' : entry.reported !== null ? 'reported' : null;
}
