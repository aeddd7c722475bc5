/**
 * Makes the tables of this city from the publisher's files, as an office would have them: a plan for each agency and a
 * progress table for each quarter. Run by hand with `node content/cities/us-apg-fy2022/convert.ts`; a test compares.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';

const CYCLE = '2022';
const FOLDER = import.meta.dirname;

/** A row of `targets.json`: one indicator in one quarter. The file ends with a stub that has none of these. */
export interface TargetRow {
  readonly fiscal_qtr: string;
  readonly related_goal_id: string;
  readonly target: string;
  readonly indicator: string;
  readonly related_owner: string;
  readonly indicator_type: string;
  readonly value_start: string;
  readonly value_target: string;
  readonly value_current: string;
  readonly progress_pct: string;
  readonly progress_pct_range: string;
  readonly progress_pct_target_status: string;
  readonly progress_threshold: string;
  readonly progress_completions: string;
}

interface PublishedGoal {
  readonly goal_id: string;
  readonly goal_name: string;
  readonly goal_description: string;
  readonly goal_status: string;
  readonly date_end_fy: string;
}

/** An indicator of a goal over its quarters, under the code that the plan gives it. */
export interface Indicator {
  readonly code: string;
  readonly title: string;
  readonly rows: readonly TargetRow[];
}

export interface AgencyGoal {
  readonly code: string;
  readonly published: PublishedGoal;
  readonly indicators: readonly Indicator[];
}

export interface Agency {
  readonly unit: string;
  readonly goals: readonly AgencyGoal[];
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, 'data', name), 'utf8'));
export const targetRows = (): TargetRow[] => (read('targets.json') as Partial<TargetRow>[]).filter((row): row is TargetRow => Boolean(row.related_goal_id));
const publishedGoals = (): PublishedGoal[] => read('goals.json') as PublishedGoal[];

/** `DOS, USAID` owns its joint goals under a name of its own: `dos-usaid`. */
const unitOf = (owner: string): string => owner.toLowerCase().replace(/[^a-z]+/g, '-');
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Agencies with their goals and indicators, in the order of the source. A row that stands twice in one quarter is the
 * second indicator of its name, and stays: nothing tells which of the two to drop.
 */
export function agencies(): Agency[] {
  const goals = new Map(publishedGoals().map((goal) => [goal.goal_id, goal]));
  return [...Map.groupBy(targetRows(), ({ related_owner }) => unitOf(related_owner))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, rows]) => {
      const own = [...Map.groupBy(rows, ({ related_goal_id }) => related_goal_id)].sort(([a], [b]) => (a < b ? -1 : 1));
      const codes = Array.from({ length: rows.length + own.length }, (_, i) => `${unit}-${CYCLE}-${i + 1}`).values();
      const next = (): string => codes.next().value ?? '';
      return {
        unit,
        goals: own.map(([id, ofGoal]): AgencyGoal => {
          const published = goals.get(id);
          if (!published) throw new Error(`goals.json has no goal ${id}`);
          return { code: next(), published, indicators: indicators(ofGoal).map((indicator) => ({ ...indicator, code: next() })) };
        }),
      };
    });
}

