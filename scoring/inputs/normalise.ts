import { byCodeUnit, canonicalJson } from '../canonical.ts';
import type { Data, Goal, ScoringInput, UnitInput } from '../input.ts';
import { isGoals } from '../nodes/read.ts';

const byGoal = (goals: readonly Goal[]): readonly Goal[] =>
  [...goals].sort((a, b) => byCodeUnit(a.goal, b.goal)).map((goal) => (goal.kind === 'composite' ? { ...goal, components: byGoal(goal.components) } : goal));

const byText = <T>(list: readonly T[]): readonly T[] => [...list].sort((a, b) => byCodeUnit(canonicalJson(a), canonicalJson(b)));

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function data<T extends Data>(input: T): T {
  const { values, findings } = input;
  return {
    ...input,
    ...(values && { values: mapped(values, (one) => (isGoals(one) ? byGoal(one) : one)) }),
    ...(findings && { findings: byText(findings) }),
  };
}

function unit(input: UnitInput): UnitInput {
  const { periods, links, deliveries } = input;
  return {
    ...data(input),
    ...(periods && { periods: mapped(periods, (one) => data(one)) }),
    ...(links && { links: mapped(links, (ids) => [...ids].sort(byCodeUnit)) }),
    ...(deliveries && { deliveries: mapped(deliveries, (records) => byText(records)) }),
  };
}

/**
 * The input in its one order: units, goals and links by id, findings and records of duties by their canonical text. Paths in a result speak of
 * this form, so that the order in which things were entered leaves no trace.
 */
export function normaliseInput(input: ScoringInput): ScoringInput {
  return { ...input, units: [...input.units].sort((a, b) => byCodeUnit(a.id, b.id)).map(unit) };
}
