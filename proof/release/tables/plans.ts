import type { Column } from '../csv.ts';
import type { PublicGoal, PublicPlan, PublicProgress } from '../files.ts';
import { cycleColumn, table, unitColumn } from './table.ts';

const PLAN: readonly Column<PublicPlan>[] = [
  unitColumn(),
  cycleColumn(),
  {
    name: 'version',
    type: 'integer',
    zh: '计划书版本，从 1 起；改动即新版本',
    en: 'Version of the plan from 1; a change makes a new one',
    of: ({ version }) => version,
  },
  {
    name: 'state',
    type: 'string',
    among: ['notice', 'final'],
    zh: '状态：notice 公示中，final 已定稿',
    en: 'State: notice (public notice) or final',
    of: ({ state }) => state,
  },
  { name: 'notice_from', type: 'date', zh: '公示首日', en: 'First day of the public notice', of: ({ noticeFrom }) => noticeFrom },
  { name: 'notice_to', type: 'date', zh: '公示末日', en: 'Last day of the public notice', of: ({ noticeTo }) => noticeTo },
  { name: 'final_on', type: 'date', zh: '定稿日', en: 'Day on which it became final', of: ({ finalOn }) => finalOn },
  { name: 'goals', type: 'integer', zh: '目标数（组合目标算一个）', en: 'Number of goals, a composite counted once', of: ({ goals }) => goals.length },
];

export const planTable = table('plans.csv', { zh: '目标计划书（有效版本）', en: 'Plans in force' }, PLAN, ({ plans }) => plans, {
  key: ['unit', 'cycle'],
  refers: [{ columns: ['unit'], to: 'units.csv', at: ['id'] }],
});

interface GoalRow {
  readonly unit: string;
  readonly cycle: string;
  readonly goal: PublicGoal;
  readonly parent: string | null;
}

/** Composite goals come before their components, which name them in `parent`. */
const flatten = (goals: readonly PublicGoal[], parent: string | null = null): { goal: PublicGoal; parent: string | null }[] =>
  goals.flatMap((goal) => [{ goal, parent }, ...flatten(goal.components, goal.code)]);

const rowsOf = (plans: readonly PublicPlan[]): GoalRow[] => plans.flatMap(({ unit, cycle, goals }) => flatten(goals).map((row) => ({ unit, cycle, ...row })));

const STATUS = {
  zh: 'done 完成，partly 部分完成，not-done 未完成，not-comparable 不可比，not-reported 未报告',
  en: 'done, partly, not-done, not-comparable or not-reported',
};

