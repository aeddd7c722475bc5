import { createHash } from 'node:crypto';
import type { Queryable } from '../../db/client.ts';
import * as queries from '../../db/queries/evidence.ts';
import { insertReport, lockReport, type ReportKey } from '../../db/queries/progress.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { invalidInput } from '../errors.ts';
import { isDay } from '../progress/entry-rules.ts';
import { requireOwnUnit, writesForUnit } from '../progress/people.ts';
import { ENTRY, notEditable } from '../progress/progress.errors.ts';
import { readFrame, subjectOf } from '../progress/progress.usecases.ts';
import * as errors from './evidence.errors.ts';
import { safeName } from './file-kind.ts';
import { screen } from './screening.ts';
import type { EvidenceStore } from './store.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'city'> & { readonly store: EvidenceStore };

const MOST_FILES = 50;

export interface Upload {
  readonly goal: string | null;
  readonly fileName: string;
  readonly content: string;
  readonly title: string;
  readonly documentOn: string | null;
}

/**
 * Attaches a file to a draft, pictures written anew. What is served is what is kept under its digest; that of the file as
 * it was handed in is kept beside. The bytes are on the disk before the row says so.
 */
export async function attachEvidence({ db, clock, city, store }: Needs, staff: Staff, key: ReportKey, upload: Upload): Promise<queries.EvidenceRow> {
  requireOwnUnit(staff, key.unit);
  const { goals } = await readFrame(db, key);
  const goal = upload.goal === null ? null : goals.find((one) => one.code === upload.goal);
  if (goal === undefined) throw errors.unknownGoal();
  if (upload.documentOn !== null && !isDay(upload.documentOn)) throw errors.notADay();
  const given = decode(upload.content);
  const screened = await screen(given, city.evidence);
  const { content, kind, flags } = screened;
  const sha256 = digest(content);
  const originalSha256 = screened.rewritten ? digest(given) : null;
  return db.transaction(async (tx) => {
    const reportId = await lockEditable(tx, key);
    const here = await queries.listEvidence(tx, reportId);
    const ofMatter = here.filter((file) => file.goalId === (goal?.id ?? null));
    if (ofMatter.some((file) => file.sha256 === sha256)) throw errors.attachedAlready();
    if (here.length >= MOST_FILES) throw errors.tooManyFiles();
    await queries.lockBytes(tx, sha256);
    await store.keep(sha256, content);
    const file = await queries.insertEvidence(tx, {
      reportId,
      goalId: goal?.id ?? null,
      sha256,
      originalSha256,
      bytes: content.length,
      fileName: safeName(upload.fileName, kind),
      mediaType: kind.mediaType,
      title: upload.title,
      documentOn: upload.documentOn,
      position: Math.max(0, ...ofMatter.map(({ position }) => position)) + 1,
      flags,
    });
    await audit(tx, clock(), {
      actor: staff.userId,
      action: 'evidence.attached',
      subject: subjectOf(key),
      detail: { sha256, originalSha256, goal: upload.goal, bytes: content.length, mediaType: kind.mediaType, flags },
    });
    return file;
  });
}

/** Names and orders the files of a draft's dossier. */
export async function arrangeEvidence({ db, clock }: Needs, staff: Staff, key: ReportKey, files: readonly Arranged[]): Promise<void> {
  requireOwnUnit(staff, key.unit);
  await readFrame(db, key);
  const faults = files.flatMap(({ documentOn }, at) =>
    documentOn === null || isDay(documentOn) ? [] : [{ path: `files.${at}.documentOn`, message: ENTRY.notADay }],
  );
  if (faults.length > 0) throw invalidInput(faults);
  await db.transaction(async (tx) => {
    const reportId = await lockEditable(tx, key);
    for (const { id, ...change } of files) if (!(await queries.changeEvidence(tx, reportId, id, change))) throw errors.unknownFile();
    await audit(tx, clock(), {
      actor: staff.userId,
      action: 'evidence.arranged',
      subject: subjectOf(key),
      detail: { files: files.map((file) => ({ ...file })) },
    });
  });
}

/** What a dossier says of one of its files. */
export interface Arranged {
  readonly id: string;
  readonly title: string;
  readonly documentOn: string | null;
  readonly position: number;
}

/** Takes a file off a draft; the bytes go when no other report holds them. */
export async function detachEvidence({ db, clock, store }: Needs, staff: Staff, key: ReportKey, id: string): Promise<void> {
  requireOwnUnit(staff, key.unit);
  await readFrame(db, key);
  const gone = await db.transaction(async (tx) => {
    const file = await queries.deleteEvidence(tx, await lockEditable(tx, key), id);
    if (!file) throw errors.unknownFile();
    await audit(tx, clock(), { actor: staff.userId, action: 'evidence.detached', subject: subjectOf(key), detail: { sha256: file.sha256 } });
    return file;
  });
  await db.transaction(async (tx) => {
    await queries.lockBytes(tx, gone.sha256);
    if ((await queries.countUses(tx, gone.sha256)) === 0) await store.remove(gone.sha256);
  });
}

/** The file as this reader may have it: everyone what was accepted, staff what their role reads anyway. */
export async function findReadable(
  { db }: Pick<Needs, 'db'>,
  sha256: string,
  whoAsks: () => Promise<Staff | null>,
): Promise<{ file: queries.EvidenceRow; isPublic: boolean }> {
  const uses = await queries.findUses(db, sha256);
  const accepted = uses.find((use) => use.state === 'accepted');
  if (accepted) return { file: accepted.file, isPublic: true };
  const staff = uses.length > 0 ? await whoAsks() : null;
  const own = staff && uses.find((use) => mayRead(staff, use));
  if (!own) throw errors.unknownFile();
  return { file: own.file, isPublic: false };
}

const mayRead = (staff: Staff, use: queries.EvidenceUse): boolean => {
  if (writesForUnit(staff)) return staff.unitId === use.unit;
  return use.state === 'submitted' && ['office-staff', 'office-approver', 'verifier', 'auditor'].includes(staff.role);
};

function decode(base64: string): Uint8Array {
  if (base64.length > Math.ceil(errors.LONGEST_FILE / 3) * 4) throw errors.fileTooLarge();
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) throw errors.notBase64();
  const content = Buffer.from(base64, 'base64');
  if (content.length === 0) throw errors.fileEmpty();
  if (content.length > errors.LONGEST_FILE) throw errors.fileTooLarge();
  return content;
}

async function lockEditable(tx: Queryable, key: ReportKey): Promise<string> {
  const report = (await lockReport(tx, key)) ?? (await insertReport(tx, key)) ?? (await lockReport(tx, key));
  if (!report) throw new Error('a report was neither found nor begun');
  if (report.state === 'submitted' || report.state === 'accepted') throw notEditable();
  return report.id;
}

const digest = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
