import { dayOf } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { countOpenObjections } from '../../db/queries/objections.ts';
import { confirmProposal, deleteArchive, deleteProposal, findProposal, insertDecision } from '../../db/queries/window-decisions.ts';
import { isOver, lockWindowAlone, updateWindow, type WindowRow } from '../../db/queries/windows.ts';
import type { DecisionKind } from '../../db/schema/window-decisions.ts';
import { isPublicKey } from '../../proof/keys.ts';
import type { Auditor } from '../../proof/log/ballots-file.ts';
import type { KeyShares } from '../../proof/manifest.ts';
import { isSplit } from '../../proof/shares.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { notAllowed } from '../errors.ts';
import { isPending, pendingIn } from '../imports/pending.ts';
import { openPeriods } from '../objections/period.ts';
import { loadScheme } from '../schemes/schemes.ts';
import { closeIn } from './closing.usecases.ts';
import {
  alreadyProposedDecision,
  badAuditorKey,
  badHolders,
  bodyNeeded,
  complaintsNotOver,
  nothingProposed,
  notLater,
  objectionsOpen,
  objectionsUntil,
  otherBodyNeeded,
  otherPersonNeeded,
} from './decisions.errors.ts';
import { buildManifest } from './manifest.ts';
import { schemeParts } from './scheme-parts.ts';
import { expectState } from './states.ts';
import { forgetKeys } from './window-secrets.ts';
import { badPublicKey, somethingWaits, unknownCycle, unknownWindow } from './windows.errors.ts';
import { sealIn } from './windows.usecases.ts';

/** What can be decided, with what it needs to be told. Times are ISO, days `YYYY-MM-DD`. */
export type Proposal =
  | { readonly kind: 'seal'; readonly publicKey?: string; readonly bodies?: readonly string[]; readonly threshold?: number }
  | { readonly kind: 'extend'; readonly closesAt: string; readonly reason: string }
  | { readonly kind: 'close-early'; readonly reason: string; readonly leaveOut?: boolean }
  | { readonly kind: 'destroy-key'; readonly complaintsEndedOn: string; readonly note: string }
  | { readonly kind: 'hand-out-ballots'; readonly auditors: readonly Auditor[]; readonly reason: string };

/** The first of two people: says what shall be done. What cannot be done is refused now, not when the second comes. */
export async function proposeDecision(deps: Dependencies, id: string, staff: Staff, proposal: Proposal): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await lockWindowAlone(tx, id);
    if (row === null) throw unknownWindow();
    await mayDecide(tx, deps, row, staff, proposal);
    if (await findProposal(tx, id, proposal.kind)) throw alreadyProposedDecision(proposal.kind);
    const { kind, ...detail } = proposal;
    await insertDecision(tx, { windowId: id, kind, detail, proposedBy: staff.userId, proposedBody: staff.body });
    await audit(tx, deps.clock(), { actor: staff.userId, action: `window.${kind}_proposed`, subject: `window:${id}`, detail });
  });
}

/** The second person: does it. @throws AppError when it is the same person, or can no longer be done */
export async function confirmDecision(deps: Dependencies, id: string, staff: Staff, kind: DecisionKind): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await lockWindowAlone(tx, id);
    if (row === null) throw unknownWindow();
    const proposed = await findProposal(tx, id, kind);
    if (proposed === null) throw nothingProposed(kind);
    if (proposed.proposedBy === staff.userId) throw otherPersonNeeded(kind);
    const proposal = { kind, ...(proposed.detail as object) } as Proposal;
    await mayDecide(tx, deps, row, staff, proposal);
    if (kind === 'destroy-key' && proposed.proposedBody === staff.body) throw otherBodyNeeded();
    const now = deps.clock();
    await confirmProposal(tx, proposed.id, { confirmedBy: staff.userId, confirmedBody: staff.body, confirmedAt: now });
    const done = await carryOut(tx, deps, row, staff, proposal);
    await audit(tx, now, {
      actor: staff.userId,
      action: `window.${kind}_confirmed`,
      subject: `window:${id}`,
      detail: { proposedBy: proposed.proposedBy, ...done },
    });
  });
  // Files do not roll back: they go when the database has said that they are gone.
  if (kind === 'destroy-key') forgetKeys(deps, id);
}

/** Takes a proposal back, by anybody who could have made it. */
export async function withdrawDecision(deps: Dependencies, id: string, staff: Staff, kind: DecisionKind): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await lockWindowAlone(tx, id);
    const proposed = await findProposal(tx, id, kind);
    if (proposed === null) throw nothingProposed(kind);
    if (staff.role === 'key-holder' && kind !== 'destroy-key') throw notAllowed();
    await deleteProposal(tx, proposed.id);
    await audit(tx, deps.clock(), {
      actor: staff.userId,
      action: `window.${kind}_withdrawn`,
      subject: `window:${id}`,
      detail: { proposedBy: proposed.proposedBy },
    });
  });
}

