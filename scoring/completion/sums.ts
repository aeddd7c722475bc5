import { exact, sumOf, toText } from '../exact.ts';
import type { Exact, NumericGoal, UnitInput } from '../input.ts';
import { inPeriod } from '../nodes/periods.ts';
import { goalsOf } from '../nodes/read.ts';
import type { Provenance } from '../result.ts';

/** A term goal: its plans and results summed over periods, with where each of them stands. */
export interface Summed {
  readonly goal: NumericGoal;
  readonly inputs: readonly Provenance[];
}

interface Year {
  readonly goal: NumericGoal;
  readonly path: string;
}

/** Σ of a figure over the years; null as soon as one year lacks it. */
function total(years: readonly Year[], figure: (goal: NumericGoal) => Exact | null | undefined): Exact | null {
  const given = years.flatMap(({ goal }) => figure(goal) ?? []);
  return given.length < years.length ? null : toText(sumOf(given.map(exact)));
}

function inputsOf({ goal, path }: Year): Provenance[] {
  const from = (zh: string, en: string, value: Exact | null | undefined): Provenance[] =>
    value === null || value === undefined ? [] : [{ kind: 'goal', path, label: { zh, en }, value, ...(goal.source !== undefined && { source: goal.source }) }];
  return [...from('计划', 'plan', goal.target), ...from('上报数', 'reported', goal.actual), ...from('核实数', 'verified', goal.verified)];
}

function yearsOf(unit: UnitInput, part: string, periods: readonly string[]): Year[] {
  return periods.flatMap((period) => {
    const inside = inPeriod(unit, period);
    const goals = goalsOf(inside, part).flatMap((goal) => (goal.kind === 'milestone' || goal.kind === 'composite' ? [] : [goal]));
    return goals.map((goal) => ({ goal, path: `units.${inside.id}.values.${part}.${goal.goal}` }));
  });
}

/**
 * Term goals: for each goal id the sum of its yearly plans against the sum of its yearly results. A year in which a goal
 * does not stand has no plan for it; a year in which it stands without a result leaves the goal not reported.
 */
export function summedGoals(unit: UnitInput, part: string, periods: readonly string[]): readonly Summed[] {
  const all = yearsOf(unit, part, periods);
  const ids = [...new Set(all.map(({ goal }) => goal.goal))].sort();
  return ids.map((id) => {
    const years = all.filter(({ goal }) => goal.goal === id);
    const [first] = years;
    const verified = years.some(({ goal }) => goal.verified !== undefined) ? { verified: total(years, ({ verified: one }) => one) } : {};
    const goal: NumericGoal = {
      ...first?.goal,
      goal: id,
      target: total(years, ({ target }) => target),
      actual: total(years, ({ actual }) => actual),
      ...verified,
      comparable: years.every(({ goal: { comparable } }) => comparable !== false),
      approximate: years.some(({ goal: { approximate } }) => approximate === true),
    };
    return { goal, inputs: years.flatMap(inputsOf) };
  });
}
