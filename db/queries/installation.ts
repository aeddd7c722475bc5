import type { Queryable } from '../client.ts';
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