async function mayDecide(tx: Queryable, deps: Dependencies, row: WindowRow, staff: Staff, proposal: Proposal): Promise<void> {
  if (staff.role === 'key-holder' && proposal.kind !== 'destroy-key') throw notAllowed();
  switch (proposal.kind) {
    case 'seal':
      return maySeal(deps, expectState(row, 'draft'), proposal);
    case 'extend':
      if (row.state !== 'sealed') expectState(row, 'open');
      if (!(Date.parse(proposal.closesAt) > row.closesAt.getTime()) || Date.parse(proposal.closesAt) <= deps.clock().getTime() || (await isOver(tx, row.id)))
        throw notLater();
      return;
    case 'close-early': {
      expectState(row, 'open');
      const pending = await pendingIn(tx, row.id);
      if (isPending(pending) && !proposal.leaveOut) throw somethingWaits(pending);
      return;
    }
    case 'destroy-key':
      expectState(row, 'opened');
      if (staff.body === null) throw bodyNeeded();
      return complaintsOver(tx, deps, row, proposal.complaintsEndedOn);
    case 'hand-out-ballots':
      if (row.state !== 'archived') expectState(row, 'opened');
      if (!proposal.auditors.every(({ publicKey }) => isPublicKey(publicKey))) throw badAuditorKey();
  }
}

/** Whoever can still object may ask that the ballots be opened again. @throws AppError while somebody can */
async function complaintsOver(tx: Queryable, deps: Dependencies, { cycleId }: WindowRow, endedOn: string): Promise<void> {
  if (endedOn > dayOf(deps.clock(), deps.city.timezone)) throw complaintsNotOver();
  const running = (await openPeriods(tx, deps)).find(({ cycle }) => cycle === cycleId);
  if (running) throw objectionsUntil(running.release.objectionsUntil ?? '');
  const open = await countOpenObjections(tx, cycleId);
  if (open > 0) throw objectionsOpen(open);
}

function maySeal(deps: Dependencies, row: WindowRow, proposal: Proposal & { kind: 'seal' }): void {
  if (row.keyCustody === 'demonstration') return;
  const keyShares = sharesOf(row, proposal);
  if (!isPublicKey(proposal.publicKey ?? '')) throw badPublicKey();
  buildManifest(deps, row, { publicKey: proposal.publicKey ?? '', keyShares }, partsOf(deps, row));
}

/** Whose the shares of the proposed key are; null in demonstration custody. @throws AppError when they cannot be */
function sharesOf({ keyCustody }: WindowRow, { bodies = [], threshold = 0 }: Proposal & { kind: 'seal' }): KeyShares | null {
  if (keyCustody === 'demonstration') return null;
  if (!isSplit({ holders: bodies.length, threshold }) || new Set(bodies).size !== bodies.length) throw badHolders();
  return { holders: bodies.length, threshold, bodies };
}

/** What the scheme of the window's cycle says about rating. @throws AppError where the scheme asks nobody */
export function partsOf({ city, config }: Pick<Dependencies, 'city' | 'config'>, { cycleId }: Pick<WindowRow, 'cycleId'>) {
  const cycle = city.cycles.find(({ id }) => id === cycleId);
  if (!cycle) throw unknownCycle();
  return schemeParts(loadScheme(config.projectDir, cycle.scheme));
}

/** @returns what the audit row tells of it */
async function carryOut(tx: Queryable, deps: Dependencies, row: WindowRow, staff: Staff, proposal: Proposal): Promise<object> {
  switch (proposal.kind) {
    case 'seal': {
      const { publicKey } = proposal;
      const sealing = { window: row.id, custody: row.keyCustody, ...(publicKey !== undefined && { publicKey }), keyShares: sharesOf(row, proposal) };
      await sealIn(tx, deps, { ...sealing, ...partsOf(deps, row) }, staff.userId);
      return {};
    }
    case 'extend':
      await updateWindow(tx, row.id, { closesAt: new Date(proposal.closesAt) });
      return { from: row.closesAt.toISOString(), to: proposal.closesAt, reason: proposal.reason };
    case 'close-early':
      await closeIn(tx, deps, row, staff.userId, { reason: proposal.reason, leavingOut: proposal.leaveOut ?? false });
      return { reason: proposal.reason };
    case 'destroy-key': {
      const ciphertexts = await deleteArchive(tx, row.id);
      await updateWindow(tx, row.id, { state: 'archived' });
      return { ciphertexts, complaintsEndedOn: proposal.complaintsEndedOn };
    }
    case 'hand-out-ballots':
      return { auditors: proposal.auditors };
  }
}
