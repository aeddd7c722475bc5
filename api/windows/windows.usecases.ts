import { findWindow, insertWindow, lockWindowAlone, updateWindow } from '../../db/queries/windows.ts';
import { isPublicKey } from '../../proof/keys.ts';
import { type KeyCustody, manifestDigest, type WindowManifest } from '../../proof/manifest.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { demonstrationKeyPair } from './custody.ts';
import { buildManifest, type ManifestParts } from './manifest.ts';
import { expectState } from './states.ts';
import { badPublicKey, badTimes, badWindowId, notYetDue, windowExists } from './windows.errors.ts';

export interface WindowDraft {
  readonly window: string;
  readonly cycle: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly custody: KeyCustody;
}

/** Who did it; null when the product itself acts. */
export type Actor = string | null;

export async function draftWindow({ db, clock }: Dependencies, draft: WindowDraft, actor: Actor = null): Promise<void> {
  const { window: id, cycle: cycleId, opensAt, closesAt, custody: keyCustody } = draft;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > 80) throw badWindowId();
  if (closesAt <= opensAt) throw badTimes();
  await db.transaction(async (tx) => {
    if (await findWindow(tx, id)) throw windowExists();
    await insertWindow(tx, { id, cycleId, opensAt, closesAt, keyCustody, state: 'draft' });
    await audit(tx, clock(), {
      actor,
      action: 'window.drafted',
      subject: `window:${id}`,
      detail: { cycle: cycleId, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString(), keyCustody },
    });
  });
}

export interface Sealing extends ManifestParts {
  readonly window: string;
  readonly custody: KeyCustody;
  /** P-256 point made by the holders (base64url). Left out in demonstration custody: the server makes the pair. */
  readonly publicKey?: string;
}

/** Fixes what the window asks and by which rules, under a digest; nothing of it can change afterwards. */
export async function sealWindow(deps: Dependencies, sealing: Sealing, actor: Actor = null): Promise<WindowManifest> {
  const { window: id, custody, publicKey: given, ...parts } = sealing;
  return deps.db.transaction(async (tx) => {
    const row = { ...expectState(await lockWindowAlone(tx, id), 'draft'), keyCustody: custody };
    const publicKey = custody === 'demonstration' ? demonstrationKeyPair(deps, id).publicKey : (given ?? '');
    if (!isPublicKey(publicKey)) throw badPublicKey();
    const manifest = buildManifest(deps, row, publicKey, parts);
    const manifestSha256 = manifestDigest(manifest);
    await updateWindow(tx, id, { state: 'sealed', manifest, manifestSha256, publicKey, keyCustody: custody });
    await audit(tx, deps.clock(), { actor, action: 'window.sealed', subject: `window:${id}`, detail: { manifestSha256, keyCustody: custody } });
    return manifest;
  });
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
