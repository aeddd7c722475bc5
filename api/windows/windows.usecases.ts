import type { Queryable } from '../../db/client.ts';
import { findCycle } from '../../db/queries/cycles.ts';
import { deleteProposal, findProposal } from '../../db/queries/window-decisions.ts';
import { findWindow, insertWindow, listWindows, lockWindowAlone, updateWindow } from '../../db/queries/windows.ts';
import { isPublicKey } from '../../proof/keys.ts';
import { type KeyCustody, type KeyShares, manifestDigest, type WindowManifest } from '../../proof/manifest.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { DEMONSTRATION_SHARES, demonstrationPublicKey } from './custody.ts';
import { buildManifest, type ManifestParts } from './manifest.ts';
import { expectState } from './states.ts';
import { badPublicKey, badTimes, badWindowId, notADemonstration, notYetDue, unknownCycle, windowExists } from './windows.errors.ts';

export interface WindowDraft {
  readonly window: string;
  readonly cycle: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly custody: KeyCustody;
}

/** Who did it; null when the product itself acts. */
export type Actor = string | null;

export async function draftWindow({ db, clock, city }: Dependencies, draft: WindowDraft, actor: Actor = null): Promise<void> {
  const { window: id, cycle: cycleId, opensAt, closesAt, custody: keyCustody } = draft;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > 80) throw badWindowId();
  if (closesAt <= opensAt) throw badTimes();
  if (keyCustody === 'demonstration' && !city.demonstration) throw notADemonstration();
  await db.transaction(async (tx) => {
    if (await findWindow(tx, id)) throw windowExists();
    if ((await findCycle(tx, cycleId)) === null) throw unknownCycle();
    await insertWindow(tx, { id, cycleId, opensAt, closesAt, keyCustody, state: 'draft' });
    await audit(tx, clock(), {
      actor,
      action: 'window.drafted',
      subject: `window:${id}`,
      detail: { cycle: cycleId, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString(), keyCustody },
    });
  });
}

/** Changes the times of a draft. What was proposed about it is taken back: it was about other times. */
export async function redraftWindow({ db, clock }: Dependencies, id: string, times: Pick<WindowDraft, 'opensAt' | 'closesAt'>, actor: string): Promise<void> {
  if (times.closesAt <= times.opensAt) throw badTimes();
  await db.transaction(async (tx) => {
    expectState(await lockWindowAlone(tx, id), 'draft');
    const proposed = await findProposal(tx, id, 'seal');
    if (proposed) await deleteProposal(tx, proposed.id);
    await updateWindow(tx, id, times);
    const detail = { opensAt: times.opensAt.toISOString(), closesAt: times.closesAt.toISOString() };
    await audit(tx, clock(), { actor, action: 'window.redrafted', subject: `window:${id}`, detail });
  });
}

export interface Sealing extends ManifestParts {
  readonly window: string;
  readonly custody: KeyCustody;
  /** P-256 point made by the holders (base64url). Left out in demonstration custody: the server makes the pair. */
  readonly publicKey?: string;
  /** Whose the shares are; left out where that is not known, and in demonstration custody. */
  readonly keyShares?: KeyShares | null;
}

/** Fixes what the window asks and by which rules, under a digest; nothing of it can change afterwards. */
export const sealWindow = async (deps: Dependencies, sealing: Sealing, actor: Actor = null): Promise<WindowManifest> =>
  deps.db.transaction((tx) => sealIn(tx, deps, sealing, actor));

/** The same inside a transaction that does more. */
export async function sealIn(tx: Queryable, deps: Dependencies, { window: id, custody, publicKey: given, keyShares, ...parts }: Sealing, actor: Actor) {
  const row = { ...expectState(await lockWindowAlone(tx, id), 'draft'), keyCustody: custody };
  const own = custody === 'demonstration';
  const publicKey = own ? await demonstrationPublicKey(deps, id) : (given ?? '');
  if (!isPublicKey(publicKey)) throw badPublicKey();
  const manifest = buildManifest(deps, row, { publicKey, keyShares: own ? DEMONSTRATION_SHARES : (keyShares ?? null) }, parts);
  const manifestSha256 = manifestDigest(manifest);
  deps.secrets.makeWindow(id);
  await updateWindow(tx, id, { state: 'sealed', manifest, manifestSha256, publicKey, keyCustody: custody });
  await audit(tx, deps.clock(), { actor, action: 'window.sealed', subject: `window:${id}`, detail: { manifestSha256, keyCustody: custody } });
  return manifest;
}

/** Lets ratings in, not before the window's opening time. */
export async function openWindow({ db, clock }: Dependencies, id: string, actor: Actor = null): Promise<void> {
  await db.transaction(async (tx) => {
    const row = expectState(await lockWindowAlone(tx, id), 'sealed');
    if (clock() < row.opensAt) throw notYetDue();
    await updateWindow(tx, id, { state: 'open' });
    await audit(tx, clock(), { actor, action: 'window.began', subject: `window:${id}`, detail: {} });
  });
}

/** Lets ratings into every sealed window whose time has come. */
export async function openDueWindows(deps: Dependencies): Promise<void> {
  const due = (await listWindows(deps.db)).filter(({ state, opensAt, closesAt }) => state === 'sealed' && opensAt <= deps.clock() && closesAt > deps.clock());
  for (const { id } of due) await openWindow(deps, id);
}
