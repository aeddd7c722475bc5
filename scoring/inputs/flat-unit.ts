import type { Scheme } from '../scheme/schema.ts';
import { type Path, sourceOf, walk } from '../scheme/walk.ts';
import type { Column } from './flat-columns.ts';

type Of<K extends Column['kind']> = Extract<Column, { kind: K }>;
type Cells<K extends Column['kind']> = readonly { readonly column: Of<K>; readonly cell: string }[];
type Loose = Record<string, unknown>;

/** A unit as plain data, with the column that every entry came from. */
export interface FlatUnit {
  readonly unit: Loose;
  readonly sources: readonly { readonly path: Path; readonly column: string }[];
}

const NULL = 'null';
const textOrNull = (cell: string): string | null => (cell === NULL ? null : cell);

/** A cell as its goal field holds it; what is none of these stays text, and the input's check says what is wrong with it. */
function fieldValue(cell: string): unknown {
  if (cell === 'true' || cell === 'false') return cell === 'true';
  return textOrNull(cell);
}

const countValue = (cell: string): unknown => (/^\d{1,15}$/.test(cell) ? Number(cell) : cell);

/** Entries by a first and a second key. */
function grouped(entries: readonly (readonly [string, string, unknown])[]): Record<string, Loose> {
  const groups: Record<string, Loose> = {};
  for (const [first, second, value] of entries) groups[first] = { ...groups[first], [second]: value };
  return groups;
}

/** A goal with no result is reported as one: its figure is null, not left out. */
const whole = (goal: string, fields: Loose): Loose =>
  fields['kind'] === 'milestone' ? { goal, done: null, ...fields } : { goal, target: null, actual: null, ...fields };

function goalsOf(cells: Cells<'goal'>): Record<string, Loose[]> {
  const parts: Record<string, Loose[]> = {};
  for (const part of new Set(cells.map(({ column }) => column.part))) {
    const own = cells.filter(({ column }) => column.part === part);
    const goals = grouped(own.map(({ column, cell }) => [column.goal, column.field, fieldValue(cell)]));
    parts[part] = Object.entries(goals).map(([goal, fields]) => whole(goal, fields));
  }
  return parts;
}

function ratingsOf(rosters: Cells<'roster'>, counts: Cells<'count'>): Record<string, Loose> {
  const groups = new Set([...rosters, ...counts].map(({ column }) => column.group));
  return Object.fromEntries(
    [...groups].map((group) => {
      const roster = rosters.find(({ column }) => column.group === group)?.cell;
      const own = counts.filter(({ column }) => column.group === group);
      const answers = grouped(own.map(({ column, cell }) => [column.question, column.level, countValue(cell)]));
      return [group, { roster: roster === undefined || roster === NULL ? null : countValue(roster), counts: answers }];
    }),
  );
}

/** The findings of one cell: several entries under one criterion are separated by spaces; a veto's cell is its document. */
function findingsOf({ column, cell }: Cells<'finding'>[number]): Loose[] {
  const { part, finding: kind, criterion, period } = column;
  const same = { part, kind, criterion, ...(period !== undefined && { period }) };
  if (kind === 'veto') return [{ ...same, source: cell }];
  if (kind === 'tier') return [{ ...same, level: cell }];
  return cell.split(/\s+/).map((points) => ({ ...same, points }));
}

/** Where each entry of a unit came from, as paths below the unit. */
function sourcesOf(cells: Cells<Column['kind']>, checklists: ReadonlySet<string>, goals: Record<string, Loose[]>): FlatUnit['sources'] {
  let findings = 0;
  return cells.flatMap(({ column, cell }) => {
    const at = (...path: Path) => [{ path, column: column.name }];
    switch (column.kind) {
      case 'unit':
        return at('id');
      case 'category':
        return at('category');
      case 'value':
        return at(checklists.has(column.part) ? 'answers' : 'values', column.part, column.id);
      case 'goal': {
        const index = (goals[column.part] ?? []).findIndex(({ goal }) => goal === column.goal);
        return at('values', column.part, index, column.field);
      }
      case 'roster':
        return at('ratings', column.group, 'roster');
      case 'count':
        return at('ratings', column.group, 'counts', column.question, column.level);
      case 'finding':
        return findingsOf({ column, cell }).flatMap(() => at('findings', findings++));
      default:
        return [];
    }
  });
}

/** Parts that take answers instead of values, in one category. */
function checklistsOf(scheme: Scheme, category: string): ReadonlySet<string> {
  const tree = scheme.categories.find(({ id }) => id === category)?.tree;
  const nodes = tree === undefined ? [] : walk(tree).map(({ node }) => node);
  return new Set(nodes.filter(({ kind }) => kind === 'checklist').map(sourceOf));
}

const unlessEmpty = (key: string, value: object): Loose => (Object.keys(value).length === 0 ? {} : { [key]: value });

/** One row as a unit. Empty cells are entries that are not there. */
export function unitOf(scheme: Scheme, columns: readonly Column[], row: readonly string[]): FlatUnit {
  const cells = columns.map((column, index) => ({ column, cell: row[index] ?? '' })).filter(({ cell }) => cell !== '');
  const of = <K extends Column['kind']>(kind: K): Cells<K> =>
    cells.flatMap(({ column, cell }) => (column.kind === kind ? [{ column: column as Of<K>, cell }] : []));
  const only = scheme.categories.length === 1 ? scheme.categories[0]?.id : undefined;
  const category = of('category')[0]?.cell ?? only ?? '';
  const checklists = checklistsOf(scheme, category);
  const given = (answers: boolean): Record<string, Loose> => {
    const own = of('value').filter(({ column }) => checklists.has(column.part) === answers);
    return grouped(own.map(({ column, cell }) => [column.part, column.id, textOrNull(cell)]));
  };
  const goals = goalsOf(of('goal'));
  const unit = {
    id: of('unit')[0]?.cell ?? '',
    category,
    ...unlessEmpty('values', { ...given(false), ...goals }),
    ...unlessEmpty('answers', given(true)),
    ...unlessEmpty('findings', of('finding').flatMap(findingsOf)),
    ...unlessEmpty('ratings', ratingsOf(of('roster'), of('count'))),
  };
  return { unit, sources: sourcesOf(cells, checklists, goals) };
}
