import type { Result, UnitInput, UnitResult } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import type { Column } from '../csv.ts';
import type { PublicScores, PublicUnit } from '../files.ts';
import { findingTable } from './findings.ts';
import { partTable } from './parts.ts';
import { pickTable } from './picks.ts';
import { splitTable } from './splits.ts';
import { type Table, table, unitColumn } from './table.ts';
import { pairTable, tallyTable } from './tallies.ts';

interface RankRow {
  readonly result: UnitResult;
  readonly unit: string;
  readonly name: PublicUnit['name'];
}

const RANKING: readonly Column<RankRow>[] = [
  { name: 'category', type: 'string', zh: '类别', en: 'Category', of: ({ result }) => result.category },
  { name: 'rank', type: 'integer', zh: '类别内名次；没有总分的为空', en: 'Rank in the category; empty without a total', of: ({ result }) => result.rank },
  unitColumn(),
  { name: 'name_zh', type: 'string', zh: '名称（中文）', en: 'Name, Chinese', of: ({ name }) => name.zh },
  { name: 'name_en', type: 'string', zh: '名称（英文）', en: 'Name, English', of: ({ name }) => name.en },
  {
    name: 'total',
    type: 'number',
    zh: '总分，按办法的小数位四舍五入',
    en: 'Total, rounded once to the decimals of the scheme',
    of: ({ result }) => result.total?.rounded ?? null,
  },
  {
    name: 'total_exact',
    type: 'string',
    zh: '总分的精确值：小数或 p/q',
    en: 'Exact total: a decimal, or p/q',
    of: ({ result }) => result.total?.exact ?? null,
  },
  { name: 'interval_low', type: 'number', zh: '误差范围下限', en: 'Lower end of the interval', of: ({ result }) => result.interval?.low ?? null },
  { name: 'interval_high', type: 'number', zh: '误差范围上限', en: 'Upper end of the interval', of: ({ result }) => result.interval?.high ?? null },
  { name: 'rank_low', type: 'integer', zh: '考虑误差后最好的名次', en: 'Best plausible rank', of: ({ result }) => result.rankInterval?.[0] ?? null },
  { name: 'rank_high', type: 'integer', zh: '考虑误差后最差的名次', en: 'Worst plausible rank', of: ({ result }) => result.rankInterval?.[1] ?? null },
  {
    name: 'band',
    type: 'string',
    among: ['clearly-above', 'not-separable', 'clearly-below'],
    zh: '与同类平均相比：clearly-above 明显高于，not-separable 分不出高低，clearly-below 明显低于',
    en: 'Against the mean of its category: clearly-above, not-separable or clearly-below',
    of: ({ result }) => result.band,
  },
  { name: 'grade', type: 'string', zh: '等次，名称见考核办法', en: 'Grade, named in the scheme', of: ({ result }) => result.grade },
  { name: 'commended', type: 'boolean', zh: '是否表扬', en: 'Whether it is commended', of: ({ result }) => result.commended },
];

const NAMELESS = (unit: string): PublicUnit['name'] => ({ zh: unit, en: unit });

const rankRows = (result: Result | undefined, units: readonly PublicUnit[]): RankRow[] => {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return (result?.units ?? []).map((one) => ({ result: one, unit: one.id, name: names.get(one.id) ?? NAMELESS(one.id) }));
};

interface ValueRow {
  readonly unit: string;
  readonly part: string;
  readonly id: string;
  readonly value: string | null;
}

const VALUE: readonly Column<ValueRow>[] = [
  unitColumn(),
  { name: 'part', type: 'string', zh: '考核办法的部分', en: 'Part of the scheme', of: ({ part }) => part },
  { name: 'value_id', type: 'string', zh: '数值编号，见考核办法', en: 'Id of the value, named in the scheme', of: ({ id }) => id },
  { name: 'value', type: 'string', zh: '给定的精确值；空为没有', en: 'Exact value given; empty where there is none', of: ({ value }) => value },
];

const valueRows = ({ id: unit, values = {} }: UnitInput): ValueRow[] =>
  Object.entries(values).flatMap(([part, given]) =>
    Array.isArray(given) ? [] : Object.entries(given as Record<string, string | null>).map(([id, value]) => ({ unit, part, id, value })),
  );

const OF_UNIT = { columns: ['unit'], to: 'units.csv', at: ['id'] };

/** Tables of one scored cycle. */
export function scoreTables(cycle: string): Table[] {
  const at = (name: string): string => `scores/${cycle}/${name}.csv`;
  const scores = (contents: ReleaseContents): PublicScores | undefined => contents.scores.find((one) => one.cycle === cycle);
  const units = (contents: ReleaseContents): readonly UnitInput[] => scores(contents)?.input.units ?? [];
  return [
    table(
      at('ranking'),
      { zh: `${cycle} 得分和名次`, en: `${cycle}: scores and ranks` },
      RANKING,
      (contents) => rankRows(scores(contents)?.result, contents.units),
      { key: ['unit'], refers: [OF_UNIT] },
    ),
    findingTable(at('findings'), cycle),
    table(at('values'), { zh: `${cycle} 给定的数值`, en: `${cycle}: values given` }, VALUE, (contents) => units(contents).flatMap(valueRows), {
      key: ['unit', 'part', 'value_id'],
      refers: [OF_UNIT],
    }),
    tallyTable(at('tallies'), cycle, units),
    pairTable(at('pairs'), cycle, units),
    pickTable(at('picks'), cycle),
    splitTable(at('splits'), cycle, (contents) => scores(contents)?.splits ?? []),
    partTable(at('parts'), cycle, (contents) => scores(contents)?.result.units ?? []),
  ];
}
