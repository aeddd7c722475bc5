import { createHash } from 'node:crypto';
import { dayOf } from '../../content/dates.ts';
import type { Queryable } from '../../db/client.ts';
import { listEvidence } from '../../db/queries/evidence.ts';
import type { GoalRow, PeriodRow, ReportKey, ReportRow } from '../../db/queries/progress.ts';
import * as queries from '../../db/queries/progress.ts';
import { listVerifications } from '../../db/queries/verifications.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { type Fault, invalidInput } from '../errors.ts';
import { entryFaults } from './entry-rules.ts';
import { requireOwnUnit, writesForUnit } from './people.ts';
import * as errors from './progress.errors.ts';
import type { DraftInput, PlanView, ReportView } from './progress.shapes.ts';
import { isMissed } from './status.ts';
import { inTreeOrder } from './tree.ts';
import { planView, reportView, type Stored } from './views.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'city'>;

/** The plan that counts: final versions only; while the first one is on public notice, that one. */
export async function readPlan({ db, clock, city }: Needs, unit: string, cycle: string): Promise<PlanView> {
  const plan = (await queries.findPlan(db, unit, cycle, ['final'])) ?? (await queries.findPlan(db, unit, cycle, ['notice']));
  if (!plan) throw errors.noPlan();
  const goals = inTreeOrder(await queries.listGoals(db, plan.id));
  return planView(plan, goals, await queries.listAcceptedProgress(db, unit, cycle), dayOf(clock(), city.timezone));
}

/** The report as its reader may see it: the unit sees its draft, everyone else what was submitted. */
export async function readReport(needs: Needs, staff: Staff, key: ReportKey): Promise<ReportView> {
  const { db } = needs;
  requireOwnUnit(staff, key.unit);
  const { period, goals } = await readFrame(db, key);
  const report = await queries.findReport(db, key);
  if (!writesForUnit(staff) && report?.state !== 'submitted' && report?.state !== 'accepted') throw errors.notSubmitted();
  return viewOf(needs, db, key, { period, goals, report });
}

/** Stores a draft whole. A draft that someone else has changed meanwhile is not overwritten. */
export async function saveDraft(needs: Needs, staff: Staff, key: ReportKey, draft: DraftInput): Promise<ReportView> {
  const { db, clock, city } = needs;
  requireOwnUnit(staff, key.unit);
  const { period, goals } = await readFrame(db, key);
  const faults = entryFaults(draft.entries, goals, dayOf(clock(), city.timezone));
  if (faults.length > 0) throw invalidInput(faults);
  return db.transaction(async (tx) => {
    const begun = await lockDraft(tx, key, draft.revision);
    const report = await queries.changeReport(tx, begun.id, { narrativeZh: draft.narrative.zh, narrativeEn: draft.narrative.en });
    await queries.replaceEntries(tx, report.id, toRows(draft, goals));
    await audit(tx, clock(), {
      actor: staff.userId,
      action: 'report.saved',
      subject: subjectOf(key),
      detail: { revision: report.revision, goals: draft.entries.length, sha256: digest(draft) },
    });
    return viewOf(needs, tx, key, { period, goals, report });
  });
}

/** Hands the report to the office. Each missed goal must carry its reason. */
export async function submitReport(needs: Needs, staff: Staff, key: ReportKey, revision: number): Promise<ReportView> {
  const { db, clock } = needs;
  requireOwnUnit(staff, key.unit);
  const { period, goals } = await readFrame(db, key);
  return db.transaction(async (tx) => {
    const draft = await queries.lockReport(tx, key);
    if (!draft) throw errors.emptyReport();
    if (draft.state === 'submitted') throw errors.alreadySubmitted();
    requireDraft(draft, revision);
    await requireReasons(tx, draft, goals, period.endsOn);
    const report = await queries.changeReport(tx, draft.id, { state: 'submitted', submittedAt: clock(), decidedAt: null, returnReason: null });
    await audit(tx, clock(), { actor: staff.userId, action: 'report.submitted', subject: subjectOf(key), detail: { revision: report.revision } });
    return viewOf(needs, tx, key, { period, goals, report });
  });
}

/** Accepts a report. It says nothing about whether its figures are right: they are verified apart. */
export async function acceptReport(needs: Needs, staff: Staff, key: ReportKey, revision: number): Promise<ReportView> {
  const { db, clock } = needs;
  const { period, goals } = await readFrame(db, key);
  return db.transaction(async (tx) => {
    const submitted = await lockSubmitted(tx, key, revision);
    const report = await queries.changeReport(tx, submitted.id, { state: 'accepted', decidedAt: clock() });
    await audit(tx, clock(), { actor: staff.userId, action: 'report.accepted', subject: subjectOf(key), detail: { revision: report.revision } });
    return viewOf(needs, tx, key, { period, goals, report });
  });
}

