import { addressOf, connect } from '../../db/client.ts';
import { findFile, findImport, type ImportFileRow, isImporting, listBegun, lockImport, updateFile } from '../../db/queries/imports.ts';
import type { Dependencies } from '../context.ts';
import { AppError, type Sentence } from '../errors.ts';
import { loggable } from '../unexpected.ts';
import { beingImported, INTERRUPTED, notProposed, otherPersonImports, otherThanPreviewed, unknownFile } from './imports.errors.ts';
import { type FileMapping, importCounts, importSurvey, isCounts } from './imports.usecases.ts';
import { openFile, previewRow } from './staged.usecases.ts';

/** Progress is written after so many ballots. */
const STEP = 1000;

/** A commit that has begun. Nobody has to wait for its end: how far it is stands in the database. */
export interface Committing {
  readonly finished: Promise<void>;
}

/**
 * The second of two people: begins to import what another has proposed. Sealing goes on beside the request; killed half
 * way nothing has happened, and the file can be committed again.
 * @throws AppError when nobody or the same person proposed it, it is faulty, or not what was previewed.
 */
export async function commitStaged(deps: Dependencies, window: string, id: string, actor: string): Promise<Committing> {
  const { row, file } = await openFile(deps, window, id);
  const { proposedBy, digest } = row;
  if (proposedBy === null || digest === null) throw notProposed();
  if (proposedBy === actor) throw otherPersonImports();
  const seen = await previewRow(deps, row, file, row.mapping as FileMapping);
  if (seen.digest !== digest) throw otherThanPreviewed();
  const begun = Promise.withResolvers<void>();
  const finished = holding(deps, row.id, async () => {
    await updateFile(deps.db, row.id, { done: 0, total: seen.ballots, failure: null });
    begun.resolve();
    await carryOut(deps, row, file, actor);
  });
  finished.catch(() => {}); // told in the row; whoever waits hears of it
  await Promise.race([begun.promise, finished]);
  return { finished };
}

/** Does the work while a connection of its own holds the file: when the process dies, the database lets it go. */
async function holding(deps: Dependencies, fileId: string, work: () => Promise<void>): Promise<void> {
  const own = connect(addressOf(deps.sql), { max: 1 });
  try {
    if (!(await lockImport(own.db, fileId))) throw beingImported();
    await work();
  } finally {
    await own.close();
  }
}

async function carryOut(deps: Dependencies, row: ImportFileRow, file: Uint8Array, actor: string): Promise<void> {
  const { windowId, kind, fileName, digest, origin, proposedBy } = row;
  const mapping = row.mapping as FileMapping;
  let told = 0;
  let writing: Promise<void> = Promise.resolve();
  const progress = (done: number): void => {
    if (done - told < STEP) return;
    told = done;
    writing = writing.then(() => updateFile(deps.db, row.id, { done })).catch(() => {}); // the next one says more
  };
  const options = {
    ...{ kind, fileName, fileId: row.id, progress },
    ...(digest !== null && { previewed: digest }),
    ...(origin !== null && { origin }),
    ...(proposedBy !== null && { proposedBy }),
  };
  try {
    if (isCounts(mapping)) await importCounts(deps, windowId, file, mapping, actor, options);
    else await importSurvey(deps, windowId, file, mapping, actor, options);
    await writing;
  } catch (error) {
    await writing;
    if (!(error instanceof AppError)) deps.log.error({ window: windowId, error: loggable(error as Error) }, 'import failed');
    await updateFile(deps.db, row.id, { done: null, total: null, failure: failureOf(error) });
    throw error;
  }
}

type Failure = Sentence & { readonly code: string };

const failureOf = (error: unknown): Failure =>
  error instanceof AppError
    ? { code: error.code, ...error.sentence }
    : { code: 'import.failed', zh: '导入没有完成，什么也没有写入，请再试一次。', en: 'The import did not finish; nothing was written. Try again.' };

export interface StagedProgress {
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly failure: Failure | null;
}

/** How far the import of a file is. One that is committed is no file any more: `done` by its digest. */
export async function stagedProgress({ db }: Dependencies, window: string, id: string, fileSha256: string): Promise<StagedProgress> {
  const running = await isImporting(db, id);
  const row = await findFile(db, window, id);
  const committed = await findImport(db, window, fileSha256);
  if (committed) return { state: 'done', done: committed.ballots, total: committed.ballots, failure: null };
  if (row === null) throw unknownFile();
  const interrupted = row.done !== null && !running && !(await isImporting(db, id));
  const failure = row.failure ?? (interrupted ? INTERRUPTED : null);
  const state = failure ? 'failed' : row.done === null ? 'waiting' : 'running';
  return { state, done: row.done ?? 0, total: row.total ?? 0, failure };
}

/** Gives files back whose import died with its process: nothing of them was written, and the second person begins again. @returns how many */
export async function giveBackInterrupted({ db }: Pick<Dependencies, 'db'>): Promise<number> {
  let given = 0;
  for (const { id } of await listBegun(db)) {
    if (await isImporting(db, id)) continue;
    await updateFile(db, id, { done: null, total: null, failure: INTERRUPTED });
    given += 1;
  }
  return given;
}
