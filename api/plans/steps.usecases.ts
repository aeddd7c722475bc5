import { type City, dayOf, lastMoment } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import type { GoalRow, PlanKey, PlanRow } from '../../db/queries/plans.ts';
import * as queries from '../../db/queries/plans.ts';
import type { PlanState } from '../../db/schema/plans.ts';
import { audit } from '../audit.ts';
import type { Staff } from '../context.ts';
import { AppError, type Fault, type Sentence } from '../errors.ts';
import { requireOwnUnit } from '../progress/people.ts';
import { effectOfVersion } from './effect.ts';
import { type Needs, type PlanFrame, readFrame } from './frame.ts';
import { missingIn } from './goal-input.ts';
import * as errors from './plans.errors.ts';
import type { BulkInput, DraftPlanView, ReturnInput } from './plans.shapes.ts';
import { changesOf, subjectOf, viewOf } from './plans.usecases.ts';
import { isEditable } from './views.ts';

const DAY_MS = 86_400_000;

/** Hands the plan to the office. The first submission decides whether it was late. */
export async function submitPlan(needs: Needs, staff: Staff, key: PlanKey, revision: number): Promise<DraftPlanView> {
  requireOwnUnit(staff, key.unit);
  return step(needs, staff, key, revision, 'plan.submitted', async (tx, plan, frame) => {
    if (!isEditable(plan)) throw plan.state === 'submitted' ? errors.alreadySubmitted() : errors.notEditable();
    if (plan.revision !== revision) throw errors.staleRevision();
    const goals = await queries.listPlanGoals(tx, plan.id);
    requireComplete(plan, goals, needs.city.plans.targets);
    const lowers = (await changesOf(needs, tx, frame, plan, goals)).some(({ lowered }) => lowered);
    const effect = plan.version > 1 ? await effectOfVersion(tx, frame, key, { ...plan, effect: null }, goals) : null;
    if (lowers && plan.editors.includes(staff.userId)) throw errors.needsSecondPerson();
    const at = needs.clock();
    return { state: 'submitted', submittedAt: plan.submittedAt ?? at, submittedBy: staff.userId, decidedAt: null, returnReason: null, lowers, effect };
  });
}

/** Sends a plan back with reasons, for the whole and for single goals. One on notice leaves it: the next notice is a whole one. */
export const returnPlan = (needs: Needs, staff: Staff, key: PlanKey, { revision, reason, goals: told }: ReturnInput): Promise<DraftPlanView> =>
  step(needs, staff, key, revision, 'plan.returned', async (tx, plan) => {
    requireState(plan, revision, ['submitted', 'accepted', 'notice'], 'return');
    const codes = new Set((await queries.listPlanGoals(tx, plan.id)).map(({ code }) => code));
    if (told.some(({ goal }) => !codes.has(goal))) throw errors.unknownGoal();
    await queries.setReturnReasons(tx, plan.id, new Map(told.map(({ goal, reason: why }) => [goal, why])));
    return { state: 'returned', returnReason: reason, decidedAt: needs.clock(), noticeFrom: null, noticeTo: null, submittedBy: null, effect: null };
  });

export const acceptPlan = (needs: Needs, staff: Staff, key: PlanKey, revision: number): Promise<DraftPlanView> =>
  step(needs, staff, key, revision, 'plan.accepted', async (tx, plan) => {
    requireState(plan, revision, ['submitted'], 'accept');
    await queries.setReturnReasons(tx, plan.id, new Map());
    return { state: 'accepted', decidedAt: needs.clock() };
  });

/** Opens the public notice: from now to the end of the last day, as many days as the city sets. */
export const openNotice = (needs: Needs, staff: Staff, key: PlanKey, revision: number): Promise<DraftPlanView> =>
  step(needs, staff, key, revision, 'plan.notice_opened', async (_, plan) => {
    requireState(plan, revision, ['accepted'], 'notice');
    const { city, clock } = needs;
    const last = new Date(clock().getTime() + city.plans.noticeDays * DAY_MS);
    return { state: 'notice', noticeFrom: clock(), noticeTo: lastMoment(dayOf(last, city.timezone), city.timezone) };
  });

