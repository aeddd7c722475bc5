import { byCodeUnit, canonicalJson } from '../canonical.ts';
import type { Goal, ScoringInput, UnitInput } from '../input.ts';
import { isGoals } from '../nodes/read.ts';

const byGoal = (goals: readonly Goal[]): readonly Goal[] =>
  [...goals].sort((a, b) => byCodeUnit(a.goal, b.goal)).map((goal) => (goal.kind === 'composite' ? { ...goal, components: byGoal(goal.components) } : goal));

function unit(input: UnitInput): UnitInput {
  const { values, findings } = input;
  const sorted = Object.entries(values ?? {}).map(([part, one]) => [part, isGoals(one) ? byGoal(one) : one] as const);
  return {
    ...input,
    ...(values && { values: Object.fromEntries(sorted) }),
    ...(findings && { findings: [...findings].sort((a, b) => byCodeUnit(canonicalJson(a), canonicalJson(b))) }),
  };
}

/**
 * The input in its one order: units by id, goals by id, findings by their canonical text. Paths in a result speak of
 * this form, so that the order in which things were entered leaves no trace.
 */
export function normaliseInput(input: ScoringInput): ScoringInput {
  return { ...input, units: [...input.units].sort((a, b) => byCodeUnit(a.id, b.id)).map(unit) };
}
