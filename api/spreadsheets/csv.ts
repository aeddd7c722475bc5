import { CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../errors.ts';
import { decodeText, plainCell } from './encoding.ts';

/** A row with the line it ends on, the first line being 1. */
export interface Row {
  readonly line: number;
  /** Trimmed, full-width characters made plain: what is compared and read as figures, days and names. */
  readonly cells: readonly string[];
  /** The same cells as they were written, for sentences: Chinese punctuation is full-width by right. */
  readonly written: readonly string[];
}

/** A table as text: the header and the rows under it. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

export type TableResult = { readonly table: Table; readonly fault?: never } | { readonly fault: Fault; readonly table?: never };
export type RowsResult = { readonly rows: readonly Row[]; readonly fault?: never } | { readonly fault: Fault; readonly rows?: never };

const told = (path: string, zh: string, en: string): { readonly fault: Fault } => ({ fault: { path, message: { zh, en } } });

/** Reads a CSV file whose first row is its header. */
export function readTable(bytes: Uint8Array): TableResult {
  const { rows, fault } = readRows(bytes);
  if (fault) return { fault };
  const [head, ...rest] = rows;
  return head ? { table: { header: head.cells, rows: rest } } : told('line 1', '文件是空的。', 'The file is empty.');
}

/** A longer line is a quotation mark that never closes, or no table at all; giving up early costs little. */
const LONGEST_RECORD = 1_000_000;

/** Reads the rows of a CSV file: UTF-8 with or without mark, UTF-16 with mark or GB 18030; separated by comma, semicolon or tab. */
export function readRows(bytes: Uint8Array): RowsResult {
  const text = decodeText(bytes);
  if (text === null) return told('file', '无法识别文件编码；请存为 UTF-8 或 GB18030。', 'The encoding is not known; save the file as UTF-8 or GB 18030.');
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return { rows: records.map(({ record, info }) => ({ line: info.lines, cells: record.map(plainCell), written: record.map((cell) => cell.trim()) })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = String((error as { lines?: number }).lines ?? 1);
    return told(`line ${line}`, `第 ${line} 行不是合格的 CSV（引号没有配对？）。`, `Line ${line} is not proper CSV (a quotation mark without its partner?).`);
  }
}

/** Whichever of the three stands most often in the first line outside quotation marks; a comma where none does. */
function delimiterOf(text: string): string {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (mark: string): number => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
