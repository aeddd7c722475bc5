import { randomUUID } from 'node:crypto';
import {
  countUploads,
  deleteFile,
  findFile,
  findImport,
  findMapping,
  type ImportFileRow,
  insertFile,
  isImporting,
  listFiles,
  lockFile,
  updateFile,
} from '../../db/queries/imports.ts';
import { updateBatchOf } from '../../db/queries/partners.ts';
import { findWindow, lockWindowShared } from '../../db/queries/windows.ts';
import type { ImportOrigin } from '../../db/schema/imports.ts';
import { sha256Hex } from '../../proof/hash.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { sealedWindow } from '../windows/sealed.ts';
import { expectState } from '../windows/states.ts';
import type { CountsMapping } from './counts-mapping.ts';
import { type FileLook, lookAt } from './file.ts';
import {
  alreadyImported,
  beingImported,
  faultyFile,
  mappingNeeded,
  otherThanPreviewed,
  proposedAlready,
  refuseWithReason,
  tooManyFiles,
  unknownFile,
} from './imports.errors.ts';
import { type FileMapping, isCounts, type Preview, previewFile } from './imports.usecases.ts';
import { keep, takeOut } from './keeping.ts';
import type { SurveyMapping } from './mapping.ts';

const MOST_FILES = 10;

export interface StagedFile extends FileLook {
  readonly id: string;
  readonly kind: ImportFileRow['kind'];
  readonly fileName: string;
  readonly fileSha256: string;
  /** How it is read, as its sender or the first of two people said; else how the last file of the same source was. */
  readonly mapping: SurveyMapping | null;
  readonly counting: CountsMapping | null;
  readonly origin: ImportOrigin | null;
  readonly proposed: boolean;
}

/** Keeps a file until it is committed, for a day at most. @returns what it looks like. */
export async function stageFile(
  deps: Dependencies,
  window: string,
  { kind, fileName }: { readonly kind: 'survey' | 'hotline'; readonly fileName: string },
  file: Uint8Array,
  actor: string,
): Promise<StagedFile> {
  expectState(await findWindow(deps.db, window), 'open');
  await sealedWindow(deps, window);
  const fileSha256 = sha256Hex(file);
  if (await findImport(deps.db, window, fileSha256)) throw alreadyImported();
  const look = await lookAt(file);
  if (look.fault) throw faultyFile([look.fault]);
  if ((await countUploads(deps.db, window)) >= MOST_FILES) throw tooManyFiles(MOST_FILES);
  const id = randomUUID();
  const now = deps.clock();
  await deps.db.transaction(async (tx) => {
    expectState(await lockWindowShared(tx, window), 'open');
    const sealed = keep(deps, window, placeOf(id), file);
    await insertFile(tx, { id, windowId: window, kind, uploadedBy: actor, fileName, fileSha256, sealed, createdAt: now });
    await audit(tx, now, { actor, action: 'import.staged', subject: `window:${window}`, detail: { file: id, kind, fileName, fileSha256 } });
  });
  return { id, kind, fileName, fileSha256, ...look.value, mapping: null, counting: null, origin: null, proposed: false };
}

/** Where the content of a file is kept: in another place it does not open. */
export const placeOf = (id: string): string => `file ${id}`;

/** The file again, with its header on another line where one is given, and with the mapping of its source. */
export async function lookAgain(deps: Dependencies, window: string, id: string, source: string | null, headerLine: number | undefined): Promise<StagedFile> {
  const { row, file } = await openFile(deps, window, id);
  const look = await lookAt(file, headerLine);
  if (look.fault) throw faultyFile([look.fault]);
  const { kind, fileName, fileSha256, origin, proposedBy } = row;
  const remembered = (row.mapping ?? (source === null ? null : await findMapping(deps.db, kind, source))) as FileMapping | null;
  const way = remembered === null ? null : isCounts(remembered) ? { counting: remembered } : { mapping: remembered };
  return { id, kind, fileName, fileSha256, ...look.value, mapping: null, counting: null, ...way, origin, proposed: proposedBy !== null };
}

