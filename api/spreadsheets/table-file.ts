import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type Written, writeCsvFile, writeWorkbook } from './write.ts';

export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

/** How a route documents a table that is downloaded. */
export const TABLE_FILE = {
  description: 'The table; no cell of it runs as a formula',
  content: { 'text/csv': { schema: z.string() }, [TYPES.xlsx]: { schema: z.string().openapi({ format: 'binary' }) } },
} as const;

/** Answers with a table as a file. */
export async function fileBody(c: Context, name: string, format: TableFormat, table: Written) {
  const bytes = format === 'csv' ? new TextEncoder().encode(writeCsvFile(table)) : await writeWorkbook(table);
  const type = TYPES[format];
  return c.body(new Uint8Array(bytes).buffer, 200, { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` });
}
