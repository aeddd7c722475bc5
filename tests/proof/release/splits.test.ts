import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadSchemeText } from '../../../content/load.ts';
import { checkSplits } from '../../../proof/release/checks/splits.ts';
import type { ReleaseContents } from '../../../proof/release/contents.ts';
import type { PublicSplit, WindowRecord } from '../../../proof/release/files.ts';
import { publicSplits, SPLIT_MINIMUM } from '../../../proof/release/splits.ts';
import type { Splits } from '../../../proof/splits.ts';
import { checkScheme, type ScoringInput } from '../../../scoring/index.ts';

const checked = checkScheme(loadSchemeText(path.resolve(import.meta.dirname, '../../..'), 'demo-flagship-2024')?.document.document.toJS());
if (!checked.ok) throw new Error('no scheme');
const { scheme } = checked;
const CATEGORY = scheme.categories[0]?.id ?? '';
const GROUP = 'public-web';
const LABELS = ['code', 'sms', 'web'];

/** unit → label → valid answers to the one question, all at one level. */
type Grid = readonly (readonly number[])[];

const add = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A release of a window in which everybody answered the one question: whoever knows the ballots knows the answers. */
function published(grid: Grid, withTotals: boolean) {
  const rated = grid.flatMap((row, i) => (add(row) >= SPLIT_MINIMUM ? [{ id: `u${i}`, row }] : []));
  const input = {
    scheme: scheme.id,
    cycle: '2024',
    units: rated.map(({ id, row }) => ({ id, category: CATEGORY, ratings: { [GROUP]: { roster: null, counts: { results: { good5: add(row), dk: 3 } } } } })),
  } as unknown as ScoringInput;
  const splits = rated.map(({ id, row }) => {
    const labels = row.flatMap((n, j) => (n > 0 ? [[LABELS[j] ?? '', { ballots: n, counts: { results: { good5: n } } }] as const] : []));
    return { unit: id, group: GROUP, splits: (labels.length > 1 ? { channel: Object.fromEntries(labels) } : {}) as Splits };
  });
  const columns = LABELS.map((label, j) => [label, add(rated.map(({ row }) => row[j] ?? 0))] as const);
  const shown = publicSplits({ scheme, input, splits, totals: () => (withTotals ? { units: rated.length, ballots: new Map(columns) } : null) });
  return { rated, input, columns, shown };
}

/** What of the table nobody can read off: cells by unit and label. */
function unknownOf(rated: readonly { readonly id: string; readonly row: readonly number[] }[], shown: readonly PublicSplit[]) {
  return rated.flatMap(({ id, row }, unit) => {
    const split = shown.find((one) => one.unit === id);
    return row.flatMap((value, label) => (split && !split.hidden.includes(LABELS[label] ?? '') ? [] : [{ unit, label, value }]));
  });
}

type Unknown = ReturnType<typeof unknownOf>;

/** Vectors that can be added to the unknown cells without changing a published sum. */
const nullSpace = (cells: Unknown, withTotals: boolean): number[][] =>
  solutionsOf(cells.length, [
    ...[...new Set(cells.map(({ unit }) => unit))].map((unit) => cells.map((cell) => Number(cell.unit === unit))),
    ...(withTotals ? LABELS.map((_, label) => cells.map((cell) => Number(cell.label === label))) : []),
  ]);

/** A basis of what solves the equations with 0 on the right, by elimination. */
function solutionsOf(width: number, equations: readonly (readonly number[])[]): number[][] {
  const pivots: number[] = [];
  const rows: number[][] = [];
  for (const equation of equations) {
    let row = [...equation];
    rows.forEach((done, i) => {
      const factor = row[pivots[i] as number] as number;
      row = row.map((value, c) => value - factor * (done[c] as number));
    });
    const pivot = row.findIndex((value) => Math.abs(value) > 1e-9);
    if (pivot < 0) continue;
    const lead = row[pivot] as number;
    row = row.map((value) => value / lead);
    rows.forEach((done, i) => {
      const factor = done[pivot] as number;
      rows[i] = done.map((value, c) => value - factor * (row[c] as number));
    });
    rows.push(row);
    pivots.push(pivot);
  }
  const columns = Array.from({ length: width }, (_, c) => c);
  const free = columns.filter((c) => !pivots.includes(c));
  return free.map((f) => columns.map((c) => (c === f ? 1 : pivots.includes(c) ? -((rows[pivots.indexOf(c)] as number[])[f] as number) : 0)));
}

