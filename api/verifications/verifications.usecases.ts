import { dayOf } from '../../content/dates.ts';
import type { Queryable } from '../../db/client.ts';
import { type EntryRow, findReport, type GoalRow, listEntries, lockReport, type ReportKey, type ReportRow } from '../../db/queries/progress.ts';
import { findUnit, type UnitRow } from '../../db/queries/units.ts';
import * as queries from '../../db/queries/verifications.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { invalidInput } from '../errors.ts';
import { notSubmitted, staleRevision } from '../progress/progress.errors.ts';
import { readFrame, subjectOf } from '../progress/progress.usecases.ts';
import { unknownUnit } from '../units/units.errors.ts';
import { covers, type FindingInput, findingFaults, foundOf } from './rules.ts';
import * as errors from './verifications.errors.ts';
import type { FindingsInput, SheetView } from './verifications.shapes.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'city'>;

/** The office verifies everything; a verifier what the office has given them, and nothing without that. */
export async function scopeOf(db: Queryable, staff: Staff): Promise<queries.Scope> {
  if (staff.role !== 'verifier') return 'all';
  return (await queries.findScope(db, staff.userId)) ?? { categories: [], units: [], goals: [] };
}

/** What of one report somebody may verify, with every look that was taken. */
export async function readSheet({ db }: Needs, staff: Staff, key: ReportKey): Promise<SheetView> {
  const { goals, unit } = await readSubject(db, key);
  const report = await findReport(db, key);
  if (!report || !isOpen(report)) throw notSubmitted();
  return sheetOf(db, staff, { report, goals, unit });
}

/** Confirms or corrects figures: all of them or none. What was reported stays as it is. */
export async function verify(needs: Needs, staff: Staff, key: ReportKey, { revision, findings }: FindingsInput): Promise<SheetView> {
  const { db, clock, city } = needs;
  const { goals, unit } = await readSubject(db, key);
  if (isOwn(staff, unit)) throw errors.ownUnit();
  const scope = await scopeOf(db, staff);
  if (!findings.every(({ goal }) => covers(scope, unit, goal))) throw errors.outOfScope();
  return db.transaction(async (tx) => {
    const report = await lockReport(tx, key);
    if (!report || !isOpen(report)) throw errors.nothingToVerify();
    if (report.revision !== revision) throw staleRevision(report.revision);
    const byCode = new Map(goals.map((goal) => [goal.code, goal]));
    const entries = new Map((await listEntries(tx, report.id)).map((entry) => [entry.goalId, entry]));
    const faults = findingFaults(findings, byCode, entries, dayOf(clock(), city.timezone));
    if (faults.length > 0) throw invalidInput(faults);
    const looked = countLooks(await queries.listVerifications(tx, report.id));
    const found = findings.flatMap((input) => {
      const goal = byCode.get(input.goal);
      return goal ? [{ input, goal, looks: looked.get(goal.id) ?? 0 }] : [];
    });
    const meanwhile = found.filter(({ input, looks }) => input.seen !== looks);
    if (meanwhile.length > 0) throw errors.verifiedMeanwhile(meanwhile.map(({ goal }) => goal.titleZh));
    for (const { input, goal, looks } of found) {
      const seen = { reportId: report.id, goalId: goal.id, number: looks + 1, at: clock(), ...signedBy(staff) };
      await queries.writeVerification(tx, { ...seen, ...lookOf(input, entries.get(goal.id)) });
    }
    await audit(tx, clock(), {
      actor: staff.userId,
      action: 'report.verified',
      subject: subjectOf(key),
      detail: { findings: found.map(({ input, goal }) => ({ ...input, before: entries.get(goal.id)?.verified ?? null })) },
    });
    return sheetOf(tx, staff, { report, goals, unit });
  });
}

/** What is kept of one look: what was reported when the verifier looked, and what was found. */
const lookOf = (input: FindingInput, entry: EntryRow | undefined) => ({
  outcome: input.outcome,
  reported: entry?.reported ?? null,
  reportedDoneOn: entry?.doneOn ?? null,
  reportedShare: entry?.share ?? null,
  ...foundOf(input, entry),
  reason: input.reason,
  document: input.document,
});

const signedBy = ({ userId, role, body }: Staff) => ({ by: userId, body: role === 'verifier' ? (body ?? '') : '' });

interface Subject {
  readonly report: ReportRow;
  readonly goals: readonly GoalRow[];
  readonly unit: UnitRow;
}

async function readSubject(db: Queryable, key: ReportKey): Promise<{ goals: GoalRow[]; unit: UnitRow }> {
  const unit = await findUnit(db, key.unit);
  if (!unit) throw unknownUnit();
  return { goals: (await readFrame(db, key)).goals, unit };
}

const isOpen = ({ state }: ReportRow): boolean => state === 'submitted' || state === 'accepted';

/** The account belongs to the unit, or its body bears the unit's name. */
const isOwn = ({ unitId, body }: Staff, unit: UnitRow): boolean => unitId === unit.id || body === unit.nameZh || body === unit.nameEn;

function countLooks(rows: readonly queries.VerificationRow[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const { goalId, number } of rows) counted.set(goalId, Math.max(number, counted.get(goalId) ?? 0));
  return counted;
}

async function sheetOf(tx: Queryable, staff: Staff, { report, goals, unit }: Subject): Promise<SheetView> {
  const scope = await scopeOf(tx, staff);
  const standing = new Set((await listEntries(tx, report.id)).map(({ verificationId }) => verificationId));
  const codes = new Map(goals.map(({ id, code }) => [id, code]));
  const mine = staff.role !== 'auditor' && !isOwn(staff, unit);
  return {
    revision: report.revision,
    open: mine,
    goals: mine ? goals.filter(({ kind, code }) => kind !== 'composite' && covers(scope, unit, code)).map(({ code }) => code) : [],
    looks: (await queries.listVerifications(tx, report.id)).map(({ id, goalId, at, reportId: _report, by: _by, ...look }) => ({
      ...look,
      goal: codes.get(goalId) ?? '',
      stands: standing.has(id),
      at: at.toISOString(),
    })),
  };
}
