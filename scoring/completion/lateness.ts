import { byCodeUnit } from '../canonical.ts';
import type { Goal } from '../input.ts';

/** `late`: done after its day. `overdue`: not done, and the day is past. `open`: not done, the day is still to come. */
export type Lateness = 'on-time' | 'late' | 'overdue' | 'open';

const WORST: readonly Lateness[] = ['overdue', 'late', 'open', 'on-time'];

/**
 * Lateness of a goal as of an ISO day. The day itself is on time, and deadlines do not move on holidays.
 * Null where nothing in the goal has a day. A composite is as late as its worst component.
 */
export function lateness(goal: Goal, asOf: string): Lateness | null {
  if (goal.kind === 'milestone') {
    if (goal.done !== null && byCodeUnit(goal.done, asOf) <= 0) return byCodeUnit(goal.done, goal.due) <= 0 ? 'on-time' : 'late';
    return byCodeUnit(asOf, goal.due) > 0 ? 'overdue' : 'open';
  }
  if (goal.kind !== 'composite') return null;
  const all = goal.components.map((component) => lateness(component, asOf));
  return WORST.find((one) => all.includes(one)) ?? null;
}
