import { findUserByLogin, takeFactorStep, takeRecoveryCode, type UserRow, updateSession } from '../../db/queries/staff.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import type { Limits } from '../limits.ts';
import { noCodeAwaited, tooManyTries, wrongCode, wrongCredentials, wrongPassword } from './auth.errors.ts';
import { factorStep, openFactor, recoveryHash } from './factor.ts';
import { passwordMatches } from './passwords.ts';
import type { Read, Sessions } from './sessions.ts';

/** Where a sign-in comes from: the keyed address, and the browser as the person's list of devices shows it. */
export interface From {
  readonly address: string;
  readonly device: string;
}

interface Needs {
  readonly deps: Dependencies;
  readonly sessions: Sessions;
  readonly limits: Limits;
}

export interface SignedIn {
  readonly user: UserRow;
  readonly cookie: string;
  /** The second factor is still to come. */
  readonly pending: boolean;
}

/** Account and password. @throws AppError auth.wrong_credentials, auth.too_many_tries */
export async function signIn({ deps, sessions, limits }: Needs, login: string, password: string, { address, device }: From): Promise<SignedIn> {
  const { db, clock } = deps;
  const wait = Math.max(await limits.signInFrom(address), await limits.signIn(login));
  if (wait > 0) throw tooManyTries(wait);
  const user = await findUserByLogin(db, login);
  const known = await passwordMatches(user?.active ? user.passwordHash : null, password);
  if (!known || !user) throw wrongCredentials();
  const now = clock();
  const pending = user.factorConfirmedAt !== null;
  const cookie = await db.transaction(async (tx) => {
    if (!pending) await audit(tx, now, { actor: user.id, action: 'session.begun', subject: `user:${user.login}`, detail: { factor: false } });
    return sessions.begin(user.id, now, device, pending);
  });
  await limits.signedIn(login, address);
  return { user, cookie, pending };
}

/** The second factor of a sign-in that began with the right password: a code of the app, or one of the recovery codes. */
export async function showFactor({ deps, limits }: Needs, { pending }: Pick<Read, 'pending'>, code: string): Promise<UserRow> {
  if (!pending) throw noCodeAwaited();
  const { user, session } = pending;
  const wait = await limits.signIn(`factor:${user.login}`);
  if (wait > 0) throw tooManyTries(wait);
  const recovery = await checkFactor(deps, user, code);
  const now = deps.clock();
  await deps.db.transaction(async (tx) => {
    await updateSession(tx, session, { pending: false, confirmedAt: now });
    await audit(tx, now, { actor: user.id, action: 'session.begun', subject: `user:${user.login}`, detail: { factor: true, recovery } });
  });
  await limits.signedIn(`factor:${user.login}`);
  return user;
}

/** Shows once more that it is the person: the app's code where there is one, else the password. Good for ten minutes. */
export async function confirmIdentity({ deps, limits }: Needs, staff: Staff, proof: string): Promise<void> {
  const { db, clock } = deps;
  const wait = await limits.signIn(`confirm:${staff.login}`);
  if (wait > 0) throw tooManyTries(wait);
  const user = await findUserByLogin(db, staff.login);
  if (!user) throw wrongCredentials();
  if (user.factorConfirmedAt !== null) await checkFactor(deps, user, proof);
  else if (!(await passwordMatches(user.passwordHash, proof))) throw wrongPassword();
  const now = clock();
  await db.transaction(async (tx) => {
    await updateSession(tx, staff.session, { confirmedAt: now });
    await audit(tx, now, { actor: user.id, action: 'session.confirmed', subject: `user:${user.login}`, detail: {} });
  });
  await limits.signedIn(`confirm:${staff.login}`);
}

/** @returns whether it was a recovery code. @throws AppError auth.wrong_code */
async function checkFactor({ db, clock, secrets }: Dependencies, user: UserRow, code: string): Promise<boolean> {
  const typed = code.normalize('NFKC').replaceAll(/\s/g, '');
  if (/^\d+$/.test(typed)) {
    const step = user.factorSecret === null ? null : factorStep(openFactor(secrets.derive('factor'), user.factorSecret), typed, clock());
    if (step === null || !(await takeFactorStep(db, user.id, step))) throw wrongCode();
    return false;
  }
  if (!(await takeRecoveryCode(db, user.id, recoveryHash(typed)))) throw wrongCode();
  return true;
}
