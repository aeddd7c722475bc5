import type { KeyObject } from 'node:crypto';
import { findWindow } from '../../db/queries/windows.ts';
import { manifestDigest, type WindowManifest } from '../../proof/manifest.ts';
import type { Dependencies } from '../context.ts';
import { recipient } from './hpke.ts';
import { notSealed, unknownWindow } from './windows.errors.ts';

/** The part of a window that never changes once it is sealed. */
export interface SealedWindow {
  readonly manifest: WindowManifest;
  readonly manifestSha256: string;
  /** Whom ballots are sealed for: the holders of the window's key. */
  readonly recipient: KeyObject;
}

/** A sealed manifest never changes, so a process may keep it. Whether the window is open is asked in every statement. */
const kept = new WeakMap<Dependencies['db'], Map<string, SealedWindow>>();

/** The sealed rules of a window. @throws AppError when there is no such window or it is still a draft. */
export async function sealedWindow({ db }: Pick<Dependencies, 'db'>, id: string): Promise<SealedWindow> {
  const known = kept.get(db) ?? new Map<string, SealedWindow>();
  kept.set(db, known);
  const found = known.get(id) ?? (await readSealed(db, id));
  known.set(id, found);
  return found;
}

async function readSealed(db: Dependencies['db'], id: string): Promise<SealedWindow> {
  const row = await findWindow(db, id);
  if (row === null) throw unknownWindow();
  if (row.manifest === null || row.publicKey === null) throw notSealed();
  const manifest = row.manifest as WindowManifest;
  const manifestSha256 = manifestDigest(manifest);
  if (manifestSha256 !== row.manifestSha256) throw new Error(`the manifest of window ${id} does not have its sealed digest`);
  return { manifest, manifestSha256, recipient: recipient(row.publicKey) };
}
