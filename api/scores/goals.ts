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
type Reported = Pick<EntryRow, 'reported' | 'verified' | 'approximate' | 'comparable' | 'doneOn' | 'share' | 'claim'>;

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
    return { goal: goal.code, kind: 'milestone', label, due: goal.due, done: entry?.doneOn ?? null, share: entry?.share ?? null, reported, ...weight };
  }
  return {
    goal: goal.code,
    kind: 'numeric',
    label,
    ...weight,
    ...(goal.direction && { direction: goal.direction }),
    target: goal.target,
    start: goal.start,
    // What the office corrected on acceptance counts; where nobody verified, the unit's own figure stands.
    actual: entry?.verified ?? entry?.reported ?? null,
    verified: entry?.verified ?? null,
    ...(entry?.approximate && { approximate: true }),
    ...(entry?.comparable === false && { comparable: false }),
  };
}
