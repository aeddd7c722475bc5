import { SPLIT_BY } from '../../splits.ts';
import type { ReleaseContents } from '../contents.ts';
import type { Column } from '../csv.ts';
import type { PublicSplit } from '../files.ts';
import { type Table, table, unitColumn } from './table.ts';

interface SplitRow extends Pick<PublicSplit, 'unit' | 'group' | 'by' | 'question'> {
  readonly label: string;
  /** Null where the label is hidden. */
  readonly level: string | null;
  readonly answers: number | null;
}

const SPLIT: readonly Column<SplitRow>[] = [
  unitColumn(),
  { name: 'group', type: 'string', zh: '评议主体，见 city.json', en: 'Group of raters, see city.json', of: ({ group }) => group },
  {
    name: 'by',
    type: 'string',
    among: SPLIT_BY,
    zh: '按什么细分：渠道、地区、类型',
    en: 'By what it is split: channel, area (stratum) or class',
    of: ({ by }) => by,
  },
  { name: 'question', type: 'string', zh: '问题，见 city.json', en: 'Question, see city.json', of: ({ question }) => question },
  { name: 'label', type: 'string', zh: '渠道、地区或类型的编号', en: 'Id of the channel, area or class', of: ({ label }) => label },
  {
    name: 'level',
    type: 'string',
    zh: '选择的档次；空：没有答案，或不单独公布',
    en: 'Level chosen; empty: no answers, or not shown by itself',
    of: ({ level }) => level,
  },
  { name: 'answers', type: 'integer', zh: '有效答案数；空：不单独公布', en: 'Valid answers; empty where not shown', of: ({ answers }) => answers },
];

const rowsOf = ({ unit, group, by, question, shown, hidden }: PublicSplit): SplitRow[] => [
  ...Object.entries(shown).flatMap(([label, levels]) => {
    const given: [string | null, number][] = Object.entries(levels);
    return (given.length === 0 ? [[null, 0] as const] : given).map(([level, answers]) => ({ unit, group, by, question, label, level, answers }));
  }),
  ...hidden.map((label) => ({ unit, group, by, question, label, level: null, answers: null })),
];

export const splitTable = (path: string, cycle: string, splits: (contents: ReleaseContents) => readonly PublicSplit[]): Table =>
  table(
    path,
    { zh: `${cycle} 计票细分（隐去后）`, en: `${cycle}: tallies by channel, area and class, after suppression` },
    SPLIT,
    (contents) => splits(contents).flatMap(rowsOf),
    { key: [], refers: [{ columns: ['unit'], to: 'units.csv', at: ['id'] }] },
  );
