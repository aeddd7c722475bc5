import { lastMoment, resolveDate } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { findCycle, listPeriods, type PeriodRow } from '../../db/queries/cycles.ts';
import type { PlanKey } from '../../db/queries/plans.ts';
import { findUnit } from '../../db/queries/units.ts';
import type { PublicCycle } from '../../proof/release/files.ts';
import { type Scheme, walk } from '../../scoring/index.ts';
import type { Dependencies } from '../context.ts';
import type { Sentence } from '../errors.ts';
import { loadScheme } from '../schemes/schemes.ts';
import { unknownUnit } from '../units/units.errors.ts';
import type { GoalFrame } from './goal-input.ts';
import { unknownCycle } from './plans.errors.ts';

export type Needs = Pick<Dependencies, 'db' | 'clock' | 'city' | 'config'>;

/** What a unit's plan of a cycle is written against. */
export interface PlanFrame extends GoalFrame {
  readonly cycle: PublicCycle;
  readonly scheme: Scheme;
  /** Category of the unit. */
  readonly category: string;
  /** Last moment for first versions; null where the city sets none. */
  readonly submitBy: Date | null;
}

/** @throws AppError unit.unknown, cycle.unknown */
export async function readFrame(needs: Needs, db: Queryable, key: PlanKey): Promise<PlanFrame> {
  const [unit, cycle] = [await findUnit(db, key.unit), await findCycle(db, key.cycle)];
  if (!unit) throw unknownUnit();
  if (!cycle) throw unknownCycle();
  const periods = (await listPeriods(db)).filter(({ cycleId }) => cycleId === cycle.id);
  const { scheme } = loadScheme(needs.config.projectDir, cycle.schemeId);
  return {
    year: Number(periods.at(-1)?.endsOn.slice(0, 4) ?? cycle.id.slice(0, 4)),
    parts: goalParts(scheme, unit.category),
    scheme,
    category: unit.category,
    cycle: { id: cycle.id, label: { zh: cycle.labelZh, en: cycle.labelEn }, scheme: cycle.schemeId, periods: periods.map(toPeriod) },
    submitBy: submitBy(needs, cycle.id),
  };
}

const toPeriod = (row: PeriodRow): PublicCycle['periods'][number] => ({
  id: row.id,
  label: { zh: row.labelZh, en: row.labelEn },
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  reportBy: row.reportBy.toISOString(),
});

const DAY_MS = 86_400_000;

/** The city's deadline for plans: its own day, else the one before the notice begins. */
export function submitBy({ city, clock }: Pick<Needs, 'city' | 'clock'>, cycle: string): Date | null {
  const plan = city.cycles.find(({ id }) => id === cycle)?.plan;
  if (!plan) return null;
  if (plan.submitBy !== undefined) return lastMoment(resolveDate(plan.submitBy, clock(), city.timezone), city.timezone);
  const notice = resolveDate(plan.noticeFrom, clock(), city.timezone);
  return lastMoment(new Date(Date.parse(`${notice}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10), city.timezone);
}

/** Parts of the scheme that goals feed, in its order. */
function goalParts(scheme: Scheme, category: string): { id: string; label: Sentence }[] {
  const tree = scheme.categories.find(({ id }) => id === category)?.tree;
  const parts = (tree ? walk(tree) : []).flatMap(({ node }) => (node.kind === 'completion' ? [{ id: node.reads ?? node.id, label: node.label }] : []));
  return parts.filter(({ id }, at) => parts.findIndex((other) => other.id === id) === at);
}
