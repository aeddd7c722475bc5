import type { Queryable } from '../../db/client.ts';
import { countEnvelopes, type EnvelopeCount, eachDigest, forgetOrder } from '../../db/queries/envelopes.ts';
import { listImports } from '../../db/queries/imports.ts';
import { listProofCounts } from '../../db/queries/proofs.ts';
import { isOver, lockWindowAlone, updateWindow, type WindowRow } from '../../db/queries/windows.ts';
import { alarmsOf } from '../../proof/alarms.ts';
import { compareText } from '../../proof/bytes.ts';
import type { WindowManifest } from '../../proof/manifest.ts';
import { rootOfSorted } from '../../proof/opening.ts';
import type { ClosingArea } from '../../proof/release/files.ts';
import { listDigest } from '../../proof/release/import-digest.ts';
import { shortRoot } from '../../proof/short-root.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { countedCells, readCounted } from '../imports/counted.ts';
import { isPending, leaveOut, type Pending, pendingIn } from '../imports/pending.ts';
import { toPublicImport } from '../imports/published.ts';
import { closingAreas } from './areas.ts';
import { type NamedClosing, namedClosing } from './named-count.ts';
import { signStatement } from './signing.ts';
import { expectState } from './states.ts';
import { notOver, somethingWaits } from './windows.errors.ts';

/** What is signed and published at closing, before anybody has read a ballot. */
export interface ClosingStatement {
  readonly v: 1;
  readonly window: string;
  readonly manifest: string;
  readonly closedAt: string;
  /** Why it was closed before its time; null when the time was over. */
  readonly earlyBecause: string | null;
  readonly ballots: number;
  /** Merkle root over the sorted digests of all envelopes. */
  readonly root: string;
  /** The same for the newspaper: its first 160 bits in 32 characters. */
  readonly short: string;
  readonly cells: readonly { readonly unit: string; readonly group: string; readonly ballots: number }[];
  /** Proofs used and ballots cast by area, small ones merged. */
  readonly areas: readonly ClosingArea[];
  /** Openly signed ballots, which lie outside the box; absent in windows that take none. */
  readonly named?: NamedClosing;
  /** Proofs issued, proofs taken at least once, and ballots cast by channel; null where a channel has no such number. */
  readonly channels: readonly {
    readonly group: string;
    readonly channel: string;
    readonly issued: number | null;
    readonly used: number | null;
    readonly ballots: number;
  }[];
  /** Answers that hotlines counted, which are no ballots; absent where there are none. */
  readonly counted?: readonly { readonly unit: string; readonly group: string; readonly answers: number }[];
  /** SHA-256 over these counts as they are kept: with the same sums, no other counts can be opened. */
  readonly countedSha256?: string;
  /** SHA-256 of what was brought in, as every later release tells it. */
  readonly importsSha256: string;
  /** What came by other channels and was in no box when the window closed. */
  readonly leftOut: Pending;
}

export interface SignedClosing {
  readonly statement: ClosingStatement;
  readonly signature: string;
}

/**
 * Ends the taking of ratings when the time is over, or earlier with a reason that two people have decided. Holds the
 * window alone, so that no cast is on its way; from here nothing can be added, removed or swapped unnoticed, and the
 * order in which ballots were cast is in no file of the box.
 */
export async function closeWindow(deps: Dependencies, id: string, actor: string, reason?: string, leavingOut = false): Promise<SignedClosing> {
  return deps.db.transaction(async (tx) => closeIn(tx, deps, await lockWindowAlone(tx, id), actor, { reason, leavingOut }));
}

export interface ClosingOptions {
  /** Why before its time. */
  readonly reason?: string | undefined;
  /** Whether the person knows that something waits by other channels and will not be counted. */
  readonly leavingOut: boolean;
}

