import type { Queryable } from '../../db/client.ts';
import * as scores from '../../db/queries/scores.ts';
import type { PlanTerms, PublicCycle, PublicPlan, PublicPlanVersion, PublicUnit } from '../../proof/release/files.ts';
import { effectOf } from '../../proof/release/plan-effect.ts';
import { changesBetween, counting } from '../../proof/release/plan-versions.ts';
import type { Scheme } from '../../scoring/index.ts';

interface Known {
  /** The plans in force with their progress. */
  readonly plans: readonly PublicPlan[];
  readonly cycles: readonly PublicCycle[];
  readonly units: readonly PublicUnit[];
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly toDay: (moment: Date) => string;
}

/** Every version of every plan that the public has seen, with what it changed and what that does to the score. */
export async function publicPlanVersions(tx: Queryable, known: Known): Promise<PublicPlanVersion[]> {
  const rows = await scores.listPlanVersions(tx);
  const goals = Map.groupBy(
    await scores.listGoals(
      tx,
      rows.map(({ id }) => id),
    ),
    ({ planId }) => planId,
  );
  const plans = Map.groupBy(rows, ({ unitId, cycleId }) => `${cycleId}/${unitId}`);
  return [...plans.values()].flatMap((versions) => versionsOf(versions, (id) => toTerms(goals.get(id) ?? []), known));
}

function versionsOf(rows: readonly scores.PlanRow[], termsOf: (plan: string) => PlanTerms[], known: Known): PublicPlanVersion[] {
  const versions: PublicPlanVersion[] = [];
  for (const row of rows) versions.push(toVersion(row, rows, versions.at(-1)?.goals ?? null, termsOf(row.id), known));
  return versions;
}

function toVersion(
  row: scores.PlanRow,
  rows: readonly scores.PlanRow[],
  before: readonly PlanTerms[] | null,
  goals: readonly PlanTerms[],
  { plans, cycles, units, schemes, toDay }: Known,
): PublicPlanVersion {
  const cycle = cycles.find(({ id }) => id === row.cycleId);
  const plan = plans.find((one) => one.unit === row.unitId && one.cycle === row.cycleId);
  const [noticeFrom, noticeTo, finalOn] = [row.noticeFrom, row.noticeTo, row.finalAt].map((moment) => moment && toDay(moment));
  const changes = before && cycle ? changesBetween(before, goals, finalOn ?? noticeFrom ?? null, cycle) : [];
  const category = units.find(({ id }) => id === row.unitId)?.category ?? '';
  return {
    unit: row.unitId,
    cycle: row.cycleId,
    version: row.version,
    state: stateOf(row, rows),
    noticeFrom: noticeFrom ?? null,
    noticeTo: noticeTo ?? null,
    finalOn: finalOn ?? null,
    reason: before && row.reasonZh ? { zh: row.reasonZh, en: row.reasonEn || row.reasonZh } : null,
    approver: before && row.approverZh ? { zh: row.approverZh, en: row.approverEn || row.approverZh } : null,
    goals,
    changes,
    effect: before && plan ? effectOf(schemes.get(cycle?.scheme ?? ''), category, plan, before, { goals, changes }) : null,
  };
}

/** A version is in force until a later one is final. */
const stateOf = (row: scores.PlanRow, rows: readonly scores.PlanRow[]): PublicPlanVersion['state'] => {
  if (row.state === 'notice') return 'notice';
  return rows.some(({ state, version }) => state === 'final' && version > row.version) ? 'superseded' : 'final';
};

/** What a version fixes about its goals, composite goals before their components, as the pages list them. */
function toTerms(goals: readonly scores.GoalRow[], parent: scores.GoalRow | null = null): PlanTerms[] {
  return goals
    .filter(({ parentId }) => parentId === (parent?.id ?? null))
    .flatMap((goal) => [
      {
        code: goal.code,
        parent: parent?.code ?? null,
        part: goal.part,
        kind: goal.kind,
        direction: goal.direction,
        ...(goal.levels && { levels: goal.levels }),
        ...counting(goal),
        title: { zh: goal.titleZh, en: goal.titleEn },
        promise: { zh: goal.promiseZh, en: goal.promiseEn },
        measure: { zh: goal.measureZh, en: goal.measureEn },
        start: goal.start,
        target: goal.target,
        due: goal.due,
      },
      ...toTerms(goals, goal),
    ]);
}
