import { stringify } from 'csv-stringify/sync';
import { writeXlsx } from 'hucre';

/** A table for people: headings, and cells as text, numbers, or nothing. */
export interface Written {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** UTF-8 with byte order mark, as spreadsheet programs open it; a cell that would run as a formula is made plain text. */
export const writeCsvFile = ({ headings, rows }: Written): string =>
  stringify(
    rows.map((row) => row.map((cell) => cell ?? '')),
    { header: true, columns: [...headings], bom: true, escape_formulas: true },
  );

/** What spreadsheet programs take in one cell; they call a file with more of it broken. */
const LONGEST_CELL = 32_767;
const fitting = (cell: string | number | null) =>
  typeof cell === 'string' && cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1).toWellFormed()}…` : cell;

/** One sheet with a fixed header row. Text stays text, however much it looks like a formula; what no cell holds is cut and ends with `…`. */
export const writeWorkbook = ({ name, headings, rows }: Written): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: sheetName(name),
        rows: [[...headings], ...rows.map((row) => row.map(fitting))],
        columns: headings.map(() => ({ autoWidth: true })),
        freezePane: { rows: 1 },
      },
    ],
  });

/** What spreadsheet programs allow as the name of a sheet. */
const sheetName = (name: string): string => name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);
