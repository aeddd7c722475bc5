import { createHash } from 'node:crypto';
import type { Queryable } from '../../db/client.ts';
import { findCycle, listPeriods } from '../../db/queries/cycles.ts';
import { listDelivered } from '../../db/queries/desk.ts';
import { listAllWindows } from '../../db/queries/public.ts';
import * as queries from '../../db/queries/scores.ts';
import { listUnits } from '../../db/queries/units.ts';
import { checkInput, type Result, type ScoringInput, score } from '../../scoring/index.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { loadScheme } from '../schemes/schemes.ts';
import { assembleInput } from './input.ts';
import { reportRecords } from './late-reports.ts';
import { readReplies } from './replies.ts';
import { inputFaults, unknownCycle, windowNotOpened } from './scores.errors.ts';

export interface Computed {
  readonly id: string;
  readonly cycle: string;
  readonly scheme: string;
  readonly inputSha256: string;
  readonly result: Result;
}

/**
 * Computes a cycle's scores from what is stored and keeps input and output as they will be published.
 * Only a window that two people have opened can be scored.
 * @param repliesAsOf ISO day up to which a scheme that counts reply records looks; null: the end of the cycle, or yesterday.
 */
export async function computeScores(deps: Dependencies, cycleId: string, actor: Staff | null, repliesAsOf: string | null = null): Promise<Computed> {
  const { db, clock, config } = deps;
  const cycle = await findCycle(db, cycleId);
  if (!cycle) throw unknownCycle();
  const windows = (await listAllWindows(db)).filter((window) => window.cycleId === cycleId);
  if (!windows.some(({ state }) => state === 'opened' || state === 'archived')) throw windowNotOpened();
  const { scheme, digest, reference } = loadScheme(config.projectDir, cycle.schemeId);
  const input = await db.transaction((tx) => readInput(deps, tx, scheme, cycleId, repliesAsOf), { isolationLevel: 'repeatable read' });
  const checked = checkInput(scheme, input);
  if (!checked.ok) throw inputFaults(checked.faults.map(({ path, message }) => ({ path: path.join('.'), message })));
  const result = score(scheme, input, { digest });
  const inputText = JSON.stringify(input);
  const inputSha256 = createHash('sha256').update(inputText).digest('hex');
  return db.transaction(async (tx) => {
    const run = await queries.insertRun(tx, {
      cycleId,
      scheme: reference,
      engine: result.engine,
      inputSha256,
      input: inputText,
      result: JSON.stringify(result),
    });
    await audit(tx, clock(), {
      actor: actor?.userId ?? null,
      action: 'scores.computed',
      subject: `cycle:${cycleId}`,
      detail: { run: run.id, scheme: reference, inputSha256 },
    });
    return { id: run.id, cycle: cycleId, scheme: reference, inputSha256, result };
  });
}

async function readInput(
  { city, clock }: Dependencies,
  tx: Queryable,
  scheme: Parameters<typeof assembleInput>[0],
  cycleId: string,
  asOf: string | null,
): Promise<ScoringInput> {
  const periods = await listPeriods(tx);
  const plans = await queries.listPublicPlans(tx, cycleId);
  const reports = (await queries.listReports(tx, 'accepted')).filter((report) => report.cycleId === cycleId);
  const units = await listUnits(tx);
  return assembleInput(scheme, {
    cycle: cycleId,
    units,
    replies: await readReplies(tx, scheme, { city, now: clock(), cycle: cycleId, units, periods, asOf }),
    reported: reportRecords(scheme, { units, periods, cycle: cycleId, delivered: await listDelivered(tx, cycleId), timezone: city.timezone, now: clock() }),
    periodPositions: new Map(periods.map((period) => [`${period.cycleId}/${period.id}`, period.position])),
    plans,
    goals: await queries.listGoals(
      tx,
      plans.map((plan) => plan.id),
    ),
    reports,
    entries: await queries.listEntries(tx, 'accepted'),
    partValues: await queries.listPartValues(tx, cycleId),
    findings: await queries.listFindings(tx, cycleId),
    tallies: await queries.listTallies(tx, cycleId),
  });
}

/** A run with its result read back, as it was kept. */
export const readRun = (run: queries.RunRow): Computed => ({
  id: run.id,
  cycle: run.cycleId,
  scheme: run.scheme,
  inputSha256: run.inputSha256,
  result: JSON.parse(run.result) as Result,
});
