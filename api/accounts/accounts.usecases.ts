import type { Queryable } from '../../db/client.ts';
import { countActive, deleteSessionsOf, insertInvitation, insertUser, lockUser, type UserRow, updateUser } from '../../db/queries/staff.ts';
import { audit } from '../audit.ts';
import { NO_FACTOR, tokenHash } from '../auth/account.usecases.ts';
import { refuseForDemonstration } from '../auth/demonstration.ts';
import type { Dependencies, Staff } from '../context.ts';
import { accountUnknown, alreadyEnded, faultyAccount, lastAdministrator, loginTaken, notYourself } from './accounts.errors.ts';
import { type AccountInput, unitFault } from './accounts.shapes.ts';

/** A link is good for a week: it goes by hand or by post. */
const LINK_MS = 7 * 86_400_000;

/** A one-time link, told once; only its hash is kept. */
export interface Invitation {
  readonly login: string;
  readonly name: string;
  readonly token: string;
  readonly expiresAt: string;
}

type Actor = Pick<Staff, 'userId' | 'login'> | null;

/** Makes an account that becomes usable when the person sets a password by the link. `actor` is null for the command line. */
export async function createAccount(deps: Dependencies, actor: Actor, input: AccountInput): Promise<Invitation> {
  const fault = unitFault(input, unitsOf(deps));
  if (fault) throw faultyAccount('unit', fault);
  return deps.db.transaction((tx) => addAccount(deps, tx, actor, input));
}

/** One new account inside a transaction. */
export async function addAccount(deps: Dependencies, tx: Queryable, actor: Actor, input: AccountInput, succeeds: UserRow | null = null): Promise<Invitation> {
  const { login, name, role, unit, body } = input;
  const id = await insertUser(tx, { login, name, role, unitId: unit, body, succeeds: succeeds?.id ?? null });
  if (id === null) throw loginTaken(login);
  const invitation = await invite(deps, tx, { id, login, name });
  const detail = { name, role, unit, body, ...(succeeds && { succeeds: succeeds.login }) };
  await audit(tx, deps.clock(), { actor: actor?.userId ?? null, action: 'user.created', subject: `user:${login}`, detail });
  return invitation;
}

async function invite({ random, clock }: Dependencies, tx: Queryable, { id, login, name }: Pick<UserRow, 'id' | 'login' | 'name'>): Promise<Invitation> {
  const token = Buffer.from(random(32)).toString('base64url');
  const expiresAt = new Date(clock().getTime() + LINK_MS);
  await insertInvitation(tx, { tokenHash: tokenHash(token), userId: id, expiresAt });
  return { login, name, token, expiresAt: expiresAt.toISOString() };
}

/** A new link for somebody who lost the password or the phone: password, second factor and sign-ins end. */
export async function resetAccount(deps: Dependencies, actor: Actor, login: string): Promise<Invitation> {
  return deps.db.transaction(async (tx) => {
    const user = await locked(deps, tx, login);
    if (!user.active) throw alreadyEnded();
    await updateUser(tx, user.id, { passwordHash: null, ...NO_FACTOR });
    await deleteSessionsOf(tx, user.id);
    const invitation = await invite(deps, tx, user);
    await audit(tx, deps.clock(), { actor: actor?.userId ?? null, action: 'user.reset', subject: `user:${login}`, detail: {} });
    return invitation;
  });
}

/** What is to be changed; what is absent stays. */
export type AccountChange = { readonly [F in 'name' | 'role' | 'unit' | 'body']?: AccountInput[F] | undefined } & { readonly reason: string };

/** Changes name, role, unit or body. With another role, unit or body the person signs in anew. */
export async function changeAccount(deps: Dependencies, actor: Staff, login: string, { reason, ...change }: AccountChange): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const user = await locked(deps, tx, login);
    const before = { name: user.name, role: user.role, unit: user.unitId, body: user.body };
    const after = {
      name: change.name ?? before.name,
      role: change.role ?? before.role,
      unit: change.unit === undefined ? before.unit : change.unit,
      body: change.body === undefined ? before.body : change.body,
    };
    // The body is a power too: two bodies open a window.
    const powers = after.role !== user.role || after.unit !== user.unitId || after.body !== user.body;
    if (powers && user.id === actor.userId) throw notYourself();
    if (after.role !== user.role) await keepAnAdministrator(tx, user);
    const fault = unitFault(after, unitsOf(deps));
    if (fault) throw faultyAccount('unit', fault);
    await updateUser(tx, user.id, { name: after.name, role: after.role, unitId: after.unit, body: after.body });
    if (powers) await deleteSessionsOf(tx, user.id);
    await audit(tx, deps.clock(), { actor: actor.userId, action: 'user.changed', subject: `user:${login}`, detail: { before, after, reason } });
  });
}

/** Ends an account: nothing it did is lost, nobody signs in with it any more. */
export async function endAccount(deps: Dependencies, actor: Staff, login: string, reason: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await endIn(deps, tx, actor, await locked(deps, tx, login), reason);
  });
}

async function endIn({ clock }: Dependencies, tx: Queryable, actor: Staff, user: UserRow, reason: string): Promise<void> {
  if (user.id === actor.userId) throw notYourself();
  if (!user.active) throw alreadyEnded();
  await keepAnAdministrator(tx, user);
  await updateUser(tx, user.id, { active: false, passwordHash: null, ...NO_FACTOR });
  await deleteSessionsOf(tx, user.id);
  await audit(tx, clock(), { actor: actor.userId, action: 'user.ended', subject: `user:${user.login}`, detail: { reason } });
}

/** Hands a post over: the successor has the same role, unit and body and an account of their own; the predecessor's ends. */
export async function handOver(deps: Dependencies, actor: Staff, login: string, to: Pick<AccountInput, 'login' | 'name'>, reason: string): Promise<Invitation> {
  return deps.db.transaction(async (tx) => {
    const user = await locked(deps, tx, login);
    const successor = await addAccount(deps, tx, actor, { ...to, role: user.role, unit: user.unitId, body: user.body }, user);
    await endIn(deps, tx, actor, user, reason);
    return successor;
  });
}

/** The account that is to be changed. */
async function locked({ city }: Dependencies, tx: Queryable, login: string): Promise<UserRow> {
  refuseForDemonstration(city, login);
  const user = await lockUser(tx, login);
  if (!user) throw accountUnknown();
  return user;
}

async function keepAnAdministrator(tx: Queryable, user: UserRow): Promise<void> {
  if (user.role === 'administrator' && user.active && (await countActive(tx, 'administrator')) <= 1) throw lastAdministrator();
}

export const unitsOf = ({ city }: Pick<Dependencies, 'city'>): ReadonlySet<string> => new Set(city.units.map(({ id }) => id));