/** The same inside a transaction that holds the window alone and does more. */
export async function closeIn(tx: Queryable, deps: Dependencies, found: WindowRow | null, actor: string, options: ClosingOptions): Promise<SignedClosing> {
  const { reason, leavingOut } = options;
  const { clock, secrets } = deps;
  const row = expectState(found, 'open');
  const over = await isOver(tx, row.id);
  if (!over && !reason?.trim()) throw notOver();
  const leftOut = await pendingIn(tx, row.id);
  if (isPending(leftOut) && !leavingOut) throw somethingWaits(leftOut);
  await leaveOut(tx, row.id);
  const { tallies, sha256: countedSha256 } = await readCounted(deps, tx, row.id);
  const counted = countedCells(tallies);
  const imports = (await listImports(tx, row.id)).map(toPublicImport);
  const now = clock();
  const issued = await listProofCounts(tx, row.id);
  const named = await namedClosing(tx, row.id, row.manifest as WindowManifest);
  const inBox = closingStatement(row, await contentOf(tx, row.id), issued, now, over ? null : (reason?.trim() ?? null));
  const statement: ClosingStatement = {
    ...inBox,
    areas: await closingAreas(tx, row.id),
    ...(named && { named }),
    ...(countedSha256 !== null && { counted, countedSha256 }),
    importsSha256: listDigest(imports),
    leftOut,
  };
  const signed = { statement, signature: signStatement(secrets, 'closing', statement) };
  await updateWindow(tx, row.id, {
    state: 'closed',
    closingRoot: statement.root,
    closingCounts: nested(statement.cells),
    closingStatement: signed,
    alarms: alarmsOf({ manifest: row.manifest as WindowManifest, closing: statement, log: null, imports }),
    closedBy: actor,
    closedAt: now,
  });
  await forgetOrder(tx, row.id);
  await audit(tx, now, {
    actor,
    action: 'window.closed',
    subject: `window:${row.id}`,
    detail: { root: statement.root, ballots: statement.ballots, earlyBecause: statement.earlyBecause, leftOut },
  });
  return signed;
}

/** unit → group → ballots. */
function nested(cells: ClosingStatement['cells']): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { unit, group, ballots } of cells) counts[unit] = { ...counts[unit], [group]: ballots };
  return counts;
}

interface Content {
  readonly root: string;
  readonly counts: readonly EnvelopeCount[];
}

/** The root over a window's box as it is now, and what lies in it. */
export async function contentOf(tx: Queryable, id: string): Promise<Content> {
  const digests: string[] = [];
  for await (const portion of eachDigest(tx, id)) digests.push(...portion);
  return { root: rootOfSorted(digests), counts: await countEnvelopes(tx, id) };
}

type Issued = Awaited<ReturnType<typeof listProofCounts>>;

const closingStatement = (
  row: WindowRow,
  { root, counts }: Content,
  issued: Issued,
  now: Date,
  earlyBecause: string | null,
): Omit<ClosingStatement, 'leftOut' | 'areas' | 'importsSha256'> => ({
  v: 1,
  window: row.id,
  manifest: row.manifestSha256 ?? '',
  closedAt: now.toISOString(),
  earlyBecause,
  ballots: counts.reduce((sum, { ballots }) => sum + ballots, 0),
  root,
  short: shortRoot(root),
  cells: sumBy(counts, ({ unit, group }) => [unit, group]).map(([[unit = '', group = ''], ballots]) => ({ unit, group, ballots })),
  channels: channelCounts(counts, issued),
});

function channelCounts(counts: readonly EnvelopeCount[], issued: Issued): ClosingStatement['channels'] {
  const cast = counts.map(({ group, channel, ballots }) => ({ group, channel, ballots }));
  const without = issued.map(({ group, channel }) => ({ group, channel, ballots: 0 }));
  return sumBy([...cast, ...without], ({ group, channel }) => [group, channel]).map(([[group = '', channel = ''], ballots]) => {
    const row = issued.find((one) => one.group === group && one.channel === channel);
    return { group, channel, issued: row?.issued || null, used: row?.used || null, ballots };
  });
}

/** Ballots by key, sorted by key. */
function sumBy<T extends { readonly ballots: number }>(items: readonly T[], key: (item: T) => readonly string[]): [readonly string[], number][] {
  const sums = new Map<string, number>();
  for (const item of items) {
    const name = key(item).join('\n');
    sums.set(name, (sums.get(name) ?? 0) + item.ballots);
  }
  return [...sums].sort(([a], [b]) => compareText(a, b)).map(([name, sum]) => [name.split('\n'), sum]);
}
