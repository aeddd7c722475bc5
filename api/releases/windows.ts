import type { Queryable } from '../../db/client.ts';
import { listImports } from '../../db/queries/imports.ts';
import { listAllWindows, tallyOrigins, type WindowRow } from '../../db/queries/public.ts';
import { type DecisionRow, listDestroyedKeys, listHandedOut } from '../../db/queries/window-decisions.ts';
import type { Alarm } from '../../proof/alarms.ts';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import type { Auditor } from '../../proof/log/ballots-file.ts';
import type { WindowManifest } from '../../proof/manifest.ts';
import type { PublicWindow, WindowRecord } from '../../proof/release/files.ts';
import type { Dependencies } from '../context.ts';
import { toPublicImport } from '../imports/published.ts';
import { destroyedKey } from '../windows/destroyed.ts';
import { publishedLog } from './log-files.ts';
import { specimenReceipt } from './specimen.ts';

/** All rating windows, and the records of those that have been sealed. */
export async function publicWindows(
  deps: Pick<Dependencies, 'city' | 'secrets'>,
  tx: Queryable,
): Promise<{ readonly windows: PublicWindow[]; readonly records: WindowRecord[] }> {
  const windows = await listAllWindows(tx);
  const origins = new Map((await tallyOrigins(tx)).map(({ windowId, origin }) => [windowId, origin]));
  const destroyed = new Map((await listDestroyedKeys(tx)).map((decision) => [decision.windowId, destroyedKey(decision)]));
  return { windows: toPublicWindows(windows, origins, destroyed), records: await windowRecords(deps, tx, windows) };
}

function toPublicWindows(
  windows: readonly WindowRow[],
  origins: ReadonlyMap<string, 'ballots' | 'imported'>,
  destroyed: ReadonlyMap<string, NonNullable<PublicWindow['keyDestroyed']>>,
): PublicWindow[] {
  return windows.map((window) => {
    const counted = window.state === 'opened' || window.state === 'archived';
    return {
      id: window.id,
      cycle: window.cycleId,
      state: window.state,
      opensAt: window.opensAt.toISOString(),
      closesAt: window.closesAt.toISOString(),
      closedAt: window.closedAt?.toISOString() ?? null,
      keyCustody: window.keyCustody,
      keyDestroyed: destroyed.get(window.id) ?? null,
      manifestSha256: window.manifestSha256,
      closingRoot: window.closingRoot,
      logRoot: window.logRoot,
      ballots: ballotsByGroup(window.closingCounts),
      origin: counted ? (origins.get(window.id) ?? null) : null,
    };
  });
}

/** The sealed rules, the statements as they were signed and what the log consists of; nothing for a window that was never sealed. */
async function windowRecords(deps: Pick<Dependencies, 'city' | 'secrets'>, tx: Queryable, windows: readonly WindowRow[]): Promise<WindowRecord[]> {
  const records: WindowRecord[] = [];
  const handed = (await listHandedOut(tx)).reverse();
  for (const window of windows) {
    if (window.manifest === null) continue;
    const log = window.logStatement as WindowRecord['log'];
    const specimen = specimenReceipt(deps, window.id);
    records.push({
      format: 'gongping-window-record/1',
      window: window.id,
      manifest: window.manifest as WindowManifest,
      closing: window.closingStatement as WindowRecord['closing'],
      log,
      published: log && (await publishedLog(tx, window.id, log.statement.ballots)),
      auditors: handed.filter(({ windowId }) => windowId === window.id).flatMap(handedTo),
      ...(window.closingStatement !== null && { imports: (await listImports(tx, window.id)).map(toPublicImport) }),
      ...(window.alarms !== null && { alarms: window.alarms as Alarm[] }),
      ...(log && specimen && { specimen }),
    });
  }
  return records;
}

/** Who received the ballots by one decision, with the fingerprints of their keys. */
function handedTo({ detail, confirmedAt }: DecisionRow): NonNullable<WindowRecord['auditors']>[number][] {
  const { auditors } = detail as { readonly auditors: readonly Auditor[] };
  return auditors.map(({ name, publicKey }) => ({ name, key: fingerprintOf(publicKey), on: confirmedAt?.toISOString().slice(0, 10) ?? '' }));
}

/** Ballots per group over all units, from the counts signed at closing (unit → group → ballots). */
function ballotsByGroup(counts: unknown): Record<string, number> | null {
  if (counts === null || typeof counts !== 'object') return null;
  const totals: Record<string, number> = {};
  for (const groups of Object.values(counts as Record<string, Record<string, number>>)) {
    for (const [group, n] of Object.entries(groups)) totals[group] = (totals[group] ?? 0) + n;
  }
  return Object.fromEntries(Object.entries(totals).sort(([a], [b]) => (a < b ? -1 : 1)));
}