const GOAL: readonly Column<GoalRow>[] = [
  unitColumn(),
  cycleColumn(),
  { name: 'code', type: 'string', zh: '目标编号，各版本不变', en: 'Code of the goal, the same in every version', of: ({ goal }) => goal.code },
  { name: 'parent', type: 'string', zh: '所属组合目标的编号', en: 'Code of the composite goal it belongs to', of: ({ parent }) => parent },
  { name: 'part', type: 'string', zh: '计入考核办法的哪一部分', en: 'Part of the scheme it feeds', of: ({ goal }) => goal.part },
  {
    name: 'kind',
    type: 'string',
    among: ['numeric', 'milestone', 'level', 'composite'],
    zh: '种类：numeric 数值，milestone 节点，level 等级，composite 组合',
    en: 'Kind: numeric, milestone, level or composite',
    of: ({ goal }) => goal.kind,
  },
  {
    name: 'direction',
    type: 'string',
    among: ['increase', 'decrease', 'at-least', 'at-most'],
    zh: '方向：increase 增加，decrease 减少，at-least 不低于，at-most 不高于',
    en: 'Direction: increase, decrease, at-least or at-most',
    of: ({ goal }) => goal.direction,
  },
  {
    name: 'levels',
    type: 'string',
    zh: '等级目标的档次，从低到高，以 | 隔开；数值是其中的位置，从 0 起',
    en: 'Levels of a goal of kind level, the lowest first, separated by |; its figures are places in this list, from 0',
    of: ({ goal }) => goal.levels?.join('|') ?? null,
  },
  {
    name: 'weight',
    type: 'number',
    zh: '在该部分目标中的权重或分值；空：按 1 计',
    en: 'Weight or points among the goals of its part; empty: it counts as 1',
    of: ({ goal }) => goal.weight ?? null,
  },
  {
    name: 'veto',
    type: 'boolean',
    zh: '完不成是否一票否决',
    en: 'Whether missing it is a veto matter',
    of: ({ goal }) => goal.veto ?? false,
  },
  { name: 'title_zh', type: 'string', zh: '目标（中文）', en: 'Goal, Chinese', of: ({ goal }) => goal.title.zh },
  { name: 'title_en', type: 'string', zh: '目标（英文）', en: 'Goal, English', of: ({ goal }) => goal.title.en },
  { name: 'promise_zh', type: 'string', zh: '计划书原文的承诺（中文）', en: 'Promise in the words of the plan, Chinese', of: ({ goal }) => goal.promise.zh },
  { name: 'promise_en', type: 'string', zh: '计划书原文的承诺（英文）', en: 'Promise in the words of the plan, English', of: ({ goal }) => goal.promise.en },
  { name: 'measure_zh', type: 'string', zh: '计量口径（中文）', en: 'How it is measured, Chinese', of: ({ goal }) => goal.measure.zh },
  { name: 'measure_en', type: 'string', zh: '计量口径（英文）', en: 'How it is measured, English', of: ({ goal }) => goal.measure.en },
  { name: 'start', type: 'number', zh: '起点数值', en: 'Figure at the start', of: ({ goal }) => goal.start },
  { name: 'target', type: 'number', zh: '目标数值', en: 'Figure promised', of: ({ goal }) => goal.target },
  { name: 'due', type: 'date', zh: '完成期限，当天算按时', en: 'Day by which it is due; the day itself is on time', of: ({ goal }) => goal.due },
  {
    name: 'borrowed_zh',
    type: 'string',
    zh: '演示数字借自何处',
    en: 'Where a demonstration figure was borrowed, Chinese',
    of: ({ goal }) => goal.borrowed?.zh ?? null,
  },
  {
    name: 'claim',
    type: 'string',
    among: ['done', 'partly', 'not-done', 'under-way'],
    zh: '单位自己的说法：done 完成，partly 部分完成，not-done 未完成，under-way 进行中',
    en: 'What the unit itself says: done, partly, not-done or under-way',
    of: ({ goal }) => goal.latest.claim,
  },
  {
    name: 'status',
    type: 'string',
    among: ['done', 'partly', 'not-done', 'not-comparable', 'not-reported'],
    zh: `按数字算出的状态：${STATUS.zh}`,
    en: `Status computed from the figures: ${STATUS.en}`,
    of: ({ goal }) => goal.latest.status,
  },
  {
    name: 'completion_percent',
    type: 'number',
    zh: '完成率（百分数，两位小数）',
    en: 'Completion in per cent, two decimals',
    of: ({ goal }) => goal.latest.ratio,
  },
  { name: 'late', type: 'boolean', zh: '截至发布日是否逾期', en: 'Whether it is late as of the day of the release', of: ({ goal }) => goal.latest.late },
];

export const goalTable = table('goals.csv', { zh: '目标', en: 'Goals' }, GOAL, ({ plans }) => rowsOf(plans), {
  key: ['unit', 'cycle', 'code'],
  refers: [{ columns: ['unit', 'cycle'], to: 'plans.csv', at: ['unit', 'cycle'] }],
});

interface ProgressRow extends GoalRow {
  readonly progress: PublicProgress;
}