/**
 * Whether the cell can be one more (or one less) while all published sums stay and nothing goes below 0: what is added
 * to it is taken from another label of its unit, given to that label of another unit, and so on, until its own label is
 * left again.
 */
function canMove(cells: Unknown, cell: Unknown[number], up: boolean, withTotals: boolean): boolean {
  const labelsOf = (unit: number) => cells.filter((one) => one.unit === unit && (one.value > 0 || !up)).map(({ label }) => label);
  const unitsOf = (label: number) => cells.filter((one) => one.label === label && (one.value > 0 || up)).map(({ unit }) => unit);
  const first = labelsOf(cell.unit).filter((label) => label !== cell.label);
  if (!withTotals) return first.length > 0;
  const seen = new Set(first);
  const open = [...seen];
  for (let label = open.pop(); label !== undefined; label = open.pop()) {
    if (label === cell.label) return true;
    for (const next of unitsOf(label)
      .filter((unit) => unit !== cell.unit)
      .flatMap(labelsOf)) {
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return false;
}

const hasTwoValues = (cells: Unknown, cell: Unknown[number], withTotals: boolean): boolean =>
  canMove(cells, cell, true, withTotals) || (cell.value > 0 && canMove(cells, cell, false, withTotals));

/** Subsets of the unknown cells whose sum follows from what is published; for few cells only. */
const knownSums = (cells: Unknown, withTotals: boolean): number[] =>
  sumsWithout(
    nullSpace(cells, withTotals),
    cells.map(({ value }) => value),
  );

/** Sums of subsets that nothing in the basis changes. */
function sumsWithout(basis: readonly (readonly number[])[], values: readonly number[]): number[] {
  return Array.from({ length: 2 ** values.length - 1 }, (_, i) => i + 1).flatMap((mask) => {
    const inside = (c: number): boolean => (mask >> c) % 2 === 1;
    const free = basis.some((vector) => Math.abs(add(vector.filter((_, c) => inside(c)))) > 1e-9);
    return free ? [] : [add(values.filter((_, c) => inside(c)))];
  });
}

const cell = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 8, max: 40 }));
const grids = (least: number, most: number) => fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: least, maxLength: most });

test.each([false, true])('no hidden cell follows from anything that is published, and no sum of one to nine (totals over all units: %s)', (withTotals) => {
  fc.assert(
    fc.property(grids(1, 4), (grid) => {
      const { rated, shown } = published(grid, withTotals);
      const unknown = unknownOf(rated, shown);
      const split = new Set(shown.map(({ unit }) => unit));
      if (shown.length === 0) return;
      for (const one of unknown) {
        const hidden = split.has(rated[one.unit]?.id ?? '');
        if (hidden || (one.value > 0 && one.value < SPLIT_MINIMUM)) expect(hasTwoValues(unknown, one, withTotals)).toBe(true);
      }
      for (const n of knownSums(unknown, withTotals)) expect(n > 0 && n < SPLIT_MINIMUM).toBe(false);
    }),
    { numRuns: 400 },
  );
});

test.each([false, true])('what is shown is what was counted, each cell at the minimum or empty (totals: %s)', (withTotals) => {
  fc.assert(
    fc.property(grids(1, 30), (grid) => {
      for (const { unit, shown, hidden } of published(grid, withTotals).shown) {
        expect(hidden).not.toHaveLength(1);
        for (const [label, levels] of Object.entries(shown)) {
          const n = grid[Number(unit.slice(1))]?.[LABELS.indexOf(label)] ?? -1;
          expect(levels).toEqual({ good5: n });
          expect(n).toBeGreaterThanOrEqual(SPLIT_MINIMUM);
        }
      }
    }),
  );
});

