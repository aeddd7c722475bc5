import type { Text } from '../result.ts';
import { inTable } from './flat-sentences.ts';

/** Fields of a goal that a table can hold; a composite goal needs JSON or YAML. */
export const GOAL_FIELDS = [
  'target',
  'actual',
  'verified',
  'start',
  'direction',
  'kind',
  'due',
  'done',
  'share',
  'reported',
  'approximate',
  'comparable',
  'weight',
  'source',
] as const;

/** Kinds of finding that a table can hold. */
export const FINDING_KINDS = ['add', 'deduct', 'tier', 'veto'] as const;

type GoalField = (typeof GOAL_FIELDS)[number];
type FindingKind = (typeof FINDING_KINDS)[number];

/** What a column holds. `name` is the header as it is written. */
export type Column = { readonly name: string } & (
  | { readonly kind: 'unit' | 'category' | 'cycle'; readonly message?: never }
  | { readonly kind: 'value'; readonly part: string; readonly id: string; readonly message?: never }
  | { readonly kind: 'goal'; readonly part: string; readonly goal: string; readonly field: GoalField; readonly message?: never }
  | { readonly kind: 'roster'; readonly group: string; readonly message?: never }
  | { readonly kind: 'count'; readonly group: string; readonly question: string; readonly level: string; readonly message?: never }
  | {
      readonly kind: 'finding';
      readonly part: string;
      readonly finding: FindingKind;
      readonly criterion: string;
      readonly period: string | undefined;
      readonly message?: never;
    }
  | { readonly kind: 'unknown'; readonly message: Text }
);

const FIXED: Readonly<Record<string, 'unit' | 'category' | 'cycle'>> = {
  unit: 'unit',
  单位: 'unit',
  category: 'category',
  类别: 'category',
  cycle: 'cycle',
  考核年度: 'cycle',
};

const isField = (field: string): field is GoalField => (GOAL_FIELDS as readonly string[]).includes(field);
const isFinding = (kind: string): kind is FindingKind => (FINDING_KINDS as readonly string[]).includes(kind);

function ratingColumn(name: string, [group, question, level, ...more]: readonly string[]): Column {
  if (group !== undefined && question === 'roster' && level === undefined) return { name, kind: 'roster', group };
  if (group === undefined || question === undefined || level === undefined || more.length > 0) return { name, kind: 'unknown', message: inTable.column(name) };
  return { name, kind: 'count', group, question, level };
}

function findingColumn(name: string, [part, kind, criterion, period, ...more]: readonly string[]): Column {
  if (part === undefined || kind === undefined || criterion === undefined || more.length > 0) return { name, kind: 'unknown', message: inTable.column(name) };
  if (!isFinding(kind)) return { name, kind: 'unknown', message: inTable.findingKind(kind, FINDING_KINDS) };
  return { name, kind: 'finding', part, finding: kind, criterion, period };
}

/**
 * Reads a column's name: `unit`, `category`, `cycle` (or 单位, 类别, 考核年度); `part.value` for values and answers;
 * `part.goal.field` for goals; `ratings.group.roster` and `ratings.group.question.level` for tallies;
 * `findings.part.kind.criterion` and `findings.part.kind.criterion.period` for findings.
 */
export function columnOf(name: string): Column {
  const fixed = FIXED[name];
  if (fixed !== undefined) return { name, kind: fixed };
  const [first = '', ...rest] = name.split('.');
  const [second, third, ...more] = rest;
  if ([first, ...rest].some((piece) => piece === '') || second === undefined) return { name, kind: 'unknown', message: inTable.column(name) };
  if (first === 'ratings') return ratingColumn(name, rest);
  if (first === 'findings') return findingColumn(name, rest);
  if (third === undefined) return { name, kind: 'value', part: first, id: second };
  if (more.length > 0) return { name, kind: 'unknown', message: inTable.column(name) };
  return isField(third)
    ? { name, kind: 'goal', part: first, goal: second, field: third }
    : { name, kind: 'unknown', message: inTable.goalField(third, GOAL_FIELDS) };
}
