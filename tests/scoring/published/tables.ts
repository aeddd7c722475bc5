import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export type Row = Readonly<Record<string, string>>;

/** A published table as it is stored: rows by column name, every cell as text. */
export function table(name: string): Row[] {
  return parse(readFileSync(new URL(`../../vectors/published/${name}.csv`, import.meta.url)), { columns: true }) as Row[];
}

/** A cell that must be there. */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`no column ${column}`);
  return value;
}