const found = (grid: Grid, change: (splits: PublicSplit[]) => PublicSplit[] = (splits) => splits): (string | null)[] => {
  const { input, columns, shown, rated } = published(grid, true);
  const statement = {
    channels: columns.map(([channel, ballots]) => ({ group: GROUP, channel, ballots })),
    cells: rated.map(({ id, row }) => ({ unit: id, group: GROUP, ballots: add(row) })),
  };
  const record = { manifest: { cycle: '2024' }, closing: { statement }, log: {} } as unknown as WindowRecord;
  const contents = { records: [record] } as unknown as ReleaseContents;
  const findings = checkSplits(scheme, contents, { cycle: '2024', input, result: {} as never, splits: change(structuredClone(shown) as PublicSplit[]) });
  return findings.filter(({ holds }) => holds === false).map(({ id }) => id);
};

test('whatever is published this way, the verifier agrees', () => {
  fc.assert(fc.property(grids(1, 30), (grid) => void expect(found(grid)).toEqual([])));
});

const GRID: Grid = [
  [20, 30, 15],
  [12, 40, 25],
  [4, 30, 16],
  [50, 60, 70],
  [8, 22, 0],
  [0, 9, 30],
  [5, 40, 0],
];

test('worked example: a small cell hides two labels; a unit of two labels with a small one is not split', () => {
  for (const withTotals of [false, true]) {
    const { shown } = published(GRID, withTotals);
    expect(shown.find(({ unit }) => unit === 'u2')).toMatchObject({ hidden: ['code', 'web'], shown: { sms: { good5: 30 } } });
    expect(shown.map(({ unit }) => unit)).toEqual(['u0', 'u1', 'u2', 'u3']);
  }
});

test('worked example: beside totals over all units a small cell of one unit alone costs others their split', () => {
  const grid = GRID.slice(0, 4);
  expect(published(grid, false).shown.map(({ unit }) => unit)).toEqual(['u0', 'u1', 'u2', 'u3']);
  expect(published(grid, true).shown.map(({ unit }) => unit)).toEqual(['u1', 'u3']);
});

/** Who named an area: of printed codes some did, of other channels nobody. */
const PLACES = [
  { channel: 'code', stratum: 'east' },
  { channel: 'code', stratum: 'west' },
  { channel: 'code', stratum: 'all' },
  { channel: 'sms', stratum: 'all' },
  { channel: 'paper', stratum: 'all' },
] as const;
type By = 'channel' | 'stratum';

/** The splits of one unit whose ballots came from these places, and what the verifier says of any. */
function twoWays(values: readonly number[]) {
  const labelled = (by: By) => {
    const labels = [...new Set(PLACES.map((place) => place[by]))].map((label) => [label, add(values.filter((_, i) => PLACES[i]?.[by] === label))] as const);
    return Object.fromEntries(labels.flatMap(([label, n]) => (n > 0 ? [[label, { ballots: n + 10, counts: { results: { good5: n } } }]] : [])));
  };
  const units = [{ id: 'u0', category: CATEGORY, ratings: { [GROUP]: { roster: null, counts: { results: { good5: add(values) } } } } }];
  const input = { scheme: scheme.id, cycle: '2024', units } as unknown as ScoringInput;
  const splits = [{ unit: 'u0', group: GROUP, splits: { channel: labelled('channel'), stratum: labelled('stratum') } as Splits }];
  const shown = add(values) < SPLIT_MINIMUM ? [] : publicSplits({ scheme, input, splits, totals: () => null });
  const verify = (given: readonly PublicSplit[]) =>
    checkSplits(scheme, { records: [] } as unknown as ReleaseContents, { cycle: '2024', input, result: {} as never, splits: given }).every(
      ({ holds }) => holds,
    );
  return { shown, verify };
}

const places = fc.array(cell, { minLength: PLACES.length, maxLength: PLACES.length });

