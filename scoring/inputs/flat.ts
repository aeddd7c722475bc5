import { type Fault, fault } from '../faults.ts';
import type { Scheme } from '../scheme/schema.ts';
import type { Path } from '../scheme/walk.ts';
import { type Column, columnOf } from './flat-columns.ts';
import { inTable } from './flat-sentences.ts';
import { unitOf } from './flat-unit.ts';

/** A table as text, with the line that each row stands on. */
export interface FlatTable {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Line of the file, and the name of the column where a fault belongs to one. */
export interface FlatPlace {
  readonly line: number;
  readonly path: string;
}

interface Located {
  /** Where a path of the input, or of the table (`header`, column) and (`rows`, index, column), stands in the file. */
  readonly placeOf: (path: Path) => FlatPlace;
}

export type FlatInput = ({ readonly ok: true; readonly value: unknown } & Located) | ({ readonly ok: false; readonly faults: readonly Fault[] } & Located);

function headerFaults(columns: readonly Column[], scheme: Scheme): Fault[] {
  const names = columns.map(({ name }) => name);
  const wanted = (kind: Column['kind']): boolean => columns.some((column) => column.kind === kind);
  return [
    ...(wanted('unit') ? [] : [fault(['header'], inTable.noUnitColumn())]),
    ...(wanted('category') || scheme.categories.length === 1 ? [] : [fault(['header'], inTable.noCategoryColumn(scheme.categories.map(({ id }) => id)))]),
    ...names.flatMap((name, index) => (names.indexOf(name) < index ? [fault(['header', name], inTable.twice(name))] : [])),
    ...columns.flatMap(({ name, kind, message }) => (kind === 'unknown' ? [fault(['header', name], message)] : [])),
  ];
}

const cellOf = (row: FlatTable['rows'][number], columns: readonly Column[], kind: Column['kind']): string =>
  row.cells[columns.findIndex((column) => column.kind === kind)] ?? '';

/** The one cycle of the file: the option, or what the column says in every row. */
function cycleOf(table: FlatTable, columns: readonly Column[], option: string | undefined): { cycle: string; faults: Fault[] } {
  const said = columns.some(({ kind }) => kind === 'cycle') ? table.rows.map((row) => cellOf(row, columns, 'cycle')) : [];
  const cycle = option ?? said[0] ?? '';
  if (cycle === '') return { cycle, faults: [fault(['header'], inTable.noCycle())] };
  return { cycle, faults: said.flatMap((one, index) => (one === cycle ? [] : [fault(['rows', index, 'cycle'], inTable.otherCycle(one, cycle))])) };
}

function rowFaults(table: FlatTable, columns: readonly Column[]): Fault[] {
  return table.rows.flatMap((row, index) => {
    if (row.cells.length !== columns.length) return [fault(['rows', index], inTable.cells(row.cells.length, columns.length))];
    return cellOf(row, columns, 'unit') === '' ? [fault(['rows', index, 'unit'], inTable.noUnit())] : [];
  });
}

const startsWith = (long: Path, short: Path): boolean => short.every((step, index) => String(long[index]) === String(step));

/** The column that fed a place of a unit: the one that is it, that lies within it, or that it lies within. */
function columnAt(unit: ReturnType<typeof unitOf>, inside: Path): string {
  const { sources } = unit;
  const found =
    sources.find(({ path }) => path.length === inside.length && startsWith(path, inside)) ??
    sources.find(({ path }) => startsWith(path, inside)) ??
    sources.findLast(({ path }) => startsWith(inside, path));
  return inside.length === 0 ? '' : (found?.column ?? '');
}

function locator(table: FlatTable, units: readonly ReturnType<typeof unitOf>[]): Located['placeOf'] {
  return ([what, index, ...inside]) => {
    const line = typeof index === 'number' ? (table.rows[index]?.line ?? 1) : 1;
    const unit = what === 'units' && typeof index === 'number' ? units[index] : undefined;
    if (unit !== undefined) return { line, path: columnAt(unit, inside) };
    return { line, path: String((what === 'header' ? index : inside[0]) ?? '') };
  };
}

/**
 * A flat table as a scoring input: one row a unit, one column a value; see `columnOf` for the names of columns.
 * An empty cell is an entry that is not there; `null` in a cell is one that is expected and not there yet.
 * @param cycle name of the cycle where the table has no such column.
 */
export function readFlat(scheme: Scheme, table: FlatTable, cycle?: string): FlatInput {
  const columns = table.header.map(columnOf);
  const named = cycleOf(table, columns, cycle);
  const rowless = table.rows.length === 0 ? [fault(['header'], inTable.noRows())] : [];
  const faults = [...headerFaults(columns, scheme), ...rowless, ...(rowless.length > 0 ? [] : named.faults), ...rowFaults(table, columns)];
  if (faults.length > 0) return { ok: false, faults, placeOf: locator(table, []) };
  const units = table.rows.map(({ cells }) => unitOf(scheme, columns, cells));
  const value = { scheme: scheme.id, cycle: named.cycle, units: units.map(({ unit }) => unit) };
  return { ok: true, value, placeOf: locator(table, units) };
}
