import type { UnitInput } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import type { Column } from '../csv.ts';
import { type Table, table, unitColumn } from './table.ts';

type UnitsOf = (contents: ReleaseContents) => readonly UnitInput[];

const GROUP = { zh: '评议主体，见 city.json', en: 'Group of raters, see city.json' };

interface TallyRow {
  readonly unit: string;
  readonly group: string;
  readonly roster: number | null;
  readonly question: string;
  readonly level: string;
  readonly answers: number;
}

const TALLY: readonly Column<TallyRow>[] = [
  unitColumn(),
  { name: 'group', type: 'string', ...GROUP, of: ({ group }) => group },
  { name: 'roster', type: 'integer', zh: '名册人数；开放主体为空', en: 'People on the list; empty for open groups', of: ({ roster }) => roster },
  {
    name: 'question',
    type: 'string',
    zh: '问题，见 city.json；答案少于下限的问题不公布',
    en: 'Question, see city.json; a question below the minimum is not published',
    of: ({ question }) => question,
  },
  { name: 'level', type: 'string', zh: '选择的档次；dk 为不了解', en: 'Level chosen; dk is "don\'t know"', of: ({ level }) => level },
  { name: 'answers', type: 'integer', zh: '答案数', en: 'Number of answers', of: ({ answers }) => answers },
];

const tallyRows = ({ id: unit, ratings = {} }: UnitInput): TallyRow[] =>
  Object.entries(ratings).flatMap(([group, { roster, counts }]) =>
    Object.entries(counts).flatMap(([question, levels]) =>
      Object.entries(levels).map(([level, answers]) => ({ unit, group, roster, question, level, answers })),
    ),
  );

export const tallyTable = (path: string, cycle: string, units: UnitsOf): Table =>
  table(path, { zh: `${cycle} 计票（低于下限的已隐去）`, en: `${cycle}: tallies after suppression` }, TALLY, (contents) => units(contents).flatMap(tallyRows), {
    key: ['unit', 'group', 'question', 'level'],
    refers: [{ columns: ['unit'], to: 'units.csv', at: ['id'] }],
  });

interface PairRow {
  readonly unit: string;
  readonly group: string;
  readonly pair: string;
  readonly ballots: number | null;
  readonly products: string;
}

const PAIR: readonly Column<PairRow>[] = [
  unitColumn(),
  { name: 'group', type: 'string', ...GROUP, of: ({ group }) => group },
  { name: 'questions', type: 'string', zh: '一对问题 a*b', en: 'Pair of questions, a*b', of: ({ pair }) => pair },
  { name: 'ballots', type: 'integer', zh: '两题都有效作答的票数', en: 'Ballots with a valid answer to both', of: ({ ballots }) => ballots },
  {
    name: 'sum_of_products',
    type: 'string',
    zh: '这些票两题分值乘积之和（精确值），用来计算误差',
    en: 'Sum over them of value × value, exact; the intervals are computed from it',
    of: ({ products }) => products,
  },
];

const pairRows = ({ id: unit, ratings = {} }: UnitInput): PairRow[] =>
  Object.entries(ratings).flatMap(([group, tally]) =>
    Object.entries(tally.products ?? {}).map(([pair, products]) => ({ unit, group, pair, ballots: tally.pairs?.[pair] ?? null, products })),
  );

export const pairTable = (path: string, cycle: string, units: UnitsOf): Table =>
  table(path, { zh: `${cycle} 计票：成对问题`, en: `${cycle}: tallies, pairs of questions` }, PAIR, (contents) => units(contents).flatMap(pairRows), {
    key: ['unit', 'group', 'questions'],
    refers: [{ columns: ['unit'], to: 'units.csv', at: ['id'] }],
  });
