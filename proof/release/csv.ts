/** A cell of a table; null and missing figures are empty. */
export type Cell = string | number | boolean | null;

/** Column of a table: its name never changes its meaning, and its dictionary entry stands beside it. */
export interface Column<Row> {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime';
  /** The only values it has; absent where any is possible. */
  readonly among?: readonly string[];
  readonly zh: string;
  readonly en: string;
  readonly of: (row: Row) => Cell;
}

const BOM = '\ufeff';

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; plain numbers stay as they are. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^-\d+([./]\d+)?$/.test(text) ? `'${text}` : text);

function field(cell: Cell): string {
  const text = cell === null ? '' : harmless(String(cell));
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180 with line feeds, in UTF-8 with byte order mark: spreadsheet programs open it with Chinese characters intact. */
export function csvText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => field(column.of(row))).join(','));
  return `${BOM}${[columns.map(({ name }) => field(name)).join(','), ...lines].join('\n')}\n`;
}

/** Names in the first line of a table; null when the text does not begin as our tables do. */
export function csvHeader(text: string): string[] | null {
  if (!text.startsWith(BOM)) return null;
  const [first = ''] = text.slice(1).split('\n', 1);
  return first.split(',');
}
