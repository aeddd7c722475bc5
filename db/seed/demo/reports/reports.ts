import { type City, type CityPeriod, resolveDate } from '../../../../content/load.ts';
import type { BorrowedRow } from '../goals/borrowed.ts';
import type { PlannedGoal, UnitPlan } from '../goals/plan.ts';
import { nameUuid } from '../ids.ts';
import { type Random, random } from '../random.ts';
import type { EntryRow, ReportRow } from '../rows.ts';
import { type Arrival, arrival } from './calendar.ts';
import { type EntrySite, entriesOf } from './entries.ts';
import { type Highlight, narrative } from './words.ts';

export interface Reported {
  readonly reports: ReportRow[];
  readonly entries: EntryRow[];
}

export interface ReportSite {
  readonly seed: string;
  readonly city: City;
  readonly plan: UnitPlan;
  readonly borrowed: readonly BorrowedRow[];
  readonly installedAt: Date;
}

/** Last-quarter goals left unreported on purpose: these units have no total, and their pages say why. */
const SILENT_AT_YEAR_END = new Set(['2024/grain-reserves', '2024/party-history', '2025/petitions', '2025/unicom']);
/** The county with one figure that nobody has verified yet. */
const UNVERIFIED = '2025/baisha';

/** The reports of one unit for one cycle, quarter by quarter; figures are cumulative. */
export function unitReports(site: ReportSite): Reported {
  const all = site.plan.cycle.periods.map((period, i) => quarterReport(site, period, i + 1));
  return { reports: all.flatMap((one) => one.reports), entries: all.flatMap((one) => one.entries) };
}

function quarterReport(site: ReportSite, period: CityPeriod, number: number): Reported {
  const { seed, city, plan, installedAt } = site;
  const [unitId, cycleId] = [plan.unit.id, plan.cycle.id];
  const came = arrival({ seed, city, cycle: plan.cycle, period, unitId, installedAt });
  if (came === null) return { reports: [], entries: [] };
  const id = nameUuid('report', unitId, cycleId, period.id);
  const draw = random(seed, 'narrative', unitId, cycleId, period.id);
  const quarter = { number, ends: resolveDate(period.ends, installedAt, city.timezone), reportId: id };
  const verified = plan.unit.category !== 'departments';
  const entrySite: EntrySite = { seed, quarter, verified, silent: silence(site, number) };
  const entries = [
    ...plan.goals.filter((goal) => !goal.row.borrowedZh).flatMap((goal) => entriesOf(goal, entrySite)),
    ...borrowedEntries(site.borrowed, id, number),
  ];
  const text = site.borrowed.length > 0 && number < 4 ? BORROWED_QUARTER : narrative(draw, highlights(plan.goals, entries, draw));
  return { reports: [reportRow({ id, unitId, cycleId, periodId: period.id }, came, text)], entries: withoutOne(entries, `${cycleId}/${unitId}`, number) };
}

const BORROWED_QUARTER = {
  zh: '借用的报告只有全年数字，本季度不报分项进展；其余目标进展见下。',
  en: 'The borrowed report has figures for the whole year only, so this quarter reports none of them; the other goals are below.',
};

type ReportKey = Pick<ReportRow, 'id' | 'unitId' | 'cycleId' | 'periodId'>;

function reportRow(key: ReportKey, came: Arrival, text: { zh: string; en: string }): ReportRow {
  const returned = came.state === 'returned' ? { returnReason: '第 2 项目标的累计数低于上季度，请核对后重报。' } : {};
  return {
    ...key,
    state: came.state,
    submittedAt: came.submittedAt,
    decidedAt: came.decidedAt,
    createdAt: came.submittedAt,
    narrativeZh: text.zh,
    narrativeEn: text.en,
    ...returned,
  };
}

/** In the first three quarters some goals are simply not mentioned; at year end only those of the named units. */
function silence({ seed, plan }: ReportSite, number: number): (code: string) => boolean {
  const key = `${plan.cycle.id}/${plan.unit.id}`;
  const last = plan.goals.at(-1)?.row.code;
  if (number === 4) return (code) => SILENT_AT_YEAR_END.has(key) && code === last;
  return (code) => random(seed, 'silent', code, number).chance(0.035);
}

/** Takes the verified figure of one indicator away where the verifier has not spoken yet. */
function withoutOne(entries: EntryRow[], key: string, number: number): EntryRow[] {
  if (key !== UNVERIFIED || number < 4) return entries;
  return entries.map((entry, i) => (i === 2 ? { ...entry, verified: null } : entry));
}

function highlights(goals: readonly PlannedGoal[], entries: readonly EntryRow[], draw: Random): Highlight[] {
  const told = goals.flatMap(({ row }): Highlight[] => {
    const value = entries.find((entry) => entry.goalId === row.id)?.reported;
    return value === undefined || value === null
      ? []
      : [
          {
            title: { zh: row.titleZh, en: row.titleEn },
            value,
            measure: { zh: row.measureZh ?? '', en: row.measureEn ?? '' },
            counted: row.direction === 'increase',
          },
        ];
  });
  return draw.sample(told, 2);
}

/** Borrowed results stand in the year's last report, as printed. */
function borrowedEntries(rows: readonly BorrowedRow[], reportId: string, number: number): EntryRow[] {
  if (number < 4) return [];
  return rows.flatMap(({ row, result, components }) => [
    ...(result ? [borrowedEntry(row, result, reportId)] : []),
    ...borrowedEntries(components, reportId, number),
  ]);
}

function borrowedEntry(row: BorrowedRow['row'], { words, ...given }: NonNullable<BorrowedRow['result']>, reportId: string): EntryRow {
  return { id: nameUuid('entry', reportId, row.code), reportId, goalId: row.id, narrativeZh: words.zh, narrativeEn: words.en, ...given };
}
