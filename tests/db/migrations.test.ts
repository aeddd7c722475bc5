import { execFileSync } from 'node:child_process';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import * as schema from '../../db/schema/index.ts';
import { createTestDatabase } from '../support/database.ts';

const { sql } = await createTestDatabase();

test('the migrations make every table and column that the schema names', async () => {
  const rows = await sql`select table_name, column_name from information_schema.columns where table_schema = 'public'`;
  const made = new Set(rows.map((row) => `${row.table_name}.${row.column_name}`));
  const wanted = Object.values(schema)
    .filter((table) => is(table, PgTable))
    .flatMap((table) =>
      Object.values(table as unknown as Record<string, { name?: string; columnType?: string }>)
        .filter((column) => column?.columnType)
        .map((column) => `${getTableName(table as PgTable)}.${column.name}`),
    );
  expect(wanted.length).toBeGreaterThan(100);
  expect(wanted.filter((column) => !made.has(column))).toEqual([]);
});

test('no change of the schema is without a migration', () => {
  const said = execFileSync('node_modules/.bin/drizzle-kit', ['check'], { encoding: 'utf8' });
  expect(said).toMatch(/Everything's fine/);
});

test('the database itself refuses one person where two are needed', async () => {
  const one = '00000000-0000-4000-8000-000000000001';
  await sql`insert into cycles values ('c', 'c', 'c', 's', 1)`;
  const release = sql`insert into releases (kind, state, runs, prepared_by, published_by) values ('score', 'building', '{}', ${one}, ${one})`;
  await expect(release).rejects.toThrow(/releases_two_people/);
  const window = sql`insert into windows (id, cycle_id, state, opens_at, closes_at, key_custody, opening_proposed_by, opened_by)
    values ('w', 'c', 'draft', now(), now(), 'holders', ${one}, ${one})`;
  await expect(window).rejects.toThrow(/windows_two_people_open/);
});
