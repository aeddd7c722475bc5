import { createHash } from 'node:crypto';
import { dayOf } from '../../content/dates.ts';
import type { Queryable } from '../../db/client.ts';
import { listPeriods } from '../../db/queries/cycles.ts';
import type { EntryRow, ReportRow } from '../../db/queries/progress.ts';
import { changeReport } from '../../db/queries/progress.ts';
import * as queries from '../../db/queries/progress-import.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { type Fault, invalidInput } from '../errors.ts';
import { treeOrder } from '../plans/views.ts';
import { cellFault, shortened } from '../spreadsheets/faults.ts';
import { findHeader, type Headed } from '../spreadsheets/header.ts';
import { readWorkbook } from '../spreadsheets/workbook.ts';
import { type EntryRead, sameEntry } from './import.cells.ts';
import { COLUMNS, CONTENT, type Column } from './import.columns.ts';
import { levelIn } from './import.export.ts';
import { type ImportFrame, type LineRead, type LinesRead, readLines } from './import.lines.ts';
import { type ImportedView, MOST_LINES, MOST_LISTED, type PreviewView, type ReportAt } from './import.shapes.ts';
import { requireOwnUnit } from './people.ts';
import * as errors from './progress.errors.ts';
import { lockDraft, subjectOf } from './progress.usecases.ts';

export type Needs = Pick<Dependencies, 'db' | 'clock' | 'city'>;

/** Whose reports a table is about: one unit's for one period, or those of a whole cycle. */
export interface Scope {
  readonly cycle: string;
  readonly only: { readonly unit: string; readonly period: string } | null;
}

interface Change extends LineRead {
  readonly entry: EntryRead;
  readonly was: EntryRow | null;
}

/** A table against what is stored. */
interface Compared extends LinesRead {
  readonly changes: readonly Change[];
  readonly reports: readonly (ReportAt & Pick<ReportRow, 'state'>)[];
}

/** What a file would make of the draft reports. Nothing is written. @throws AppError request.invalid with every fault by line and column. */
export async function previewImport(needs: Needs, staff: Staff, scope: Scope, file: Uint8Array): Promise<PreviewView> {
  requireScope(staff, scope);
  const { lines, notes, changes, reports } = await compare(needs, needs.db, scope, file);
  const empty = lines.filter(({ entry }) => entry === null).length;
  const added = changes.filter(({ was }) => was === null).length;
  return {
    lines: lines.length,
    counts: { added, changed: changes.length - added, same: lines.length - empty - changes.length, empty },
    changes: changes.slice(0, MOST_LISTED).map(({ line, goal, period, was, entry }) => ({
      ...{ line, unit: goal.unitId, period: period.id, goal: goal.code, title: { zh: goal.titleZh, en: goal.titleEn } },
      ...{ kind: was ? 'changed' : 'added', was: was && asShown(goal, ownWords(was)), now: asShown(goal, entry) },
    })),
    notes: notes.slice(0, MOST_LISTED).map(({ line, message }) => ({ line, message: { ...message } })),
    reports: [...reports],
  };
}

/**
 * Writes what a file says into the draft reports, all or nothing. Each report is named with the revision that was looked
 * at; a file that says what is stored already writes nothing.
 * @throws AppError report.stale_revision, report.not_editable
 */
export async function importProgress(needs: Needs, staff: Staff, scope: Scope, looked: readonly ReportAt[], file: Uint8Array): Promise<ImportedView> {
  requireScope(staff, scope);
  const { db } = needs;
  return db.transaction(async (tx) => {
    const { changes, reports } = await compare(needs, tx, scope, file);
    const drafts = await lockDrafts(tx, scope.cycle, reports, looked);
    const ofReport = Map.groupBy(changes, ({ goal, period }) => placeKey(goal.unitId, period.id));
    const written: ReportAt[] = [];
    for (const draft of drafts) written.push(await writeReport(needs, tx, staff, draft, ofReport.get(placeKey(draft.unitId, draft.periodId)) ?? []));
    return { goals: changes.length, reports: written };
  });
}

/**
 * All drafts, in one order and before any is written: each write ends with the audit log's lock, and whoever waited for a
 * draft with that in hand could wait for somebody who waits for the log.
 */
async function lockDrafts(tx: Queryable, cycle: string, reports: readonly ReportAt[], looked: readonly ReportAt[]): Promise<ReportRow[]> {
  const seen = new Map(looked.map(({ unit, period, revision }) => [placeKey(unit, period), revision]));
  const places = new Map(reports.map((report) => [placeKey(report.unit, report.period), report]));
  const drafts: ReportRow[] = [];
  for (const [place, { unit, period, revision }] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const at = seen.get(place);
    if (at === undefined) throw errors.staleRevision(revision);
    drafts.push(await lockDraft(tx, { unit, cycle, period }, at));
  }
  return drafts;
}

const placeKey = (unit: string, period: string): string => `${unit} ${period}`;

