import type { Queryable } from '../../db/client.ts';
import { deleteEnvelopes, readEnvelopes } from '../../db/queries/envelopes.ts';
import { insertArchive, insertLeaves, insertTickets, upsertTallies } from '../../db/queries/leaves.ts';
import { deleteProofs } from '../../db/queries/proofs.ts';
import { findWindow, lockWindowAlone, updateWindow, type WindowRow } from '../../db/queries/windows.ts';
import { compareText } from '../../proof/bytes.ts';
import { type Envelope, envelopeDigest, envelopeRecord } from '../../proof/envelope.ts';
import { openingKey, publicKeyOf } from '../../proof/keys.ts';
import type { WindowManifest } from '../../proof/manifest.ts';
import { closingRoot, type Leaf, logRoot, openEnvelopes } from '../../proof/opening.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { readDemonstrationKey } from './custody.ts';
import { signStatement } from './signing.ts';
import { expectState } from './states.ts';
import { tallyLeaves } from './tallies.ts';
import {
  alreadyProposed,
  alteredAfterClosing,
  demonstrationKeyMissing,
  notProposed,
  privateKeyNeeded,
  secondPersonNeeded,
  wrongPrivateKey,
} from './windows.errors.ts';

/** What is signed and published at opening. */
export interface LogStatement {
  readonly v: 1;
  readonly window: string;
  readonly manifest: string;
  readonly closingRoot: string;
  readonly openedAt: string;
  /** Merkle root: leaf 0 the manifest, then the sorted leaf hashes. */
  readonly root: string;
  /** Leaves after the manifest: one per ballot in the box. */
  readonly ballots: number;
  /** Ballots that do not count, by reason. */
  readonly spoiled: Readonly<Record<string, number>>;
}

export interface SignedLog {
  readonly statement: LogStatement;
  readonly signature: string;
}

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

/**
 * The second person opens the box, in one transaction: opens, checks, merges labels, sorts, writes log, tickets,
 * tallies and archive, and drops marks and envelopes. Broken off at any point nothing has happened, and beginning
 * again writes the same bytes. The private key stays in memory for the length of the call.
 */
export async function confirmOpening(deps: Dependencies, id: string, actor: string, privateKey?: string): Promise<SignedLog> {
  const { db, clock, secrets } = deps;
  const before = mayBeOpened(await findWindow(db, id), actor);
  const key = await openingKey(await checkedKey(deps, before, privateKey));
  return db.transaction(async (tx) => {
    const row = mayBeOpened(await lockWindowAlone(tx, id), actor);
    const manifest = row.manifest as WindowManifest;
    const envelopes = await readEnvelopes(tx, id);
    if (closingRoot(envelopes.map(envelopeDigest)) !== row.closingRoot) throw alteredAfterClosing();
    const leaves = await openEnvelopes(envelopes, manifest, key);
    await writeOpened(tx, id, manifest, leaves, envelopes);
    const statement = logStatement(row, manifest, leaves, clock());
    const signed = { statement, signature: signStatement(secrets, 'log', statement) };
    await updateWindow(tx, id, { state: 'opened', openedBy: actor, openedAt: new Date(statement.openedAt), logRoot: statement.root, logStatement: signed });
    await audit(tx, clock(), {
      actor,
      action: 'window.opened',
      subject: `window:${id}`,
      detail: { root: statement.root, ballots: statement.ballots, spoiled: statement.spoiled, proposedBy: row.openingProposedBy },
    });
    return signed;
  });
}

function mayBeOpened(found: WindowRow | null, actor: string): WindowRow {
  const row = expectState(found, 'closed');
  if (row.openingProposedBy === null) throw notProposed();
  if (row.openingProposedBy === actor) throw secondPersonNeeded();
  return row;
}

const logStatement = (row: WindowRow, manifest: WindowManifest, leaves: readonly Leaf[], now: Date): LogStatement => ({
  v: 1,
  window: row.id,
  manifest: row.manifestSha256 ?? '',
  closingRoot: row.closingRoot ?? '',
  openedAt: now.toISOString(),
  root: logRoot(
    manifest,
    leaves.map(({ leafHash }) => leafHash),
  ),
  ballots: leaves.length,
  spoiled: spoiledCounts(leaves),
});

function spoiledCounts(leaves: readonly Leaf[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { spoiled } of leaves) if (spoiled !== null) counts[spoiled] = (counts[spoiled] ?? 0) + 1;
  return counts;
}

async function checkedKey(deps: Dependencies, row: WindowRow, given: string | undefined): Promise<string> {
  const own = row.keyCustody === 'demonstration' ? await readDemonstrationKey(deps, row.id) : null;
  const key = own ?? given;
  if (key === undefined) throw row.keyCustody === 'demonstration' ? demonstrationKeyMissing() : privateKeyNeeded();
  if (publicKeyOf(key) !== row.publicKey) throw wrongPrivateKey();
  return key;
}

async function writeOpened(tx: Queryable, windowId: string, manifest: WindowManifest, leaves: readonly Leaf[], envelopes: readonly Envelope[]): Promise<void> {
  const archive = envelopes
    .map((envelope) => ({ digest: envelopeDigest(envelope), record: envelopeRecord(envelope) }))
    .sort((a, b) => compareText(a.digest, b.digest));
  const tickets = envelopes.map(({ ticket, revision }) => ({ ticket, revision })).sort((a, b) => compareText(a.ticket, b.ticket));
  await insertLeaves(
    tx,
    leaves.map(({ unit, ...leaf }, i) => ({ ...leaf, windowId, unitId: unit, position: i + 1 })),
  );
  await insertTickets(tx, windowId, tickets);
  await insertArchive(tx, windowId, archive);
  await upsertTallies(tx, tallyLeaves(windowId, manifest, leaves));
  await deleteEnvelopes(tx, windowId);
  await deleteProofs(tx, windowId);
}
