import type { Queryable } from '../../db/client.ts';
import type { PeriodRow } from '../../db/queries/cycles.ts';
import * as scores from '../../db/queries/scores.ts';
import { listStanding } from '../../db/queries/verifications.ts';
import type { PublicPlan } from '../../proof/release/files.ts';
import type { Measuring } from '../../proof/release/measuring.ts';
import { type Reported, toPublicPlan } from './goals.ts';

/** The plans in force with their progress, by cycle and unit. */
export async function publicPlans(tx: Queryable, periods: readonly PeriodRow[], how: Measuring, toDay: (moment: Date) => string): Promise<PublicPlan[]> {
  const plans = await scores.listPublicPlans(tx);
  const goals = Map.groupBy(
    await scores.listGoals(
      tx,
      plans.map((plan) => plan.id),
    ),
    (goal) => goal.planId,
  );
  const reported = await acceptedReports(tx, periods);
  return plans.map((plan) => toPublicPlan(plan, goals.get(plan.id) ?? [], reported, how, toDay)).sort((a, b) => (a.cycle + a.unit < b.cycle + b.unit ? -1 : 1));
}

async function acceptedReports(tx: Queryable, periods: readonly PeriodRow[]): Promise<Reported> {
  const position = new Map(periods.map((period) => [`${period.cycleId}/${period.id}`, period.position]));
  const at = (report: scores.ReportRow): number => position.get(`${report.cycleId}/${report.periodId}`) ?? 0;
  const reports = Map.groupBy(
    (await scores.listReports(tx, 'accepted')).sort((a, b) => at(a) - at(b)),
    (report) => `${report.cycleId}/${report.unitId}`,
  );
  const entries = new Map((await scores.listEntries(tx, 'accepted')).map((entry) => [`${entry.reportId}/${entry.goalCode}`, entry]));
  const looks = new Map((await listStanding(tx)).map((look) => [look.id, look]));
  return {
    look: (entry) => looks.get(entry?.verificationId ?? ''),
    reportsOf: (unit, cycle) => reports.get(`${cycle}/${unit}`) ?? [],
    entry: (reportId, code) => entries.get(`${reportId}/${code}`),
  };
}