/** Freezes the plan when its notice has ended; what was reported of earlier versions goes with the goals. */
export const makeFinal = (needs: Needs, staff: Staff, key: PlanKey, revision: number): Promise<DraftPlanView> =>
  step(needs, staff, key, revision, 'plan.final', async (tx, plan) => {
    requireState(plan, revision, ['notice'], 'final');
    const { city, clock } = needs;
    if (!plan.noticeTo || clock() <= plan.noticeTo) throw errors.noticeRunning(plan.noticeTo ? dayOf(plan.noticeTo, city.timezone) : '');
    await queries.moveReports(tx, plan);
    return { state: 'final', finalAt: clock() };
  });

export interface BulkAnswer {
  readonly done: PlanKey[];
  readonly refused: (PlanKey & { code: string; messages: Sentence })[];
}

/** One step for many plans. Each stands for itself: what is refused is told with its reason, the others go on. */
export async function decideMany(needs: Needs, staff: Staff, { step: which, plans }: BulkInput): Promise<BulkAnswer> {
  const act = { accept: acceptPlan, notice: openNotice, final: makeFinal }[which];
  const answer: BulkAnswer = { done: [], refused: [] };
  for (const { unit, cycle, revision } of plans) {
    try {
      await act(needs, staff, { unit, cycle }, revision);
      answer.done.push({ unit, cycle });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      answer.refused.push({ unit, cycle, code: error.code, messages: { ...error.sentence } });
    }
  }
  return answer;
}

type Change = Partial<Omit<PlanRow, 'id' | 'revision'>>;

/** One step of the newest version: held, checked, changed, audited in one transaction. */
async function step(
  needs: Needs,
  staff: Staff,
  key: PlanKey,
  revision: number,
  action: string,
  decide: (tx: Queryable, plan: PlanRow, frame: PlanFrame) => Promise<Change>,
): Promise<DraftPlanView> {
  const { db, clock } = needs;
  const frame = await readFrame(needs, db, key);
  return db.transaction(async (tx) => {
    const before = await queries.lockNewestPlan(tx, key);
    if (!before) throw errors.noDraft();
    const change = await decide(tx, before, frame);
    const plan = await queries.changePlan(tx, before.id, change);
    const detail = {
      version: plan.version,
      from: before.state,
      revision,
      ...(plan.returnReason && { reason: plan.returnReason }),
      lowers: plan.lowers,
      ...(plan.effect && { effect: plan.effect }),
    };
    await audit(tx, clock(), { actor: staff.userId, action, subject: subjectOf(key), detail });
    return viewOf(needs, tx, frame, key, plan);
  });
}

function requireState(plan: PlanRow, revision: number, states: readonly PlanState[], which: Parameters<typeof errors.wrongState>[0]): void {
  if (!states.includes(plan.state)) throw errors.wrongState(which);
  if (plan.revision !== revision) throw errors.staleRevision();
}

/** @throws AppError plan.empty, plan.incomplete with one fault per goal and field. */
function requireComplete(plan: PlanRow, goals: readonly GoalRow[], targets: City['plans']['targets']): void {
  if (goals.length === 0) throw errors.emptyPlan();
  const components = Map.groupBy(goals, ({ parentId }) => parentId);
  const faults = goals.flatMap((goal): Fault[] =>
    missingIn(goal, components.get(goal.id)?.length ?? 0, targets).map(({ field, message }) => ({
      path: `goals.${goal.code}.${field}`,
      message: { zh: `“${goal.titleZh}”${message.zh}`, en: `“${goal.titleEn}”: ${message.en}` },
    })),
  );
  if (plan.version > 1 && plan.reasonZh === '') faults.push({ path: 'reasonZh', message: { zh: '请写明为什么变更。', en: 'Say why the plan is changed.' } });
  if (plan.version > 1 && plan.approverZh === '')
    faults.push({ path: 'approverZh', message: { zh: '请写明由谁批准变更。', en: 'Say who approved the change.' } });
  if (faults.length > 0) throw errors.incomplete(faults);
}
