import type { Text } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import { type Column, csvText } from '../csv.ts';
import type { Withdrawal } from '../files.ts';

/** What holds the rows of a table together. */
export interface Keys {
  /** Columns whose values name a row; none where rows can be alike. */
  readonly key: readonly string[];
  /** Columns that name a row of another table; empty cells name none. */
  readonly refers: readonly { readonly columns: readonly string[]; readonly to: string; readonly at: readonly string[] }[];
}

/** One CSV of a release: how it is called, what it says, and how it follows from the JSON files. */
export interface Table {
  readonly path: string;
  readonly title: Text;
  readonly columns: readonly Pick<Column<never>, 'name' | 'type' | 'among' | 'zh' | 'en'>[];
  readonly keys: Keys;
  /** The whole text; with `only`, just the named columns in that order. Null when a column is not known. */
  readonly text: (contents: ReleaseContents, only?: readonly string[]) => string | null;
}

/** Ties a description of columns to the rows they come from. */
export function table<Row>(
  path: string,
  title: Text,
  columns: readonly Column<Row>[],
  rowsOf: (contents: ReleaseContents) => readonly Row[],
  keys: Keys,
): Table {
  return {
    path,
    title,
    columns,
    keys,
    text: (contents, only) => {
      const chosen = only?.flatMap((name) => columns.filter((column) => column.name === name)) ?? columns;
      return only !== undefined && chosen.length !== only.length ? null : csvText(chosen, rowsOf(contents));
    },
  };
}

/** Columns that many tables share. */
export const unitColumn = <Row extends { readonly unit: string }>(): Column<Row> => ({
  name: 'unit',
  type: 'string',
  zh: '单位编号，见 units.csv',
  en: 'Unit, see units.csv',
  of: (row) => row.unit,
});

export const cycleColumn = <Row extends { readonly cycle: string }>(): Column<Row> => ({
  name: 'cycle',
  type: 'string',
  zh: '考核年度，见 periods.csv',
  en: 'Cycle, see periods.csv',
  of: (row) => row.cycle,
});

export const withdrawalColumns = <Row>(of: (row: Row) => Withdrawal | null): readonly Column<Row>[] => [
  {
    name: 'withdrawn_on',
    type: 'date',
    zh: '撤回日；空为未撤回',
    en: 'Day on which it was withdrawn; empty where it stands',
    of: (row) => of(row)?.on ?? null,
  },
  {
    name: 'withdrawn_rule',
    type: 'string',
    zh: '撤回所依据的规则，见 city.json',
    en: 'Rule of the withdrawal, see city.json',
    of: (row) => of(row)?.rule ?? null,
  },
];
