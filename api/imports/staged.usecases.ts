import { randomUUID } from 'node:crypto';
import { countFiles, deleteFile, findFile, findImport, findMapping, type ImportFileRow, insertFile, updateFile } from '../../db/queries/imports.ts';
import { findWindow } from '../../db/queries/windows.ts';
import type { ImportOrigin } from '../../db/schema/imports.ts';
import { sha256Hex } from '../../proof/hash.ts';
import type { Dependencies } from '../context.ts';
import { AppError } from '../errors.ts';
import { loggable } from '../unexpected.ts';
import { sealedWindow } from '../windows/sealed.ts';
import { expectState } from '../windows/states.ts';
import { type FileLook, lookAt } from './file.ts';
import { alreadyImported, beingImported, faultyFile, otherThanPreviewed, tooManyFiles, unknownFile } from './imports.errors.ts';
import { importSurvey, previewSurvey } from './imports.usecases.ts';
import { keep, takeOut } from './keeping.ts';
import type { SurveyMapping } from './mapping.ts';

const MOST_FILES = 10;
/** Progress is written after so many ballots. */
const STEP = 1000;

export interface StagedFile extends FileLook {
  readonly id: string;
  readonly fileName: string;
  readonly fileSha256: string;
  /** How the last file of the same source was mapped; null where none came from it. */
  readonly remembered: SurveyMapping | null;
}

/** Keeps a file until it is committed, for a day at most. @returns what it looks like. */
export async function stageFile(deps: Dependencies, window: string, fileName: string, file: Uint8Array, actor: string): Promise<StagedFile> {
  expectState(await findWindow(deps.db, window), 'open');
  await sealedWindow(deps, window);
  const fileSha256 = sha256Hex(file);
  if (await findImport(deps.db, window, fileSha256)) throw alreadyImported();
  const look = await lookAt(file);
  if (look.fault) throw faultyFile([look.fault]);
  if ((await countFiles(deps.db, window)) >= MOST_FILES) throw tooManyFiles(MOST_FILES);
  const id = randomUUID();
  const row = { id, windowId: window, uploadedBy: actor, fileName, fileSha256, sealed: keep(deps, window, `file ${id}`, file), createdAt: deps.clock() };
  await insertFile(deps.db, row);
  return { id, fileName, fileSha256, ...look.value, remembered: null };
}

/** The file again, with its header on another line where one is given, and with the mapping of its source. */
export async function lookAgain(deps: Dependencies, window: string, id: string, source: string | null, headerLine: number | undefined): Promise<StagedFile> {
  const { row, file } = await open(deps, window, id);
  const look = await lookAt(file, headerLine);
  if (look.fault) throw faultyFile([look.fault]);
  const remembered = source === null ? null : ((await findMapping(deps.db, source)) as SurveyMapping | null);
  return { id, fileName: row.fileName, fileSha256: row.fileSha256, ...look.value, remembered };
}

export async function previewStaged(deps: Dependencies, window: string, id: string, mapping: SurveyMapping) {
  const { file } = await open(deps, window, id);
  return previewSurvey(deps, window, file, mapping);
}

/** Forgets an uploaded file. */
export async function dropStaged(deps: Dependencies, window: string, id: string): Promise<void> {
  const { row } = await open(deps, window, id);
  await deleteFile(deps.db, row.id);
}

export interface StagedCommit {
  readonly mapping: SurveyMapping;
  readonly origin: ImportOrigin;
  readonly digest: string;
}

/** A commit that has begun. Nobody has to wait for its end: how far it is stands in the database. */
export interface Committing {
  readonly finished: Promise<void>;
}

/**
 * Begins to import a staged file. Sealing goes on beside the request; killed half way nothing has happened, and the
 * file can be committed again. @throws AppError when the file is faulty or not the one that was previewed.
 */
export async function commitStaged(
  deps: Dependencies,
  window: string,
  id: string,
  { mapping, origin, digest }: StagedCommit,
  actor: string,
): Promise<Committing> {
  const { row, file } = await open(deps, window, id);
  const seen = await previewSurvey(deps, window, file, mapping);
  if (seen.digest !== digest) throw otherThanPreviewed();
  if (underWay.has(row.id)) throw beingImported();
  underWay.add(row.id);
  await updateFile(deps.db, row.id, { done: 0, total: seen.ballots, failure: null });
  const finished = carryOut(deps, row, file, { mapping, origin, digest }, actor).finally(() => underWay.delete(row.id));
  finished.catch(() => {}); // told in the row; whoever waits hears of it
  return { finished };
}

/** Files this process imports now. Two processes with one file: the database takes one of them. */
const underWay = new Set<string>();

async function carryOut(deps: Dependencies, row: ImportFileRow, file: Uint8Array, { mapping, origin, digest }: StagedCommit, actor: string): Promise<void> {
  let told = 0;
  let writing: Promise<void> = Promise.resolve();
  const progress = (done: number): void => {
    if (done - told < STEP) return;
    told = done;
    writing = writing.then(() => updateFile(deps.db, row.id, { done })).catch(() => {}); // the next one says more
  };
  try {
    await importSurvey(deps, row.windowId, file, mapping, actor, { fileName: row.fileName, previewed: digest, origin, progress });
    await writing;
    await deleteFile(deps.db, row.id);
  } catch (error) {
    await writing;
    if (!(error instanceof AppError)) deps.log.error({ window: row.windowId, error: loggable(error as Error) }, 'import failed');
    await updateFile(deps.db, row.id, { done: null, total: null, failure: failureOf(error) });
    throw error;
  }
}

const failureOf = (error: unknown): NonNullable<ImportFileRow['failure']> =>
  error instanceof AppError
    ? { code: error.code, ...error.sentence }
    : { code: 'import.failed', zh: '导入没有完成，什么也没有写入，请再试一次。', en: 'The import did not finish; nothing was written. Try again.' };

export interface StagedProgress {
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly failure: ImportFileRow['failure'];
}

/** How far the import of a file is. One that is committed is no file any more: `done` by its digest. */
export async function stagedProgress({ db }: Dependencies, window: string, id: string, fileSha256: string): Promise<StagedProgress> {
  const row = await findFile(db, window, id);
  const committed = await findImport(db, window, fileSha256);
  if (committed) return { state: 'done', done: committed.ballots, total: committed.ballots, failure: null };
  if (row === null) throw unknownFile();
  const state = row.failure ? 'failed' : row.done === null ? 'waiting' : 'running';
  return { state, done: row.done ?? 0, total: row.total ?? 0, failure: row.failure };
}

async function open(deps: Dependencies, window: string, id: string): Promise<{ readonly row: ImportFileRow; readonly file: Uint8Array }> {
  const row = await findFile(deps.db, window, id);
  if (row === null) throw unknownFile();
  return { row, file: takeOut(deps, window, `file ${row.id}`, row.sealed) };
}
