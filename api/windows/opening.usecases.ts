import type { KeyObject } from 'node:crypto';
import { addressOf } from '../../db/client.ts';
import { findOpening, isOpening } from '../../db/queries/openings.ts';
import { findWindow, lockWindowAlone, updateWindow, type WindowRow } from '../../db/queries/windows.ts';
import { fromBase64url } from '../../proof/bytes.ts';
import type { SignedLog } from '../../proof/release/window-files.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { AppError, type Sentence } from '../errors.ts';
import { readCounted } from '../imports/counted.ts';
import { readDemonstrationKey } from './custody.ts';
import { privateKeyOf, publicPointOf } from './hpke.ts';
import type { OpeningActors } from './opening/run.ts';
import { startThread } from './opening/start.ts';
import type { OpeningStep } from './opening/steps.ts';
import { alreadyOpening, OPENING_INTERRUPTED } from './opening.errors.ts';
import { expectState } from './states.ts';
import { alreadyProposed, demonstrationKeyMissing, notProposed, secondPersonNeeded, sharesNeeded, wrongPrivateKey } from './windows.errors.ts';

/** The first of the two people: says that the closed window shall be opened. */
export async function proposeOpening({ db, clock }: Dependencies, id: string, actor: string): Promise<void> {
  await db.transaction(async (tx) => {
    const row = expectState(await lockWindowAlone(tx, id), 'closed');
    if (row.openingProposedBy === actor) return;
    if (row.openingProposedBy !== null) throw alreadyProposed();
    await updateWindow(tx, id, { openingProposedBy: actor });
    await audit(tx, clock(), { actor, action: 'window.opening_proposed', subject: `window:${id}`, detail: {} });
  });
}

/** An opening that has begun. Nobody has to wait for its end: how far it is stands in the database. */
export interface Opening {
  readonly finished: Promise<SignedLog>;
}

/** The second person confirms and the box is opened with the demonstration's own key. */
export async function confirmOpening(deps: Dependencies, id: string, actor: string): Promise<Opening> {
  const row = mayBeOpened(await findWindow(deps.db, id), actor);
  const key = await demonstrationKey(deps, row);
  return startOpening(deps, id, { proposedBy: row.openingProposedBy ?? '', confirmedBy: actor }, fromBase64url(key));
}

/**
 * Opens a closed window in a thread of its own and returns as soon as it has begun. The private key (32 bytes) is
 * handed to the thread through memory and wiped from the given array; it is never written anywhere.
 * @throws AppError when the window is not closed, is being opened already, or the key is another window's.
 */
export async function startOpening(deps: Dependencies, id: string, actors: OpeningActors, privateKey: Uint8Array): Promise<Opening> {
  const row = expectState(await findWindow(deps.db, id), 'closed');
  if (await isOpening(deps.db, id)) throw alreadyOpening();
  if (actors.proposedBy === actors.confirmedBy) throw secondPersonNeeded();
  const key = readKey(privateKey);
  if (key === null || publicPointOf(key) !== row.publicKey) throw wrongPrivateKey();
  const thread = startThread({
    address: addressOf(deps.sql),
    job: { window: id, actors, at: deps.clock(), counted: await readCounted(deps, deps.db, id) },
    key,
    signingKey: deps.secrets.signingKey,
  });
  const finished = thread.finished.catch((error) => {
    if (!(error instanceof AppError)) deps.log.error({ window: id, error: (error as Error).message }, 'opening failed');
    throw error;
  });
  finished.catch(() => {}); // whoever waits hears of it; nobody has to
  await Promise.race([thread.begun, finished]);
  return { finished };
}

function readKey(scalar: Uint8Array): KeyObject | null {
  try {
    return scalar.length === 32 ? privateKeyOf(scalar) : null;
  } catch {
    return null;
  } finally {
    scalar.fill(0);
  }
}

export interface OpeningView {
  /** `interrupted`: the process that opened is gone; nothing has changed, and the holders begin again. */
  readonly state: 'running' | 'done' | 'failed' | 'interrupted';
  readonly step: OpeningStep | 'done';
  readonly done: number;
  readonly total: number;
  readonly startedAt: string;
  readonly failure: { readonly code: string; readonly sentence: Sentence } | null;
}

/** How far the opening of a window is; null when none was begun. */
export async function openingView({ db }: Pick<Dependencies, 'db'>, id: string): Promise<OpeningView | null> {
  const running = await isOpening(db, id);
  const [row, window] = [await findOpening(db, id), await findWindow(db, id)];
  if (row === null || window === null) return null;
  const opened = window.state === 'opened' || window.state === 'archived';
  const { done, total, startedAt, failure } = row;
  const state = opened ? 'done' : failure ? 'failed' : running ? 'running' : 'interrupted';
  const told = failure ?? (state === 'interrupted' ? { code: 'window.opening_interrupted', ...OPENING_INTERRUPTED } : null);
  return {
    state,
    step: opened ? 'done' : (row.step as OpeningStep),
    done: opened ? total : done,
    total,
    startedAt: startedAt.toISOString(),
    failure: opened || told === null ? null : { code: told.code, sentence: { zh: told.zh, en: told.en } },
  };
}

function mayBeOpened(found: WindowRow | null, actor: string): WindowRow {
  const row = expectState(found, 'closed');
  if (row.openingProposedBy === null) throw notProposed();
  if (row.openingProposedBy === actor) throw secondPersonNeeded();
  return row;
}

async function demonstrationKey(deps: Dependencies, row: WindowRow): Promise<string> {
  if (row.keyCustody === 'holders') throw sharesNeeded();
  const key = await readDemonstrationKey(deps, row.id);
  if (key === null) throw demonstrationKeyMissing();
  return key;
}