/** Sends a report back to its unit with the reason. */
export async function returnReport(needs: Needs, staff: Staff, key: ReportKey, revision: number, reason: string): Promise<ReportView> {
  const { db, clock } = needs;
  const { period, goals } = await readFrame(db, key);
  return db.transaction(async (tx) => {
    const submitted = await lockSubmitted(tx, key, revision);
    const report = await queries.changeReport(tx, submitted.id, { state: 'returned', decidedAt: clock(), returnReason: reason });
    await audit(tx, clock(), { actor: staff.userId, action: 'report.returned', subject: subjectOf(key), detail: { revision: report.revision, reason } });
    return viewOf(needs, tx, key, { period, goals, report });
  });
}

/** The period and the goals that a report of this unit is about. */
export async function readFrame(db: Queryable, key: ReportKey): Promise<{ period: PeriodRow; goals: GoalRow[] }> {
  const period = await queries.findPeriod(db, key.cycle, key.period);
  if (!period) throw errors.unknownPeriod();
  const plan = await queries.findPlan(db, key.unit, key.cycle, ['final']);
  if (!plan) throw errors.noPlan();
  return { period, goals: inTreeOrder(await queries.listGoals(db, plan.id)) };
}

/** The draft, begun when there is none, held for this writer; refused when its revision moved on. */
export async function lockDraft(tx: Queryable, key: ReportKey, revision: number): Promise<ReportRow> {
  const report = (await queries.lockReport(tx, key)) ?? (await queries.insertReport(tx, key)) ?? (await queries.lockReport(tx, key));
  if (!report) throw new Error('a report was neither found nor begun');
  requireDraft(report, revision);
  return report;
}

export const subjectOf = ({ unit, cycle, period }: ReportKey): string => `report:${unit}/${cycle}/${period}`;

function requireDraft(report: ReportRow, revision: number): void {
  if (report.state === 'submitted' || report.state === 'accepted') throw errors.notEditable();
  if (report.revision !== revision) throw errors.staleRevision(report.revision);
}

async function lockSubmitted(tx: Queryable, key: ReportKey, revision: number): Promise<ReportRow> {
  const report = await queries.lockReport(tx, key);
  if (report?.state !== 'submitted') throw errors.notAwaitingDecision();
  if (report.revision !== revision) throw errors.staleRevision(report.revision);
  return report;
}

async function requireReasons(tx: Queryable, report: ReportRow, goals: readonly GoalRow[], asOf: string): Promise<void> {
  const entries = new Map((await queries.listEntries(tx, report.id)).map((entry) => [entry.goalId, entry]));
  if (entries.size === 0 && report.narrativeZh === '' && report.narrativeEn === '') throw errors.emptyReport();
  const faults = goals.flatMap((goal): Fault[] => {
    if (entries.get(goal.id)?.reason || !isMissed(goal, entries, asOf)) return [];
    return [{ path: `goals.${goal.code}.reason`, message: errors.missingReason({ zh: goal.titleZh, en: goal.titleEn }) }];
  });
  if (faults.length > 0) throw errors.reasonsMissing(faults);
}

const toRows = (draft: DraftInput, goals: readonly GoalRow[]): queries.NewEntry[] =>
  draft.entries.map(({ goal, narrative, reason, ...rest }) => ({
    ...rest,
    goalId: idOf(goals, goal),
    narrativeZh: narrative.zh,
    narrativeEn: narrative.en,
    reason: reason || null,
  }));

function idOf(goals: readonly GoalRow[], code: string): string {
  const goal = goals.find((one) => one.code === code);
  if (!goal) throw new Error(`goal ${code} passed the check but is not in the plan`);
  return goal.id;
}

const digest = (draft: DraftInput): string => createHash('sha256').update(JSON.stringify(draft)).digest('hex');

async function viewOf({ clock, city }: Needs, db: Queryable, key: ReportKey, known: Pick<Stored, 'period' | 'goals' | 'report'>): Promise<ReportView> {
  const now = clock();
  const entries = known.report ? await queries.listEntries(db, known.report.id) : [];
  const files = known.report ? await listEvidence(db, known.report.id) : [];
  const looks = known.report ? await listVerifications(db, known.report.id) : [];
  return reportView(key, { ...known, entries, files, looks }, now, dayOf(now, city.timezone));
}
