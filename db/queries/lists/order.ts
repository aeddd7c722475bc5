import { asc, type Column, desc, type SQL, sql } from 'drizzle-orm';

export type Direction = 'asc' | 'desc';

/** Which part of a list, in which order. */
export interface Part<Sort extends string> {
  readonly sort: Sort;
  readonly direction: Direction;
  readonly offset: number;
  readonly limit: number;
}

/** Lines of one part, and how many the list has in all. */
export interface Listed<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

type Expression = Column | SQL;

/** Chinese words by their reading, as a dictionary has them; everything else by the same rules. */
export const byReading = (column: Column): SQL => sql`${column} collate "zh-x-icu"`;

/** By one expression, then by what makes the order the same each time. Going down is exactly going up read backwards. */
export const ordered = (first: Expression, ties: readonly Expression[], direction: Direction): SQL[] => [first, ...ties].map(direction === 'asc' ? asc : desc);

/** Whether a column holds the words, whatever their case; nothing in them is a pattern. */
export const holds = (column: Column, words: string): SQL => sql`position(lower(${words}) in lower(${column})) > 0`;
