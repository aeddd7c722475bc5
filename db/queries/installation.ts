import { is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client.ts';
import * as schema from '../schema/index.ts';
import { installation } from '../schema/installation.ts';

export type InstallationRow = typeof installation.$inferSelect;

/** Writes down which city this database is for, once; afterwards gives what stands there. */
export async function claimInstallation(db: Queryable, city: string): Promise<InstallationRow> {
  await db.insert(installation).values({ city }).onConflictDoNothing();
  const [row] = await db.select().from(installation);
  return row as InstallationRow;
}

export const markSeeded = async (db: Queryable, at: Date): Promise<void> => {
  await db.update(installation).set({ seededAt: at });
};

/** Empties a city whose first filling was interrupted, so that it can begin again. The installation's own row stays. */
export async function clearCity(db: Queryable): Promise<void> {
  const tables = Object.values(schema).filter((entry) => is(entry, PgTable) && entry !== schema.installation);
  await db.execute(
    sql`truncate ${sql.join(
      tables.map((table) => sql`${table}`),
      sql`, `,
    )} restart identity cascade`,
  );
}
