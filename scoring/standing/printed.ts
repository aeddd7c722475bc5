import { exact, type Rational } from '../exact.ts';
import type { UnitResult } from '../result.ts';
import type { Scheme } from '../scheme/schema.ts';
import { printedBeside } from './grade.ts';

/** Limits that an exact total is held against: the grades', or those of its category's own levels. */
function limitsOf({ category }: UnitResult, scheme: Scheme): Rational[] {
  const own = scheme.categories.find(({ id }) => id === category);
  const ofTotal = [own?.grading?.bands].filter((bands) => bands?.of === 'total' || bands?.of === own?.tree.id);
  const bands = own?.grading === undefined ? (scheme.grades?.bands ?? []) : ofTotal.flatMap((one) => one?.bands ?? []);
  return bands.flatMap(({ from, below }) => [from, below]).flatMap((limit) => (limit === undefined ? [] : [exact(limit)]));
}

/**
 * A unit's total as it stands beside its grade, on a page or in a list: at the scheme's decimals, with more digits where
 * it would otherwise seem to contradict the grade. Null without a total. The result itself keeps `total.rounded`.
 */
export const printedTotal = (unit: UnitResult, scheme: Scheme): string | null =>
  unit.total === null ? null : printedBeside(exact(unit.total.exact), limitsOf(unit, scheme), scheme.decimals);
