import path from 'node:path';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { noteChanges } from './change-digests.ts';
import { connect } from './client.ts';

export const MIGRATIONS = path.join(import.meta.dirname, 'migrations');

/** Brings the database to the newest schema. Two processes that start together wait for each other. */
export async function migrateTo(url: string): Promise<void> {
  const { db, sql, close } = connect(url, { max: 1 });
  try {
    await sql`select pg_advisory_lock(hashtext('gongping:migrate'))`;
    await migrate(db, { migrationsFolder: MIGRATIONS });
    await noteChanges(sql);
  } finally {
    await close();
  }
}
