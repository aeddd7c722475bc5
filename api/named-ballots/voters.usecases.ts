import type { Queryable } from '../../db/client.ts';
import { deleteVoters, insertVoters, listVoters, type NamedVoter, votersWithBallots } from '../../db/queries/named-ballots.ts';
import { listUsers } from '../../db/queries/staff.ts';
import { lockWindowAlone } from '../../db/queries/windows.ts';
import type { WindowManifest } from '../../proof/manifest.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { unknownWindow } from '../windows/windows.errors.ts';
import { groupNotNamed, hasVoted, inOtherGroup, listClosed, notDraft, unknownVoters } from './named-ballots.errors.ts';

/**
 * Says who votes openly for a group, by their accounts: the list as a whole replaces the one before. Who has voted stays.
 * @throws AppError naming everybody who stands in the way
 */
export async function putVoters(deps: Dependencies, window: string, group: string, logins: readonly string[], { userId: actor }: Staff): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await mayChange(tx, window, group);
    const wanted = await accountsOf(tx, logins);
    const listed = await listVoters(tx, window);
    const elsewhere = listed.filter((voter) => voter.group !== group && wanted.has(voter.userId));
    if (elsewhere.length > 0) throw inOtherGroup(elsewhere.map(({ login }) => login));
    const here = listed.filter((voter) => voter.group === group);
    const removed = here.filter(({ userId }) => !wanted.has(userId));
    await mayRemove(tx, window, removed);
    const added = [...wanted.keys()].filter((id) => !here.some(({ userId }) => userId === id));
    await deleteVoters(
      tx,
      window,
      removed.map(({ userId }) => userId),
    );
    await insertVoters(tx, window, group, added);
    await audit(tx, deps.clock(), {
      actor,
      action: 'named_ballot.voters_listed',
      subject: `window:${window}`,
      detail: { group, added: added.map((id) => wanted.get(id) ?? ''), removed: removed.map(({ login }) => login) },
    });
  });
}

/** Holds the window alone: a vote under way would refer to somebody who is just taken off the list. */
async function mayChange(tx: Queryable, window: string, group: string): Promise<void> {
  const row = await lockWindowAlone(tx, window);
  if (row === null) throw unknownWindow();
  if (row.state === 'draft') throw notDraft();
  if (row.state !== 'sealed' && row.state !== 'open') throw listClosed();
  if (!namedGroups(row.manifest as WindowManifest).includes(group)) throw groupNotNamed();
}

/** Groups of a window that vote openly. */
export const namedGroups = ({ groups }: WindowManifest): string[] => groups.filter(({ ballot }) => ballot === 'named').map(({ id }) => id);

/** Account → login of everybody named. */
async function accountsOf(tx: Queryable, logins: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const active = new Map((await listUsers(tx)).filter((user) => user.active).map((user) => [user.login, user.id]));
  const strangers = logins.filter((login) => !active.has(login));
  if (strangers.length > 0) throw unknownVoters(strangers);
  return new Map(logins.map((login) => [active.get(login) ?? '', login]));
}

async function mayRemove(tx: Queryable, window: string, removed: readonly NamedVoter[]): Promise<void> {
  const voted = await votersWithBallots(tx, window);
  const kept = removed.filter(({ userId }) => voted.has(userId));
  if (kept.length > 0) throw hasVoted(kept.map(({ login }) => login));
}
