import type { Fault } from '../errors.ts';
import type { Row, Table } from '../spreadsheets/csv.ts';
import type { CountsMapping } from './counts-mapping.ts';
import { columnFaults, lengthFault, ofCell, shortened, shown } from './survey.ts';

/** unit → question → level → answers, as a hotline counted them. Units without any answer are left out. */
export type Counts = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;

/** No hotline has more answers of one level about one unit. */
const MOST = 10_000_000;

const TOTAL = /^(合计|总计|总数|total|sum)$/i;

/**
 * Reads a hotline's table: whole numbers, an empty cell or a dash is none. A row of totals must agree with the rows above
 * and is not counted. All faults of all lines are told; with one of them nothing is imported.
 */
export function readCounts(
  table: Table,
  headerLine: number,
  mapping: CountsMapping,
  units: ReadonlyMap<string, string>,
): { readonly counts: Counts; readonly faults: readonly Fault[] } {
  const columns = Object.entries(mapping.counts);
  const missing = columnFaults(table.header, headerLine, [mapping.unit, ...columns.map(([column]) => column)]);
  if (missing.length > 0) return { counts: {}, faults: shortened(missing) };
  const read: Reading = { counts: {}, faults: [], lineOf: new Map(), sums: new Map() };
  const readRow = rowReader(mapping, (column) => table.header.indexOf(column), units);
  for (const row of table.rows) {
    const wrong = lengthFault(row, table.header.length);
    if (wrong) read.faults.push(wrong);
    else readRow(row, read);
  }
  const empty = read.faults.length === 0 && Object.keys(read.counts).length === 0;
  return { counts: read.counts, faults: shortened(empty ? [NO_NUMBER] : read.faults) };
}

const NO_NUMBER: Fault = { path: 'file', message: { zh: '表里一个数也没有。', en: 'There is no number in the table.' } };

interface Reading {
  readonly counts: Record<string, Record<string, Record<string, number>>>;
  readonly faults: Fault[];
  /** Line in which a unit stood first. */
  readonly lineOf: Map<string, number>;
  /** Column → sum of the rows so far. */
  readonly sums: Map<string, number>;
}

function rowReader({ unit: unitColumn, counts }: CountsMapping, at: (column: string) => number, units: ReadonlyMap<string, string>) {
  const columns = Object.entries(counts).map(([column, asked]) => ({ column, ...asked, at: at(column) }));
  return ({ line, cells }: Row, read: Reading): void => {
    const name = cells[at(unitColumn)] ?? '';
    const figures = columns.map((column) => ({ ...column, figure: figureOf(cells[column.at] ?? '') }));
    for (const { column, at: place, figure } of figures) if (figure === null) read.faults.push(notWhole(line, column, cells[place] ?? ''));
    if (TOTAL.test(name)) {
      for (const { column, figure } of figures)
        if (figure !== null && figure !== (read.sums.get(column) ?? 0)) read.faults.push(wrongTotal(line, column, figure, read.sums));
      return;
    }
    const unit = unitOf(name, line, unitColumn, units, read);
    if (unit === null) return;
    for (const { column, question, level, figure } of figures) {
      read.sums.set(column, (read.sums.get(column) ?? 0) + (figure ?? 0));
      if (figure) put(read.counts, unit, question, level, figure);
    }
  };
}

/** The unit of a row; null where there is none, or it stood above already: both are told. */
function unitOf(name: string, line: number, column: string, units: ReadonlyMap<string, string>, { lineOf, faults }: Reading): string | null {
  const unit = units.get(name) ?? units.get(name.toLowerCase());
  if (unit === undefined) {
    faults.push(ofCell(line, column, `没有单位“${shown(name)}”。`, `there is no unit "${shown(name)}".`));
    return null;
  }
  const before = lineOf.get(unit);
  if (before === undefined) lineOf.set(unit, line);
  else faults.push(ofCell(line, column, `单位“${shown(name)}”已在第${before}行出现。`, `the unit "${shown(name)}" already stands in line ${before}.`));
  return before === undefined ? unit : null;
}

function put(counts: Reading['counts'], unit: string, question: string, level: string, figure: number): void {
  const questions = counts[unit] ?? {};
  const levels = questions[question] ?? {};
  levels[level] = figure;
  questions[question] = levels;
  counts[unit] = questions;
}

/** A whole number, with or without separators of thousands; null for anything else. */
function figureOf(cell: string): number | null {
  const plain = cell.replaceAll(/[,\s]/g, '');
  if (plain === '' || /^[-–—/]$/.test(plain)) return 0;
  const figure = /^\d{1,9}$/.test(plain) ? Number(plain) : null;
  return figure === null || figure > MOST ? null : figure;
}

const notWhole = (line: number, column: string, cell: string): Fault =>
  ofCell(line, column, `“${shown(cell)}”不是不超过一千万的整数。`, `"${shown(cell)}" is no whole number up to ten million.`);

const wrongTotal = (line: number, column: string, figure: number, sums: ReadonlyMap<string, number>): Fault =>
  ofCell(
    line,
    column,
    `合计写的是 ${figure}，以上各行相加是 ${sums.get(column) ?? 0}。`,
    `the total says ${figure}, but the rows above add up to ${sums.get(column) ?? 0}.`,
  );

/** Answers about a unit, over all questions and levels. */
export const answersAbout = (counts: Counts[string]): number =>
  Object.values(counts).reduce((sum, levels) => sum + Object.values(levels).reduce((all, n) => all + n, 0), 0);
