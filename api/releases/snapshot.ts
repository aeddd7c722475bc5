import { dayOf } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { listCycles, listPeriods, type PeriodRow } from '../../db/queries/cycles.ts';
import * as rows from '../../db/queries/public.ts';
import * as scores from '../../db/queries/scores.ts';
import { listUnits } from '../../db/queries/units.ts';
import type { PublicCycle, PublicPlan, PublicUnit, PublicWindow } from '../../proof/release/files.ts';
import type { Dependencies } from '../context.ts';
import { loadScheme } from '../schemes/schemes.ts';
import { toPublicComments } from './comments.ts';
import { type Reported, toPublicPlan } from './goals.ts';
import { toPublicReports } from './reports.ts';
import { scoreFiles } from './score-files.ts';
import { commentTable, goalTable, progressTable, unitTable } from './tables.ts';

/** One file of a release: its path under `data/` and its bytes as text. */
export interface SnapshotFile {
  readonly path: string;
  readonly text: string;
}

export interface Snapshot {
  readonly files: readonly SnapshotFile[];
  /** Scheme reference per cycle with a score. */
  readonly schemes: Readonly<Record<string, string>>;
}

/**
 * Everything a release publishes, read in one transaction: units, plans with their progress, comments with their
 * replies, windows, and for each cycle in `runs` the input and the result of its scores.
 */
export async function takeSnapshot(deps: Dependencies, tx: Queryable, runs: Readonly<Record<string, string>>): Promise<Snapshot> {
  const { city, clock, config } = deps;
  const toDay = (moment: Date): string => dayOf(moment, city.timezone);
  const day = toDay(clock());
  const units = await publicUnits(tx);
  const periods = await listPeriods(tx);
  const cycleRows = await listCycles(tx);
  const cycles = cycleRows.map(
    (cycle): PublicCycle => ({
      id: cycle.id,
      label: { zh: cycle.labelZh, en: cycle.labelEn },
      scheme: cycle.schemeId,
      periods: periods.filter((period) => period.cycleId === cycle.id).map((period) => toPublicPeriod(period, toDay)),
    }),
  );
  const plans = await publicPlans(tx, periods, day, toDay);
  const reports = toPublicReports(await scores.listReports(tx, 'accepted'), await rows.listPublicEvidence(tx), periods, plans, clock(), toDay);
  const comments = await toPublicComments(tx, city, day, toDay);
  const windows = await publicWindows(tx);
  const results = await scoreFiles(tx, runs, units);
  const used = [...new Set(cycleRows.map((cycle) => cycle.schemeId))];
  const { import: _mapping, folder: _folder, ...publicCity } = city;
  return {
    schemes: results.schemes,
    files: [
      jsonFile('city.json', publicCity),
      jsonFile('units.json', units),
      unitTable(units),
      jsonFile('cycles.json', cycles),
      jsonFile('plans.json', plans),
      goalTable(plans),
      progressTable(plans),
      jsonFile('reports.json', reports),
      jsonFile('comments.json', comments),
      commentTable(comments),
      jsonFile('windows.json', windows),
      ...used.flatMap((id) => schemeFiles(config.projectDir, id)),
      ...results.files,
    ],
  };
}

/** Indented by one space: readable in a browser, small enough. */
export const jsonFile = (path: string, value: unknown): SnapshotFile => ({ path, text: `${JSON.stringify(value, null, 1)}\n` });

const publicUnits = async (tx: Queryable): Promise<PublicUnit[]> =>
  (await listUnits(tx)).map((unit) => ({
    id: unit.id,
    category: unit.category,
    name: { zh: unit.nameZh, en: unit.nameEn },
    about: { zh: unit.aboutZh, en: unit.aboutEn },
  }));

const toPublicPeriod = (period: PeriodRow, toDay: (moment: Date) => string): PublicCycle['periods'][number] => ({
  id: period.id,
  label: { zh: period.labelZh, en: period.labelEn },
  startsOn: period.startsOn,
  endsOn: period.endsOn,
  reportBy: toDay(period.reportBy),
});

async function publicPlans(tx: Queryable, periods: readonly PeriodRow[], day: string, toDay: (moment: Date) => string): Promise<PublicPlan[]> {
  const plans = await scores.listPublicPlans(tx);
  const goals = Map.groupBy(
    await scores.listGoals(
      tx,
      plans.map((plan) => plan.id),
    ),
    (goal) => goal.planId,
  );
  const reported = await acceptedReports(tx, periods);
  return plans.map((plan) => toPublicPlan(plan, goals.get(plan.id) ?? [], reported, day, toDay)).sort((a, b) => (a.cycle + a.unit < b.cycle + b.unit ? -1 : 1));
}

async function acceptedReports(tx: Queryable, periods: readonly PeriodRow[]): Promise<Reported> {
  const position = new Map(periods.map((period) => [`${period.cycleId}/${period.id}`, period.position]));
  const at = (report: scores.ReportRow): number => position.get(`${report.cycleId}/${report.periodId}`) ?? 0;
  const reports = Map.groupBy(
    (await scores.listReports(tx, 'accepted')).sort((a, b) => at(a) - at(b)),
    (report) => `${report.cycleId}/${report.unitId}`,
  );
  const entries = new Map((await scores.listEntries(tx, 'accepted')).map((entry) => [`${entry.reportId}/${entry.goalId}`, entry]));
  return {
    reportsOf: (unit, cycle) => reports.get(`${cycle}/${unit}`) ?? [],
    entry: (reportId, goalId) => entries.get(`${reportId}/${goalId}`),
  };
}

async function publicWindows(tx: Queryable): Promise<PublicWindow[]> {
  const origins = new Map((await rows.tallyOrigins(tx)).map(({ windowId, origin }) => [windowId, origin]));
  return (await rows.listAllWindows(tx)).map((window) => {
    const counted = window.state === 'opened' || window.state === 'archived';
    return {
      id: window.id,
      cycle: window.cycleId,
      state: window.state,
      opensAt: window.opensAt.toISOString(),
      closesAt: window.closesAt.toISOString(),
      keyCustody: window.keyCustody,
      manifestSha256: window.manifestSha256,
      closingRoot: window.closingRoot,
      logRoot: window.logRoot,
      ballots: ballotsByGroup(window.closingCounts),
      origin: counted ? (origins.get(window.id) ?? null) : null,
    };
  });
}

/** Ballots per group over all units, from the counts signed at closing (unit → group → ballots). */
function ballotsByGroup(counts: unknown): Record<string, number> | null {
  if (counts === null || typeof counts !== 'object') return null;
  const totals: Record<string, number> = {};
  for (const groups of Object.values(counts as Record<string, Record<string, number>>)) {
    for (const [group, n] of Object.entries(groups)) totals[group] = (totals[group] ?? 0) + n;
  }
  return Object.fromEntries(Object.entries(totals).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function schemeFiles(projectDir: string, id: string): SnapshotFile[] {
  const { scheme, text } = loadScheme(projectDir, id);
  return [{ path: `schemes/${id}.yaml`, text }, jsonFile(`schemes/${id}.json`, scheme)];
}
