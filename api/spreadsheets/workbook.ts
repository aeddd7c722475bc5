import { type CellValue, HucreError, type Sheet as ReadSheet } from 'hucre';
import { readXlsx } from 'hucre/xlsx';
import type { Fault, Sentence } from '../errors.ts';
import { type ArchiveFault, archiveFault, OFFICE_LIMITS } from './archive.ts';
import { cellText } from './cells.ts';
import { type Row, readRows } from './csv.ts';

/** One sheet; a CSV file is a workbook of one sheet. Rows without any content are left out. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly Row[];
}

export type Workbook = { readonly sheets: readonly Sheet[]; readonly fault?: never } | { readonly fault: Fault; readonly sheets?: never };

/** Wider than this is a mistake of the sheet, or an attack. */
const MOST_COLUMNS = 500;

/**
 * Reads what a spreadsheet program saves: XLSX, or CSV in UTF-8, UTF-16 or GB 18030; told apart by content. Hidden
 * sheets are left out; a merged area has its value in each of its cells; formulas count by the value that was saved.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  if (bytes.byteLength === 0) return refuse({ zh: '文件是空的。', en: 'The file is empty.' });
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse(OLD_OR_LOCKED);
  if (startsWith(bytes, [0x50, 0x4b])) return readOffice(bytes);
  const { rows, fault } = readRows(bytes);
  return fault ? { fault } : { sheets: [{ name: 'CSV', rows }] };
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);

const refuse = (message: Sentence): Workbook => ({ fault: { path: 'file', message } });

const OLD_OR_LOCKED: Sentence = {
  zh: '这是旧的 .xls 文件或设有密码的文件；请去掉密码并另存为 .xlsx。',
  en: 'This is an old .xls file or one with a password; remove the password and save it as .xlsx.',
};

const NOT_A_WORKBOOK: Sentence = {
  zh: '文件打不开：不是完好的 .xlsx 表格。请在表格软件中打开后另存一次。',
  en: 'The file cannot be opened: it is not a sound .xlsx workbook. Open it in a spreadsheet program and save it again.',
};

const ARCHIVE_SENTENCES: Readonly<Record<ArchiveFault, Sentence>> = {
  broken: NOT_A_WORKBOOK,
  encrypted: OLD_OR_LOCKED,
  'too-large': { zh: '表格展开后过大，请只保留需要导入的工作表和行。', en: 'The workbook unfolds to too much; keep only the sheet and rows to be imported.' },
};

async function readOffice(bytes: Uint8Array): Promise<Workbook> {
  const unsafe = archiveFault(bytes, OFFICE_LIMITS);
  if (unsafe) return refuse(ARCHIVE_SENTENCES[unsafe]);
  try {
    const { sheets } = await readXlsx(bytes, { readStyles: true, sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden });
    const wide = sheets.find(({ rows }) => (rows[0]?.length ?? 0) > MOST_COLUMNS);
    if (wide) return refuse(tooWide(wide));
    return sheets.length === 0 ? refuse(NOT_A_WORKBOOK) : { sheets: sheets.map(plainSheet) };
  } catch (error) {
    if (error instanceof HucreError) return refuse(NOT_A_WORKBOOK);
    throw error;
  }
}

const tooWide = ({ name, rows }: ReadSheet): Sentence => ({
  zh: `工作表“${name}”有 ${rows[0]?.length} 列，最多 ${MOST_COLUMNS} 列。`,
  en: `The sheet "${name}" has ${rows[0]?.length} columns; at most ${MOST_COLUMNS} are read.`,
});

function plainSheet(sheet: ReadSheet): Sheet {
  const values = sheet.rows.map((row) => [...row]);
  spread(values, sheet);
  const rows = values.map((row, i): Row => {
    const cells = row.map((value, j) => cellText(value, sheet.cells?.get(`${i},${j}`)?.style?.numFmt));
    return { line: i + 1, cells, written: row.map((value, j) => (typeof value === 'string' ? value.trim() : (cells[j] ?? ''))) };
  });
  return { name: sheet.name, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) };
}

/** A merged area keeps its value in its first cell only; people mean it for all. */
function spread(values: CellValue[][], { merges }: ReadSheet): void {
  for (const { startRow, endRow, startCol, endCol } of merges ?? []) {
    const value = values[startRow]?.[startCol] ?? null;
    for (const row of values.slice(startRow, endRow + 1)) row.fill(value, startCol, Math.min(endCol + 1, row.length));
  }
}
