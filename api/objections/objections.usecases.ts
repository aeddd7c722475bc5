import { hasPublicGoal } from '../../db/queries/comments.ts';
import type { ObjectionRow } from '../../db/queries/objections.ts';
import * as queries from '../../db/queries/objections.ts';
import { listPublished } from '../../db/queries/releases.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { requireOwnUnit, writesForUnit } from '../progress/people.ts';
import { notYourUnit } from '../progress/progress.errors.ts';
import * as errors from './objections.errors.ts';
import type { DecisionInputValue, ObjectionInputValue, ObjectionView, PeriodView } from './objections.shapes.ts';
import { labelsIn, openPeriod, openPeriods, partsOf } from './period.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'city'>;

const SHORTEST = 10;
const isShort = (text: string): boolean => Array.from(text.replace(/\s/g, '')).length < SHORTEST;

/** A unit objects to its provisional score. Nobody but the office sees it until the office discloses it. */
export async function fileObjection({ db, clock, city }: Needs, staff: Staff, input: ObjectionInputValue): Promise<ObjectionView> {
  const unit = staff.unitId;
  if (unit === null) throw notYourUnit();
  if (isShort(input.body)) throw errors.fieldFault('body');
  return db.transaction(async (tx) => {
    const release = await openPeriod(tx, { clock, city }, input.cycle);
    const parts = input.part === null ? [] : await partsOf(tx, release.runs[input.cycle], unit);
    if (input.part !== null && !parts.some(({ id }) => id === input.part)) throw errors.fieldFault('part');
    if (input.goal !== null && !(await hasPublicGoal(tx, unit, input.cycle, input.goal))) throw errors.fieldFault('goal');
    const before = await queries.listObjections(tx, unit);
    if (before.some(({ releaseId, body, state }) => releaseId === release.id && body === input.body && state === 'open')) throw errors.repeated();
    const { cycle, part, goal, body, language } = input;
    const document = input.document === '' ? null : input.document;
    const row = await queries.insertObjection(tx, {
      ...{ unitId: unit, cycleId: cycle, releaseId: release.id, part, goalCode: goal, body, document, language },
      filedBy: staff.userId,
      createdAt: clock(),
    });
    await record(tx, clock(), staff, 'filed', row);
    return objectionView(row);
  });
}

/** The unit takes its objection back; what was disclosed stays in the public list as withdrawn. */
export const withdrawObjection = (needs: Needs, staff: Staff, id: string): Promise<ObjectionView> =>
  change(needs, staff, id, 'withdrawn', (row) => {
    requireOwnUnit(staff, row.unitId);
    return { state: 'withdrawn', outcome: null, reasonZh: null, reasonEn: null, changesScore: false, decidedBy: null, decidedAt: needs.clock() };
  });

/** The office fixes the text that the public reads; from the next release on it stands there. */
export const discloseObjection = (needs: Needs, staff: Staff, id: string, body: string): Promise<ObjectionView> =>
  change(needs, staff, id, 'disclosed', (row) => {
    if (row.disclosedAt !== null) throw errors.alreadyDisclosed();
    if (body !== '' && isShort(body)) throw errors.fieldFault('body');
    return { publishedBody: body === '' ? row.body : body, disclosedAt: needs.clock() };
  });

/** The office decides with reasons. A decision that changes a figure takes effect when a second person confirms it. */
export async function decideObjection(needs: Needs, staff: Staff, id: string, decision: DecisionInputValue): Promise<ObjectionView> {
  const { outcome, reasonZh, reasonEn, changesScore } = decision;
  if (isShort(reasonZh)) throw errors.fieldFault('reasonZh');
  if (outcome === 'refused' && changesScore) throw errors.fieldFault('changesScore');
  return change(needs, staff, id, changesScore ? 'decision_proposed' : 'decided', (row) => {
    if (row.disclosedAt === null) throw errors.discloseFirst();
    if (row.outcome !== null) throw errors.waitingForConfirmation();
    const written = { outcome, reasonZh, reasonEn, changesScore, decidedBy: staff.userId };
    return changesScore ? written : { ...written, state: outcome, decidedAt: needs.clock() };
  });
}

