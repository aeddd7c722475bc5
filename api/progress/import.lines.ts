import type { PeriodRow } from '../../db/queries/progress.ts';
import type { UnitGoal } from '../../db/queries/progress-import.ts';
import type { Fault, Sentence } from '../errors.ts';
import type { Row } from '../spreadsheets/csv.ts';
import { plainCell } from '../spreadsheets/encoding.ts';
import { cellFault } from '../spreadsheets/faults.ts';
import type { Headed } from '../spreadsheets/header.ts';
import { entryFaults } from './entry-rules.ts';
import { type EntryRead, NOTHING, readEntry, sameEntry } from './import.cells.ts';
import { COLUMNS, type Column, type ContentColumn, SENTENCES } from './import.columns.ts';
import { plainText } from './plain-text.ts';

/** What a progress table is read against. */
export interface ImportFrame {
  /** Goals of the final plans, each with its unit. */
  readonly goals: readonly UnitGoal[];
  readonly periods: readonly PeriodRow[];
  /** The one report that a unit's own table is about; null for a table of many. */
  readonly only: { readonly unit: string; readonly period: string } | null;
  /** ISO day in the city's time zone. */
  readonly today: string;
}

export interface LineRead {
  readonly line: number;
  readonly period: PeriodRow;
  readonly goal: UnitGoal;
  /** Null: the line says nothing, and what is stored stays. */
  readonly entry: EntryRead | null;
}

export interface LinesRead {
  readonly lines: readonly LineRead[];
  readonly faults: readonly Fault[];
  readonly notes: readonly { readonly line: number; readonly message: Sentence }[];
}

/** Reads every line: whose goal it is about, for which period, and what it says. */
export function readLines({ columns, headings, rows }: Headed<Column>, frame: ImportFrame): LinesRead {
  const find = finder(frame);
  const lines: LineRead[] = [];
  const faults: Fault[] = [];
  const notes: LinesRead['notes'][number][] = [];
  const first = new Map<string, number>();
  for (const row of rows) {
    const heading = (column: Column): string => headings[column] ?? COLUMNS[column][0];
    const say = (column: Column, message: Sentence): null => {
      faults.push(cellFault(row.line, heading(column), message));
      return null;
    };
    const cell = cellsOf(row, columns);
    const place = find(cell, say);
    if (!place) continue;
    const key = `${place.goal.id} ${place.period.id}`;
    const before = first.get(key);
    if (before !== undefined) say('code', inLine(before));
    first.set(key, before ?? row.line);
    const read = readEntry(cell, place.goal, Number(place.period.endsOn.slice(0, 4)));
    for (const { column, message } of read.faults) say(column, message);
    for (const { column, message } of read.notes) notes.push({ line: row.line, message: cellFault(row.line, heading(column), message).message });
    const rules = read.faults.length > 0 ? [] : entryFaults([{ ...read.entry, goal: place.goal.code }], [place.goal], frame.today);
    for (const { path, message } of rules) say(columnOf(path), message);
    lines.push({ line: row.line, ...place, entry: sameEntry(read.entry, NOTHING) ? null : read.entry });
  }
  return { lines, faults, notes };
}

type Cells = (column: Column) => string;
type Say = (column: Column, message: Sentence) => null;
type Place = Pick<LineRead, 'goal' | 'period'>;

const cellsOf =
  ({ cells, written }: Row, columns: Headed<Column>['columns']): Cells =>
  (column) =>
    (SENTENCES.has(column) ? written : cells)[columns[column] ?? -1] ?? '';

/** `entries.0.doneOn` is told at the column of the day. */
const columnOf = (path: string): ContentColumn => (path.split('.')[2] ?? 'reported') as ContentColumn;

/** What names are compared by. */
const nameKey = (text: string): string => plainCell(plainText(text)).toLowerCase();

