import { type City, dayOf, resolveDate } from '../../content/load.ts';
import type { PeriodRow } from '../../db/queries/cycles.ts';

export const STAGES = ['planDue', 'noticeFrom', 'noticeTo', 'finalOn', 'report', 'windowOpens', 'windowCloses', 'other'] as const;

/** One day of a cycle's calendar. */
export interface Stage {
  readonly kind: (typeof STAGES)[number];
  /** ISO day. */
  readonly on: string;
  /** What the city calls it: the period of a report, or a day of its own. */
  readonly label: { readonly zh: string; readonly en: string } | null;
  readonly over: boolean;
}

interface Site {
  readonly city: Pick<City, 'cycles' | 'timezone'>;
  readonly periods: readonly PeriodRow[];
  readonly window: { readonly opensAt: Date; readonly closesAt: Date } | null;
  /** Last moment for plans; null where the city sets none. */
  readonly planDue: Date | null;
  readonly now: Date;
}

/** The days of a cycle in their order: plans, notice, reports, ratings and what else the city's calendar names. */
export function stagesOf(cycle: string, { city, periods, window, planDue, now }: Site): Stage[] {
  const content = city.cycles.find(({ id }) => id === cycle);
  const today = dayOf(now, city.timezone);
  const stage = (kind: Stage['kind'], on: string, label: Stage['label'] = null): Stage => ({ kind, on, label, over: on < today });
  const day = (value: Parameters<typeof resolveDate>[0]): string => resolveDate(value, now, city.timezone);
  const plan = content?.plan;
  return [
    ...(planDue ? [stage('planDue', dayOf(planDue, city.timezone))] : []),
    ...(plan ? [stage('noticeFrom', day(plan.noticeFrom)), stage('noticeTo', day(plan.noticeTo)), stage('finalOn', day(plan.finalOn))] : []),
    ...periods
      .filter(({ cycleId }) => cycleId === cycle)
      .map(({ reportBy, labelZh, labelEn }) => stage('report', dayOf(reportBy, city.timezone), { zh: labelZh, en: labelEn })),
    ...(window ? [stage('windowOpens', dayOf(window.opensAt, city.timezone)), stage('windowCloses', dayOf(window.closesAt, city.timezone))] : []),
    ...(content?.stages ?? []).map(({ on, label }) => stage('other', day(on), label)),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
