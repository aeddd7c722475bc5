import { randomUUID } from 'node:crypto';
import { dayOf } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import type { GoalRow, NewGoal, PlanKey, PlanRow } from '../../db/queries/plans.ts';
import * as queries from '../../db/queries/plans.ts';
import { findPlan } from '../../db/queries/progress.ts';
import type { PlanChange } from '../../proof/release/files.ts';
import { changesBetween } from '../../proof/release/plan-versions.ts';
import { audit } from '../audit.ts';
import type { Staff } from '../context.ts';
import { requireOwnUnit, writesForUnit } from '../progress/people.ts';
import { effectOfVersion } from './effect.ts';
import { type Needs, type PlanFrame, readFrame } from './frame.ts';
import * as errors from './plans.errors.ts';
import type { DetailsInput, DraftPlanView } from './plans.shapes.ts';
import { isEditable, planTerms, planView, treeOrder } from './views.ts';

/** The newest version as its reader may see it: the unit sees its draft, everyone else what was submitted. */
export async function readDraft(needs: Needs, staff: Staff, key: PlanKey): Promise<DraftPlanView> {
  requireOwnUnit(staff, key.unit);
  const frame = await readFrame(needs, needs.db, key);
  const plan = await queries.findNewestPlan(needs.db, key);
  if (!writesForUnit(staff) && isEditable(plan)) throw errors.notSubmitted();
  return viewOf(needs, needs.db, frame, key, plan);
}

/** Begins the next version of a final plan as a copy. */
export async function beginVersion(needs: Needs, staff: Staff, key: PlanKey): Promise<DraftPlanView> {
  const { db, clock } = needs;
  requireOwnUnit(staff, key.unit);
  const frame = await readFrame(needs, db, key);
  return db.transaction(async (tx) => {
    const final = await queries.lockNewestPlan(tx, key);
    if (final?.state !== 'final') throw errors.notFinal();
    const plan = await queries.insertPlan(tx, key, final.version + 1, staff.userId);
    if (!plan) throw errors.staleRevision();
    await queries.insertGoals(tx, copyGoals(await queries.listPlanGoals(tx, final.id), plan.id));
    await audit(tx, clock(), { actor: staff.userId, action: 'plan.version_begun', subject: subjectOf(key), detail: { version: plan.version } });
    return viewOf(needs, tx, frame, key, plan);
  });
}

/** Why a later version changes the one before, and who approved it. */
export async function saveDetails(needs: Needs, staff: Staff, key: PlanKey, { revision, ...details }: DetailsInput): Promise<DraftPlanView> {
  return changeDraft(needs, staff, key, 'plan.details_saved', async (tx, plan) => {
    if (plan.revision !== revision) throw errors.staleRevision(detailFaults(plan, details));
    await queries.changePlan(tx, plan.id, { ...details, reasonEn: details.reasonEn || details.reasonZh, approverEn: details.approverEn || details.approverZh });
    return details;
  });
}

const detailFaults = (plan: PlanRow, typed: Omit<DetailsInput, 'revision'>) =>
  (['reasonZh', 'reasonEn', 'approverZh', 'approverEn'] as const).flatMap((field) =>
    typed[field] === plan[field] || plan[field] === '' ? [] : [errors.differs(field, plan[field])],
  );

/** Fills an empty draft with the goals of another cycle's final plan: its targets become last year's figures. */
export async function copyPlan(needs: Needs, staff: Staff, key: PlanKey, revision: number, from: string): Promise<DraftPlanView> {
  return changeDraft(needs, staff, key, 'plan.copied', async (tx, plan, frame) => {
    if (plan.revision !== revision && revision !== 0) throw errors.staleRevision();
    if ((await queries.listPlanGoals(tx, plan.id)).length > 0) throw errors.notEmpty();
    const source = await findPlan(tx, key.unit, from, ['final']);
    if (!source) throw errors.nothingToCopy();
    const years = frame.year - (await readFrame(needs, tx, { ...key, cycle: from })).year;
    const rows = copyGoals(await queries.listPlanGoals(tx, source.id), plan.id).map((goal, at) => ({
      ...goal,
      code: `${key.unit}-${key.cycle}-${at + 1}`,
      lastYear: goal.target ?? null,
      start: null,
      due: shiftYear(goal.due, years),
    }));
    await queries.insertGoals(tx, rows);
    return { from, goals: rows.length };
  });
}

/** The same day so many years later; the 29th of February becomes the 28th. */
const shiftYear = (day: string, years: number): string => {
  const moved = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return day.slice(5) === '02-29' && Number.isNaN(Date.parse(moved)) ? moved.replace(/29$/, '28') : moved;
};

/** One change of a draft: begun when there is none, held, written, audited, its revision raised. */
export async function changeDraft(
  needs: Needs,
  staff: Staff,
  key: PlanKey,
  action: string,
  change: (tx: Queryable, plan: PlanRow, frame: PlanFrame) => Promise<Readonly<Record<string, unknown>>>,
): Promise<DraftPlanView> {
  const { db, clock } = needs;
  requireOwnUnit(staff, key.unit);
  const frame = await readFrame(needs, db, key);
  return db.transaction(async (tx) => {
    const begun = (await queries.lockNewestPlan(tx, key)) ?? (await queries.insertPlan(tx, key, 1, staff.userId)) ?? (await queries.lockNewestPlan(tx, key));
    if (!begun) throw new Error('a plan was neither found nor begun');
    if (!isEditable(begun)) throw errors.notEditable();
    const detail = await change(tx, begun, frame);
    const plan = await queries.changePlan(tx, begun.id, { editors: [...new Set([...begun.editors, staff.userId])] });
    await audit(tx, clock(), { actor: staff.userId, action, subject: subjectOf(key), detail: { version: plan.version, revision: plan.revision, ...detail } });
    return viewOf(needs, tx, frame, key, plan);
  });
}

/** What a version changes against the final one before. */
export async function changesOf({ clock, city }: Needs, db: Queryable, frame: PlanFrame, plan: PlanRow, goals: readonly GoalRow[]): Promise<PlanChange[]> {
  const before = plan.version > 1 ? await queries.findVersionBefore(db, plan) : null;
  if (!before) return [];
  const decided = plan.finalAt ?? plan.noticeFrom ?? clock();
  return changesBetween(planTerms(await queries.listPlanGoals(db, before.id)), planTerms(goals), dayOf(decided, city.timezone), frame.cycle);
}

export async function viewOf(needs: Needs, db: Queryable, frame: PlanFrame, key: PlanKey, plan: PlanRow | null): Promise<DraftPlanView> {
  const goals = plan ? await queries.listPlanGoals(db, plan.id) : [];
  const changes = plan ? await changesOf(needs, db, frame, plan, goals) : [];
  const effect = plan && changes.length > 0 ? await effectOfVersion(db, frame, key, plan, goals) : [];
  return planView(key, frame, { plan, goals, changes, effect }, needs.clock());
}

export const subjectOf = ({ unit, cycle }: PlanKey): string => `plan:${unit}/${cycle}`;

/** The goals under another plan, with ids of their own and the tree kept. */
function copyGoals(goals: readonly GoalRow[], planId: string): NewGoal[] {
  const ids = new Map(goals.map(({ id }) => [id, randomUUID()]));
  return treeOrder(goals).map((goal, position) => ({
    ...goal,
    id: ids.get(goal.id) as string,
    planId,
    parentId: goal.parentId === null ? null : (ids.get(goal.parentId) ?? null),
    returnReason: null,
    revision: 1,
    position,
  }));
}
