import type { EntryRow, GoalRow } from '../../db/queries/progress.ts';
import { goalStatus, type Status } from '../../scoring/index.ts';
import { toScoringGoal } from '../scores/goals.ts';

/** What a report says of each goal, by the goal's id. */
export type Entries = ReadonlyMap<string, EntryRow>;

/** What the figures say of a goal as of an ISO day: the same computation that the public pages show. */
export function statusOf(goal: GoalRow, goals: readonly GoalRow[], entries: Entries, asOf: string): Status {
  const componentsOf = (id: string): GoalRow[] => goals.filter((component) => component.parentId === id);
  return goalStatus(
    toScoringGoal(goal, ({ id }) => entries.get(id), componentsOf),
    asOf,
  ).status;
}

/**
 * Whether a goal was missed as of a day and so needs a reason: its day has come and it is not done, it was done late, or
 * the unit says itself that it is not done. A composite goal's components give their own reasons.
 */
export function isMissed(goal: GoalRow, entries: Entries, asOf: string): boolean {
  if (goal.kind === 'composite') return false;
  const entry = entries.get(goal.id);
  if (entry?.claim === 'not-done') return true;
  if (entry?.doneOn != null) return entry.doneOn > goal.due;
  if (goal.due > asOf) return false;
  const status = statusOf(goal, [], entries, asOf);
  return status !== 'done' && status !== 'not-comparable';
}