/** Finds unit, period and goal of a line; what cannot be found is told at its cell. */
function finder({ goals, periods, only }: ImportFrame): (cell: Cells, say: Say) => Place | null {
  const units = new Map(goals.flatMap((goal) => [goal.unitId, goal.unitZh, goal.unitEn].map((name) => [nameKey(name), goal.unitId] as const)));
  const known = new Map(periods.flatMap((period) => [period.id, period.labelZh, period.labelEn].map((name) => [nameKey(name), period] as const)));
  const byCode = new Map(goals.map((goal) => [`${goal.unitId} ${nameKey(goal.code)}`, goal]));
  const byTitle = Map.groupBy(
    goals.flatMap((goal) => [...new Set([goal.titleZh, goal.titleEn].map(nameKey))].map((title) => ({ goal, key: `${goal.unitId} ${title}` }))),
    ({ key }) => key,
  );
  const unitOf = (typed: string, say: Say): string | null => {
    const unit = units.get(nameKey(typed)) ?? null;
    if (typed === '' && only) return only.unit;
    if (unit === null) return say('unit', noUnit(typed));
    return only && only.unit !== unit ? say('unit', otherUnit) : unit;
  };
  const periodOf = (typed: string, say: Say): PeriodRow | null => {
    const period = (typed === '' && only ? periods.find(({ id }) => id === only.period) : known.get(nameKey(typed))) ?? null;
    if (period === null) return say('period', noPeriod(typed, periods));
    return only && only.period !== period.id ? say('period', otherPeriod) : period;
  };
  const goalOf = (unit: string, code: string, title: string, say: Say): UnitGoal | null => {
    const coded = code === '' ? undefined : byCode.get(`${unit} ${nameKey(code)}`);
    if (coded) return coded;
    const titled = title === '' ? [] : (byTitle.get(`${unit} ${nameKey(title)}`) ?? []);
    if (titled.length === 1) return titled[0]?.goal ?? null;
    if (titled.length > 1) return say('title', sameTitle(titled.length));
    return code === '' ? say('title', noTitle(title)) : say('code', noCode(code));
  };
  return (cell, say) => {
    const [unit, period] = [unitOf(cell('unit').trim(), say), periodOf(cell('period').trim(), say)];
    const goal = unit === null ? null : goalOf(unit, cell('code').trim(), cell('title').trim(), say);
    return goal && period ? { goal, period } : null;
  };
}

const shown = (text: string): string => text.slice(0, 40);
const inLine = (line: number): Sentence => ({
  zh: `这个目标的这一期已在第 ${line} 行出现。`,
  en: `this goal and period stand in line ${line} already.`,
});
const noUnit = (typed: string): Sentence => ({
  zh: `没有“${shown(typed)}”这个单位，或该单位这一年度没有已定稿的目标计划书。`,
  en: `there is no unit "${shown(typed)}", or it has no final plan in this cycle.`,
});
const otherUnit: Sentence = { zh: '这一行是其他单位的。', en: 'this line is about another unit.' };
const noPeriod = (typed: string, periods: readonly PeriodRow[]): Sentence => ({
  zh: `没有“${shown(typed)}”这个考核期；可以是：${periods.map(({ labelZh }) => labelZh).join('、')}。`,
  en: `there is no period "${shown(typed)}"; it can be: ${periods.map(({ labelEn }) => labelEn).join(', ')}.`,
});
const otherPeriod: Sentence = { zh: '这一行是其他考核期的。', en: 'this line is about another period.' };
const noCode = (typed: string): Sentence => ({
  zh: `计划书中没有编号为“${shown(typed)}”的目标。`,
  en: `the plan has no goal with the number "${shown(typed)}".`,
});
const noTitle = (typed: string): Sentence =>
  typed === ''
    ? { zh: '请填写目标的编号或名称。', en: 'give the number or the title of a goal.' }
    : { zh: `计划书中没有名为“${shown(typed)}”的目标。`, en: `the plan has no goal "${shown(typed)}".` };
const sameTitle = (count: number): Sentence => ({
  zh: `计划书中有 ${count} 个同名目标，请填写编号。`,
  en: `the plan has ${count} goals of this title; give the number.`,
});
