import type { EntryRow, FindingRow, GoalRow, PartValueRow, ReportRow, TallyRow } from '../../db/queries/scores.ts';
import type { Finding, Goal, GroupTally, Scheme, ScoringInput, UnitInput } from '../../scoring/index.ts';
import { newestReports, toScoringGoal } from './goals.ts';
import { REPORTS, type ReportRecords } from './late-reports.ts';
import { pickInput } from './picks.ts';
import { publishable } from './publication.ts';
import type { ReplyInput } from './replies.ts';

/** Everything stored about one cycle that a score is made of. */
export interface CycleRecord {
  readonly cycle: string;
  readonly units: readonly { readonly id: string; readonly category: string }[];
  /** Position of each period in its cycle, by `cycle/period`. */
  readonly periodPositions: ReadonlyMap<string, number>;
  readonly plans: readonly { readonly id: string; readonly unitId: string }[];
  readonly goals: readonly GoalRow[];
  readonly reports: readonly ReportRow[];
  readonly entries: readonly EntryRow[];
  readonly partValues: readonly PartValueRow[];
  readonly findings: readonly FindingRow[];
  readonly tallies: readonly TallyRow[];
  /** Null or absent where the scheme does not count how residents are answered. */
  readonly replies?: ReplyInput | null;
  /** Null or absent where the scheme does not count reports that came late. */
  readonly reported?: ReportRecords | null;
}

/**
 * Puts the stored record of a cycle into the form the engine takes. The order of rows never matters; cells below a
 * group's minimum are left out, so that the result file can be published with its complete input.
 */
export function assembleInput(scheme: Scheme, record: CycleRecord): ScoringInput {
  const goalsOf = goalsByUnit(record);
  const valuesOf = groupBy(record.partValues, (row) => row.unitId);
  const findingsOf = groupBy(record.findings, (row) => row.unitId);
  const talliesOf = groupBy(record.tallies, (row) => row.unitId);
  const minimums = minimumsOf(scheme);
  const picks = pickInput(scheme, record.tallies);
  const units = [...record.units]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      ({ id, category }): UnitInput => ({
        id,
        category,
        values: { ...plainValues(valuesOf.get(id) ?? []), ...goalsOf.get(id), ...picks.named.get(id), ...record.replies?.values.get(id) },
        findings: (findingsOf.get(id) ?? []).map(toFinding),
        ratings: ratings(talliesOf.get(id) ?? [], minimums),
        ...deliveriesOf(record.reported, id),
      }),
    );
  return {
    scheme: scheme.id,
    cycle: record.cycle,
    ...(record.reported && { calendar: record.reported.calendar }),
    ...(Object.keys(picks.ballots).length > 0 && { ballots: picks.ballots }),
    ...(record.replies && { repliesAsOf: record.replies.asOf }),
    units,
  };
}

function deliveriesOf(reported: CycleRecord['reported'], unit: string): Pick<UnitInput, 'deliveries'> {
  const records = reported?.records.get(unit);
  return records ? { deliveries: { [REPORTS]: records } } : {};
}

function goalsByUnit(record: CycleRecord): Map<string, Record<string, Goal[]>> {
  const newest = newestReports(record.reports, (cycle, period) => record.periodPositions.get(`${cycle}/${period}`) ?? -1);
  const entries = new Map(record.entries.map((entry) => [`${entry.reportId}/${entry.goalCode}`, entry]));
  const goalsOfPlan = groupBy(record.goals, (goal) => goal.planId);
  const componentsOf = groupBy(
    record.goals.filter((goal) => goal.parentId !== null),
    (goal) => goal.parentId ?? '',
  );
  const result = new Map<string, Record<string, Goal[]>>();
  for (const plan of record.plans) {
    const report = newest.get(`${record.cycle}/${plan.unitId}`);
    const entryOf = ({ code }: GoalRow): EntryRow | undefined => (report ? entries.get(`${report.id}/${code}`) : undefined);
    const parts: Record<string, Goal[]> = {};
    for (const goal of goalsOfPlan.get(plan.id) ?? []) {
      if (goal.parentId !== null) continue;
      parts[goal.part] ??= [];
      parts[goal.part]?.push(toScoringGoal(goal, entryOf, (id) => componentsOf.get(id) ?? []));
    }
    result.set(plan.unitId, parts);
  }
  return result;
}

function plainValues(rows: readonly PartValueRow[]): Record<string, Record<string, string>> {
  const parts: Record<string, Record<string, string>> = {};
  for (const { part, valueId, value } of [...rows].sort((a, b) => (a.valueId < b.valueId ? -1 : 1))) {
    parts[part] = { ...parts[part], [valueId]: value };
  }
  return parts;
}

/** A finding without its database id, in a fixed order of its own fields. */
function toFinding(row: FindingRow): Finding {
  return {
    part: row.part,
    kind: row.kind,
    ...(row.points !== null && { points: row.points }),
    ...(row.level !== null && { level: row.level }),
    ...(row.goalCode !== null && { goal: row.goalCode }),
    ...(row.place !== null && { place: row.place }),
    criterion: row.criterion,
    ...(row.periodId !== null && { period: row.periodId }),
    ...(row.document !== null && { source: row.document }),
    ...(row.reasonZh && { reason: row.reasonZh }),
  };
}

function ratings(rows: readonly TallyRow[], minimums: ReadonlyMap<string, number>): Record<string, GroupTally> {
  const sorted = [...rows].sort((a, b) => (a.group < b.group ? -1 : 1));
  return Object.fromEntries(sorted.map((row) => [row.group, publishable(row, minimums.get(row.group) ?? Number.POSITIVE_INFINITY)]));
}

/** Least number of valid answers per group, from every rated node of the scheme; the strictest where they differ. */
function minimumsOf(scheme: Scheme): Map<string, number> {
  const found = new Map<string, number>();
  const visit = (node: Scheme['categories'][number]['tree']): void => {
    if (node.kind === 'image') for (const group of node.groups) found.set(group.id, Math.max(group.minimum, found.get(group.id) ?? 0));
    if ('parts' in node) node.parts.forEach(visit);
  };
  for (const category of scheme.categories) visit(category.tree);
  return found;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
