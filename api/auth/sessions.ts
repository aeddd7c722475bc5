import { createHash } from 'node:crypto';
import { type Adapter, Cookie, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import type { Database } from '../../db/client.ts';
import * as staff from '../../db/queries/staff.ts';
import type { Staff } from '../context.ts';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    DatabaseSessionAttributes: { readonly endsAt: Date };
    DatabaseUserAttributes: Staff & { readonly active: boolean };
  }
}

/** A session ends after 15 minutes without use, and after 8 hours in any case. */
const IDLE = new TimeSpan(15, 'm');
const ABSOLUTE_MS = 8 * 60 * 60 * 1000;

export interface Sessions {
  /** Starts a session. @returns the value of a Set-Cookie header. */
  readonly begin: (userId: string, now: Date) => Promise<string>;
  /** Who the Cookie header stands for; null when nobody. `cookie` is set when the browser's copy must move. */
  readonly read: (cookieHeader: string, now: Date) => Promise<{ staff: Staff | null; cookie?: string }>;
  /** Ends the session of a Cookie header. @returns the Set-Cookie header that clears it. */
  readonly end: (cookieHeader: string) => Promise<string>;
}

/** Staff sessions. The only module that knows the session library. */
export function createSessions(db: Database, secure: boolean): Sessions {
  const lucia = createLucia(db, secure);
  /** Gone when the browser is closed: an office's machine has many hands. The library would keep it for four hundred days. */
  const cookieOf = (id: string): string => {
    const { name, value, attributes } = lucia.createSessionCookie(id);
    const { maxAge: _fourHundredDays, ...kept } = attributes;
    return new Cookie(name, value, kept).serialize();
  };
  /** A cookie that does not read as one (a stray per cent sign) is none. */
  const readId = (cookieHeader: string): string | null => {
    try {
      return lucia.readSessionCookie(cookieHeader);
    } catch {
      return null;
    }
  };
  return {
    begin: async (userId, now) => {
      const session = await lucia.createSession(userId, { endsAt: new Date(now.getTime() + ABSOLUTE_MS) });
      return cookieOf(session.id);
    },
    read: async (cookieHeader, now) => {
      const id = readId(cookieHeader);
      if (id === null) return { staff: null };
      const { session, user } = await lucia.validateSession(id);
      if (session === null) return { staff: null, cookie: lucia.createBlankSessionCookie().serialize() };
      if (session.endsAt <= now || !user.active) {
        await lucia.invalidateSession(id);
        return { staff: null, cookie: lucia.createBlankSessionCookie().serialize() };
      }
      const known: Staff = { userId: user.userId, login: user.login, name: user.name, role: user.role, unitId: user.unitId, body: user.body };
      return session.fresh ? { staff: known, cookie: cookieOf(id) } : { staff: known };
    },
    end: async (cookieHeader) => {
      const id = readId(cookieHeader);
      if (id !== null) await lucia.invalidateSession(id);
      return lucia.createBlankSessionCookie().serialize();
    },
  };
}

function createLucia(db: Database, secure: boolean) {
  return new Lucia(adapter(db), {
    sessionExpiresIn: IDLE,
    sessionCookie: { name: secure ? '__Host-gongping' : 'gongping', expires: false, attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ endsAt }) => ({ endsAt }),
    getUserAttributes: (user) => ({ ...user }),
  });
}

const digest = (id: string): string => createHash('sha256').update(id).digest('hex');

/** Keeps the SHA-256 of a session id instead of the id: a copy of the table opens nothing. */
function adapter(db: Database): Adapter {
  return {
    getSessionAndUser: async (id) => {
      const found = await staff.findSession(db, digest(id));
      if (!found) return [null, null];
      const { session, user } = found;
      const { id: userId, login, name, role, unitId, body, active } = user;
      return [toLucia(id, session), { id: userId, attributes: { userId, login, name, role, unitId, body, active } }];
    },
    getUserSessions: async (userId) => (await staff.listSessions(db, userId)).map((row) => toLucia(row.idHash, row)),
    setSession: ({ id, userId, expiresAt, attributes }) => staff.insertSession(db, { idHash: digest(id), userId, expiresAt, endsAt: attributes.endsAt }),
    updateSessionExpiration: (id, expiresAt) => staff.moveSessionExpiry(db, digest(id), expiresAt),
    deleteSession: (id) => staff.deleteSession(db, digest(id)),
    deleteUserSessions: (userId) => staff.deleteSessionsOf(db, userId),
    deleteExpiredSessions: () => staff.deleteExpiredSessions(db, new Date()),
  };
}

const toLucia = (id: string, row: staff.SessionRow): DatabaseSession => ({
  id,
  userId: row.userId,
  expiresAt: row.expiresAt,
  attributes: { endsAt: row.endsAt },
});
