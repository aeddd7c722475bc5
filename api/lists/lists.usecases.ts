import { findCycle } from '../../db/queries/cycles.ts';
import { type ListedGoal, listAllGoals } from '../../db/queries/lists/goals.ts';
import type { Direction, Part } from '../../db/queries/lists/order.ts';
import { listAllPlans } from '../../db/queries/lists/plans.ts';
import { type ListedReport, listAllReports } from '../../db/queries/lists/reports.ts';
import { walk } from '../../scoring/index.ts';
import type { Dependencies, Staff } from '../context.ts';
import type { Sentence } from '../errors.ts';
import { submitBy } from '../plans/frame.ts';
import { planLine } from '../plans/views.ts';
import { writesForUnit } from '../progress/people.ts';
import { loadScheme } from '../schemes/schemes.ts';
import { type GoalAsked, type GoalLineView, PAGE, type PeriodReportView, type PlanAsked, type ReportAsked } from './lists.shapes.ts';

export type Needs = Pick<Dependencies, 'db' | 'clock' | 'city' | 'config'>;

/** How many lines are read at once: a page, or a whole file. */
type Most = number;

/** The unit that a list is about: unit staff see their own and no other. */
const unitOf = (staff: Staff, asked: string | undefined): string | undefined => (writesForUnit(staff) ? (staff.unitId ?? '') : asked);

/** Goals over all units; the office sees those of plans that have left their unit. */
export async function goalList({ db, config }: Needs, staff: Staff, { lang, ...asked }: GoalAsked, most: Most = PAGE) {
  const search = { ...asked, unit: unitOf(staff, asked.unit), submitted: !writesForUnit(staff) };
  const cycle = await findCycle(db, asked.cycle);
  const parts = cycle ? partLabels(config.projectDir, cycle.schemeId) : {};
  const { rows, total } = await listAllGoals(db, search, partOf(asked, most), lang === 'en');
  return pageOf(
    rows.map((row) => goalLine(row, asked.cycle, parts)),
    total,
    asked.page,
  );
}

/** Every unit with its plan of a cycle. */
export async function planList(needs: Needs, staff: Staff, { lang, late, ...asked }: PlanAsked, most: Most = PAGE) {
  const now = needs.clock();
  const by = submitBy(needs, asked.cycle);
  if (late && !by) return pageOf([], 0, 1);
  const search = { ...asked, unit: unitOf(staff, asked.unit), ...(late && by && { lateAfter: { by, now } }) };
  const { rows, total } = await listAllPlans(needs.db, search, partOf(asked, most), lang === 'en');
  return pageOf(
    rows.map(({ category, goals, ...line }) => ({ ...planLine(line, asked.cycle, by, now), category, goals })),
    total,
    asked.page,
  );
}

/** Every unit's report of every period, also those that have not come. */
export async function reportList({ db, clock }: Needs, staff: Staff, { lang, late, ...asked }: ReportAsked, most: Most = PAGE) {
  const now = clock();
  const search = { ...asked, unit: unitOf(staff, asked.unit), ...(late && { late: now }) };
  const { rows, total } = await listAllReports(db, search, partOf(asked, most), lang === 'en');
  return pageOf(
    rows.map((row) => reportLine(row, now)),
    total,
    asked.page,
  );
}

function partOf<S extends string>({ sort, direction, page }: { sort: S; direction: Direction; page: number }, most: Most): Part<S> {
  return { sort, direction, offset: (page - 1) * most, limit: most };
}

const pageOf = <L>(lines: L[], total: number, page: number) => ({ lines, total, page, pages: Math.max(1, Math.ceil(total / PAGE)) });

type Labels = Readonly<Record<string, Sentence>>;

/** What a cycle's scheme calls the parts that goals feed, by the id that goals carry. */
function partLabels(projectDir: string, schemeId: string): Labels {
  const { scheme } = loadScheme(projectDir, schemeId);
  const nodes = scheme.categories.flatMap(({ tree }) => walk(tree));
  return Object.fromEntries(nodes.flatMap(({ node }) => (node.kind === 'completion' ? [[node.reads ?? node.id, node.label]] : [])));
}

const goalLine = (row: ListedGoal, cycle: string, parts: Labels): GoalLineView => ({
  unit: row.unit,
  name: { zh: row.nameZh, en: row.nameEn },
  cycle,
  code: row.code,
  title: { zh: row.titleZh, en: row.titleEn },
  part: row.part,
  partLabel: { ...(parts[row.part] ?? { zh: row.part, en: row.part }) },
  kind: row.kind,
  target: row.target,
  measure: { zh: row.measureZh, en: row.measureEn },
  due: row.due,
  weight: row.weight,
  veto: row.veto,
  state: row.state,
});

const reportLine = ({ period, report, ...row }: ListedReport, now: Date): PeriodReportView => ({
  unit: row.unit,
  name: { zh: row.nameZh, en: row.nameEn },
  category: row.category,
  cycle: period.cycleId,
  period: period.id,
  periodLabel: { zh: period.labelZh, en: period.labelEn },
  state: report?.state ?? 'none',
  reportBy: period.reportBy.toISOString(),
  submittedAt: report?.submittedAt?.toISOString() ?? null,
  late: (report?.submittedAt ?? now) > period.reportBy,
});
