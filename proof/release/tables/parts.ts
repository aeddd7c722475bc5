import type { ResultNode, UnitResult } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import type { Column } from '../csv.ts';
import { type Table, table, unitColumn } from './table.ts';

interface PartRow {
  readonly unit: string;
  readonly place: string;
  readonly node: ResultNode;
}

const PART: readonly Column<PartRow>[] = [
  unitColumn(),
  {
    name: 'part',
    type: 'string',
    zh: '在得分树里的位置，从总分起，以 / 分隔',
    en: 'Place in the tree of the score, from the total down, parted by /',
    of: ({ place }) => place,
  },
  { name: 'label_zh', type: 'string', zh: '名称（中文）', en: 'Name, Chinese', of: ({ node }) => node.label.zh },
  { name: 'label_en', type: 'string', zh: '名称（英文）', en: 'Name, English', of: ({ node }) => node.label.en },
  { name: 'operation', type: 'string', zh: '计算方法', en: 'Operation of the scheme', of: ({ node }) => node.operation },
  { name: 'value', type: 'number', zh: '结果，四舍五入；空为没有结果', en: 'Result, rounded; empty where there is none', of: ({ node }) => node.rounded },
  { name: 'value_exact', type: 'string', zh: '精确值：小数或 p/q', en: 'Exact value: a decimal, or p/q', of: ({ node }) => node.exact },
  {
    name: 'scale',
    type: 'string',
    zh: '单位：points 分，percent 百分数，coefficient 系数，yuan 元，count 个',
    en: 'Scale: points, percent, coefficient, yuan or count',
    of: ({ node }) => node.scale.unit,
  },
  { name: 'weight_stated', type: 'string', zh: '办法规定的权重', en: 'Weight as the scheme states it', of: ({ node }) => node.weight?.stated ?? null },
  {
    name: 'weight_applied',
    type: 'string',
    zh: '重新分配后实际使用的权重',
    en: 'Weight as applied after redistribution',
    of: ({ node }) => node.weight?.applied ?? null,
  },
  { name: 'interval_low', type: 'number', zh: '误差范围下限', en: 'Lower end of the interval', of: ({ node }) => node.interval?.low ?? null },
  { name: 'interval_high', type: 'number', zh: '误差范围上限', en: 'Upper end of the interval', of: ({ node }) => node.interval?.high ?? null },
  { name: 'valid_answers', type: 'integer', zh: '有效答案数', en: 'Valid answers', of: ({ node }) => node.answers?.valid ?? null },
  { name: 'dont_know', type: 'integer', zh: '答“不了解”的人数', en: 'Answers "don\'t know"', of: ({ node }) => node.answers?.dontKnow ?? null },
  {
    name: 'notes_en',
    type: 'string',
    zh: '封顶、认定、缺项等的影响（英文）',
    en: 'What caps, overrides or missing parts did, English',
    of: ({ node }) => node.notes.map(({ text }) => text.en).join(' '),
  },
  {
    name: 'notes_zh',
    type: 'string',
    zh: '封顶、认定、缺项等的影响（中文）',
    en: 'What caps, overrides or missing parts did, Chinese',
    of: ({ node }) => node.notes.map(({ text }) => text.zh).join(''),
  },
];

const nodes = (unit: string, node: ResultNode, above = ''): PartRow[] => {
  const place = above === '' ? node.id : `${above}/${node.id}`;
  return [{ unit, place, node }, ...node.children.flatMap((child) => nodes(unit, child, place))];
};

export const partTable = (path: string, cycle: string, units: (contents: ReleaseContents) => readonly UnitResult[]): Table =>
  table(
    path,
    { zh: `${cycle} 得分的每一步`, en: `${cycle}: every step of the scores` },
    PART,
    (contents) => units(contents).flatMap(({ id, tree, rewards = [] }) => [...nodes(id, tree), ...rewards.flatMap((reward) => nodes(id, reward))]),
    { key: ['unit', 'part'], refers: [{ columns: ['unit'], to: 'units.csv', at: ['id'] }] },
  );
