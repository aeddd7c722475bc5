import type { Exact, Finding, Goal, UnitInput } from '../input.ts';
import type { Provenance, Text } from '../result.ts';

/** Values of a part given by id; empty where the input gives none or gives goals. */
export function recordOf(unit: UnitInput, part: string): Readonly<Record<string, Exact | null>> {
  const values = unit.values?.[part];
  return values === undefined || isGoals(values) ? {} : values;
}

export function goalsOf(unit: UnitInput, part: string): readonly Goal[] {
  const values = unit.values?.[part];
  return values !== undefined && isGoals(values) ? values : [];
}

export function isGoals(values: Readonly<Record<string, Exact | null>> | readonly Goal[]): values is readonly Goal[] {
  return Array.isArray(values);
}

export const valuePath = (unit: UnitInput, part: string, id: string): string => `units.${unit.id}.values.${part}.${id}`;

export function fromValue(unit: UnitInput, part: string, id: string, label: Text, value: string): Provenance {
  return { kind: 'value', path: valuePath(unit, part, id), label, value };
}

/** A finding with its place among the unit's findings, which its path needs. */
export interface Placed {
  readonly finding: Finding;
  readonly index: number;
}

/** Findings of one kind about one part. */
export function findingsOf(unit: UnitInput, part: string, kinds: readonly Finding['kind'][]): readonly Placed[] {
  const all = (unit.findings ?? []).map((finding, index) => ({ finding, index }));
  return all.filter(({ finding }) => finding.part === part && kinds.includes(finding.kind));
}

export function fromFinding(unit: UnitInput, { finding, index }: Placed, label: Text, value: string): Provenance {
  const path = `units.${unit.id}.findings.${index}`;
  return { kind: 'finding', path, label, value, ...(finding.source !== undefined && { source: finding.source }) };
}
