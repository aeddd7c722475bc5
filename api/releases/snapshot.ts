import { dayOf } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { auditHead } from '../../db/queries/audit.ts';
import { type CycleRow, listCycles, listPeriods, type PeriodRow } from '../../db/queries/cycles.ts';
import * as rows from '../../db/queries/public.ts';
import { listPublished } from '../../db/queries/releases.ts';
import * as scores from '../../db/queries/scores.ts';
import { listUnits } from '../../db/queries/units.ts';
import { dataFiles, type ReleaseFile } from '../../proof/release/assemble.ts';
import type { ReleaseCity, ReleaseContents } from '../../proof/release/contents.ts';
import type { AuditHead, PublicCycle, PublicUnit, UnitTexts } from '../../proof/release/files.ts';
import { measuring } from '../../proof/release/measuring.ts';
import { replyRecord } from '../../proof/release/reply-record.ts';
import { FIRST_HASH } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { workCalendar } from './calendar.ts';
import { publicComments, releasedComments } from './comments.ts';
import { publicDocuments } from './documents.ts';
import { toPublicRelease } from './history.ts';
import { categoriesKeptInside } from './inside.ts';
import { publicModeration } from './moderation.ts';
import { type Making, toPublicObjections } from './objections.ts';
import { publicPlanVersions } from './plan-versions.ts';
import { publicPlans } from './plans.ts';
import { toPublicReports } from './reports.ts';
import { publishedScheme } from './scheme-files.ts';
import { scoreFiles } from './score-files.ts';
import { withSplits } from './splits.ts';
import { unitTexts } from './texts.ts';
import { publicWindows } from './windows.ts';

export interface Snapshot {
  readonly city: ReleaseCity;
  readonly contents: ReleaseContents;
  /** The data: JSON files, schemes as written, scores as computed. */
  readonly files: readonly ReleaseFile[];
  /** Scheme reference per cycle with a score. */
  readonly schemes: Readonly<Record<string, string>>;
  /** Words that can be taken back. */
  readonly texts: readonly UnitTexts[];
  readonly audit: AuditHead;
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
  const history = await listPublished(tx);
  const { scores: published, files: computed, schemes } = await scoreFiles(tx, runs);
  const used = await Promise.all(
    [...new Set(cycleRows.map((cycle) => cycle.schemeId))].map((id) => {
      const reference = Object.values(schemes).find((one) => one.startsWith(`${id}@`)) ?? null;
      return publishedScheme(config.projectDir, config.dataDir, id, reference);
    }),
  );
  const byId = new Map(used.map(({ scheme }) => [scheme.id, scheme]));
  const inside = categoriesKeptInside([...byId.values()]);
  const units = (await publicUnits(tx)).filter(({ category }) => !inside.has(category));
  const publicIds = new Set(units.map(({ id }) => id));
  const isPublic = (unit: string): boolean => publicIds.has(unit);
  const how = measuring({ calendar: city.cycles, cycles: cycleRows.map(({ id, schemeId }) => ({ id, scheme: schemeId })), schemes: byId, day });
  const plans = (await publicPlans(tx, periods, how, toDay)).filter(({ unit }) => isPublic(unit));
  const evidence = (await rows.listPublicEvidence(tx)).filter(({ unitId }) => isPublic(unitId));
  const reports = toPublicReports(await scores.listReports(tx, 'accepted'), evidence, periods, plans, now, toDay);
  const said = (await publicComments(tx)).filter(({ comment }) => isPublic(comment.unitId));
  const calendar = workCalendar(
    said.map(({ comment }) => toDay(comment.createdAt)),
    day,
  );
  const comments = releasedComments(said, { rules: city.comments ?? { kinds: [] }, calendar, day, toDay });
  const records = comments.map(({ record }) => record);
  const cycles = cycleRows.map((cycle) => toPublicCycle(cycle, periods, toDay));
  const { import: _mapping, folder: _folder, ...shown } = city;
  const publicCity = { ...shown, units: city.units.filter(({ id }) => isPublic(id)) };
  const rated = await publicWindows(deps, tx);
  const contents: ReleaseContents = {
    units,
    cycles,
    plans,
    planVersions: (await publicPlanVersions(tx, { plans, cycles, units, schemes: byId, toDay })).filter(({ unit }) => isPublic(unit)),
    reports,
    comments: records,
    moderation: await publicModeration(tx, city, evidence, toDay),
    replyRecord: replyRecord(records, calendar, city.comments ?? { kinds: [] }),
    calendar,
    documents: await publicDocuments(tx),
    ...rated,
    releases: history.map(toPublicRelease),
    objections: await toPublicObjections({ tx, now, published: history, making: { ...making, runs }, toDay }),
    scores: await withSplits(tx, published, byId, rated.records),
    schemes: byId,
  };
  const verbatim = [...used.map(({ scheme, text }) => ({ path: `schemes/${scheme.id}.yaml`, text })), ...computed];
  const { rows: auditRows, hash } = await auditHead(tx);
  return {
    city: publicCity,
    schemes,
    contents,
    texts: unitTexts(comments, evidence),
    audit: { rows: auditRows, lastHash: hash ?? FIRST_HASH },
    files: [...dataFiles(publicCity, contents), ...verbatim],
  };
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
