import type { ScoringInput } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import type { Column } from '../csv.ts';
import { type Table, table, unitColumn } from './table.ts';

interface PickRow {
  readonly unit: string;
  readonly part: string;
  readonly named: string;
  readonly ballots: number;
}

const PICK: readonly Column<PickRow>[] = [
  unitColumn(),
  { name: 'part', type: 'string', zh: '考核办法的提名部分', en: 'Part of the scheme for which units are chosen', of: ({ part }) => part },
  { name: 'named', type: 'integer', zh: '提名本单位的有效票', en: 'Valid ballots that name the unit', of: ({ named }) => Number(named) },
  {
    name: 'ballots',
    type: 'integer',
    zh: '全部有效票；不足下限的主体不计',
    en: 'All valid ballots, without groups below their minimum',
    of: ({ ballots }) => ballots,
  },
];

function pickRows(input: ScoringInput | undefined): PickRow[] {
  return (input?.units ?? []).flatMap(({ id: unit, values = {} }) =>
    Object.entries(input?.ballots ?? {}).flatMap(([part, ballots]) => {
      const given = values[part];
      const named = given && !Array.isArray(given) ? (given as Readonly<Record<string, string | null>>)['named'] : null;
      return named == null ? [] : [{ unit, part, named, ballots }];
    }),
  );
}

/** How often each unit was named, where ballots choose some of a category; empty where none do. */
export const pickTable = (path: string, cycle: string): Table =>
  table(
    path,
    { zh: `${cycle} 选票提名`, en: `${cycle}: units named on pick ballots` },
    PICK,
    ({ scores }: ReleaseContents) => pickRows(scores.find((one) => one.cycle === cycle)?.input),
    { key: ['unit', 'part'], refers: [{ columns: ['unit'], to: 'units.csv', at: ['id'] }] },
  );