async function writeReport({ clock }: Needs, tx: Queryable, staff: Staff, draft: ReportRow, changes: readonly Change[]): Promise<ReportAt> {
  const { unitId: unit, cycleId: cycle, periodId: period } = draft;
  await queries.putReported(
    tx,
    changes.map(({ goal, entry }) => ({ ...entry, goalId: goal.id, reportId: draft.id })),
  );
  const { revision } = await changeReport(tx, draft.id, {});
  const said = changes.map(({ goal, entry }) => [goal.code, entry]);
  const sha256 = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  const detail = { revision, goals: changes.length, sha256 };
  await audit(tx, clock(), { actor: staff.userId, action: 'report.imported', subject: subjectOf({ unit, cycle, period }), detail });
  return { unit, period, revision };
}

/** Reads the file and sets it beside what is stored. @throws AppError request.invalid */
async function compare(needs: Needs, db: Queryable, scope: Scope, file: Uint8Array): Promise<Compared> {
  const frame = await readImportFrame(needs, db, scope);
  const table = await readTable(file, scope);
  const read = readLines(table, frame);
  const stored = await storedOf(db, scope);
  const changes = read.lines.flatMap((line): Change[] => {
    const { entry, goal, period } = line;
    const was = stored.entryOf(goal.unitId, period.id, goal.id);
    return entry === null || (was && sameEntry(entry, was)) ? [] : [{ ...line, entry, was }];
  });
  const places = new Map(changes.map(({ goal, period }) => [placeKey(goal.unitId, period.id), { unit: goal.unitId, period: period.id }]));
  const reports = [...places.values()].map((place) => {
    const report = stored.reportOf(place.unit, place.period);
    return { ...place, revision: report?.revision ?? 0, state: report?.state ?? ('draft' as const) };
  });
  const faults = [...read.faults, ...lockedFaults(changes, reports, table, scope)];
  if (faults.length > 0) throw invalidInput(shortened(faults));
  return { ...read, changes, reports };
}

/** @throws AppError cycle or plan unknown */
export async function readImportFrame({ clock, city }: Needs, db: Queryable, { cycle, only }: Scope): Promise<ImportFrame> {
  const periods = (await listPeriods(db)).filter(({ cycleId }) => cycleId === cycle);
  if (periods.length === 0 || (only && !periods.some(({ id }) => id === only.period))) throw errors.unknownPeriod();
  const goals = treeOrder(await queries.listFinalGoals(db, cycle, only?.unit ?? null));
  if (goals.length === 0) throw errors.noPlan();
  return { goals, periods, only, today: dayOf(clock(), city.timezone) };
}

async function readTable(file: Uint8Array, { only }: Scope): Promise<Headed<Column>> {
  const { sheets, fault } = await readWorkbook(file);
  if (fault) throw invalidInput([fault]);
  const found = sheets.map((sheet) => findHeader<Column>(sheet, COLUMNS));
  const table = found.find((one) => one && isProgress(one, only === null));
  if (!table) throw errors.noProgressTable(only === null);
  if (table.rows.length > MOST_LINES) throw errors.tooManyLines(table.rows.length, MOST_LINES);
  if (table.rows.length === 0) throw errors.emptyTable();
  return table;
}

function isProgress({ columns }: Headed<Column>, ofMany: boolean): boolean {
  const has = (column: Column): boolean => columns[column] !== undefined;
  return (has('code') || has('title')) && CONTENT.some(has) && (!ofMany || (has('unit') && has('period')));
}

/** Reports and entries by their place. */
async function storedOf(db: Queryable, { cycle, only }: Scope) {
  const reports = (await queries.listCycleReports(db, cycle, only?.unit ?? null)).filter(({ periodId }) => !only || periodId === only.period);
  const entries = await queries.listEntriesOf(
    db,
    reports.map(({ id }) => id),
  );
  const byPlace = new Map(reports.map((report) => [placeKey(report.unitId, report.periodId), report]));
  const byGoal = new Map(entries.map((entry) => [`${entry.reportId} ${entry.goalId}`, entry]));
  const reportOf = (unit: string, period: string): ReportRow | null => byPlace.get(placeKey(unit, period)) ?? null;
  return { reportOf, entryOf: (unit: string, period: string, goal: string): EntryRow | null => byGoal.get(`${reportOf(unit, period)?.id} ${goal}`) ?? null };
}

/** Submitted and accepted reports are not written into: in a unit's own table one refusal, in a table of many each line is told. */
function lockedFaults(changes: readonly Change[], reports: Compared['reports'], { headings }: Headed<Column>, { only }: Scope): Fault[] {
  const locked = new Set(reports.filter(({ state }) => state === 'submitted' || state === 'accepted').map(({ unit, period }) => placeKey(unit, period)));
  if (only && locked.size > 0) throw errors.notEditable();
  return changes
    .filter(({ goal, period }) => locked.has(placeKey(goal.unitId, period.id)))
    .map(({ line }) => cellFault(line, headings.unit ?? COLUMNS.unit[0], errors.LOCKED));
}

function requireScope(staff: Staff, { only }: Scope): void {
  if (only) requireOwnUnit(staff, only.unit);
}

/** A level by its name. */
const asShown = (goal: LineRead['goal'], entry: EntryRead): EntryRead => ({ ...entry, reported: entry.reported && levelIn(goal, entry.reported) });

const ownWords = ({ reported, approximate, comparable, doneOn, share, claim, narrativeZh, narrativeEn, reason }: EntryRow): EntryRead => ({
  ...{ reported, approximate, comparable, doneOn, share, claim },
  ...{ narrativeZh, narrativeEn, reason },
});
