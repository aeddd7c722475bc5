import { byCodeUnit } from '../canonical.ts';
import type { ScoringInput, UnitInput } from '../input.ts';
import { inPeriod } from '../nodes/periods.ts';
import { isGoals } from '../nodes/read.ts';
import type { ResultNode } from '../result.ts';

function valueLeaves(unit: UnitInput): string[] {
  return Object.entries(unit.values ?? {}).flatMap(([part, values]) => {
    const ids = isGoals(values) ? values.map(({ goal }) => goal) : Object.keys(values);
    return ids.map((id) => `units.${unit.id}.values.${part}.${id}`);
  });
}

function answerLeaves(unit: UnitInput): string[] {
  return Object.entries(unit.answers ?? {}).flatMap(([part, answers]) => Object.keys(answers).map((id) => `units.${unit.id}.answers.${part}.${id}`));
}

function ratingLeaves(unit: UnitInput): string[] {
  return Object.entries(unit.ratings ?? {}).flatMap(([group, { counts }]) =>
    Object.keys(counts).map((question) => `units.${unit.id}.ratings.${group}.counts.${question}`),
  );
}

function dataLeaves(unit: UnitInput): string[] {
  return [...valueLeaves(unit), ...answerLeaves(unit), ...(unit.findings ?? []).map((_, index) => `units.${unit.id}.findings.${index}`), ...ratingLeaves(unit)];
}

function deliveryLeaves(unit: UnitInput): string[] {
  return Object.entries(unit.deliveries ?? {}).flatMap(([part, records]) => records.map((_, index) => `units.${unit.id}.deliveries.${part}.${index}`));
}

/** Everything in a normalised input that could bear on a score: values, goals, answers, findings, tallied questions, records of duties, by period too. */
export function leavesOf(input: ScoringInput): string[] {
  return input.units.flatMap((unit) => [
    ...dataLeaves(unit),
    ...Object.keys(unit.periods ?? {}).flatMap((period) => dataLeaves(inPeriod(unit, period))),
    ...deliveryLeaves(unit),
  ]);
}

/** Notes the paths that a tree read. A component's path stands for the goal that holds it. */
function noteRead(node: ResultNode, read: Set<string>): void {
  for (const { path } of node.inputs) read.add(path);
  for (const child of node.children) noteRead(child, read);
}

/** Leaves that no node and no veto read, sorted. Something entered that has no effect should not go unnoticed. */
export function unusedLeaves(input: ScoringInput, trees: readonly ResultNode[], also: readonly string[]): string[] {
  const read = new Set(also);
  for (const tree of trees) noteRead(tree, read);
  const left = leavesOf(input).filter((leaf) => !read.has(leaf));
  if (left.length === 0) return [];
  const begun = new Set([...read].flatMap((path) => path.split('.').map((_, index, all) => all.slice(0, index + 1).join('.'))));
  return left.filter((leaf) => !begun.has(leaf)).sort(byCodeUnit);
}
