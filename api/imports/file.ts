import type { Fault } from '../errors.ts';
import type { Row, Table } from '../spreadsheets/csv.ts';
import { encodingOf } from '../spreadsheets/encoding.ts';
import { readWorkbook, type Sheet } from '../spreadsheets/workbook.ts';
import { headingsAt } from './headings.ts';

/** Titles and notes stand above the header in real files; further down it is no header any more. */
const SEARCHED = 20;
const SHOWN_ROWS = 5;
/** A column with more different values holds no codes. */
const MOST_CODES = 20;
const MOST_COLUMNS = 500;

/** What a file looks like, before anything is made of it. */
export interface SheetLook {
  readonly name: string;
  readonly headerLine: number;
  readonly rows: number;
  readonly columns: readonly {
    readonly heading: string;
    /** The first cells under it. */
    readonly first: readonly string[];
    /** Its different values; null where there are too many to be codes. */
    readonly codes: readonly string[] | null;
  }[];
}

export interface FileLook {
  /** `XLSX`, or a text encoding. */
  readonly encoding: string;
  readonly sheets: readonly SheetLook[];
}

type Told<T> = { readonly value: T; readonly fault?: never } | { readonly fault: Fault; readonly value?: never };

const told = (path: string, zh: string, en: string): { readonly fault: Fault } => ({ fault: { path, message: { zh, en } } });

/** Reads the sheets of a file and where their headers probably stand. */
export async function lookAt(bytes: Uint8Array, headerLine?: number): Promise<Told<FileLook>> {
  const { sheets, fault } = await readWorkbook(bytes);
  if (fault) return { fault };
  const filled = sheets.filter(hasData);
  if (filled.length === 0) return told('file', '文件里没有数据。', 'There are no data in the file.');
  const widest = Math.max(...filled.flatMap(({ rows }) => rows.slice(0, SEARCHED).map(({ cells }) => cells.length)));
  if (widest > MOST_COLUMNS) return tooWide(widest);
  return { value: { encoding: encodingOf(bytes), sheets: filled.map((sheet) => lookAtSheet(sheet, headerLine)) } };
}

/** Something beside a header. */
const hasData = ({ rows }: Sheet): boolean => rows.filter(({ cells }) => cells.some((cell) => cell !== '')).length > 1;

function lookAtSheet(sheet: Sheet, headerLine: number | undefined): SheetLook {
  const at = headerAt(sheet.rows, headerLine, null);
  const rows = sheet.rows.slice(at + 1);
  const header = headingsAt(sheet.rows, at);
  return {
    name: sheet.name,
    headerLine: sheet.rows[at]?.line ?? 1,
    rows: rows.length,
    columns: header.map((heading, i) => ({ heading, first: rows.slice(0, SHOWN_ROWS).map(({ cells }) => cells[i] ?? ''), codes: codesOf(rows, i) })),
  };
}

function codesOf(rows: readonly Row[], column: number): readonly string[] | null {
  const codes = new Set<string>();
  for (const { cells } of rows) {
    const code = cells[column] ?? '';
    if (code !== '') codes.add(code);
    if (codes.size > MOST_CODES) return null;
  }
  return [...codes].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
}

/** Where the table stands that a mapping reads. */
export interface Place {
  readonly sheet?: string | undefined;
  readonly headerLine?: number | undefined;
}

/** The table that a mapping reads, and the line its header stands on. `columns` are the headings it wants. */
export async function readMapped(
  bytes: Uint8Array,
  place: Place,
  columns: readonly string[],
): Promise<Told<{ readonly table: Table; readonly headerLine: number }>> {
  const { sheets, fault } = await readWorkbook(bytes);
  if (fault) return { fault };
  const sheet = place.sheet === undefined ? sheets.find(hasData) : sheets.find(({ name }) => name === place.sheet);
  if (!sheet) return place.sheet === undefined ? told('file', '文件里没有数据。', 'There are no data in the file.') : noSheet(place.sheet);
  const at = headerAt(sheet.rows, place.headerLine, new Set(columns));
  const head = sheet.rows[at];
  if (!head) return told('file', '文件里没有数据。', 'There are no data in the file.');
  if (head.cells.length > MOST_COLUMNS) return tooWide(head.cells.length);
  const rows = sheet.rows.slice(at + 1).filter(({ cells }) => cells.some((cell) => cell !== ''));
  const even = encodingOf(bytes) === 'XLSX' ? rows.map((row) => evened(row, head.cells.length)) : rows;
  return { value: { headerLine: head.line, table: { header: headingsAt(sheet.rows, at), rows: even } } };
}

/** A workbook keeps no empty cells at the end of a row; a CSV file does, and there a missing one is a fault. */
const evened = ({ cells, ...row }: Row, width: number): Row => ({
  ...row,
  cells: cells.slice(width).every((cell) => cell === '') ? Array.from({ length: width }, (_, i) => cells[i] ?? '') : cells,
});

const tooWide = (found: number) =>
  told(
    'file',
    `表格有 ${found} 列，最多 ${MOST_COLUMNS} 列；请只保留需要导入的列。`,
    `The table has ${found} columns; at most ${MOST_COLUMNS} are read. Keep only those to be imported.`,
  );

const noSheet = (name: string) =>
  told('mapping.sheet', `没有工作表“${name}”（隐藏的工作表不读）。`, `There is no sheet "${name}" (hidden sheets are not read).`);

/** Place of the header: the given line; the row that holds most of the wanted headings; else the first with the most different words. */
function headerAt(rows: readonly Row[], line: number | undefined, wanted: ReadonlySet<string> | null): number {
  if (line !== undefined) return rows.findIndex((row) => row.line >= line);
  const worth = rows.slice(0, SEARCHED).map((_, at) => {
    const cells = headingsAt(rows, at);
    return new Set(wanted ? cells.filter((cell) => wanted.has(cell)) : cells.filter(isWord)).size;
  });
  return worth.indexOf(Math.max(...worth));
}

const isWord = (cell: string): boolean => cell !== '' && !/^[\d.,%\s-]+$/.test(cell);
