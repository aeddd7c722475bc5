import { pinyin } from 'pinyin-pro';
import {
  deleteOtherSessions,
  deleteOwnSession,
  deleteSessionsOf,
  findInvitation,
  findUserByLogin,
  listSessions,
  lockUser,
  type UserRow,
  updateUser,
  useInvitation,
} from '../../db/queries/staff.ts';
import type { FactorKind } from '../../db/schema/staff.ts';
import { sha256Hex } from '../../proof/hash.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import type { Limits } from '../limits.ts';
import { readNumber } from '../proofs/sms.usecases.ts';
import {
  badPassword,
  factorInUse,
  factorNeeded,
  factorNotBegun,
  factorNotOffered,
  invitationOver,
  sessionUnknown,
  tooManyTries,
  wrongCode,
  wrongCredentials,
  wrongPassword,
  wrongSentCode,
} from './auth.errors.ts';
import { refuseForDemonstration } from './demonstration.ts';
import { factorAddress, factorStep, newFactor, newRecoveryCodes, openFactor, recoveryHash, sealFactor } from './factor.ts';
import { type CodeSent, sendFactorMessage, takeFactorMessage } from './factor-messages.ts';
import { passwordFault } from './password-rules.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { rulesOf } from './rules.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is kept of a one-time link. */
export const tokenHash = (token: string): string => sha256Hex(utf8(token));

/** Whose link this is. @throws AppError auth.invitation_over */
export async function readInvitation({ db, clock }: Dependencies, token: string): Promise<UserRow> {
  const user = await findInvitation(db, tokenHash(token), clock());
  if (!user) throw invitationOver();
  return user;
}

/** Sets the first password, or a new one, by a one-time link. All sessions of the person end. */
export async function acceptInvitation(deps: Dependencies, token: string, password: string): Promise<UserRow> {
  const user = await readInvitation(deps, token);
  const change = await newPassword(deps, user, password);
  const now = deps.clock();
  await deps.db.transaction(async (tx) => {
    if (!(await useInvitation(tx, tokenHash(token), now))) throw invitationOver();
    await updateUser(tx, user.id, change);
    await deleteSessionsOf(tx, user.id);
    await audit(tx, now, { actor: user.id, action: 'user.password_set', subject: `user:${user.login}`, detail: { by: 'invitation' } });
  });
  return user;
}

/** Changes one's own password; the other sessions end. */
export async function changePassword(deps: Dependencies, limits: Limits, staff: Staff, current: string, password: string): Promise<void> {
  const user = await withPassword(deps, limits, staff, current);
  const change = await newPassword(deps, user, password);
  const now = deps.clock();
  await deps.db.transaction(async (tx) => {
    await updateUser(tx, user.id, change);
    await deleteOtherSessions(tx, user.id, staff.session);
    await audit(tx, now, { actor: user.id, action: 'user.password_set', subject: `user:${user.login}`, detail: { by: 'self' } });
  });
}

async function newPassword({ city, clock }: Dependencies, user: UserRow, password: string) {
  const { profile } = rulesOf(city);
  const former = [...(user.passwordHash === null ? [] : [user.passwordHash]), ...user.formerHashes];
  const known = [...spellings(user.login, user.name, city.name.zh), user.unitId ?? '', city.id, city.name.en, 'gongping', '公评'];
  const fault = await passwordFault(profile, { password, known, former });
  if (fault) throw badPassword(fault);
  return { passwordHash: await hashPassword(password), passwordSetAt: clock(), formerHashes: former.slice(0, profile.former) };
}

/** Words as they stand, without signs between, and in pinyin: what people make passwords of. */
const spellings = (...words: readonly string[]): string[] =>
  words.flatMap((word) => [word, word.replaceAll(/[^\p{L}\p{N}]/gu, ''), pinyin(word, { toneType: 'none', type: 'array' }).join('')]);

export interface FactorBegun {
  /** base32, for typing by hand. */
  readonly secret: string;
  /** `otpauth://…`, as the QR code says it. */
  readonly address: string;
}

/** Makes the secret of a second factor; it is in use once a code of it was shown. */
export async function beginFactor(deps: Dependencies, staff: Staff): Promise<FactorBegun> {
  refuseForDemonstration(deps.city, staff.login);
  expectOffered(deps, 'totp');
  const user = await own(deps, staff);
  if (user.factorConfirmedAt !== null) throw factorInUse();
  const secret = newFactor();
  await deps.db.transaction(async (tx) => {
    await updateUser(tx, user.id, { factorKind: 'totp', factorSecret: sealFactor(deps.secrets.derive('factor'), secret) });
    await audit(tx, deps.clock(), { actor: user.id, action: 'user.factor_begun', subject: `user:${user.login}`, detail: { kind: 'totp' } });
  });
  return { secret, address: factorAddress(secret, user.login, deps.city.site.zh) };
}

