import { addCounts, insertBatch, insertCodes, insertEntries, type NewCode } from '../../db/queries/proofs.ts';
import { lockWindowShared } from '../../db/queries/windows.ts';
import { CODE_RANDOM_BYTES, makeCode } from '../../proof/codes.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { unknownWindow } from '../windows/windows.errors.ts';
import { codeChannel, hashOf } from './codes.usecases.ts';
import { codesNotIssuable, tooManyCodes } from './proofs.errors.ts';
import { expectNewLines, type RosterLine } from './roster.ts';

const MOST = 100_000;

export interface Issue {
  readonly stratum?: string;
  readonly actor?: string | null;
  /** The list that the codes are for, one code a line; left out, codes are for whoever is given the sheet. */
  readonly roster?: readonly RosterLine[];
}

export interface IssuedBatch {
  readonly batch: string;
  readonly channel: string;
  readonly fromRoster: boolean;
  /** In the order of the list. Nowhere else, and never again. */
  readonly codes: readonly string[];
}

/**
 * Makes codes for a group and returns them this once; the tables keep keyed hashes. Of a list they keep that a line was
 * given a code, not its text and not which code: hashes are written in their own order, not in that of the lines.
 */
export async function issueBatch(deps: Dependencies, window: string, group: string, n: number, issue: Issue = {}): Promise<IssuedBatch> {
  const { stratum = 'all', actor = null, roster } = issue;
  if (!Number.isInteger(n) || n < 1 || n > MOST) throw tooManyCodes(MOST);
  const channel = codeChannel(deps, group).id;
  const batch = uuidOf(deps.random(16));
  const codes = Array.from({ length: n }, () => makeCode(deps.random(CODE_RANDOM_BYTES)));
  const rows: NewCode[] = codes
    .map((code, i) => ({ windowId: window, codeHash: hashOf(deps, window, code), group, stratum, batchId: batch, employer: roster?.[i]?.employer ?? null }))
    .sort((a, b) => (a.codeHash < b.codeHash ? -1 : 1));
  await deps.db.transaction(async (tx) => {
    const row = await lockWindowShared(tx, window);
    if (row === null) throw unknownWindow();
    if (!['sealed', 'open'].includes(row.state)) throw codesNotIssuable();
    const entries = roster ? await expectNewLines(tx, deps, { window, group, roster }) : [];
    await insertBatch(tx, { id: batch, windowId: window, group, channel, codes: n, fromRoster: roster !== undefined, issuedBy: actor });
    await insertCodes(tx, rows);
    await insertEntries(
      tx,
      entries.map((entryHash) => ({ windowId: window, group, entryHash, batchId: batch })),
    );
    await addCounts(tx, window, group, channel, { issued: n });
    const detail = { group, channel, codes: n, batch, fromRoster: roster !== undefined };
    await audit(tx, deps.clock(), { actor, action: 'codes.issued', subject: `window:${window}`, detail });
  });
  return { batch, channel, fromRoster: roster !== undefined, codes };
}

/** The codes alone. */
export const issueCodes = async (deps: Dependencies, window: string, group: string, n: number, issue: Issue = {}): Promise<readonly string[]> =>
  (await issueBatch(deps, window, group, n, issue)).codes;

/** A version-4 UUID of 16 random bytes. */
function uuidOf(random: Uint8Array): string {
  const hex = Buffer.from(random.map((byte, i) => (i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte))).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
