import { type Fault, fault } from '../faults.ts';
import type { ScoringInput, UnitInput } from '../input.ts';
import { shapeFaults, TELLING } from '../issues.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import type { Category, Scheme } from '../scheme/schema.ts';
import type { Path } from '../scheme/walk.ts';
import { inInput, inRecords } from '../sentences.ts';
import { checkAnswers } from './check-answers.ts';
import { checkFindings } from './check-findings.ts';
import { checkRatings } from './check-ratings.ts';
import { checkRecords, checkShared } from './check-records.ts';
import { checkValues } from './check-values.ts';
import { inputSchema } from './schema.ts';
import { periodNodes, periodsOf, unitNodes } from './scopes.ts';

export type CheckedInput = { readonly ok: true; readonly input: ScoringInput } | { readonly ok: false; readonly faults: readonly Fault[] };

function checkData(unit: UnitInput, nodes: readonly SchemeNode[], scheme: Scheme, path: Path): Fault[] {
  return [
    ...checkValues(unit, nodes, path),
    ...checkAnswers(unit, nodes, path),
    ...checkFindings(unit, nodes, scheme, path),
    ...checkRatings(unit, nodes, path),
  ];
}

function checkPeriods(unit: UnitInput, category: Category, scheme: Scheme, path: Path): Fault[] {
  return Object.entries(unit.periods ?? {}).flatMap(([period, data]) => {
    const here = [...path, 'periods', period];
    const known = periodsOf(category);
    if (!known.includes(period)) return [fault(here, inRecords.unknownPeriod(period, known))];
    return checkData({ id: unit.id, category: unit.category, ...data }, periodNodes(category, period), scheme, here);
  });
}

function checkUnit(unit: UnitInput, scheme: Scheme, input: ScoringInput, path: Path): Fault[] {
  const category = scheme.categories.find(({ id }) => id === unit.category);
  if (category === undefined) return [fault([...path, 'category'], inInput.unknownCategory(unit.category))];
  return [
    ...checkData(unit, unitNodes(category), scheme, path),
    ...checkPeriods(unit, category, scheme, path),
    ...checkRecords(unit, category, scheme, input, path),
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
  const parsed = inputSchema.safeParse(value, TELLING);
  if (!parsed.success) return { ok: false, faults: shapeFaults(parsed.error, value) };
  const input = parsed.data;
  const faults = [
    ...(input.scheme === scheme.id ? [] : [fault(['scheme'], inInput.otherScheme(input.scheme, scheme.id))]),
    ...twice(input.units),
    ...input.units.flatMap((unit, index) => checkUnit(unit, scheme, input, ['units', index])),
    ...checkShared(input, scheme),
  ];
  return faults.length === 0 ? { ok: true, input } : { ok: false, faults };
}