/** Second person: the decision takes effect, or goes back to be decided again. */
export const confirmDecision = (needs: Needs, staff: Staff, id: string, confirm: boolean): Promise<ObjectionView> =>
  change(needs, staff, id, confirm ? 'decided' : 'decision_returned', (row) => {
    if (row.outcome === null) throw errors.nothingToConfirm();
    if (row.decidedBy === staff.userId) throw errors.samePerson();
    return confirm
      ? { state: row.outcome, confirmedBy: staff.userId, decidedAt: needs.clock() }
      : { outcome: null, reasonZh: null, reasonEn: null, changesScore: false, decidedBy: null };
  });

/** One step of an open objection: held, changed and audited in one transaction. */
function change(
  { db, clock }: Needs,
  staff: Staff,
  id: string,
  action: string,
  step: (row: ObjectionRow) => Parameters<typeof queries.changeObjection>[2],
): Promise<ObjectionView> {
  return db.transaction(async (tx) => {
    const row = await queries.lockObjection(tx, id);
    if (!row) throw errors.unknownObjection();
    if (writesForUnit(staff)) requireOwnUnit(staff, row.unitId);
    if (row.state !== 'open') throw errors.alreadyDecided();
    const changed = await queries.changeObjection(tx, id, step(row));
    await record(tx, clock(), staff, action, changed);
    return objectionView(changed);
  });
}

const record = (tx: Parameters<typeof audit>[0], at: Date, staff: Staff, action: string, row: ObjectionRow): Promise<void> =>
  audit(tx, at, {
    actor: staff.userId,
    action: `objection.${action}`,
    subject: `objection:${row.id}`,
    detail: { unit: row.unitId, cycle: row.cycleId, outcome: row.outcome, changesScore: row.changesScore, ...(row.reasonZh && { reason: row.reasonZh }) },
  });

/** Objections of one unit, or of all, with what the scheme calls the parts they are about. */
export async function listViews({ db }: Needs, unit: string | null): Promise<ObjectionView[]> {
  const rows = await queries.listObjections(db, unit);
  const runs = new Map((await listPublished(db)).map(({ id, runs: byCycle }) => [id, byCycle]));
  const labels = new Map<string, Awaited<ReturnType<typeof labelsIn>>>();
  for (const { releaseId, cycleId } of rows) {
    const run = runs.get(releaseId)?.[cycleId] ?? '';
    if (!labels.has(run)) labels.set(run, await labelsIn(db, run));
  }
  return rows.map((row) => ({ ...objectionView(row), partLabel: labels.get(runs.get(row.releaseId)?.[row.cycleId] ?? '')?.get(row.part ?? '') ?? null }));
}

/** What can be objected to today; with the parts of its score for a unit's account. */
export async function listOpenPeriods(needs: Needs, staff: Staff): Promise<PeriodView[]> {
  const open = await openPeriods(needs.db, needs);
  return Promise.all(
    open.map(async ({ cycle, release }) => ({
      cycle,
      release: release.number ?? 0,
      until: release.objectionsUntil ?? '',
      parts: staff.unitId === null ? [] : await partsOf(needs.db, release.runs[cycle], staff.unitId),
    })),
  );
}

const objectionView = (row: ObjectionRow): ObjectionView => ({
  id: row.id,
  unit: row.unitId,
  cycle: row.cycleId,
  part: row.part,
  partLabel: null,
  goal: row.goalCode,
  body: row.body,
  document: row.document,
  language: row.language,
  createdAt: row.createdAt.toISOString(),
  publishedBody: row.publishedBody,
  state: row.state,
  outcome: row.outcome,
  reason: row.reasonZh === null ? null : { zh: row.reasonZh, en: row.reasonEn ?? '' },
  changesScore: row.changesScore,
  decidedBy: row.decidedBy,
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

/** What a unit's account sees: a decision only when it has taken effect. */
export const unitView = (view: ObjectionView): ObjectionView =>
  view.state === 'open' ? { ...view, outcome: null, reason: null, changesScore: false, decidedBy: null } : { ...view, decidedBy: null };
