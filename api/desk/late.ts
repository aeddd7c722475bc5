import { dayOf } from '../../content/load.ts';
import type { Arrival } from '../../db/queries/desk.ts';

/** A report that was due, and when it came. ISO days in the city's time zone. */
export interface LateReport {
  readonly period: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly due: string;
  /** Null: it has not come. */
  readonly received: string | null;
}

/**
 * Reports that came after their day, and those whose day is past and that never came: each is late once. The day itself
 * is on time; days do not move on holidays.
 */
export function lateReports(arrivals: readonly Arrival[], now: Date, timezone: string): LateReport[] {
  return arrivals
    .filter(({ submittedAt, reportBy }) => (submittedAt ?? now) > reportBy)
    .map(({ period, labelZh, labelEn, reportBy, submittedAt }) => ({
      period,
      label: { zh: labelZh, en: labelEn },
      due: dayOf(reportBy, timezone),
      received: submittedAt && dayOf(submittedAt, timezone),
    }));
}
