import { eq, lt } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { sessions, users } from '../schema/staff.ts';

export type UserRow = typeof users.$inferSelect;
export type SessionRow = typeof sessions.$inferSelect;

export async function findUserByLogin(db: Queryable, login: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.login, login));
  return row ?? null;
}

export const listUsers = (db: Queryable): Promise<UserRow[]> => db.select().from(users);

export const insertUser = async (db: Queryable, row: typeof users.$inferInsert): Promise<void> => {
  await db.insert(users).values(row);
};

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

export const moveSessionExpiry = async (db: Queryable, idHash: string, expiresAt: Date): Promise<void> => {
  await db.update(sessions).set({ expiresAt }).where(eq(sessions.idHash, idHash));
};

export const deleteSession = async (db: Queryable, idHash: string): Promise<void> => {
  await db.delete(sessions).where(eq(sessions.idHash, idHash));
};

export const deleteSessionsOf = async (db: Queryable, userId: string): Promise<void> => {
  await db.delete(sessions).where(eq(sessions.userId, userId));
};

export const deleteExpiredSessions = async (db: Queryable, now: Date): Promise<void> => {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
};
