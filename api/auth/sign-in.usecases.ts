import { findUserByLogin, takeFactorStep, takeRecoveryCode, type UserRow, updateSession } from '../../db/queries/staff.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { setFactorFirst, setPasswordFirst } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { codeMissing, noCodeAwaited, tooManyTries, wrongCode, wrongCredentials, wrongPassword, wrongSentCode } from './auth.errors.ts';
import { factorStep, openFactor, recoveryHash } from './factor.ts';
import { type CodeSent, sendFactorMessage, takeFactorMessage } from './factor-messages.ts';
import { passwordMatches } from './passwords.ts';
import { rulesOf } from './rules.ts';
import { owed, type Read, type Sessions } from './sessions.ts';

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
  const user = await withPassword(deps, limits, login, password, address);
  const now = clock();
  const pending = user.factorConfirmedAt !== null;
  const cookie = await db.transaction(async (tx) => {
    if (!pending) await audit(tx, now, { actor: user.id, action: 'session.begun', subject: `user:${user.login}`, detail: { factor: false } });
    return sessions.begin(user.id, now, device, pending);
  });
  await limits.signedIn(login, address);
  return { user, cookie, pending };
}

/** @throws AppError auth.wrong_credentials, auth.too_many_tries */
async function withPassword({ db }: Dependencies, limits: Limits, login: string, password: string, address: string): Promise<UserRow> {
  const wait = Math.max(await limits.signInFrom(address), await limits.signIn(login));
  if (wait > 0) throw tooManyTries(wait);
  const user = await findUserByLogin(db, login);
  const known = await passwordMatches(user?.active ? user.passwordHash : null, password);
  if (!known || !user) throw wrongCredentials();
  return user;
}

/** What a person shows at somebody else's screen. */
export interface Shown {
  readonly login: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/**
 * Another person at the screen of somebody signed in: password, and second factor where the account has one, as a
 * sign-in would ask, against the same limits. Begins no session.
 */
export async function showPerson({ deps, limits }: Pick<Needs, 'deps' | 'limits'>, { login, password, code }: Shown, address: string): Promise<UserRow> {
  const user = await withPassword(deps, limits, login, password, address);
  const owes = owed(rulesOf(deps.city), user, deps.clock());
  if (owes !== null) throw owes === 'password' ? setPasswordFirst() : setFactorFirst();
  if (user.factorConfirmedAt !== null) {
    const wait = await limits.signIn(`factor:${login}`);
    if (wait > 0) throw tooManyTries(wait);
    if (!code) throw codeMissing();
    await checkFactor(deps, user, code);
    await limits.signedIn(`factor:${login}`);
  }
  await limits.signedIn(login, address);
  return user;
}

/** The second factor of a sign-in that began with the right password: a code of the app or a message, or one of the recovery codes. */
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

/** Sends the code of a sign-in that began with the right password. */
export async function sendSignInCode({ deps, limits }: Needs, { pending }: Pick<Read, 'pending'>, address: string): Promise<CodeSent> {
  if (!pending) throw noCodeAwaited();
  return sendFactorMessage(deps, limits, pending.user, address);
}

/** Sends a code to another person at the screen, who shows the password first. */
export async function sendPersonCode({ deps, limits }: Pick<Needs, 'deps' | 'limits'>, login: string, password: string, address: string): Promise<CodeSent> {
  const user = await withPassword(deps, limits, login, password, address);
  await limits.signedIn(login, address);
  return sendFactorMessage(deps, limits, user, address);
}

/** Shows once more that it is the person: a code where there is a second factor, else the password. Good for ten minutes. */
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
async function checkFactor(deps: Dependencies, user: UserRow, code: string): Promise<boolean> {
  const { db, clock, secrets } = deps;
  const typed = code.normalize('NFKC').replaceAll(/\s/g, '');
  if (/^\d+$/.test(typed) && user.factorKind === 'sms') {
    if (!(await takeFactorMessage(deps, user, typed))) throw wrongSentCode();
    return false;
  }
  if (/^\d+$/.test(typed)) {
    const step = user.factorSecret === null ? null : factorStep(openFactor(secrets.derive('factor'), user.factorSecret), typed, clock());
    if (step === null || !(await takeFactorStep(db, user.id, step))) throw wrongCode();
    return false;
  }
  if (!(await takeRecoveryCode(db, user.id, recoveryHash(typed)))) throw wrongCode();
  return true;
}
