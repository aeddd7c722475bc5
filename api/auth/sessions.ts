import { createHash } from 'node:crypto';
import { type Adapter, Cookie, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import type { Database } from '../../db/client.ts';
import * as staff from '../../db/queries/staff.ts';
import type { Staff } from '../context.ts';
import { isOutdated, type PasswordProfile } from './password-rules.ts';

type Kept = Pick<staff.SessionRow, 'endsAt' | 'startedAt' | 'confirmedAt' | 'pending' | 'device'>;

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    DatabaseSessionAttributes: Kept;
    DatabaseUserAttributes: { readonly user: staff.UserRow };
  }
}

/** A session ends after 15 minutes without use, and after 8 hours in any case. */
const IDLE = new TimeSpan(15, 'm');
const ABSOLUTE_MS = 8 * 60 * 60 * 1000;
/** For as long a person counts as confirmed after showing password or second factor. */
const CONFIRMED_MS = 10 * 60 * 1000;

/** What a city asks of its staff. */
export interface SignInRules {
  readonly profile: PasswordProfile;
  readonly factorRequired: boolean;
}

/** Whom a Cookie header stands for. */
export interface Read {
  readonly staff: Staff | null;
  /** The password was right and the second factor is still to come: nobody yet, but known. */
  readonly pending: { readonly user: staff.UserRow; readonly session: string } | null;
  /** Set when the browser's copy must move. */
  readonly cookie?: string;
}

export interface Sessions {
  /** Starts a session; `pending` until the second factor is shown. @returns the value of a Set-Cookie header. */
  readonly begin: (userId: string, now: Date, device: string, pending: boolean) => Promise<string>;
  readonly read: (cookieHeader: string, now: Date) => Promise<Read>;
  /** Ends the session of a Cookie header. @returns the Set-Cookie header that clears it. */
  readonly end: (cookieHeader: string) => Promise<string>;
}

/** Staff sessions. The only module that knows the session library. */
export function createSessions(db: Database, secure: boolean, rules: SignInRules): Sessions {
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
    begin: async (userId, now, device, pending) => {
      const kept: Kept = { endsAt: new Date(now.getTime() + ABSOLUTE_MS), startedAt: now, confirmedAt: now, pending, device };
      return cookieOf((await lucia.createSession(userId, kept)).id);
    },
    read: async (cookieHeader, now) => {
      const nobody = { staff: null, pending: null };
      const id = readId(cookieHeader);
      if (id === null) return nobody;
      const { session, user: found } = await lucia.validateSession(id);
      if (session === null) return { ...nobody, cookie: lucia.createBlankSessionCookie().serialize() };
      const { user } = found;
      if (session.endsAt <= now || !user.active) {
        await lucia.invalidateSession(id);
        return { ...nobody, cookie: lucia.createBlankSessionCookie().serialize() };
      }
      const fresh = session.fresh ? { cookie: cookieOf(id) } : {};
      if (session.pending) return { staff: null, pending: { user, session: digest(id) }, ...fresh };
      const confirmed = now.getTime() - session.confirmedAt.getTime() <= CONFIRMED_MS;
      return { staff: toStaff(user, digest(id), confirmed, owed(rules, user, now)), pending: null, ...fresh };
    },
    end: async (cookieHeader) => {
      const id = readId(cookieHeader);
      if (id !== null) await lucia.invalidateSession(id);
      return lucia.createBlankSessionCookie().serialize();
    },
  };
}

const toStaff = ({ id, login, name, role, unitId, body }: staff.UserRow, session: string, confirmed: boolean, owes: Staff['owes']): Staff => ({
  userId: id,
  login,
  name,
  role,
  unitId,
  body,
  session,
  confirmed,
  owes,
});

/** What a person has to set before anything else. */
export function owed({ profile, factorRequired }: SignInRules, user: staff.UserRow, now: Date): Staff['owes'] {
  if (isOutdated(profile, user.passwordSetAt, now)) return 'password';
  return factorRequired && user.factorConfirmedAt === null ? 'factor' : null;
}

function createLucia(db: Database, secure: boolean) {
  return new Lucia(adapter(db), {
    sessionExpiresIn: IDLE,
    sessionCookie: { name: secure ? '__Host-gongping' : 'gongping', expires: false, attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: (kept) => kept,
    getUserAttributes: ({ user }) => ({ user }),
  });
}

const digest = (id: string): string => createHash('sha256').update(id).digest('hex');

/** Keeps the SHA-256 of a session id instead of the id: a copy of the table opens nothing. */
function adapter(db: Database): Adapter {
  return {
    getSessionAndUser: async (id) => {
      const found = await staff.findSession(db, digest(id));
      return found ? [toLucia(id, found.session), { id: found.user.id, attributes: { user: found.user } }] : [null, null];
    },
    getUserSessions: async (userId) => (await staff.listSessions(db, userId)).map((row) => toLucia(row.idHash, row)),
    setSession: ({ id, userId, expiresAt, attributes }) => staff.insertSession(db, { idHash: digest(id), userId, expiresAt, ...attributes }),
    updateSessionExpiration: (id, expiresAt) => staff.updateSession(db, digest(id), { expiresAt }),
    deleteSession: (id) => staff.deleteSession(db, digest(id)),
    deleteUserSessions: (userId) => staff.deleteSessionsOf(db, userId),
    deleteExpiredSessions: () => staff.deleteExpiredSessions(db, new Date()),
  };
}

const toLucia = (id: string, { userId, expiresAt, endsAt, startedAt, confirmedAt, pending, device }: staff.SessionRow): DatabaseSession => ({
  id,
  userId,
  expiresAt,
  attributes: { endsAt, startedAt, confirmedAt, pending, device },
});
