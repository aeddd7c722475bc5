import type { GoalTyped } from './plans.shapes.ts';

/** A column of the sheet: a field of a goal, its number, or the number of the goal above it. */
export type Column = keyof GoalTyped | 'label' | 'parent';

/**
 * Headings of a plan's sheet as units write them. The first is the one in the Chinese template, the second the one in the
 * English template.
 */
export const COLUMNS = {
  label: ['编号', 'No', '序号', '目标编号', 'code', 'number'],
  parent: ['上级编号', 'Under', '所属目标', '上级目标', 'parent'],
  titleZh: ['目标名称', 'Title in Chinese', '目标', '指标名称', '考核目标', '工作目标', 'title', 'goal'],
  titleEn: ['英文名称', 'Title in English'],
  promiseZh: ['承诺内容', 'Promise in Chinese', '目标内容', '工作内容', '主要内容', 'promise'],
  promiseEn: ['英文承诺', 'Promise in English'],
  part: ['考核部分', 'Part', '考核项目', '类别'],
  kind: ['类型', 'Kind', '目标类型', '指标类型'],
  direction: ['方向', 'Direction', '指标方向'],
  levels: ['档次（从低到高）', 'Levels (lowest first)', '档次', '等级档次', 'levels'],
  measureZh: ['计量单位', 'Measure', '单位', 'unit'],
  measureEn: ['英文单位', 'Measure in English'],
  lastYear: ['上年完成值', 'Last year', '上年完成', '上年实绩', '去年完成值'],
  start: ['起点值', 'Start', '基数', '基期值', 'baseline'],
  target: ['目标值', 'Target', '年度目标值', '全年目标', '计划值'],
  weight: ['权重或分值', 'Weight', '权重', '分值', 'points'],
  due: ['完成时限', 'Deadline', '完成时间', '时限', '完成期限', 'due'],
  responsible: ['责任人', 'Responsible', '责任领导', '负责人'],
  veto: ['一票否决', 'Veto'],
} as const satisfies Readonly<Record<Column, readonly [string, string, ...string[]]>>;

/** The columns in the order of the template. */
export const ORDER = Object.keys(COLUMNS) as Column[];

export const headingOf = (column: Column, lang: 'zh' | 'en'): string => COLUMNS[column][lang === 'zh' ? 0 : 1];
