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

/** One sheet with a fixed header row. Text stays text, however much it looks like a formula. */
export const writeWorkbook = ({ name, headings, rows }: Written): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: sheetName(name),
        rows: [[...headings], ...rows.map((row) => [...row])],
        columns: headings.map(() => ({ autoWidth: true })),
        freezePane: { rows: 1 },
      },
    ],
  });

/** What spreadsheet programs allow as the name of a sheet. */
const sheetName = (name: string): string => name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);
