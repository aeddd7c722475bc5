import { and, asc, desc, eq, isNotNull, max, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { releases } from '../schema/releases.ts';

export type ReleaseRow = typeof releases.$inferSelect;

export const listReleases = (db: Queryable): Promise<ReleaseRow[]> => db.select().from(releases).orderBy(desc(releases.createdAt));

/** Published releases in the order of the chain. */
export const listPublished = (db: Queryable): Promise<ReleaseRow[]> =>
  db.select().from(releases).where(eq(releases.state, 'published')).orderBy(asc(releases.number));

export async function findRelease(db: Queryable, id: string): Promise<ReleaseRow | null> {
  const [row] = await db.select().from(releases).where(eq(releases.id, id));
  return row ?? null;
}

/** The release that is live: the highest published number. */
export async function latestPublished(db: Queryable): Promise<ReleaseRow | null> {
  const [row] = await db.select().from(releases).where(eq(releases.state, 'published')).orderBy(desc(releases.number)).limit(1);
  return row ?? null;
}

export async function insertRelease(tx: Queryable, row: typeof releases.$inferInsert): Promise<ReleaseRow> {
  const [made] = await tx.insert(releases).values(row).returning();
  return made as ReleaseRow;
}

/** Moves a release from one state to the next; null when somebody else has moved it already. */
export async function moveRelease(
  tx: Queryable,
  id: string,
  from: ReleaseRow['state'],
  change: Partial<typeof releases.$inferInsert>,
): Promise<ReleaseRow | null> {
  const [row] = await tx
    .update(releases)
    .set(change)
    .where(and(eq(releases.id, id), eq(releases.state, from)))
    .returning();
  return row ?? null;
}

/** Notes how far a build is; a release that is not being built is left alone. */
export const noteStep = async (db: Queryable, id: string, step: string): Promise<void> => {
  await db
    .update(releases)
    .set({ step })
    .where(and(eq(releases.id, id), eq(releases.state, 'building')));
};

/** The next number of the chain. Call it under the build's lock only. */
export async function nextNumber(tx: Queryable): Promise<number> {
  const [row] = await tx
    .select({ last: max(releases.number) })
    .from(releases)
    .where(isNotNull(releases.number));
  return (row?.last ?? 0) + 1;
}

/** One release is built at a time, over all processes: held until the transaction ends. */
export const lockBuilds = async (tx: Queryable): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('gongping:release'))`);
};
