import type { GoalRow, PlanLine, PlanRow } from '../../db/queries/plans.ts';
import type { PlanChange, PlanTerms } from '../../proof/release/files.ts';
import { counting } from '../../proof/release/plan-versions.ts';
import type { PlanFrame } from './frame.ts';
import type { DraftGoalView, DraftPlanView, PartEffect, PlanLineView, StandingView } from './plans.shapes.ts';

/** Goals in the order of the plan, each composite goal followed by its components, of any depth. */
export function treeOrder<G extends Pick<GoalRow, 'id' | 'parentId'>>(goals: readonly G[]): G[] {
  const below = Map.groupBy(goals, ({ parentId }) => parentId);
  const under = (parent: string | null): G[] => (below.get(parent) ?? []).flatMap((goal) => [goal, ...under(goal.id)]);
  return under(null);
}

const EDITABLE: ReadonlySet<PlanRow['state']> = new Set(['draft', 'returned']);
export const isEditable = (plan: PlanRow | null): boolean => plan === null || EDITABLE.has(plan.state);

/** What a version fixes about its goals, for the comparison of versions. */
export function planTerms(goals: readonly GoalRow[]): PlanTerms[] {
  const codes = new Map(goals.map(({ id, code }) => [id, code]));
  return treeOrder(goals).map((goal) => ({
    code: goal.code,
    parent: codes.get(goal.parentId ?? '') ?? null,
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
  }));
}

function goalViews(goals: readonly GoalRow[]): DraftGoalView[] {
  const rows = new Map(goals.map((goal) => [goal.code, goal]));
  return planTerms(goals).flatMap((terms) => {
    const row = rows.get(terms.code);
    if (!row) return [];
    const { revision, lastYear, weight, responsible, veto, returnReason } = row;
    return [{ ...terms, levels: row.levels && [...row.levels], revision, lastYear, weight, responsible, veto, returnReason }];
  });
}

interface Shown {
  readonly plan: PlanRow | null;
  readonly goals: readonly GoalRow[];
  readonly changes: readonly PlanChange[];
  readonly effect: readonly PartEffect[];
}

export const planView = (key: { unit: string; cycle: string }, frame: PlanFrame, { plan, goals, changes, effect }: Shown, now: Date): DraftPlanView => ({
  ...key,
  ...standing(plan, frame.submitBy, now),
  year: frame.year,
  editable: isEditable(plan),
  reason: { zh: plan?.reasonZh ?? '', en: plan?.reasonEn ?? '' },
  approver: { zh: plan?.approverZh ?? '', en: plan?.approverEn ?? '' },
  returnReason: plan?.returnReason ?? null,
  noticeFrom: iso(plan?.noticeFrom),
  finalAt: iso(plan?.finalAt),
  parts: frame.parts.map(({ id, label }) => ({ id, label: { ...label } })),
  goals: goalViews(goals),
  changes: changes.map((change) => ({ ...change })),
  effect: [...effect],
});

export const planLine = ({ unit, plan }: PlanLine, cycle: string, submitBy: Date | null, now: Date): PlanLineView => ({
  unit: unit.id,
  name: { zh: unit.nameZh, en: unit.nameEn },
  cycle,
  ...standing(plan, submitBy, now),
});

/** A deadline binds first versions; final ones that came from elsewhere without a day of submission are not called late. */
function standing(plan: PlanRow | null, submitBy: Date | null, now: Date): StandingView {
  const first = (plan?.version ?? 1) === 1;
  const waiting = plan === null || isEditable(plan);
  return {
    version: plan?.version ?? 1,
    state: plan?.state ?? 'none',
    revision: plan?.revision ?? 0,
    submittedAt: iso(plan?.submittedAt),
    submitBy: first ? iso(submitBy) : null,
    late: first && submitBy !== null && (plan?.submittedAt ? plan.submittedAt > submitBy : waiting && now > submitBy),
    noticeTo: iso(plan?.noticeTo),
    noticeEnded: plan?.noticeTo ? now > plan.noticeTo : false,
    lowers: plan?.lowers ?? false,
  };
}

const iso = (moment: Date | null | undefined): string | null => moment?.toISOString() ?? null;
