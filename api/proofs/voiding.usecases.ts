import {
  addCounts,
  type CodeBatchRow,
  deleteEntries,
  findBatch,
  findUsed,
  listBatchCodes,
  listBatches,
  markBatchVoid,
  voidCodes,
} from '../../db/queries/proofs.ts';
import { lockWindowAlone } from '../../db/queries/windows.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { unknownWindow } from '../windows/windows.errors.ts';
import { usedDigest } from './adapter.ts';
import { codeSubject } from './codes.usecases.ts';
import { alreadyVoid, codesNotIssuable, rosterInUse, unknownBatch } from './proofs.errors.ts';

/**
 * Makes the codes of a batch void that nobody has used: the sheets were lost, or went to the wrong hands. Codes in use
 * stay good. A batch from a list can be made void only while none is in use: nobody can tell whose codes those are, and
 * a second letter to everybody would give some people two ballots.
 * @returns how many codes are void now.
 */
export async function voidBatch(deps: Dependencies, window: string, id: string, actor: string): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const row = await lockWindowAlone(tx, window);
    if (row === null) throw unknownWindow();
    if (!['sealed', 'open'].includes(row.state)) throw codesNotIssuable();
    const batch = await findBatch(tx, window, id);
    if (batch === null) throw unknownBatch();
    if (batch.voided !== null) throw alreadyVoid();
    const unused = await unusedCodes(tx, deps, batch);
    if (batch.fromRoster && unused.length < batch.codes) throw rosterInUse();
    await voidCodes(tx, window, unused);
    await markBatchVoid(tx, id, unused.length);
    await deleteEntries(tx, id);
    await addCounts(tx, window, batch.group, batch.channel, { voided: unused.length });
    const detail = { batch: id, group: batch.group, channel: batch.channel, voided: unused.length };
    await audit(tx, deps.clock(), { actor, action: 'codes.voided', subject: `window:${window}`, detail });
    return unused.length;
  });
}

async function unusedCodes(tx: Parameters<typeof findUsed>[0], deps: Dependencies, { windowId, id }: CodeBatchRow): Promise<string[]> {
  const digests = (await listBatchCodes(tx, id)).map(({ codeHash }) => [codeHash, usedDigest(deps, windowId, codeSubject(deps, windowId, codeHash))] as const);
  const used = await findUsed(
    tx,
    windowId,
    digests.map(([, digest]) => digest),
  );
  return digests.filter(([, digest]) => !used.has(digest)).map(([codeHash]) => codeHash);
}

/** The batches of a window, the latest first; of no single code is it told whether it was used. */
export const batchesOf = async ({ db }: Pick<Dependencies, 'db'>, window: string) =>
  (await listBatches(db, window)).map(({ id, group, channel, codes, fromRoster, voided, createdAt }) => ({
    id,
    group,
    channel,
    codes,
    fromRoster,
    voided,
    issuedAt: createdAt.toISOString(),
  }));
