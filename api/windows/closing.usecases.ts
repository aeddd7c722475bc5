import type { Queryable } from '../../db/client.ts';
import { readEnvelopes } from '../../db/queries/envelopes.ts';
import { listProofCounts } from '../../db/queries/proofs.ts';
import { isOver, lockWindowAlone, updateWindow, type WindowRow } from '../../db/queries/windows.ts';
import { compareText } from '../../proof/bytes.ts';
import { type Envelope, envelopeDigest } from '../../proof/envelope.ts';
import { closingRoot } from '../../proof/opening.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { signStatement } from './signing.ts';
import { expectState } from './states.ts';
import { notOver } from './windows.errors.ts';

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
  readonly cells: readonly { readonly unit: string; readonly group: string; readonly ballots: number }[];
  /** Proofs issued, proofs taken at least once, and ballots cast by channel; null where a channel has no such number. */
  readonly channels: readonly {
    readonly group: string;
    readonly channel: string;
    readonly issued: number | null;
    readonly used: number | null;
    readonly ballots: number;
  }[];
}

export interface SignedClosing {
  readonly statement: ClosingStatement;
  readonly signature: string;
}

/**
 * Ends the taking of ratings when the time is over, or earlier with a reason that two people have decided. Holds the
 * window alone, so that no cast is on its way; from here nothing can be added, removed or swapped unnoticed.
 */
export async function closeWindow(deps: Dependencies, id: string, actor: string, reason?: string): Promise<SignedClosing> {
  return deps.db.transaction(async (tx) => closeIn(tx, deps, await lockWindowAlone(tx, id), actor, reason));
}

/** The same inside a transaction that holds the window alone and does more. */
export async function closeIn(tx: Queryable, deps: Dependencies, found: WindowRow | null, actor: string, reason?: string): Promise<SignedClosing> {
  const { clock, secrets } = deps;
  const row = expectState(found, 'open');
  const over = await isOver(tx, row.id);
  if (!over && !reason?.trim()) throw notOver();
  const now = clock();
  const envelopes = await readEnvelopes(tx, row.id);
  const statement = closingStatement(row, envelopes, await listProofCounts(tx, row.id), now, over ? null : (reason?.trim() ?? null));
  const signed = { statement, signature: signStatement(secrets, 'closing', statement) };
  await updateWindow(tx, row.id, {
    state: 'closed',
    closingRoot: statement.root,
    closingCounts: nested(statement.cells),
    closingStatement: signed,
    closedBy: actor,
    closedAt: now,
  });
  await audit(tx, now, {
    actor,
    action: 'window.closed',
    subject: `window:${row.id}`,
    detail: { root: statement.root, ballots: statement.ballots, earlyBecause: statement.earlyBecause },
  });
  return signed;
}

/** unit → group → ballots. */
function nested(cells: ClosingStatement['cells']): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { unit, group, ballots } of cells) counts[unit] = { ...counts[unit], [group]: ballots };
  return counts;
}

type Issued = Awaited<ReturnType<typeof listProofCounts>>;

const closingStatement = (row: WindowRow, envelopes: readonly Envelope[], issued: Issued, now: Date, earlyBecause: string | null): ClosingStatement => ({
  v: 1,
  window: row.id,
  manifest: row.manifestSha256 ?? '',
  closedAt: now.toISOString(),
  earlyBecause,
  ballots: envelopes.length,
  root: closingRoot(envelopes.map(envelopeDigest)),
  cells: countBy(envelopes, ({ unit, group }) => [unit, group]).map(([[unit = '', group = ''], ballots]) => ({ unit, group, ballots })),
  channels: channelCounts(envelopes, issued),
});

function channelCounts(envelopes: readonly Envelope[], issued: Issued): ClosingStatement['channels'] {
  const cast = countBy(envelopes, ({ group, channel }) => [group, channel]);
  const keys = new Map([...issued.map((row) => [row.group, row.channel]), ...cast.map(([key]) => key)].map((key) => [key.join('\n'), key]));
  return [...keys.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, [group = '', channel = '']]) => ({ row: issued.find((row) => row.group === group && row.channel === channel), name, group, channel }))
    .map(({ row, name, group, channel }) => ({
      group,
      channel,
      issued: row?.issued || null,
      used: row?.used || null,
      ballots: cast.find(([key]) => key.join('\n') === name)?.[1] ?? 0,
    }));
}

/** Numbers by key, sorted by key. */
function countBy<T>(items: readonly T[], key: (item: T) => readonly string[]): [readonly string[], number][] {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = key(item).join('\n');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => compareText(a, b)).map(([name, count]) => [name.split('\n'), count]);
}