/** Takes a number for codes by text message and sends one; it is in use once the code was shown. */
export async function beginPhone(deps: Dependencies, limits: Limits, staff: Staff, phone: string, from: string): Promise<CodeSent> {
  refuseForDemonstration(deps.city, staff.login);
  expectOffered(deps, 'sms');
  const number = readNumber(phone);
  const user = await own(deps, staff);
  if (user.factorConfirmedAt !== null) throw factorInUse();
  const change = { factorKind: 'sms', factorSecret: sealFactor(deps.secrets.derive('factor'), number) } as const;
  await deps.db.transaction(async (tx) => {
    await updateUser(tx, user.id, change);
    await audit(tx, deps.clock(), { actor: user.id, action: 'user.factor_begun', subject: `user:${user.login}`, detail: { kind: 'sms' } });
  });
  return sendFactorMessage(deps, limits, { ...user, ...change }, from);
}

function expectOffered({ city }: Pick<Dependencies, 'city'>, kind: FactorKind): void {
  if (!city.staff.factors.includes(kind)) throw factorNotOffered();
}

/** Takes the second factor into use. @returns the recovery codes, readable this once. */
export async function confirmFactor(deps: Dependencies, staff: Staff, code: string): Promise<readonly string[]> {
  const { db, clock, secrets, random } = deps;
  return db.transaction(async (tx) => {
    const user = await lockUser(tx, staff.login);
    if (!user?.factorSecret) throw factorNotBegun();
    if (user.factorConfirmedAt !== null) throw factorInUse();
    const now = clock();
    const typed = code.normalize('NFKC').replaceAll(/\s/g, '');
    if (user.factorKind === 'sms' && !(await takeFactorMessage(deps, user, typed))) throw wrongSentCode();
    const step = user.factorKind === 'sms' ? user.factorStep : factorStep(openFactor(secrets.derive('factor'), user.factorSecret), typed, now);
    if (step === null) throw wrongCode();
    const codes = newRecoveryCodes(random);
    await updateUser(tx, user.id, { factorConfirmedAt: now, factorStep: step, recoveryHashes: codes.map(recoveryHash) });
    await audit(tx, now, { actor: user.id, action: 'user.factor_set', subject: `user:${user.login}`, detail: {} });
    return codes;
  });
}

/** Ends the second factor, with the password. Where the city requires one only the administrator resets it. */
export async function endFactor(deps: Dependencies, limits: Limits, staff: Staff, current: string): Promise<void> {
  if (rulesOf(deps.city).factorRequired) throw factorNeeded();
  const user = await withPassword(deps, limits, staff, current);
  await deps.db.transaction(async (tx) => {
    await updateUser(tx, user.id, NO_FACTOR);
    await audit(tx, deps.clock(), { actor: user.id, action: 'user.factor_ended', subject: `user:${user.login}`, detail: { by: 'self' } });
  });
}

export const NO_FACTOR = { factorKind: 'totp', factorSecret: null, factorConfirmedAt: null, recoveryHashes: [] } as const;

export interface Device {
  readonly id: string;
  readonly device: string;
  readonly startedAt: string;
  readonly here: boolean;
}

/** Where one is signed in, newest first. */
export async function listDevices({ db }: Dependencies, staff: Staff): Promise<Device[]> {
  const rows = (await listSessions(db, staff.userId)).filter(({ pending }) => !pending);
  return rows
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    .map(({ idHash, device, startedAt }) => ({ id: idHash, device, startedAt: startedAt.toISOString(), here: idHash === staff.session }));
}

/** Ends one of one's own sign-ins. */
export async function endDevice({ db, clock }: Dependencies, staff: Staff, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await deleteOwnSession(tx, staff.userId, id))) throw sessionUnknown();
    await audit(tx, clock(), { actor: staff.userId, action: 'session.ended', subject: `user:${staff.login}`, detail: {} });
  });
}

/** One's own account, for whoever knows its password: a session left open must not become a way to guess it. */
async function withPassword(deps: Dependencies, limits: Limits, staff: Staff, password: string): Promise<UserRow> {
  refuseForDemonstration(deps.city, staff.login);
  const wait = await limits.signIn(`own:${staff.login}`);
  if (wait > 0) throw tooManyTries(wait);
  const user = await own(deps, staff);
  if (!(await passwordMatches(user.passwordHash, password))) throw wrongPassword();
  await limits.signedIn(`own:${staff.login}`);
  return user;
}

export async function own({ db }: Dependencies, { login }: Staff): Promise<UserRow> {
  const user = await findUserByLogin(db, login);
  if (!user) throw wrongCredentials();
  return user;
}
