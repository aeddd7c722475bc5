import type { z } from '@hono/zod-openapi';
import type { EvidenceRow } from '../../db/queries/evidence.ts';
import type { EntryRow, GoalProgress, GoalRow, PeriodRow, PlanRow, ReportKey, ReportLine, ReportRow } from '../../db/queries/progress.ts';
import type { VerificationRow } from '../../db/queries/verifications.ts';
import type { Status } from '../../scoring/index.ts';
import { basisOf } from '../scores/goals.ts';
import type { EvidenceFile, PlanView, ReportLine as ReportLineShape, ReportView } from './progress.shapes.ts';
import { type Entries, statusOf } from './status.ts';

/** What is shown of rows. Nothing here decides anything. */

export function planView(plan: PlanRow, goals: readonly GoalRow[], progress: readonly GoalProgress[], today: string): PlanView {
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
      levels: goal.levels && [...goal.levels],
      title: { zh: goal.titleZh, en: goal.titleEn },
      promise: { zh: goal.promiseZh, en: goal.promiseEn },
      measure: { zh: goal.measureZh, en: goal.measureEn },
      start: goal.start,
      target: goal.target,
      due: goal.due,
      borrowed: { zh: goal.borrowedZh, en: goal.borrowedEn },
      progress: progressOf(goal, goals, progress, today),
    })),
  };
}

const progressOf = (goal: GoalRow, goals: readonly GoalRow[], progress: readonly GoalProgress[], today: string) =>
  progress
    .filter((entry) => entry.code === goal.code)
    .map((entry) => {
      const status = statusOf(goal, goals, entriesOf(goals, progress, entry.period), today);
      return { period: entry.period, acceptedAt: iso(entry.decidedAt), ...result(goal, entry, status, entry.verification) };
    });

/** A period's entries under the goals of the plan in force: codes stay the same over its versions, ids do not. */
function entriesOf(goals: readonly GoalRow[], progress: readonly GoalProgress[], period: string): Entries {
  const ids = new Map(goals.map((goal) => [goal.code, goal.id]));
  return new Map(progress.filter((entry) => entry.period === period).map((entry) => [ids.get(entry.code) ?? entry.goalId, entry]));
}

/** What a report is shown from. */
export interface Stored {
  readonly period: PeriodRow;
  readonly goals: readonly GoalRow[];
  readonly report: ReportRow | null;
  readonly entries: readonly EntryRow[];
  readonly files: readonly EvidenceRow[];
  readonly looks: readonly VerificationRow[];
}

/** `today` is the ISO day of `now` in the city's time zone. */
export function reportView(key: ReportKey, { period, goals, report, entries, files, looks }: Stored, now: Date, today: string): ReportView {
  const byGoal = new Map(entries.map((entry) => [entry.goalId, entry]));
  const codes = new Map(goals.map((goal) => [goal.id, goal.code]));
  const look = new Map(looks.map((one) => [one.id, one]));
  return {
    ...key,
    state: report?.state ?? 'draft',
    revision: report?.revision ?? 0,
    narrative: { zh: report?.narrativeZh ?? '', en: report?.narrativeEn ?? '' },
    returnReason: report?.returnReason ?? null,
    ...times(period, report, now),
    entries: goals.flatMap((goal) => {
      const entry = byGoal.get(goal.id);
      return entry ? [{ goal: goal.code, ...result(goal, entry, statusOf(goal, goals, byGoal, today), look.get(entry.verificationId ?? '') ?? null) }] : [];
    }),
    evidence: files.map((file) => evidenceView(file, codes.get(file.goalId ?? '') ?? null)),
  };
}

export const evidenceView = (file: EvidenceRow, goal: string | null): z.output<typeof EvidenceFile> => ({
  id: file.id,
  goal,
  sha256: file.sha256,
  originalSha256: file.originalSha256,
  fileName: file.fileName,
  mediaType: file.mediaType,
  bytes: file.bytes,
  title: file.title,
  documentOn: file.documentOn,
  position: file.position,
  flags: [...file.flags],
});

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

const result = (goal: GoalRow, entry: EntryRow, status: Status, look: VerificationRow | null) => ({
  reported: entry.reported,
  verified: entry.verified,
  verifiedDoneOn: entry.verifiedDoneOn,
  verifiedShare: entry.verifiedShare,
  verification: look && { outcome: look.outcome, reason: look.reason, document: look.document, body: look.body, at: look.at.toISOString() },
  basis: basisOf(goal.kind, entry),
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
