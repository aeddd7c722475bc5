import { dayOf } from '../../content/load.ts';
import type { Delivered } from '../../db/queries/desk.ts';
import { type Calendar, type Category, type Delivery, type DutiesNode, occurrences, type Scheme, sourceOf, walk } from '../../scoring/index.ts';

/** Under this name a part of the kind `duties` reads which reports a unit handed in through the workspace, and when. */
export const REPORTS = 'reports';

/** What a cycle's scores know of the days on which reports came. */
export interface ReportRecords {
  readonly calendar: Calendar;
  /** unit → records of its duties. */
  readonly records: ReadonlyMap<string, readonly Delivery[]>;
}

interface Site {
  readonly units: readonly { readonly id: string; readonly category: string }[];
  readonly periods: readonly { readonly cycleId: string; readonly startsOn: string; readonly reportBy: Date }[];
  readonly cycle: string;
  readonly delivered: readonly Delivered[];
  readonly timezone: string;
  readonly now: Date;
}

/**
 * The reports of a cycle as records of the scheme's duties: a report answers the duty that is due on its own last day.
 * Whether it is late, the scheme judges, by days; what has not come has no day. Null for a scheme that does not ask.
 */
export function reportRecords(scheme: Pick<Scheme, 'categories'>, site: Site): ReportRecords | null {
  const { units, periods, cycle, now, timezone } = site;
  const asking = new Map(scheme.categories.map((category) => [category.id, dutiesOf(category)]));
  const from = periods
    .filter(({ cycleId }) => cycleId === cycle)
    .map(({ startsOn }) => startsOn)
    .sort()[0];
  if (from === undefined || ![...asking.values()].some((duties) => duties.length > 0)) return null;
  const calendar = { from, asOf: dayOf(now, timezone) };
  const of = Map.groupBy(site.delivered, ({ unitId }) => unitId);
  const records = units.map(({ id, category }) => [id, recordsOf(asking.get(category) ?? [], of.get(id) ?? [], { calendar, timezone, cycle })] as const);
  return { calendar, records: new Map(records.filter(([, own]) => own.length > 0)) };
}

/** The duties of a category that read reports, each once. */
function dutiesOf({ tree, figures = [] }: Category): DutiesNode['duties'] {
  const nodes = [tree, ...figures].flatMap((root) => walk(root));
  const duties = nodes.flatMap(({ node }) => (node.kind === 'duties' && sourceOf(node) === REPORTS ? node.duties : []));
  return [...new Map(duties.map((duty) => [duty.id, duty])).values()];
}

interface Frame {
  readonly calendar: Calendar;
  readonly timezone: string;
  readonly cycle: string;
}

function recordsOf(duties: DutiesNode['duties'], delivered: readonly Delivered[], { calendar, timezone, cycle }: Frame): Delivery[] {
  return duties.flatMap(({ id, due }) =>
    (due === undefined ? [] : occurrences(due, {}, calendar)).flatMap(({ day }) => {
      const last = lastToCome(delivered.filter(({ reportBy }) => dayOf(reportBy, timezone) === day));
      if (!last || day === null) return [];
      return [{ duty: id, period: day.slice(0, 7), done: last.submittedAt && dayOf(last.submittedAt, timezone), source: `report:${cycle}/${last.period}` }];
    }),
  );
}

/** Of several reports due on one day, the one that keeps the duty open longest. */
const lastToCome = (reports: readonly Delivered[]): Delivered | undefined =>
  reports.find(({ submittedAt }) => submittedAt === null) ?? [...reports].sort((a, b) => Number(b.submittedAt) - Number(a.submittedAt))[0];
