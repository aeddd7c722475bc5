import { randomUUID } from 'node:crypto';
import { findImport, insertFile } from '../../db/queries/imports.ts';
import {
  countWaiting,
  findBatch,
  findBatchByFile,
  findBatchByKey,
  insertBatch,
  listBatchesOf,
  type PartnerBatchRow,
  type PartnerKeyRow,
} from '../../db/queries/partners.ts';
import { findWindow, lockWindowShared } from '../../db/queries/windows.ts';
import type { ImportOrigin } from '../../db/schema/imports.ts';
import { utf8 } from '../../proof/bytes.ts';
import { sha256Hex } from '../../proof/hash.ts';
import { formOf } from '../../proof/manifest.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { alreadyImported, notImported } from '../imports/imports.errors.ts';
import { previewFile, repeatedOf } from '../imports/imports.usecases.ts';
import { keep } from '../imports/keeping.ts';
import type { SurveyMapping } from '../imports/mapping.ts';
import { placeOf } from '../imports/staged.usecases.ts';
import { shortened } from '../imports/survey.ts';
import { sealedWindow } from '../windows/sealed.ts';
import { expectState } from '../windows/states.ts';
import { faultyBatch, keyReused, sameFile, tooManyWaiting, unknownBatch, wrongHash, wrongScope } from './partners.errors.ts';
import type { GivenBatch } from './partners.shapes.ts';
import { recordFaults, tableMapping, tableOf } from './records.ts';

const MOST_WAITING = 100;
const MOST_LISTED = 200;

/** A batch as it was sent: who by, how they call it, and the very bytes of its body. */
export interface SentBatch {
  readonly key: PartnerKeyRow;
  readonly idempotencyKey: string;
  readonly bodySha256: string;
  readonly given: GivenBatch;
}

export interface Taken {
  readonly row: PartnerBatchRow;
  /** Whether it had been taken before and this is the same answer again. */
  readonly again: boolean;
}

/**
 * Takes a partner's batch as a whole and keeps it under a secret of its window until two people of the office import
 * it. The same batch under the same key is answered again, however often and however much at once it is sent.
 */
export async function takeBatch(deps: Dependencies, sent: SentBatch): Promise<Taken> {
  const before = await takenBefore(deps, sent);
  if (before) return before;
  const { window, group, channel } = sent.given;
  const { key } = sent;
  if (window !== key.windowId || (group ?? key.group) !== key.group || (channel ?? key.channel) !== key.channel) throw wrongScope();
  expectState(await findWindow(deps.db, window), 'open');
  const { file, mapping } = await tableIn(deps, sent);
  const fileSha256 = sha256Hex(file);
  const same = await findBatchByFile(deps.db, window, fileSha256);
  if (same) throw sameFile(same.id);
  if (await findImport(deps.db, window, fileSha256)) throw alreadyImported();
  if ((await countWaiting(deps.db, window)) >= MOST_WAITING) throw tooManyWaiting(MOST_WAITING);
  const seen = await previewFile(deps, window, file, mapping, key.partner);
  const row = await put(deps, sent, { file, mapping, people: seen.people, ballots: seen.ballots, fileSha256 });
  if (row) return { row, again: false };
  const meanwhile = await takenBefore(deps, sent);
  if (meanwhile) return meanwhile;
  throw sameFile((await findBatchByFile(deps.db, window, fileSha256))?.id ?? '');
}

/** @throws AppError when the key named another batch */
async function takenBefore({ db }: Dependencies, { key, idempotencyKey, bodySha256 }: SentBatch): Promise<Taken | null> {
  const row = await findBatchByKey(db, key.id, idempotencyKey);
  if (row === null) return null;
  if (row.bodySha256 !== bodySha256) throw keyReused();
  return { row, again: true };
}

interface Table {
  readonly file: Uint8Array;
  readonly mapping: SurveyMapping;
}

/** The batch as a table with the way to read it. @throws AppError with every fault of its records, or where the file is not the one it says */
async function tableIn(deps: Dependencies, { key, given }: SentBatch): Promise<Table> {
  const { windowId: window, group, channel, partner } = key;
  if (given.file) {
    const file = new Uint8Array(Buffer.from(given.file.content, 'base64'));
    const found = sha256Hex(file);
    if (found !== given.file.sha256) throw wrongHash(found);
    return { file, mapping: { ...given.file.mapping, group, channel } };
  }
  const { manifest } = await sealedWindow(deps, window);
  const form = formOf(manifest, group);
  if (form === null) throw notImported();
  const records = given.answers ?? [];
  const faults = recordFaults(records, form, manifest.units);
  if (faults.length > 0) throw faultyBatch(shortened(faults));
  const file = utf8(tableOf(records, form));
  const ballots = records.map((record, line) => ({ ...record, line }));
  const repeated = await repeatedOf(deps, window, ballots, { partner, fileSha256: '' });
  if (repeated.length > 0) throw faultyBatch(shortened(repeated.map(({ line, respondent }) => repeatedFault(line, respondent))));
  return { file, mapping: tableMapping(form, key) };
}

const repeatedFault = (record: number, respondent: string) => ({
  path: `answers.${record}.respondent`,
  message: {
    zh: `受访者“${respondent}”对该单位的答案在以前的批次中已经计入。`,
    en: `The answers of "${respondent}" about this unit are in the box already, from an earlier batch.`,
  },
});

type Kept = Table & Pick<PartnerBatchRow, 'people' | 'ballots' | 'fileSha256'>;

/** Writes file, batch and audit row, or nothing: null where the same was written meanwhile. */
async function put(deps: Dependencies, { key, idempotencyKey, bodySha256, given }: SentBatch, kept: Kept): Promise<PartnerBatchRow | null> {
  const { windowId, partner, prefix } = key;
  const { file, mapping, people, ballots, fileSha256 } = kept;
  const [fileId, now] = [randomUUID(), deps.clock()];
  const origin: ImportOrigin = { source: partner, ...given.origin };
  const fileName = given.file?.fileName ?? idempotencyKey;
  return deps.db
    .transaction(async (tx) => {
      // Closing refuses what waits: a batch that came in beside it would wait for ever.
      expectState(await lockWindowShared(tx, windowId), 'open');
      const sealed = keep(deps, windowId, placeOf(fileId), file);
      await insertFile(tx, { id: fileId, windowId, kind: 'partner', fileName, fileSha256, sealed, mapping, origin, createdAt: now });
      const row = await insertBatch(tx, { windowId, keyId: key.id, idempotencyKey, bodySha256, fileSha256, people, ballots, fileId, receivedAt: now });
      if (row === null) throw new Meanwhile();
      const detail = { key: prefix, partner, batch: row.id, fileSha256, people, ballots };
      await audit(tx, now, { actor: null, action: 'partner_batch.received', subject: `window:${windowId}`, detail });
      return row;
    })
    .catch((error: unknown) => {
      if (error instanceof Meanwhile) return null;
      throw error;
    });
}

/** Somebody else has written the same batch: what this one wrote is taken back. */
class Meanwhile extends Error {}

/** Batches that were sent with a key, the newest first. */
export const batchesOf = ({ db }: Pick<Dependencies, 'db'>, key: PartnerKeyRow): Promise<PartnerBatchRow[]> => listBatchesOf(db, key.id, MOST_LISTED);

/** @throws AppError when no such batch was sent with this key */
export async function batchOf({ db }: Pick<Dependencies, 'db'>, key: PartnerKeyRow, id: string): Promise<PartnerBatchRow> {
  const row = await findBatch(db, key.id, id);
  if (row === null) throw unknownBatch();
  return row;
}