function indicators(rows: readonly TargetRow[]): Omit<Indicator, 'code'>[] {
  const seen = new Map<string, number>();
  const numbered = rows.map((row) => {
    const name = JSON.stringify([row.target, row.indicator]);
    const key = `${row.fiscal_qtr} ${name}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return { row, time: seen.get(key) ?? 1, name };
  });
  return [...Map.groupBy(numbered, ({ time, name }) => `${time} ${name}`).values()].map((same) => {
    const [first] = same;
    if (!first) throw new Error('an indicator without rows');
    const title = inOneLine(first.row.indicator || first.row.target);
    return { title: first.time > 1 ? `${title} (listed a second time)` : title, rows: same.map(({ row }) => row) };
  });
}

const DIRECTIONS: Readonly<Record<string, string>> = {
  'Measurable increase': 'increase',
  'Measurable decrease': 'decrease',
  'Maintain at or above threshold': 'at least',
  'Maintain at or below threshold': 'at most',
};
const isMilestone = ({ indicator_type }: TargetRow): boolean => indicator_type === 'Complete milestone';

const PLAN_HEADINGS = ['No', 'Under', 'Title', 'Promise', 'Promise in English', 'Kind', 'Direction', 'Start', 'Target', 'Deadline'];

/** The plan of one agency: each priority goal with its indicators under it. Goals end with the fiscal year, on 30 September. */
export function planTable({ goals }: Agency): string[][] {
  const lines = goals.flatMap(({ code, published, indicators: own }) => {
    const due = `${published.date_end_fy}-09-30`;
    const about = inOneLine(published.goal_description);
    const lines = own.map(({ code: number, title, rows: [row] }) => {
      if (!row) throw new Error('an indicator without rows');
      const promise = inOneLine(row.target);
      const terms = isMilestone(row) ? ['milestone', '', '', ''] : ['numeric', DIRECTIONS[row.indicator_type] ?? '', row.value_start, row.value_target];
      return [number, code, title, promise, promise, ...terms, due];
    });
    return [[code, '', inOneLine(published.goal_name), about, about, 'composite', '', '', '', due], ...lines];
  });
  return [PLAN_HEADINGS, ...lines];
}

const PROGRESS_HEADINGS = ['Unit', 'Period', 'No', 'Reported', 'Share', 'Claim', 'Narrative in Chinese', 'Narrative'];
const LAST = '4';

/** The progress of one quarter over all agencies. */
export const progressTable = (all: readonly Agency[], quarter: string): string[][] => [
  PROGRESS_HEADINGS,
  ...all.flatMap((agency) => quarterOf(agency, quarter)),
];

/** In the last quarter with the status that the publisher gave each goal; an agency without a row says so in its first goal. */
function quarterOf({ unit, goals }: Agency, quarter: string): string[][] {
  const words = (code: string, zh: string, en: string): string[] => [unit, `q${quarter}`, code, '', '', '', zh, en];
  const figures = goals.flatMap(({ indicators: own }) =>
    own.flatMap(({ code, rows }) =>
      rows.filter(({ fiscal_qtr }) => fiscal_qtr === quarter).map((row) => [unit, `q${quarter}`, code, ...said(row), ...remark(row)]),
    ),
  );
  if (figures.length === 0)
    return [words(goals[0]?.code ?? '', '来源中没有该机构这一季度的数据。', 'The source has no figures of this agency for this quarter.')];
  if (quarter !== LAST) return figures;
  const states = goals.map(({ code, published: { goal_status: status } }) =>
    words(code, `发布方给出的总体状态：${status}。`, `Overall status as the publisher gave it: ${status}.`),
  );
  return [...states, ...figures];
}

/** Figure, share of a milestone, and what the publisher says of the target as the agency's own word. */
function said(row: TargetRow): [string, string, string] {
  if (row.value_current === '') return ['', '', ''];
  const met =
    row.progress_threshold.startsWith('Target met') || row.progress_completions.startsWith('Target met') || row.progress_pct_target_status === 'Target met';
  const claim = row.indicator_type === 'Target undefined' ? '' : met ? 'done' : 'under way';
  return isMilestone(row) ? ['', String(Number(row.value_current) * 100), claim] : [row.value_current, '', claim];
}

const percent = (row: TargetRow): string => `${Math.round(Number(row.progress_pct) * 1e4) / 100}%`;

/** Why a line differs from what the publisher printed. */
export const DIFFERENCES = {
  'no-value': (row: TargetRow): boolean => row.value_current === '',
  'no-target': (row: TargetRow): boolean => row.value_current !== '' && row.indicator_type === 'Target undefined',
  threshold: (row: TargetRow): boolean => row.progress_threshold.startsWith('Target met') && row.progress_pct_target_status === 'Target not met',
  negative: (row: TargetRow): boolean => Number(row.progress_pct) < 0,
  band: (row: TargetRow): boolean => row.progress_pct_range.startsWith('Above 100%') && Number(row.progress_pct) <= 1,
} as const;

const REMARKS: Readonly<Record<keyof typeof DIFFERENCES, (row: TargetRow) => readonly [zh: string, en: string]>> = {
  'no-value': (row) => [
    `没有给出数值；发布方显示为 ${percent(row)}、“${row.progress_pct_target_status}”。`,
    `No value was given; the publisher printed ${percent(row)} and “${row.progress_pct_target_status}”.`,
  ],
  'no-target': (row) => [
    `缺目标值或起点值，算不出进度；发布方显示为 ${percent(row)}。`,
    `Target or start is missing, so no progress can be computed; the publisher printed ${percent(row)}.`,
  ],
  threshold: (row) => [
    `发布方的门槛一栏为“${row.progress_threshold}”，总状态却为“${row.progress_pct_target_status}”；这里以门槛为准。`,
    `The publisher’s threshold column says “${row.progress_threshold}” although its main status says “${row.progress_pct_target_status}”; the threshold counts here.`,
  ],
  negative: (row) => [
    `比起点退步：按发布方的算法，进度为 ${percent(row)}。`,
    `Moved away from the target: by the publisher’s rule the progress is ${percent(row)}.`,
  ],
  band: (row) => [
    `发布方的分档为“${row.progress_pct_range}”，与它自己的进度 ${percent(row)} 不符。`,
    `The publisher’s band says “${row.progress_pct_range}”, which does not fit its own figure of ${percent(row)}.`,
  ],
};

function remark(row: TargetRow): [string, string] {
  const found = (Object.keys(DIFFERENCES) as (keyof typeof DIFFERENCES)[]).filter((kind) => DIFFERENCES[kind](row)).map((kind) => REMARKS[kind](row));
  return [found.map(([zh]) => zh).join(''), found.map(([, en]) => en).join(' ')];
}

/** Every table by its path under `tables/`. */
export function tables(): Map<string, string> {
  const all = agencies();
  return new Map([
    ...all.map((agency) => [`${CYCLE}/plans/${agency.unit}.csv`, stringify(planTable(agency))] as const),
    ...['1', '2', '3', '4'].map((quarter) => [`${CYCLE}/progress/q${quarter}.csv`, stringify(progressTable(all, quarter))] as const),
  ]);
}

if (import.meta.main) {
  for (const [path, text] of tables()) {
    const file = join(FOLDER, 'tables', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
