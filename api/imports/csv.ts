import { CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../errors.ts';

/** A table as text: the header and the rows, each with the line it ends on. Cells are trimmed and full-width characters made plain. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export type TableResult = { readonly table: Table; readonly fault?: never } | { readonly fault: Fault; readonly table?: never };

const fault = (path: string, zh: string, en: string): TableResult => ({ fault: { path, message: { zh, en } } });

/** Reads a CSV file: UTF-8 with or without mark, UTF-16 with mark or GB 18030; separated by comma, semicolon or tab. */
export function readTable(bytes: Uint8Array): TableResult {
  const text = decode(bytes);
  if (text === null) return fault('file', '无法识别文件编码；请存为 UTF-8 或 GB18030。', 'The encoding is not known; save the file as UTF-8 or GB 18030.');
  try {
    const records = parse(text, { delimiter: delimiterOf(text), info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    const [head, ...rest] = records.map(({ record, info }) => ({ line: info.lines, cells: record.map(plain) }));
    return head ? { table: { header: head.cells, rows: rest } } : fault('line 1', '文件是空的。', 'The file is empty.');
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = String((error as { lines?: number }).lines ?? 1);
    return fault(`line ${line}`, `第 ${line} 行不是合格的 CSV（引号没有配对？）。`, `Line ${line} is not proper CSV (a quotation mark without its partner?).`);
  }
}

const plain = (cell: string): string => cell.normalize('NFKC').trim();

function decode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return attempt(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return attempt(bytes, 'utf-16be');
  return attempt(bytes, 'utf-8') ?? attempt(bytes, 'gb18030');
}

/** The decoder takes the byte order mark away. */
function attempt(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whichever of the three stands most often in the first line outside quotation marks; a comma where none does. */
function delimiterOf(text: string): string {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (mark: string): number => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