test('the same answers split by channel and by area: together they give away no one to nine, and the verifier agrees', () => {
  fc.assert(
    fc.property(places, (values) => {
      const { shown, verify } = twoWays(values);
      if (shown.length === 0) return;
      const told = shown.flatMap(({ by, shown: labels }) => Object.keys(labels).map((label) => PLACES.map((place) => Number(place[by as By] === label))));
      for (const n of sumsWithout(solutionsOf(PLACES.length, [PLACES.map(() => 1), ...told]), values)) expect(n > 0 && n < SPLIT_MINIMUM).toBe(false);
      expect(verify(shown)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('worked example: text messages hidden beside codes would follow from the areas, which are whole; only those are shown', () => {
  const { shown, verify } = twoWays([12, 11, 0, 9, 100]);
  expect(shown.map(({ by, hidden }) => [by, hidden])).toEqual([['stratum', []]]);
  const [areas] = shown as [PublicSplit];
  const channels: PublicSplit = { ...areas, by: 'channel', shown: { paper: { good5: 100 } }, hidden: ['code', 'sms'] };
  expect(verify([areas])).toBe(true);
  expect(verify([channels])).toBe(true);
  expect(verify([channels, areas])).toBe(false);
});

test('worked example: five codes that name no area would follow from the two splits; where there are more both are shown', () => {
  expect(twoWays([30, 40, 5, 50, 0]).shown.map(({ by }) => by)).toEqual(['channel']);
  expect(twoWays([30, 40, 15, 50, 0]).shown.map(({ by }) => by)).toEqual(['channel', 'stratum']);
});

/** A split as a file may have it. */
type Loose = { -readonly [K in keyof PublicSplit]: PublicSplit[K] } & { shown: Record<string, Record<string, number>> };

const first = (change: (split: Loose) => void) => (splits: PublicSplit[]) => {
  change(splits[0] as Loose);
  return splits;
};
const named = (unit: string, change: (split: Loose) => void) => (splits: PublicSplit[]) => {
  change(splits.find((one) => one.unit === unit) as Loose);
  return splits;
};

test.each<[string, (splits: PublicSplit[]) => PublicSplit[]]>([
  ['a number is one more', first(({ shown }) => Object.assign(shown, { code: { good5: 21 } }))],
  ['a number is one less', first(({ shown }) => Object.assign(shown, { code: { good5: 19 } }))],
  ['answers move to another level', first(({ shown }) => Object.assign(shown, { code: { good5: 19, good4: 1 } }))],
  ['"don’t know" is split too', first(({ shown }) => Object.assign(shown, { code: { good5: 20, dk: 1 } }))],
  ['a negative number', first(({ shown }) => Object.assign(shown, { code: { good5: -1 } }))],
  ['a hidden label is shown', named('u2', (split) => Object.assign(split, { shown: { ...split.shown, code: { good5: 4 } }, hidden: ['web'] }))],
  [
    'a small cell is shown',
    named('u2', (split) => Object.assign(split, { shown: { code: { good5: 4 }, sms: { good5: 30 }, web: { good5: 16 } }, hidden: [] })),
  ],
  ['a label alone is hidden', first((split) => Object.assign(split, { shown: { code: { good5: 20 }, sms: { good5: 30 } }, hidden: ['web'] }))],
  ['one hidden label disappears', named('u2', (split) => Object.assign(split, { hidden: ['code'] }))],
  ['a label is shown and hidden', named('u2', (split) => Object.assign(split, { hidden: ['code', 'sms'] }))],
  ['a split stands twice', (splits) => [splits[0] as PublicSplit, ...splits]],
  ['splits are out of order', (splits) => splits.toReversed()],
  ['a split of a unit that is not there', first((split) => (split.unit = 'aa'))],
  ['a split of a question that was not asked', first((split) => (split.question = 'aa'))],
  [
    'a channel that no ballot came by',
    named('u3', (split) => Object.assign(split, { shown: { code: { good5: 50 }, sms: { good5: 60 }, mail: { good5: 70 } } })),
  ],
])('%s: the verifier says so', (_, change) => {
  expect(found(GRID, change)).not.toEqual([]);
});

test('where one unit alone is not split, its numbers follow from the signed totals: the verifier says so', () => {
  const grid = GRID.slice(0, 4);
  const whole = published(grid, false).shown.filter(({ hidden }) => hidden.length === 0);
  expect(found(grid, () => whole)).toEqual(['splits.totals']);
  expect(
    found(
      grid.map((row, i) => (i === 2 ? [1, 2, 3] : row)),
      () => whole,
    ),
  ).toEqual([]);
});
