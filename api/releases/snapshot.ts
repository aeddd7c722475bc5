import { dayOf } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { type CycleRow, listCycles, listPeriods, type PeriodRow } from '../../db/queries/cycles.ts';
import * as rows from '../../db/queries/public.ts';
import { listPublished } from '../../db/queries/releases.ts';
import * as scores from '../../db/queries/scores.ts';
import { listUnits } from '../../db/queries/units.ts';
import type { WindowManifest } from '../../proof/manifest.ts';
import { dataFiles, type ReleaseFile } from '../../proof/release/assemble.ts';
import type { ReleaseCity, ReleaseContents } from '../../proof/release/contents.ts';
import type { PublicCycle, PublicPlan, PublicUnit, PublicWindow, WindowRecord } from '../../proof/release/files.ts';
import type { Dependencies } from '../context.ts';
import { toPublicComments } from './comments.ts';
import { type Reported, toPublicPlan } from './goals.ts';
import { toPublicRelease } from './history.ts';
import { type Making, toPublicObjections } from './objections.ts';
import { toPublicReports } from './reports.ts';
import { publishedScheme } from './scheme-files.ts';
import { scoreFiles } from './score-files.ts';

export interface Snapshot {
  readonly city: ReleaseCity;
  readonly contents: ReleaseContents;
  /** The data: JSON files, schemes as written, scores as computed. */
  readonly files: readonly ReleaseFile[];
  /** Scheme reference per cycle with a score. */
  readonly schemes: Readonly<Record<string, string>>;
}

/**
 * Everything a release publishes, read in one transaction: units, plans with their progress, comments with their
 * replies, windows, and for each cycle in `runs` the input and the result of its scores. Lateness is as of `now`, and
 * nothing of a later moment enters. `making` is the release it is taken for.
 */
export async function takeSnapshot(
  deps: Dependencies,
  tx: Queryable,
  runs: Readonly<Record<string, string>>,
  now = deps.clock(),
  making: Pick<Making, 'stage' | 'cycles'> = { stage: null, cycles: [] },
): Promise<Snapshot> {
  const { city, config } = deps;
  const toDay = (moment: Date): string => dayOf(moment, city.timezone);
  const day = toDay(now);
  const periods = await listPeriods(tx);
  const cycleRows = await listCycles(tx);
  const plans = await publicPlans(tx, periods, day, toDay);
  const windows = await rows.listAllWindows(tx);
  const history = await listPublished(tx);
  const { scores: published, files: computed, schemes } = await scoreFiles(tx, runs);
  const used = await Promise.all(
    [...new Set(cycleRows.map((cycle) => cycle.schemeId))].map((id) => {
      const reference = Object.values(schemes).find((one) => one.startsWith(`${id}@`)) ?? null;
      return publishedScheme(config.projectDir, config.dataDir, id, reference);
    }),
  );
  const { import: _mapping, folder: _folder, ...publicCity } = city;
  const contents: ReleaseContents = {
    units: await publicUnits(tx),
    cycles: cycleRows.map((cycle) => toPublicCycle(cycle, periods, toDay)),
    plans,
    reports: toPublicReports(await scores.listReports(tx, 'accepted'), await rows.listPublicEvidence(tx), periods, plans, now, toDay),
    comments: await toPublicComments(tx, city, day, toDay),
    windows: toPublicWindows(windows, new Map((await rows.tallyOrigins(tx)).map(({ windowId, origin }) => [windowId, origin]))),
    records: windows.flatMap(windowRecord),
    releases: history.map(toPublicRelease),
    objections: await toPublicObjections({ tx, now, published: history, making: { ...making, runs }, toDay }),
    scores: published,
    schemes: new Map(used.map(({ scheme }) => [scheme.id, scheme])),
  };
  const verbatim = [...used.map(({ scheme, text }) => ({ path: `schemes/${scheme.id}.yaml`, text })), ...computed];
  return { city: publicCity, schemes, contents, files: [...dataFiles(publicCity, contents), ...verbatim] };
}

const publicUnits = async (tx: Queryable): Promise<PublicUnit[]> =>
  (await listUnits(tx)).map((unit) => ({
    id: unit.id,
    category: unit.category,
    name: { zh: unit.nameZh, en: unit.nameEn },
    about: { zh: unit.aboutZh, en: unit.aboutEn },
  }));

const toPublicCycle = (cycle: CycleRow, periods: readonly PeriodRow[], toDay: (moment: Date) => string): PublicCycle => ({
  id: cycle.id,
  label: { zh: cycle.labelZh, en: cycle.labelEn },
  scheme: cycle.schemeId,
  periods: periods.filter((period) => period.cycleId === cycle.id).map((period) => toPublicPeriod(period, toDay)),
});

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

function toPublicWindows(windows: readonly rows.WindowRow[], origins: ReadonlyMap<string, 'ballots' | 'imported'>): PublicWindow[] {
  return windows.map((window) => {
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

/** The sealed rules and the statements as they were signed; nothing for a window that was never sealed. */
const windowRecord = (window: rows.WindowRow): WindowRecord[] =>
  window.manifest === null
    ? []
    : [
        {
          format: 'gongping-window-record/1',
          window: window.id,
          manifest: window.manifest as WindowManifest,
          closing: window.closingStatement as WindowRecord['closing'],
          log: window.logStatement as WindowRecord['log'],
        },
      ];

/** Ballots per group over all units, from the counts signed at closing (unit → group → ballots). */
function ballotsByGroup(counts: unknown): Record<string, number> | null {
  if (counts === null || typeof counts !== 'object') return null;
  const totals: Record<string, number> = {};
  for (const groups of Object.values(counts as Record<string, Record<string, number>>)) {
    for (const [group, n] of Object.entries(groups)) totals[group] = (totals[group] ?? 0) + n;
  }
  return Object.fromEntries(Object.entries(totals).sort(([a], [b]) => (a < b ? -1 : 1)));
}
