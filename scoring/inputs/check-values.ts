import { exact, isZero, ZERO } from '../exact.ts';
import { type Fault, fault, nameFault } from '../faults.ts';
import type { Exact, Goal, UnitInput } from '../input.ts';
import { isGoals } from '../nodes/read.ts';
import type { CompletionNode, SchemeNode } from '../scheme/nodes.ts';
import { REPLY_VALUES } from '../scheme/replies.ts';
import { type Path, sourceOf } from '../scheme/walk.ts';
import { inInput, inScheme } from '../sentences.ts';

/** A value that a part takes: its range, or null for the mark that a review was held. */
interface Slot {
  readonly id: string;
  readonly range: readonly [Exact, Exact] | null;
}

/** More ballots or cases than there are; the number that was counted is the true limit, checked with the records. */
const MOST = '1000000000';

/** The values that a node takes by id. */
function slotsOf(node: SchemeNode): Slot[] {
  switch (node.kind) {
    case 'value':
      return [{ id: node.value, range: node.range }];
    case 'mean':
      return node.values.map(({ id }) => ({ id, range: node.range }));
    case 'items':
      return node.items.map(({ id, points }) => ({ id, range: ['0', points] }));
    case 'points':
      return node.held === undefined ? [] : [{ id: node.held, range: null }];
    case 'picks':
      return [{ id: 'named', range: ['0', MOST] }];
    case 'replies':
      return REPLY_VALUES[node.take].map((id) => ({ id, range: ['0', MOST] }));
    default:
      return [];
  }
}

const outside = (value: string, [min, max]: readonly [Exact, Exact]): boolean => exact(value).compare(exact(min)) < 0 || exact(value).compare(exact(max)) > 0;

function checkValue(id: string, value: Exact | null, slots: readonly Slot[], path: Path): Fault[] {
  const same = slots.filter((slot) => slot.id === id);
  if (same.length === 0)
    return [
      nameFault(
        path,
        inInput.unknownValue(
          id,
          slots.map((slot) => slot.id),
        ),
      ),
    ];
  if (value === null) return [];
  return same.flatMap(({ range }) => {
    if (range === null) return value === '1' || value === '0' ? [] : [fault(path, inInput.held())];
    return outside(value, range) ? [fault(path, inInput.outOfRange(value, range[0], range[1]))] : [];
  });
}

function checkGoal(goal: Goal, path: Path): Fault[] {
  const share = goal.kind === 'milestone' ? (goal.share ?? null) : null;
  const wild = share !== null && outside(share, ['0', '100']) ? [fault([...path, 'share'], inInput.outOfRange(share, '0', '100'))] : [];
  const weight = goal.weight ?? '1';
  const below = exact(weight).compare(ZERO) < 0 ? [fault([...path, 'weight'], inScheme.negativeWeight(goal.goal))] : [];
  const inside = goal.kind === 'composite' ? [...twice(goal.components, [...path, 'components']), ...eachGoal(goal.components, [...path, 'components'])] : [];
  return [...wild, ...below, ...inside];
}

const eachGoal = (goals: readonly Goal[], path: Path): Fault[] => goals.flatMap((goal, index) => checkGoal(goal, [...path, index]));

const twice = (goals: readonly Goal[], path: Path): Fault[] =>
  goals.flatMap(({ goal }, index) =>
    goals.findIndex((other) => other.goal === goal) < index ? [fault([...path, index, 'goal'], inInput.duplicateGoal(goal))] : [],
  );

function checkGoals(goals: readonly Goal[], nodes: readonly CompletionNode[], path: Path): Fault[] {
  const limit = nodes.flatMap(({ at_most: most }) => (most !== undefined && goals.length > most ? [fault(path, inInput.tooManyGoals(most))] : []));
  const weightless =
    goals.length > 0 && nodes.some(({ weights }) => weights === 'given') && goals.every(({ weight }) => weight !== undefined && isZero(exact(weight)));
  return [...twice(goals, path), ...eachGoal(goals, path), ...limit, ...(weightless ? [fault(path, inInput.noWeightAtAll())] : [])];
}

/** Ids under which the nodes take values or goals. */
const partsWithValues = (nodes: readonly SchemeNode[]): string[] => [
  ...new Set(nodes.filter((node) => node.kind === 'completion' || slotsOf(node).length > 0).map(sourceOf)),
];

function checkPart(part: string, unit: UnitInput, nodes: readonly SchemeNode[], path: Path): Fault[] {
  const values = unit.values?.[part];
  const readers = nodes.filter((node) => sourceOf(node) === part);
  const slots = readers.flatMap(slotsOf);
  const completions = readers.filter((node) => node.kind === 'completion');
  if (slots.length === 0 && completions.length === 0) return [nameFault(path, inInput.unknownPart(part, unit.category, partsWithValues(nodes)))];
  if (values === undefined) return [];
  if (isGoals(values)) return completions.length === 0 ? [fault(path, inInput.valuesWanted(part))] : checkGoals(values, completions, path);
  if (slots.length === 0) return [fault(path, inInput.goalsWanted(part))];
  return Object.entries(values).flatMap(([id, value]) => checkValue(id, value, slots, [...path, id]));
}

/** Given values and goals of one unit against the nodes of its category. */
export function checkValues(unit: UnitInput, nodes: readonly SchemeNode[], path: Path): Fault[] {
  return Object.keys(unit.values ?? {}).flatMap((part) => checkPart(part, unit, nodes, [...path, 'values', part]));
}
