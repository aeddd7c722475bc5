import { randomUUID } from 'node:crypto';
import type { GoalRow, PlanKey } from '../../db/queries/plans.ts';
import * as queries from '../../db/queries/plans.ts';
import type { Staff } from '../context.ts';
import { type Fault, invalidInput } from '../errors.ts';
import type { Needs, PlanFrame } from './frame.ts';
import { type GoalRead, type GoalReading, readGoal } from './goal-input.ts';
import * as errors from './plans.errors.ts';
import { type DraftPlanView, type GoalTyped, MOST_GOALS } from './plans.shapes.ts';
import { changeDraft } from './plans.usecases.ts';

/** Adds a goal at the end of its siblings. */
export const addGoal = (needs: Needs, staff: Staff, key: PlanKey, parent: string | null, typed: GoalTyped): Promise<DraftPlanView> =>
  changeDraft(needs, staff, key, 'plan.goal_added', async (tx, plan, frame) => {
    const goal = sound(typed, frame);
    const goals = await queries.listPlanGoals(tx, plan.id);
    if (goals.length >= MOST_GOALS) throw errors.tooMany(MOST_GOALS);
    const above = parent === null ? null : find(goals, parent);
    if (above && above.kind !== 'composite') throw errors.notComposite();
    const code = nextCode(key, await codesSoFar(tx, plan, goals));
    await queries.insertGoals(tx, [
      { id: randomUUID(), planId: plan.id, code, parentId: above?.id ?? null, position: (await queries.lastPosition(tx, plan.id)) + 1, ...goal },
    ]);
    return { goal: code };
  });

/** Changes one goal. Whoever opened an older state of it is told what differs, and nothing is written. */
export const changeGoal = (needs: Needs, staff: Staff, key: PlanKey, code: string, revision: number, typed: GoalTyped): Promise<DraftPlanView> =>
  changeDraft(needs, staff, key, 'plan.goal_changed', async (tx, plan, frame) => {
    const goals = await queries.listPlanGoals(tx, plan.id);
    const stored = find(goals, code);
    const goal = sound(typed, frame);
    const differ = stored.revision === revision ? [] : differences(stored, goal);
    if (differ.length > 0) throw errors.staleRevision(differ);
    if (goal.kind !== 'composite' && goals.some(({ parentId }) => parentId === stored.id)) throw errors.hasComponents();
    await queries.changeGoal(tx, stored.id, { ...goal });
    return { goal: code, before: termsIn(stored), after: termsIn(goal) };
  });

/** Takes a goal out, with everything under it. */
export const removeGoal = (needs: Needs, staff: Staff, key: PlanKey, code: string, revision: number): Promise<DraftPlanView> =>
  changeDraft(needs, staff, key, 'plan.goal_removed', async (tx, plan) => {
    const goals = await queries.listPlanGoals(tx, plan.id);
    const stored = find(goals, code);
    if (stored.revision !== revision) throw errors.staleRevision();
    const gone = withComponents(goals, stored);
    await queries.deleteGoals(
      tx,
      gone.map(({ id }) => id),
    );
    return { goals: gone.map((goal) => goal.code) };
  });

/** Moves a goal one place among its siblings. At the end nothing happens. */
export const moveGoal = (needs: Needs, staff: Staff, key: PlanKey, code: string, revision: number, by: 'up' | 'down'): Promise<DraftPlanView> =>
  changeDraft(needs, staff, key, 'plan.goal_moved', async (tx, plan) => {
    if (plan.revision !== revision) throw errors.staleRevision();
    const goals = await queries.listPlanGoals(tx, plan.id);
    const stored = find(goals, code);
    const siblings = goals.filter(({ parentId }) => parentId === stored.parentId);
    const at = siblings.indexOf(stored);
    const other = siblings[at + (by === 'up' ? -1 : 1)];
    if (other) {
      siblings[siblings.indexOf(other)] = stored;
      siblings[at] = other;
      for (const [place, { id }] of siblings.entries()) await queries.setPosition(tx, id, place);
    }
    return { goal: code, by };
  });

/** Codes that were given out in this cycle: one that was removed is not given to another goal of the next version. */
export async function codesSoFar(tx: Parameters<typeof queries.listPlanGoals>[0], plan: queries.PlanRow, goals: readonly GoalRow[]): Promise<Set<string>> {
  const before = await queries.findVersionBefore(tx, plan);
  const earlier = before ? await queries.listPlanGoals(tx, before.id) : [];
  return new Set([...goals, ...earlier].map(({ code }) => code));
}

/** The next free `water-2026-7`. */
function nextCode({ unit, cycle }: PlanKey, taken: ReadonlySet<string>): string {
  let number = taken.size + 1;
  while (taken.has(`${unit}-${cycle}-${number}`)) number += 1;
  return `${unit}-${cycle}-${number}`;
}

function sound(typed: GoalTyped, frame: PlanFrame): GoalRead {
  const read: GoalReading = readGoal(typed, frame);
  if (read.faults.length > 0) throw invalidInput(read.faults.map(({ field, message }): Fault => ({ path: `goal.${field}`, message })));
  return read.goal;
}

function find(goals: readonly GoalRow[], code: string): GoalRow {
  const goal = goals.find((one) => one.code === code);
  if (!goal) throw errors.unknownGoal();
  return goal;
}

const withComponents = (goals: readonly GoalRow[], goal: GoalRow): GoalRow[] => [
  ...goals.filter(({ parentId }) => parentId === goal.id).flatMap((component) => withComponents(goals, component)),
  goal,
];

const differences = (stored: GoalRow, typed: GoalRead): Fault[] =>
  (Object.keys(typed) as (keyof GoalRead)[]).flatMap((field) =>
    stored[field] === typed[field] ? [] : [errors.differs(`goal.${field}`, String(stored[field] ?? ''))],
  );

/** What of a goal the audit keeps word for word. */
const termsIn = ({ titleZh, target, due, weight }: GoalRead | GoalRow) => ({ title: titleZh, target, due, weight });
