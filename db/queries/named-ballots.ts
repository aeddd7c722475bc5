import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { namedBallots, namedVoters } from '../schema/named-ballots.ts';
import { users } from '../schema/staff.ts';

export type NamedBallotRow = typeof namedBallots.$inferSelect;

/** A person on the list of a group that votes openly. */
export interface NamedVoter {
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  readonly body: string | null;
  readonly group: string;
}

const voter = { userId: users.id, login: users.login, name: users.name, body: users.body, group: namedVoters.group };

export const listVoters = (db: Queryable, windowId: string): Promise<NamedVoter[]> =>
  db
    .select(voter)
    .from(namedVoters)
    .innerJoin(users, eq(users.id, namedVoters.userId))
    .where(eq(namedVoters.windowId, windowId))
    .orderBy(asc(namedVoters.group), asc(users.login));

/** The group for which somebody votes openly; null for who is on no list. */
export async function findVoter(db: Queryable, windowId: string, userId: string): Promise<string | null> {
  const [row] = await db
    .select({ group: namedVoters.group })
    .from(namedVoters)
    .where(and(eq(namedVoters.windowId, windowId), eq(namedVoters.userId, userId)));
  return row?.group ?? null;
}

export async function insertVoters(tx: Queryable, windowId: string, group: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length > 0) await tx.insert(namedVoters).values(userIds.map((userId) => ({ windowId, group, userId })));
}

export async function deleteVoters(tx: Queryable, windowId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length > 0) await tx.delete(namedVoters).where(and(eq(namedVoters.windowId, windowId), inArray(namedVoters.userId, [...userIds])));
}

export async function findNamed(db: Queryable, windowId: string, place: string, userId: string): Promise<NamedBallotRow | null> {
  const [row] = await db
    .select()
    .from(namedBallots)
    .where(and(eq(namedBallots.windowId, windowId), eq(namedBallots.place, place), eq(namedBallots.userId, userId)));
  return row ?? null;
}

/** All named ballots of a window in a fixed order, or those of one person. */
export const listNamed = (db: Queryable, windowId: string, userId?: string): Promise<NamedBallotRow[]> =>
  db
    .select()
    .from(namedBallots)
    .where(and(eq(namedBallots.windowId, windowId), userId === undefined ? undefined : eq(namedBallots.userId, userId)))
    .orderBy(asc(namedBallots.place), asc(namedBallots.group), asc(namedBallots.userId));

/** Accounts that have voted in a window. */
export const votersWithBallots = async (db: Queryable, windowId: string): Promise<ReadonlySet<string>> => {
  const rows = await db.selectDistinct({ userId: namedBallots.userId }).from(namedBallots).where(eq(namedBallots.windowId, windowId));
  return new Set(rows.map(({ userId }) => userId));
};

/** Writes a ballot, or a higher revision over the one before. @returns false when another page was faster. */
export async function putNamed(tx: Queryable, row: NamedBallotRow): Promise<boolean> {
  const { answers, revision, group, castAt } = row;
  const written = await tx
    .insert(namedBallots)
    .values(row)
    .onConflictDoUpdate({
      target: [namedBallots.windowId, namedBallots.place, namedBallots.userId],
      set: { answers, revision, group, castAt },
      setWhere: lt(namedBallots.revision, revision),
    })
    .returning({ revision: namedBallots.revision });
  return written.length === 1;
}
