import { expect, test } from 'vitest';
import { loadScheme } from '../../../api/schemes/schemes.ts';
import { overcounted, pickFailures } from '../../../proof/release/checks/picks.ts';
import type { ReleaseContents } from '../../../proof/release/contents.ts';
import type { PublicScores, WindowRecord } from '../../../proof/release/files.ts';
import { pickTable } from '../../../proof/release/tables/picks.ts';

const { scheme } = loadScheme(process.cwd(), 's6');

const unit = (id: string, named: string | null) => ({ id, category: 'departments', values: named === null ? {} : { 'top-three': { named } } });
const scoresOf = (ballots: number | null, named: readonly (string | null)[]): PublicScores => ({
  cycle: '2026',
  input: {
    scheme: 's6',
    cycle: '2026',
    ...(ballots !== null && { ballots: { 'top-three': ballots } }),
    units: named.map((times, i) => unit('abcde'[i] ?? '', times)),
  },
  result: {} as PublicScores['result'],
});

const kindsOf = (scores: PublicScores): string[] => pickFailures(scheme, scores).map(({ id }) => id);

test.each([
  ['what the ballots hold', scoresOf(40, ['30', '12', '40', '38']), []],
  ['nothing published', scoresOf(null, [null, null]), []],
  ['a part that is kept inside', scoresOf(0, [null, null]), []],
  ['a unit named on more ballots than there are', scoresOf(40, ['41', '40', '39']), ['tallies.picks']],
  ['more names than ballots can hold', scoresOf(2, ['2', '2', '2', '1']), ['tallies.picks']],
  ['a name less than the ballots hold', scoresOf(40, ['40', '40', '39']), ['tallies.picks']],
  ['fewer names, but of one unit none is published', scoresOf(40, ['40', '30', null]), []],
  ['fewer ballots than the minimum', scoresOf(0, ['0', '0']), ['tallies.minimum']],
])('%s', (_, scores, kinds) => {
  expect(kindsOf(scores)).toEqual(kinds);
});

const cell = (group: string, ballots: number, place = 'category:departments') => ({ unit: place, group, ballots });
const recordOf = (cells: readonly object[], named: readonly object[]) =>
  ({
    window: 'w1',
    manifest: { cycle: '2026', scheme: { id: 's6@1' } },
    closing: { statement: { cells, named: { cells: named } } },
  }) as unknown as WindowRecord;
const contentsOf = (scores: PublicScores) => ({ scores: [scores], schemes: new Map([['s6', scheme]]) }) as unknown as ReleaseContents;

test('no more ballots count than were closed in, in the box and among the openly signed ones', () => {
  const contents = contentsOf(scoresOf(40, ['30']));
  expect(overcounted(contents, recordOf([], [cell('teachers', 40)]))).toEqual([]);
  expect(overcounted(contents, recordOf([cell('teachers', 30)], [cell('teachers', 10)]))).toEqual([]);
  const short = { part: 'top-three', ballots: 40, most: 39 };
  expect(overcounted(contents, recordOf([], [cell('teachers', 39), cell('others', 5), cell('teachers', 5, 'category:college')]))).toEqual([short]);
});

test('the table has a line for each unit whose figure is published', () => {
  const text = pickTable('picks.csv', '2026').text(contentsOf(scoresOf(40, ['30', null, '0'])));
  expect(text?.trim().split(/\r?\n/)).toEqual(['unit,part,named,ballots', 'a,top-three,30,40', 'c,top-three,0,40']);
});
