import { exact, HUNDRED, isZero, most, ONE, type Rational, ZERO } from '../exact.ts';
import type { NumericGoal } from '../input.ts';

/** How a scheme measures completion; see `CompletionNode`. */
export interface Measure {
  readonly figures: 'reported' | 'verified';
  readonly ratio: 'of-plan' | 'from-start';
}

/** The unit's own figures where no verifier found another, as result ÷ plan. */
export const AS_REPORTED: Measure = { figures: 'reported', ratio: 'of-plan' };

/** Which figure scores under a measure, as it was given. A figure that a verifier found always stands before the unit's own. */
export const givenFigure = (goal: NumericGoal, { figures }: Pick<Measure, 'figures'>): string | null =>
  goal.verified ?? (figures === 'verified' ? null : goal.actual);

/** The figure that scores under a measure; null when it is not there. */
export function figureOf(goal: NumericGoal, measure: Measure): Rational | null {
  const text = givenFigure(goal, measure);
  return text === null ? null : exact(text);
}

export const lowerIsBetter = (goal: NumericGoal): boolean => goal.direction === 'decrease' || goal.direction === 'at-most';
const isThreshold = (goal: NumericGoal): boolean => goal.direction === 'at-least' || goal.direction === 'at-most';

const percent = (part: Rational): Rational => most(ZERO, part.mul(HUNDRED));

/**
 * Way made ÷ way planned. The same for rising and falling goals; null when no way was planned or no start is known. A
 * threshold that was kept at the start plans no way either: one that then falls below it has not come nearer.
 */
function fromStart(goal: NumericGoal, actual: Rational, target: Rational): Rational | null {
  if (goal.start === undefined || goal.start === null) return null;
  const start = exact(goal.start);
  if (isThreshold(goal) && isMet(goal, start, target)) return null;
  const way = target.sub(start);
  return isZero(way) ? null : percent(actual.sub(start).div(way));
}

/** result ÷ plan, or 2 − result ÷ plan where lower is better. A plan of 0 or below has no ratio. */
function ofPlan(goal: NumericGoal, actual: Rational, target: Rational): Rational | null {
  if (target.compare(ZERO) <= 0) return null;
  const share = actual.div(target);
  return percent(lowerIsBetter(goal) ? ONE.add(ONE).sub(share) : share);
}

/**
 * Completion of a numeric goal in per cent, from 0 upward; 100 or more is done. Null: cannot be computed.
 * A threshold that is met (`at-least`, `at-most`) is 100, whatever its plan, and never more.
 */
export function numericRatio(goal: NumericGoal, measure: Measure): Rational | null {
  const actual = figureOf(goal, measure);
  if (goal.target === null || actual === null || goal.comparable === false) return null;
  const target = exact(goal.target);
  if (isThreshold(goal) && isMet(goal, actual, target)) return HUNDRED;
  return measure.ratio === 'from-start' ? fromStart(goal, actual, target) : ofPlan(goal, actual, target);
}

/** Whether a result reaches its plan, in the goal's direction. */
export function isMet(goal: NumericGoal, actual: Rational, target: Rational): boolean {
  const difference = actual.compare(target);
  return lowerIsBetter(goal) ? difference <= 0 : difference >= 0;
}
