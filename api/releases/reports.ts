import type { PeriodRow } from '../../db/queries/cycles.ts';
import type { PublicEvidenceRow } from '../../db/queries/public.ts';
import type { ReportRow } from '../../db/queries/scores.ts';
import type { PublicPlan, ReportRecord } from '../../proof/release/files.ts';
import { toEvidenceRecord } from './evidence.ts';

/** Reports by unit and period, with what is missing: lateness is computed from dates, as of the release's moment. */
export function toPublicReports(
  accepted: readonly ReportRow[],
  evidence: readonly PublicEvidenceRow[],
  periods: readonly PeriodRow[],
  plans: readonly PublicPlan[],
  now: Date,
  toDay: (moment: Date) => string,
): ReportRecord[] {
  const reports = new Map(accepted.map((report) => [`${report.cycleId}/${report.unitId}/${report.periodId}`, report]));
  const files = Map.groupBy(evidence, (file) => file.reportId);
  return plans.flatMap(({ unit, cycle }) =>
    periods
      .filter((period) => period.cycleId === cycle && (period.endsOn < toDay(now) || reports.has(`${cycle}/${unit}/${period.id}`)))
      .map((period) => toPublicReport({ unit, cycle, period }, reports.get(`${cycle}/${unit}/${period.id}`), files, now, toDay)),
  );
}

function toPublicReport(
  { unit, cycle, period }: { readonly unit: string; readonly cycle: string; readonly period: PeriodRow },
  report: ReportRow | undefined,
  files: ReadonlyMap<string, readonly PublicEvidenceRow[]>,
  now: Date,
  toDay: (moment: Date) => string,
): ReportRecord {
  const submitted = report?.submittedAt ?? null;
  return {
    unit,
    cycle,
    period: period.id,
    state: report ? 'accepted' : now > period.reportBy ? 'overdue' : 'awaited',
    submittedOn: submitted && toDay(submitted),
    late: submitted ? submitted > period.reportBy : !report && now > period.reportBy,
    narrative: { zh: report?.narrativeZh ?? '', en: report?.narrativeEn ?? '' },
    evidence: (report ? (files.get(report.id) ?? []) : []).map((file) => toEvidenceRecord(file, toDay)),
  };
}
