import type { Column } from '../csv.ts';
import type { PlanChange, PublicPlanVersion } from '../files.ts';
import { cycleColumn, table, unitColumn } from './table.ts';

const VERSION_NUMBER = { name: 'version', type: 'integer', zh: '计划书版本，从 1 起', en: 'Version of the plan, from 1' } as const;

const VERSION: readonly Column<PublicPlanVersion>[] = [
  unitColumn(),
  cycleColumn(),
  { ...VERSION_NUMBER, of: ({ version }) => version },
  {
    name: 'state',
    type: 'string',
    among: ['notice', 'final', 'superseded'],
    zh: '状态：notice 公示中，final 有效，superseded 已被后来的版本取代',
    en: 'State: notice (public notice), final (in force) or superseded',
    of: ({ state }) => state,
  },
  { name: 'notice_from', type: 'date', zh: '公示首日', en: 'First day of the public notice', of: ({ noticeFrom }) => noticeFrom },
  { name: 'notice_to', type: 'date', zh: '公示末日', en: 'Last day of the public notice', of: ({ noticeTo }) => noticeTo },
  { name: 'final_on', type: 'date', zh: '定稿日', en: 'Day on which it became final', of: ({ finalOn }) => finalOn },
  { name: 'reason_zh', type: 'string', zh: '变动理由（中文）', en: 'Reason of the change, Chinese', of: ({ reason }) => reason?.zh ?? null },
  { name: 'reason_en', type: 'string', zh: '变动理由（英文）', en: 'Reason of the change, English', of: ({ reason }) => reason?.en ?? null },
  { name: 'approver_zh', type: 'string', zh: '批准者（中文）', en: 'Who approved it, Chinese', of: ({ approver }) => approver?.zh ?? null },
  { name: 'approver_en', type: 'string', zh: '批准者（英文）', en: 'Who approved it, English', of: ({ approver }) => approver?.en ?? null },
  { name: 'changes', type: 'integer', zh: '变动处数，见 plan-changes.csv', en: 'Number of changes, see plan-changes.csv', of: ({ changes }) => changes.length },
  {
    name: 'points_before',
    type: 'number',
    zh: '按原目标、截至本次发布的数字，该部分得几分',
    en: 'Points of the part with the terms before, by the figures of this release',
    of: ({ effect }) => effect?.before ?? null,
  },
  {
    name: 'points_after',
    type: 'number',
    zh: '按本版目标、同样的数字，该部分得几分',
    en: 'Points of the part with these terms, by the same figures',
    of: ({ effect }) => effect?.after ?? null,
  },
];

export const versionTable = table(
  'plan-versions.csv',
  { zh: '目标计划书的各个版本', en: 'Versions of the plans' },
  VERSION,
  ({ planVersions }) => planVersions,
  { key: ['unit', 'cycle', 'version'], refers: [{ columns: ['unit'], to: 'units.csv', at: ['id'] }] },
);

interface ChangeRow extends Pick<PublicPlanVersion, 'unit' | 'cycle' | 'version'> {
  readonly change: PlanChange;
}

const CHANGE: readonly Column<ChangeRow>[] = [
  unitColumn(),
  cycleColumn(),
  { ...VERSION_NUMBER, of: ({ version }) => version },
  { name: 'goal', type: 'string', zh: '目标编号', en: 'Code of the goal', of: ({ change }) => change.goal },
  {
    name: 'field',
    type: 'string',
    among: ['target', 'start', 'due', 'weight', 'veto', 'title', 'promise', 'measure', 'added', 'removed'],
    zh: '变动：target 目标数，start 起点，due 期限，weight 权重，veto 一票否决，title 名称，promise 承诺，measure 口径，added 新增，removed 取消',
    en: 'What changed: target, start, due, weight, veto, title, promise, measure, added or removed',
    of: ({ change }) => change.field,
  },
  { name: 'from', type: 'string', zh: '原值', en: 'Value before', of: ({ change }) => change.from },
  { name: 'to', type: 'string', zh: '新值', en: 'Value after', of: ({ change }) => change.to },
  { name: 'lowered', type: 'boolean', zh: '是否降低要求', en: 'Whether it asks for less', of: ({ change }) => change.lowered },
  {
    name: 'late',
    type: 'boolean',
    zh: '是否临期调低：最后一个考核期已开始，或原期限已到',
    en: 'Whether it was lowered late: the last period had begun, or the goal’s own day had come',
    of: ({ change }) => change.late,
  },
];

export const changeTable = table(
  'plan-changes.csv',
  { zh: '目标变动', en: 'Changes of goals' },
  CHANGE,
  ({ planVersions }) => planVersions.flatMap(({ unit, cycle, version, changes }) => changes.map((change) => ({ unit, cycle, version, change }))),
  {
    key: ['unit', 'cycle', 'version', 'goal', 'field'],
    refers: [{ columns: ['unit', 'cycle', 'version'], to: 'plan-versions.csv', at: ['unit', 'cycle', 'version'] }],
  },
);
