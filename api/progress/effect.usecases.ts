import type { ReportKey } from '../../db/queries/progress.ts';
import * as queries from '../../db/queries/progress.ts';
import type { Staff } from '../context.ts';
import { effectsBetween, newestFigures } from '../plans/effect.ts';
import { type Needs as PlanNeeds, readFrame as readPlanFrame } from '../plans/frame.ts';
import type { PartEffect } from '../plans/plans.shapes.ts';
import { requireOwnUnit, writesForUnit } from './people.ts';
import * as errors from './progress.errors.ts';

/**
 * What a report would do to the points of each part if it were accepted as it is stored: its figures in place of those of
 * the newest accepted report. Empty for an accepted one, and for one of a period before the newest accepted.
 */
export async function readEffect(needs: PlanNeeds, staff: Staff, key: ReportKey): Promise<PartEffect[]> {
  const { db } = needs;
  requireOwnUnit(staff, key.unit);
  const plan = await queries.findPlan(db, key.unit, key.cycle, ['final']);
  if (!plan) throw errors.noPlan();
  const report = await queries.findReport(db, key);
  if (!writesForUnit(staff) && report?.state !== 'submitted' && report?.state !== 'accepted') throw errors.notSubmitted();
  if (!report || report.state === 'accepted') return [];
  const frame = await readPlanFrame(needs, db, key);
  const accepted = await queries.listAcceptedProgress(db, key.unit, key.cycle);
  const order = (await queries.listPeriods(db)).filter(({ cycleId }) => cycleId === key.cycle).map(({ id }) => id);
  if (order.indexOf(accepted.at(-1)?.period ?? '') > order.indexOf(key.period)) return [];
  const goals = await queries.listGoals(db, plan.id);
  const codes = new Map(goals.map(({ id, code }) => [id, code]));
  const figures = new Map((await queries.listEntries(db, report.id)).map((entry) => [codes.get(entry.goalId) ?? '', entry]));
  if (figures.size === 0) return [];
  return effectsBetween(
    { ...key, scheme: frame.scheme, category: frame.category },
    frame.parts,
    { goals, figures: newestFigures(accepted) },
    { goals, figures },
  );
}
