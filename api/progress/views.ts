import type { z } from '@hono/zod-openapi';
import type { EvidenceRow } from '../../db/queries/evidence.ts';
import type { EntryRow, GoalProgress, GoalRow, PeriodRow, PlanRow, ReportKey, ReportLine, ReportRow } from '../../db/queries/progress.ts';
import type { PlanView, ReportLine as ReportLineShape, ReportView } from './progress.shapes.ts';
import { compositeStatus, type Status, statusOf } from './status.ts';

/** What is shown of rows. Nothing here decides anything. */

export function planView(plan: PlanRow, goals: readonly GoalRow[], progress: readonly GoalProgress[]): PlanView {
  const codes = new Map(goals.map((goal) => [goal.id, goal.code]));
  return {
    unit: plan.unitId,
    cycle: plan.cycleId,
    version: plan.version,
    state: plan.state,
    noticeTo: iso(plan.noticeTo),
    finalAt: iso(plan.finalAt),
    goals: goals.map((goal) => ({
      code: goal.code,
      parent: goal.parentId === null ? null : (codes.get(goal.parentId) ?? null),
      part: goal.part,
      kind: goal.kind,
      direction: goal.direction,
      title: { zh: goal.titleZh, en: goal.titleEn },
      promise: { zh: goal.promiseZh, en: goal.promiseEn },
      measure: { zh: goal.measureZh, en: goal.measureEn },
      start: goal.start,
      target: goal.target,
      due: goal.due,
      borrowed: { zh: goal.borrowedZh, en: goal.borrowedEn },
      progress: progressOf(goal, goals, progress),
    })),
  };
}

const progressOf = (goal: GoalRow, goals: readonly GoalRow[], progress: readonly GoalProgress[]) =>
  progress
    .filter((entry) => entry.code === goal.code)
    .map((entry) => {
      const inPeriod = new Map(progress.filter((other) => other.period === entry.period).map((other) => [other.code, other]));
      const status = statusInTree(goal, goals, (component) => inPeriod.get(component.code) ?? null);
      return { period: entry.period, acceptedAt: iso(entry.decidedAt), ...result(entry, status) };
    });

export function reportView(key: ReportKey, period: PeriodRow, report: ReportRow | null, goals: readonly GoalRow[], entries: readonly EntryRow[], files: readonly EvidenceRow[], now: Date): ReportView {
  const byGoal = new Map(entries.map((entry) => [entry.goalId, entry]));
  const codes = new Map(goals.map((goal) => [goal.id, goal.code]));
  return {
    ...key,
    state: report?.state ?? 'draft',
    revision: report?.revision ?? 0,
    narrative: { zh: report?.narrativeZh ?? '', en: report?.narrativeEn ?? '' },
    returnReason: report?.returnReason ?? null,
    ...times(period, report, now),
    entries: goals.flatMap((goal) => {
      const entry = byGoal.get(goal.id);
      return entry ? [{ goal: goal.code, ...result(entry, statusInTree(goal, goals, (component) => byGoal.get(component.id) ?? null)) }] : [];
    }),
    evidence: files.map((file) => ({ id: file.id, goal: codes.get(file.goalId ?? '') ?? null, sha256: file.sha256, fileName: file.fileName, mediaType: file.mediaType, bytes: file.bytes })),
  };
}

export const reportLine = ({ report, unit, period }: ReportLine, now: Date): z.output<typeof ReportLineShape> => ({
  unit: unit.id,
  name: { zh: unit.nameZh, en: unit.nameEn },
  cycle: report.cycleId,
  period: report.periodId,
  periodLabel: { zh: period.labelZh, en: period.labelEn },
  state: report.state,
  revision: report.revision,
  ...times(period, report, now),
});

/** The computed status of a goal of any kind; a composite goal's from all its components. */
export function statusInTree(goal: GoalRow, goals: readonly GoalRow[], entryOf: (goal: GoalRow) => EntryRow | null): Status {
  if (goal.kind !== 'composite') return statusOf(goal, entryOf(goal));
  return compositeStatus(goals.filter((component) => component.parentId === goal.id).map((component) => statusInTree(component, goals, entryOf)));
}

const result = (entry: EntryRow, status: Status) => ({
  reported: entry.reported,
  verified: entry.verified,
  approximate: entry.approximate,
  comparable: entry.comparable,
  doneOn: entry.doneOn,
  share: entry.share,
  claim: entry.claim,
  status,
  narrative: { zh: entry.narrativeZh, en: entry.narrativeEn },
  reason: entry.reason,
});

const times = (period: PeriodRow, report: ReportRow | null, now: Date) => ({
  submittedAt: iso(report?.submittedAt ?? null),
  decidedAt: iso(report?.decidedAt ?? null),
  reportBy: period.reportBy.toISOString(),
  late: (report?.submittedAt ?? now) > period.reportBy,
});

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;
