import { and, asc, eq, gt, gte, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { factorMessages, invitations, type Role, sessions, users } from '../schema/staff.ts';

export type UserRow = typeof users.$inferSelect;
export type SessionRow = typeof sessions.$inferSelect;

export async function findUserByLogin(db: Queryable, login: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.login, login));
  return row ?? null;
}

/** All accounts, in the order in which they were made. */
export const listUsers = (db: Queryable): Promise<UserRow[]> => db.select().from(users).orderBy(asc(users.createdAt), asc(users.login));

/** @returns the id; null when the login is taken. */
export async function insertUser(db: Queryable, row: typeof users.$inferInsert): Promise<string | null> {
  const [made] = await db.insert(users).values(row).onConflictDoNothing({ target: users.login }).returning({ id: users.id });
  return made?.id ?? null;
}

/** The account, locked until the transaction ends. */
export async function lockUser(tx: Queryable, login: string): Promise<UserRow | null> {
  const [row] = await tx.select().from(users).where(eq(users.login, login)).for('update');
  return row ?? null;
}

export const updateUser = async (db: Queryable, id: string, change: Partial<typeof users.$inferInsert>): Promise<void> => {
  await db.update(users).set(change).where(eq(users.id, id));
};

/** Accounts of a role that can act. */
export async function countActive(db: Queryable, role: Role): Promise<number> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, role), eq(users.active, true)));
  return rows.length;
}

/** Marks a time step as used. @returns false when it, or a later one, was used before. */
export async function takeFactorStep(db: Queryable, userId: string, step: number): Promise<boolean> {
  const taken = await db
    .update(users)
    .set({ factorStep: step })
    .where(and(eq(users.id, userId), lt(users.factorStep, step)))
    .returning({ id: users.id });
  return taken.length === 1;
}

/** Takes a recovery code out of those that are left. @returns false when it was not among them. */
export async function takeRecoveryCode(db: Queryable, userId: string, hash: string): Promise<boolean> {
  const taken = await db
    .update(users)
    .set({ recoveryHashes: sql`${users.recoveryHashes} - ${hash}::text` })
    .where(and(eq(users.id, userId), sql`${users.recoveryHashes} ? ${hash}`))
    .returning({ id: users.id });
  return taken.length === 1;
}

/** Keeps what was sent last, in place of what was sent before. */
export async function insertFactorMessage(tx: Queryable, row: typeof factorMessages.$inferInsert): Promise<void> {
  const { userId: _, ...change } = row;
  await tx.insert(factorMessages).values(row).onConflictDoUpdate({ target: factorMessages.userId, set: change });
}

/** Uses up one try. @returns the hash to compare with; null when nothing was sent, no try is left, or it is too late. */
export async function takeFactorTry(db: Queryable, userId: string, now: Date): Promise<string | null> {
  const [row] = await db
    .update(factorMessages)
    .set({ triesLeft: sql`${factorMessages.triesLeft} - 1` })
    .where(and(eq(factorMessages.userId, userId), gt(factorMessages.triesLeft, 0), gte(factorMessages.expiresAt, now)))
    .returning({ codeHash: factorMessages.codeHash });
  return row?.codeHash ?? null;
}

/** Deletes what was sent; with a hash only if it is still that. @returns false when somebody was faster. */
export async function dropFactorMessage(db: Queryable, userId: string, codeHash?: string): Promise<boolean> {
  const gone = await db
    .delete(factorMessages)
    .where(and(eq(factorMessages.userId, userId), codeHash === undefined ? undefined : eq(factorMessages.codeHash, codeHash)))
    .returning({ userId: factorMessages.userId });
  return gone.length === 1;
}

/** A new link makes the earlier ones of the same person void. */
export async function insertInvitation(tx: Queryable, row: { tokenHash: string; userId: string; expiresAt: Date }): Promise<void> {
  await tx.delete(invitations).where(and(eq(invitations.userId, row.userId), isNull(invitations.usedAt)));
  await tx.insert(invitations).values(row);
}

export async function findInvitation(db: Queryable, tokenHash: string, now: Date): Promise<UserRow | null> {
  const [row] = await db
    .select({ user: users })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.userId))
    .where(and(eq(invitations.tokenHash, tokenHash), isNull(invitations.usedAt), gt(invitations.expiresAt, now), eq(users.active, true)));
  return row?.user ?? null;
}

/** @returns false when the link was used meanwhile. */
export async function useInvitation(tx: Queryable, tokenHash: string, now: Date): Promise<boolean> {
  const used = await tx
    .update(invitations)
    .set({ usedAt: now })
    .where(and(eq(invitations.tokenHash, tokenHash), isNull(invitations.usedAt)))
    .returning({ userId: invitations.userId });
  return used.length === 1;
}

export async function findSession(db: Queryable, idHash: string): Promise<{ session: SessionRow; user: UserRow } | null> {
  const [row] = await db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.idHash, idHash));
  return row ?? null;
}

export const listSessions = (db: Queryable, userId: string): Promise<SessionRow[]> => db.select().from(sessions).where(eq(sessions.userId, userId));

export const insertSession = async (db: Queryable, row: SessionRow): Promise<void> => {
  await db.insert(sessions).values(row);
};

export const deleteSession = async (db: Queryable, idHash: string): Promise<void> => {
  await db.delete(sessions).where(eq(sessions.idHash, idHash));
};

export const updateSession = async (db: Queryable, idHash: string, change: Partial<SessionRow>): Promise<void> => {
  await db.update(sessions).set(change).where(eq(sessions.idHash, idHash));
};

/** Ends one of a person's sessions by what the list of devices calls it. */
export async function deleteOwnSession(db: Queryable, userId: string, idHash: string): Promise<boolean> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.idHash, idHash)))
    .returning({ id: sessions.idHash });
  return ended.length === 1;
}

/** Ends a person's sessions but one. */
export const deleteOtherSessions = async (db: Queryable, userId: string, kept: string): Promise<void> => {
  await db.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.idHash, kept)));
};

export const deleteSessionsOf = async (db: Queryable, userId: string): Promise<void> => {
  await db.delete(sessions).where(eq(sessions.userId, userId));
};

export const deleteExpiredSessions = async (db: Queryable, now: Date): Promise<void> => {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
};