const PROGRESS: readonly Column<ProgressRow>[] = [
  unitColumn(),
  cycleColumn(),
  { name: 'goal', type: 'string', zh: '目标编号，见 goals.csv', en: 'Goal, see goals.csv', of: ({ goal }) => goal.code },
  { name: 'period', type: 'string', zh: '考核期，见 periods.csv', en: 'Period, see periods.csv', of: ({ progress }) => progress.period },
  { name: 'reported', type: 'number', zh: '单位报告的累计数', en: 'Figure reported by the unit, cumulative', of: ({ progress }) => progress.reported },
  {
    name: 'verified',
    type: 'number',
    zh: '核实部门查得的数；空为未核实',
    en: 'Figure that the verifying body found; empty: not verified',
    of: ({ progress }) => progress.verified,
  },
  {
    name: 'verification',
    type: 'string',
    among: ['confirmed', 'corrected'],
    zh: '核实结论：confirmed 属实，corrected 更正',
    en: 'Outcome of the verification: confirmed or corrected',
    of: ({ progress }) => progress.verification?.outcome ?? null,
  },
  { name: 'verified_on', type: 'date', zh: '核实日', en: 'Day of the verification', of: ({ progress }) => progress.verification?.on ?? null },
  {
    name: 'verified_by',
    type: 'string',
    zh: '核实部门；空为考核办',
    en: 'Body that verified it; empty: the office of the assessment',
    of: ({ progress }) => progress.verification?.by || null,
  },
  {
    name: 'verified_done_on',
    type: 'date',
    zh: '核实的节点完成日',
    en: 'Day on which a milestone was reached, as verified',
    of: ({ progress }) => progress.verification?.doneOn ?? null,
  },
  {
    name: 'verified_share_percent',
    type: 'number',
    zh: '核实的节点完成份额（百分数）',
    en: 'Share of a milestone done as verified, per cent',
    of: ({ progress }) => progress.verification?.share ?? null,
  },
  {
    name: 'verification_reason',
    type: 'string',
    zh: '更正的原因',
    en: 'Reason for the correction',
    of: ({ progress }) => progress.verification?.reason || null,
  },
  {
    name: 'verification_document',
    type: 'string',
    zh: '核实依据的文件',
    en: 'Document that the verification rests on',
    of: ({ progress }) => progress.verification?.document || null,
  },
  {
    name: 'basis',
    type: 'string',
    among: ['reported', 'verified'],
    zh: '状态和完成率按哪个数算：reported 上报数，verified 核实数',
    en: 'Which figure status and completion are computed from: reported or verified',
    of: ({ progress }) => progress.basis ?? null,
  },
  { name: 'about', type: 'boolean', zh: '报告的是约数', en: 'The figure was given as "about"', of: ({ progress }) => progress.approximate },
  { name: 'comparable', type: 'boolean', zh: '口径与计划一致', en: 'The result is in the measure of the plan', of: ({ progress }) => progress.comparable },
  { name: 'done_on', type: 'date', zh: '节点完成日', en: 'Day on which a milestone was reached', of: ({ progress }) => progress.doneOn },
  { name: 'share_percent', type: 'number', zh: '节点已完成的份额（百分数）', en: 'Share of a milestone done, per cent', of: ({ progress }) => progress.share },
  { name: 'claim', type: 'string', zh: '单位自己的说法', en: 'What the unit itself says', of: ({ progress }) => progress.claim },
  {
    name: 'status',
    type: 'string',
    among: ['done', 'partly', 'not-done', 'not-comparable', 'not-reported'],
    zh: `按数字算出的状态：${STATUS.zh}`,
    en: `Status computed from the figures: ${STATUS.en}`,
    of: ({ progress }) => progress.status,
  },
  {
    name: 'completion_percent',
    type: 'number',
    zh: '完成率（百分数，两位小数）',
    en: 'Completion in per cent, two decimals',
    of: ({ progress }) => progress.ratio,
  },
  { name: 'narrative_zh', type: 'string', zh: '说明（中文）', en: 'Narrative, Chinese', of: ({ progress }) => progress.narrative.zh },
  { name: 'narrative_en', type: 'string', zh: '说明（英文）', en: 'Narrative, English', of: ({ progress }) => progress.narrative.en },
  {
    name: 'reason',
    type: 'string',
    zh: '未完成的原因和改进措施',
    en: 'Reason for a missed goal, and what will be done',
    of: ({ progress }) => progress.reason,
  },
];

export const progressTable = table(
  'progress.csv',
  { zh: '各期进展', en: 'Progress by period' },
  PROGRESS,
  ({ plans }) => rowsOf(plans).flatMap((row) => row.goal.progress.map((progress) => ({ ...row, progress }))),
  {
    key: ['unit', 'cycle', 'goal', 'period'],
    refers: [
      { columns: ['unit', 'cycle', 'goal'], to: 'goals.csv', at: ['unit', 'cycle', 'code'] },
      { columns: ['cycle', 'period'], to: 'periods.csv', at: ['cycle', 'period'] },
    ],
  },
);
