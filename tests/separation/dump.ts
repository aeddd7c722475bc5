import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from '../../db/client.ts';

/** What a thief has who copies the database and its folder. */
export interface Dump {
  /** Table → rows with all columns, and with the place and the transaction that PostgreSQL keeps for each row. */
  readonly tables: ReadonlyMap<string, readonly StolenRow[]>;
  /** Where a text first stands in the raw files: table → text → offset. Dead rows and free space are in there too. */
  readonly raw: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export type StolenRow = Readonly<Record<string, string | number | null>>;

type Sql = Connection['sql'];

/** All rows of all tables, the job queue's included. A partition is read as the table that it is. */
export async function dumpTables(sql: Sql): Promise<Dump['tables']> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`;
  const dump = new Map<string, readonly StolenRow[]>();
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select row_to_json(t)::text as row, (ctid::text::point)[0] * 10000 + (ctid::text::point)[1] as ctid,
      xmin::text::bigint::int as xmin, cmin::text::int as cmin from ${name} t`);
    dump.set(
      name,
      rows.map(({ row, ctid, xmin, cmin }) => ({ ...JSON.parse(row), ctid, xmin, cmin })),
    );
  }
  return dump;
}

/** Tickets, hashes and marks, as they stand readable in a row. */
const TOKENS = /[0-9a-f]{64}|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{21}[AQgw](?![A-Za-z0-9_-])/g;

/** Reads the files of the database and the write-ahead log after a checkpoint, as whoever has the folder can. */
export async function dumpFiles(sql: Sql, wanted: ReadonlySet<string>): Promise<Dump['raw']> {
  await sql`checkpoint`;
  const [place] = await sql`select current_setting('data_directory') as folder, oid::text as database from pg_database where datname = current_database()`;
  const files = readdirSync(path.join(place?.folder, 'base', place?.database), { withFileTypes: true }).filter((file) => file.isFile());
  const named = new Map(
    (await sql`select pg_relation_filenode(oid)::text as node, relname as name from pg_class where relfilenode <> 0`).map((row) => [row.node, row.name]),
  );
  const raw = new Map<string, ReadonlyMap<string, number>>();
  for (const { name, parentPath } of files) {
    const found = tokensIn(readFileSync(path.join(parentPath, name)), wanted);
    if (found.size > 0) raw.set(`file of ${named.get(name) ?? name}`, found);
  }
  raw.set('write-ahead log', walTokens(path.join(place?.folder, 'pg_wal'), wanted));
  return raw;
}

function walTokens(folder: string, wanted: ReadonlySet<string>): Map<string, number> {
  const segments = readdirSync(folder).filter((name) => /^[0-9A-F]{24}$/.test(name));
  const found = new Map<string, number>();
  let base = 0;
  for (const segment of segments.sort()) {
    const bytes = readFileSync(path.join(folder, segment));
    for (const [token, offset] of tokensIn(bytes, wanted)) if (!found.has(token)) found.set(token, base + offset);
    base += bytes.length;
  }
  return found;
}

function tokensIn(bytes: Buffer, wanted: ReadonlySet<string>): Map<string, number> {
  const found = new Map<string, number>();
  for (const match of bytes.toString('latin1').matchAll(TOKENS)) {
    const [token] = match;
    if (wanted.has(token) && !found.has(token)) found.set(token, match.index);
  }
  return found;
}
