import { byCodeUnit } from '../canonical.ts';
import { exact, HUNDRED, isZero, least, type Rational, sumOf, toText } from '../exact.ts';
import type { CompositeGoal, Exact, Goal, MilestoneGoal, NumericGoal } from '../input.ts';
import { type Lateness, lateness } from './lateness.ts';
import { AS_REPORTED, figureOf, isMet, type Measure, numericRatio } from './ratio.ts';

/** What the figures say about a goal, whatever the unit claims. */
export type Status = 'done' | 'partly' | 'not-done' | 'not-comparable' | 'not-reported';

/** A goal's status and completion in per cent (null: cannot be computed). */
export interface Progress {
  readonly status: Status;
  readonly ratio: Rational | null;
}

/** A goal's public status as of a day. `ratio` is in per cent, exact; null when it cannot be computed. */
export interface GoalStatus {
  readonly goal: string;
  readonly status: Status;
  readonly ratio: Exact | null;
  readonly late: Lateness | null;
  readonly components: readonly GoalStatus[];
}

function byRatio(ratio: Rational): Progress {
  if (ratio.compare(HUNDRED) >= 0) return { status: 'done', ratio };
  return { status: isZero(ratio) ? 'not-done' : 'partly', ratio };
}

function numeric(goal: NumericGoal, measure: Measure): Progress {
  const actual = figureOf(goal, measure);
  if (actual === null) return { status: 'not-reported', ratio: null };
  const ratio = numericRatio(goal, measure);
  if (ratio !== null) return byRatio(ratio);
  if (goal.target === null || goal.comparable === false) return { status: 'not-comparable', ratio: null };
  const threshold = goal.direction === 'at-most' || goal.direction === 'at-least';
  return { status: threshold && !isMet(goal, actual, exact(goal.target)) ? 'not-done' : 'not-comparable', ratio: null };
}

/** A milestone reached late is 100 % all the same; lateness is shown beside it. */
function milestone(goal: MilestoneGoal, asOf: string | null): Progress {
  if (goal.done !== null && (asOf === null || byCodeUnit(goal.done, asOf) <= 0)) return { status: 'done', ratio: HUNDRED };
  if (goal.share !== undefined && goal.share !== null) {
    const { status, ratio } = byRatio(exact(goal.share));
    return { status: status === 'done' ? 'partly' : status, ratio };
  }
  return { status: goal.reported === true ? 'partly' : 'not-reported', ratio: null };
}

/** Done when all are; partly as soon as something is; otherwise the most telling of what its components say. */
function together(all: readonly Status[]): Status {
  if (all.every((status) => status === 'done')) return 'done';
  if (all.includes('done') || all.includes('partly')) return 'partly';
  return (['not-done', 'not-comparable', 'not-reported'] as const).find((status) => all.includes(status)) ?? 'not-reported';
}

/** Each component counts at most 100 % and equally; one that cannot be computed leaves the composite without a ratio. */
function composite(goal: CompositeGoal, measure: Measure, asOf: string | null): Progress {
  const parts = goal.components.map((component) => progressOf(component, measure, asOf));
  const ratios = parts.flatMap(({ ratio }) => (ratio === null ? [] : [least(ratio, HUNDRED)]));
  const complete = ratios.length === parts.length && parts.length > 0;
  return {
    status: together(parts.map(({ status }) => status)),
    ratio: complete ? sumOf(ratios).div(sumOf(ratios.map(() => exact(1)))) : null,
  };
}

/** Status and ratio of any goal. With `asOf` null every reported date counts as past. */
export function progressOf(goal: Goal, measure: Measure, asOf: string | null = null): Progress {
  if (goal.kind === 'milestone') return milestone(goal, asOf);
  if (goal.kind === 'composite') return composite(goal, measure, asOf);
  return numeric(goal, measure);
}

/**
 * Computed status of a goal as of an ISO day, to stand beside the unit's own claim.
 *
 * Numeric goals: done from 100 % on, not done at 0 %, partly between; a result in another measure than the plan, or a
 * plan without a usable figure, is not comparable; no result is not reported. Milestones: done by their date, partly
 * with a share or when reported under way, not done with a share of 0. Composites: see `together`.
 * @param asOf ISO day; a milestone dated later is not yet done.
 * @param measure which figure counts and against what; the verified figure, else the unit's own, against the plan unless told otherwise.
 */
export function goalStatus(goal: Goal, asOf: string, measure: Measure = AS_REPORTED): GoalStatus {
  const { status, ratio } = progressOf(goal, measure, asOf);
  return {
    goal: goal.goal,
    status,
    ratio: ratio === null ? null : toText(ratio),
    late: lateness(goal, asOf),
    components: goal.kind === 'composite' ? goal.components.map((component) => goalStatus(component, asOf, measure)) : [],
  };
}
