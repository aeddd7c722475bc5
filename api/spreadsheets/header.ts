import type { Row } from './csv.ts';
import { plainCell } from './encoding.ts';
import type { Sheet } from './workbook.ts';

/** A sheet under its header: which column is which field, and the rows that follow. */
export interface Headed<F extends string> {
  readonly line: number;
  /** Field → place of its column. A field without a column is absent. */
  readonly columns: Readonly<Partial<Record<F, number>>>;
  /** Field → the heading as it stands in the file, for faults. */
  readonly headings: Readonly<Partial<Record<F, string>>>;
  readonly rows: readonly Row[];
}

/** Titles, a unit's name and a date stand above the header in real files; further down it is no header any more. */
const SEARCHED = 20;

/** What a heading is compared by: no spaces, no brackets with what they hold, no marks of obligation, small letters. */
export const headingKey = (heading: string): string =>
  plainCell(heading)
    .toLowerCase()
    .replaceAll(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replaceAll(/[\s*:、_-]/g, '');

/**
 * Finds the header among the first rows of a sheet: the row that names the most of the fields, by any of their words.
 * Null when no row names at least two (or all, when fewer are asked for).
 */
export function findHeader<F extends string>(sheet: Sheet, words: Readonly<Record<F, readonly string[]>>): Headed<F> | null {
  const fields = Object.entries(words) as [F, readonly string[]][];
  const fieldOf = new Map(fields.flatMap(([field, names]) => names.map((name) => [headingKey(name), field] as const)));
  let best: { readonly at: number; readonly columns: Map<F, number> } | null = null;
  for (const [at, row] of sheet.rows.slice(0, SEARCHED).entries()) {
    const columns = columnsOf(row, fieldOf);
    if (columns.size > (best?.columns.size ?? 0)) best = { at, columns };
  }
  const head = best && sheet.rows[best.at];
  if (!best || !head || best.columns.size < Math.min(2, fields.length)) return null;
  const columns = Object.fromEntries(best.columns) as Partial<Record<F, number>>;
  const headings = Object.fromEntries([...best.columns].map(([field, place]) => [field, head.cells[place] ?? ''])) as Partial<Record<F, string>>;
  return { line: head.line, columns, headings, rows: sheet.rows.slice(best.at + 1) };
}

/** Each field's first column; a merged title repeats one heading and names one field only. */
function columnsOf<F extends string>({ cells }: Row, fieldOf: ReadonlyMap<string, F>): Map<F, number> {
  const columns = new Map<F, number>();
  for (const [place, cell] of cells.entries()) {
    const field = fieldOf.get(headingKey(cell));
    if (field !== undefined && !columns.has(field)) columns.set(field, place);
  }
  return columns;
}