/** What waits in a window, without its content. */
export const stagedFiles = ({ db }: Pick<Dependencies, 'db'>, window: string) => listFiles(db, window);

/** What a file would bring, by the given mapping or by the one that its sender or proposer gave. */
export async function previewStaged(deps: Dependencies, window: string, id: string, mapping?: FileMapping): Promise<Preview> {
  const { row, file } = await openFile(deps, window, id);
  const seen = await previewRow(deps, row, file, mappingOf(row, mapping));
  await updateBatchOf(deps.db, id, { state: 'previewed' });
  return seen;
}

export const previewRow = (deps: Dependencies, row: ImportFileRow, file: Uint8Array, mapping: FileMapping): Promise<Preview> =>
  previewFile(deps, row.windowId, file, mapping, row.kind === 'partner' ? (row.origin?.source ?? '') : null);

/** A partner has said itself how its batch is read. */
function mappingOf(row: ImportFileRow, given: FileMapping | undefined): FileMapping {
  const mapping = row.kind === 'partner' ? row.mapping : (given ?? row.mapping);
  if (mapping === null || mapping === undefined) throw mappingNeeded();
  return mapping as FileMapping;
}

export interface Proposal {
  readonly mapping?: FileMapping | undefined;
  readonly origin?: ImportOrigin | undefined;
  readonly digest: string;
}

/** The first of two people: has seen the preview and says that this shall be imported. */
export async function proposeStaged(deps: Dependencies, window: string, id: string, given: Proposal, actor: string): Promise<void> {
  const { row, file } = await openFile(deps, window, id);
  const mapping = mappingOf(row, given.mapping);
  const origin = row.kind === 'partner' ? row.origin : (given.origin ?? row.origin);
  if (origin === null) throw mappingNeeded();
  const seen = await previewRow(deps, row, file, mapping);
  if (seen.digest !== given.digest) throw otherThanPreviewed();
  await deps.db.transaction(async (tx) => {
    const locked = await expectIdle(tx, window, id);
    if (locked.proposedBy !== null) throw proposedAlready();
    await updateFile(tx, id, { mapping, origin, digest: seen.digest, proposedBy: actor, failure: null });
    const { people, ballots, fileSha256 } = seen;
    await audit(tx, deps.clock(), {
      actor,
      action: 'import.proposed',
      subject: `window:${window}`,
      detail: { file: id, fileSha256, digest: seen.digest, people, ballots },
    });
  });
}

/** Takes the proposal back; the file waits on. */
export async function withdrawStaged(deps: Dependencies, window: string, id: string, actor: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { proposedBy } = await expectIdle(tx, window, id);
    if (proposedBy === null) return;
    await updateFile(tx, id, { digest: null, proposedBy: null });
    await audit(tx, deps.clock(), { actor, action: 'import.withdrawn', subject: `window:${window}`, detail: { file: id, proposedBy } });
  });
}

/** Forgets a file. A partner hears why its batch is refused. */
export async function dropStaged(deps: Dependencies, window: string, id: string, reason: string | null, actor: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { kind, fileName, fileSha256 } = await expectIdle(tx, window, id);
    if (kind === 'partner') {
      if (reason === null) throw refuseWithReason();
      await updateBatchOf(tx, id, { state: 'refused', reason });
    }
    await deleteFile(tx, id);
    await audit(tx, deps.clock(), { actor, action: 'import.dropped', subject: `window:${window}`, detail: { file: id, kind, fileName, fileSha256, reason } });
  });
}

/** @throws AppError when the file is gone, or is being imported */
async function expectIdle(tx: Parameters<typeof lockFile>[0], window: string, id: string): Promise<ImportFileRow> {
  const row = await lockFile(tx, window, id);
  if (row === null) throw unknownFile();
  if (row.done !== null && (await isImporting(tx, id))) throw beingImported();
  return row;
}

export async function openFile(deps: Dependencies, window: string, id: string): Promise<{ readonly row: ImportFileRow; readonly file: Uint8Array }> {
  const row = await findFile(deps.db, window, id);
  if (row === null) throw unknownFile();
  return { row, file: takeOut(deps, window, placeOf(row.id), row.sealed) };
}
