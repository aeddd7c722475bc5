import { type Fault, fault } from '../faults.ts';
import type { ScoringInput, UnitInput } from '../input.ts';
import { shapeFaults } from '../issues.ts';
import type { Scheme } from '../scheme/schema.ts';
import { type Path, walk } from '../scheme/walk.ts';
import { inInput } from '../sentences.ts';
import { checkAnswers } from './check-answers.ts';
import { checkFindings } from './check-findings.ts';
import { checkRatings } from './check-ratings.ts';
import { checkValues } from './check-values.ts';
import { inputSchema } from './schema.ts';

export type CheckedInput = { readonly ok: true; readonly input: ScoringInput } | { readonly ok: false; readonly faults: readonly Fault[] };

function checkUnit(unit: UnitInput, scheme: Scheme, path: Path): Fault[] {
  const category = scheme.categories.find(({ id }) => id === unit.category);
  if (category === undefined) return [fault([...path, 'category'], inInput.unknownCategory(unit.category))];
  const nodes = walk(category.tree).map(({ node }) => node);
  return [
    ...checkValues(unit, nodes, path),
    ...checkAnswers(unit, nodes, path),
    ...checkFindings(unit, nodes, scheme, path),
    ...checkRatings(unit, nodes, path),
  ];
}

function twice(units: readonly UnitInput[]): Fault[] {
  const seen = new Set<string>();
  return units.flatMap(({ id }, index) => {
    if (seen.has(id)) return [fault(['units', index, 'id'], inInput.duplicateUnit(id))];
    seen.add(id);
    return [];
  });
}

/**
 * Reads a scoring input from plain data and measures it against its scheme. Either the input, with numbers as
 * canonical exact text, or all faults at once, each with the path of the value it is about.
 */
export function checkInput(scheme: Scheme, value: unknown): CheckedInput {
  const parsed = inputSchema.safeParse(value);
  if (!parsed.success) return { ok: false, faults: shapeFaults(parsed.error, value) };
  const input = parsed.data;
  const faults = [
    ...(input.scheme === scheme.id ? [] : [fault(['scheme'], inInput.otherScheme(input.scheme, scheme.id))]),
    ...twice(input.units),
    ...input.units.flatMap((unit, index) => checkUnit(unit, scheme, ['units', index])),
  ];
  return faults.length === 0 ? { ok: true, input } : { ok: false, faults };
}
