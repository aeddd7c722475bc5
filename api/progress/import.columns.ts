import type { Sentence } from '../errors.ts';

/** A column of a progress table. `target` and `earlier` are there for the reader and are not read. */
export type Column =
  | 'unit'
  | 'period'
  | 'code'
  | 'title'
  | 'target'
  | 'earlier'
  | 'reported'
  | 'doneOn'
  | 'share'
  | 'claim'
  | 'comparable'
  | 'narrativeZh'
  | 'narrativeEn'
  | 'reason';

/**
 * Headings as units write them. The first is the one in the Chinese file, the second the one in the English file.
 */
export const COLUMNS = {
  unit: ['单位', 'Unit', '责任单位', '考核单位', '填报单位', '部门', 'agency'],
  period: ['考核期', 'Period', '季度', '期别', '报告期', 'quarter'],
  code: ['编号', 'No', '目标编号', '序号', 'code', 'number'],
  title: ['目标名称', 'Goal', '目标', '指标', '指标名称', '考核目标', '工作目标', 'title', 'indicator'],
  target: ['目标值', 'Target', '年度目标值', '全年目标', '计划值'],
  earlier: ['上期完成值', 'Earlier', '上期数', '上期值', '上季度完成值'],
  reported: ['本期完成值', 'Reported', '本期数', '完成值', '实际完成值', '完成数', 'result', 'actual', 'figure'],
  doneOn: ['完成日期', 'Done on', '实际完成日期', '完成时间'],
  share: ['完成进度', 'Share', '进度', '形象进度', '工作进度'],
  claim: ['自评', 'Claim', '自评结果'],
  comparable: ['与计划可比', 'Comparable', '口径一致'],
  narrativeZh: ['进展说明', 'Narrative in Chinese', '进展情况', '完成情况', '完成情况说明', '工作进展'],
  narrativeEn: ['英文进展说明', 'Narrative', 'Narrative in English'],
  reason: ['未完成原因和改进措施', 'Reason', '未完成原因', '原因', '原因和措施'],
} as const satisfies Readonly<Record<Column, readonly [string, string, ...string[]]>>;

/** Columns that say something of a goal; a table has one of them at least. */
export const CONTENT = ['reported', 'doneOn', 'share', 'claim', 'comparable', 'narrativeZh', 'narrativeEn', 'reason'] as const satisfies readonly Column[];
export type ContentColumn = (typeof CONTENT)[number];

/** Sentences keep the characters they were written with. */
export const SENTENCES: ReadonlySet<Column> = new Set(['title', 'narrativeZh', 'narrativeEn', 'reason']);

export const headingOf = (column: Column, lang: 'zh' | 'en'): string => COLUMNS[column][lang === 'zh' ? 0 : 1];

export const CLAIM_NAMES: Readonly<Record<'done' | 'partly' | 'not-done' | 'under-way', Sentence>> = {
  done: { zh: '已完成', en: 'done' },
  partly: { zh: '部分完成', en: 'partly done' },
  'not-done': { zh: '未完成', en: 'not done' },
  'under-way': { zh: '推进中', en: 'under way' },
};
