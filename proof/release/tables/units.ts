import type { Column } from '../csv.ts';
import type { PublicCycle, PublicUnit } from '../files.ts';
import { table } from './table.ts';

const UNIT: readonly Column<PublicUnit>[] = [
  { name: 'id', type: 'string', zh: '单位编号，其他各表用它指代单位', en: 'Id by which all other tables name the unit', of: ({ id }) => id },
  {
    name: 'category',
    type: 'string',
    zh: '类别：只在同一类别内排名',
    en: 'Category: units are ranked inside their category only',
    of: ({ category }) => category,
  },
  { name: 'name_zh', type: 'string', zh: '名称（中文）', en: 'Name, Chinese', of: ({ name }) => name.zh },
  { name: 'name_en', type: 'string', zh: '名称（英文）', en: 'Name, English', of: ({ name }) => name.en },
  { name: 'about_zh', type: 'string', zh: '职责（中文）', en: 'What it does, Chinese', of: ({ about }) => about.zh },
  { name: 'about_en', type: 'string', zh: '职责（英文）', en: 'What it does, English', of: ({ about }) => about.en },
];

export const unitTable = table('units.csv', { zh: '考核单位', en: 'Units' }, UNIT, ({ units }) => units, { key: ['id'], refers: [] });

interface PeriodRow {
  readonly cycle: PublicCycle;
  readonly period: PublicCycle['periods'][number];
}

const PERIOD: readonly Column<PeriodRow>[] = [
  { name: 'cycle', type: 'string', zh: '考核年度编号', en: 'Id of the cycle', of: ({ cycle }) => cycle.id },
  { name: 'cycle_zh', type: 'string', zh: '考核年度名称（中文）', en: 'Name of the cycle, Chinese', of: ({ cycle }) => cycle.label.zh },
  { name: 'cycle_en', type: 'string', zh: '考核年度名称（英文）', en: 'Name of the cycle, English', of: ({ cycle }) => cycle.label.en },
  {
    name: 'scheme',
    type: 'string',
    zh: '适用的考核办法，见 schemes 文件夹',
    en: 'Scheme that applies, see the folder schemes',
    of: ({ cycle }) => cycle.scheme,
  },
  { name: 'period', type: 'string', zh: '考核期编号', en: 'Id of the period', of: ({ period }) => period.id },
  { name: 'period_zh', type: 'string', zh: '考核期名称（中文）', en: 'Name of the period, Chinese', of: ({ period }) => period.label.zh },
  { name: 'period_en', type: 'string', zh: '考核期名称（英文）', en: 'Name of the period, English', of: ({ period }) => period.label.en },
  { name: 'starts_on', type: 'date', zh: '首日', en: 'First day', of: ({ period }) => period.startsOn },
  { name: 'ends_on', type: 'date', zh: '末日', en: 'Last day', of: ({ period }) => period.endsOn },
  { name: 'report_by', type: 'date', zh: '报告最迟在这一天提交', en: 'Last day for the report', of: ({ period }) => period.reportBy },
];

export const periodTable = table(
  'periods.csv',
  { zh: '考核年度和考核期', en: 'Cycles and periods' },
  PERIOD,
  ({ cycles }) => cycles.flatMap((cycle) => cycle.periods.map((period) => ({ cycle, period }))),
  { key: ['cycle', 'period'], refers: [] },
);
