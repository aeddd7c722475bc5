import { exact } from '../../scoring/exact.ts';

/** What the figures say, beside what the unit says of itself. */
export type Status = 'done' | 'partly' | 'not-done' | 'not-comparable' | 'not-reported';

/** What a status needs to know of a goal. Figures are exact decimal text, `due` is an ISO day. */
export interface StatusGoal {
  readonly kind: 'numeric' | 'milestone' | 'composite';
  readonly direction: 'increase' | 'decrease' | 'at-least' | 'at-most' | null;
  readonly start: string | null;
  readonly target: string | null;
  readonly due: string;
}

/** What a status needs to know of a goal's entry in a report. A verified figure counts before the reported one. */
export interface StatusEntry {
  readonly reported: string | null;
  readonly verified?: string | null;
  readonly comparable: boolean;
  readonly doneOn: string | null;
  readonly share: string | null;
  readonly claim: 'done' | 'partly' | 'not-done' | 'under-way' | null;
}

/** The computed status of a numeric or milestone goal. A milestone done late is done; the lateness is told by its dates. */
export function statusOf(goal: StatusGoal, entry: StatusEntry | null): Status {
  if (entry === null) return 'not-reported';
  return goal.kind === 'milestone' ? milestoneStatus(entry) : numericStatus(goal, entry);
}

/** The status of a composite goal from its components. */
export function compositeStatus(components: readonly Status[]): Status {
  if (components.every((status) => status === 'not-reported')) return 'not-reported';
  if (components.every((status) => status === 'done')) return 'done';
  if (components.every((status) => status === 'not-comparable')) return 'not-comparable';
  return components.some((status) => status === 'done' || status === 'partly') ? 'partly' : 'not-done';
}

function milestoneStatus({ doneOn, share, claim }: StatusEntry): Status {
  if (doneOn !== null) return 'done';
  if (share !== null) return exact(share).compare(0) > 0 ? 'partly' : 'not-done';
  if (claim === 'not-done') return 'not-done';
  return claim === null ? 'not-reported' : 'partly';
}

function numericStatus(goal: StatusGoal, entry: StatusEntry): Status {
  const figure = entry.verified ?? entry.reported;
  if (figure === null) return 'not-reported';
  if (!entry.comparable || goal.target === null) return 'not-comparable';
  if (reaches(goal, figure)) return 'done';
  return hasMoved(goal, figure) ? 'partly' : 'not-done';
}

const isDownward = ({ direction }: StatusGoal): boolean => direction === 'decrease' || direction === 'at-most';

const reaches = (goal: StatusGoal, figure: string): boolean => {
  const distance = exact(figure).compare(exact(goal.target ?? '0'));
  return isDownward(goal) ? distance <= 0 : distance >= 0;
};

/** Whether anything was reached on the way from the start. Where less is better and no start is known, nobody can say so. */
function hasMoved(goal: StatusGoal, figure: string): boolean {
  if (isDownward(goal)) return goal.start !== null && exact(figure).compare(exact(goal.start)) < 0;
  return exact(figure).compare(exact(goal.start ?? '0')) > 0;
}

/**
 * Whether a goal was missed as of a day and so needs a reason: its day has come and it is not done, it was done late, or
 * the unit says itself that it is not done.
 */
export function isMissed(goal: StatusGoal, entry: StatusEntry | null, asOf: string): boolean {
  if (goal.kind === 'composite') return false;
  if (entry?.claim === 'not-done') return true;
  if (entry?.doneOn != null) return entry.doneOn > goal.due;
  if (goal.due > asOf) return false;
  const status = statusOf(goal, entry);
  return status !== 'done' && status !== 'not-comparable';
}
