import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { determined } from '../../../scoring/image/inference.ts';
import { type SplitCell, type SplitLine, type Suppressed, suppress } from '../../../scoring/image/suppression.ts';

const cellsOf = (counts: Readonly<Record<string, number>>): SplitCell[] => Object.entries(counts).map(([id, count]) => ({ id, count }));
const group = (cells: readonly string[], id = 'group'): SplitLine => ({ id, cells, always: true });
const split = (counts: Readonly<Record<string, number>>, minimum = 10) => suppress(cellsOf(counts), [group(Object.keys(counts))], minimum);

describe('one split of a scoring group, worked by hand', () => {
  it.each([
    ['nothing small: nothing hidden', { web: 40, paper: 30, desk: 12 }, []],
    ['one small cell takes its smallest neighbour along', { web: 40, paper: 7, desk: 12 }, ['desk', 'paper']],
    ['two small cells that together reach the minimum hide each other', { web: 40, paper: 7, desk: 5 }, ['desk', 'paper']],
    ['two that do not need a third', { web: 40, paper: 4, desk: 5, post: 20 }, ['desk', 'paper', 'post']],
    ['an empty cell may show, and is no shelter', { web: 40, paper: 4, desk: 0 }, ['paper', 'web']],
    ['equal neighbours: the first id', { web: 12, paper: 4, desk: 12 }, ['desk', 'paper']],
    ['exactly the minimum shows', { web: 40, paper: 10 }, []],
    ['one below the minimum does not', { web: 40, paper: 9 }, ['paper', 'web']],
    ['a cell alone in its group is the group’s line', { web: 40 }, []],
  ])('%s', (_, counts, hidden) => expect(split(counts)?.cells).toEqual(hidden));

  it('the scoring group’s line always stays', () => expect(split({ web: 40, paper: 7 })?.lines).toEqual([]));

  it('without any standing line only the small cells go, and totals over them', () => {
    const lines = [
      { id: 'all', cells: ['a', 'b', 'c'], always: false },
      { id: 'rest', cells: ['b', 'c'], always: false },
    ];
    expect(suppress(cellsOf({ a: 3, b: 50, c: 60 }), lines, 10)).toEqual({ cells: ['a'], lines: ['all'] });
  });

  it('gives up a split whose standing lines give a small cell away', () => {
    const lines = [group(['a', 'b'], 'x'), group(['b', 'c'], 'y'), group(['a', 'c'], 'z')];
    expect(suppress(cellsOf({ a: 3, b: 50, c: 60 }), lines, 10)).toBeNull();
  });
});

describe('a table of two ways, both margins standing', () => {
  const counts = { aw: 20, ap: 5, ad: 15, bw: 30, bp: 25, bd: 18, cw: 22, cp: 40, cd: 35 };
  const rows = ['a', 'b', 'c'].map((row) => group([`${row}w`, `${row}p`, `${row}d`], `row-${row}`));
  const columns = ['w', 'p', 'd'].map((column) =>
    group(
      ['a', 'b', 'c'].map((row) => row + column),
      `column-${column}`,
    ),
  );
  const found = suppress(cellsOf(counts), [...rows, ...columns], 10);

  it('hides a closed circuit of four cells', () => expect(found?.cells).toEqual(['ad', 'ap', 'bd', 'bp']));

  it('in which no line has just one hidden cell', () => {
    for (const { cells } of [...rows, ...columns]) expect(cells.filter((cell) => found?.cells.includes(cell)).length).not.toBe(1);
  });
});

describe('what follows from known sums', () => {
  it.each([
    [['a', 'b'], [['a', 'b']], [['a', 'b']]],
    [
      ['a', 'b'],
      [['a', 'b'], ['b']],
      [['a'], ['b']],
    ],
    [
      ['a', 'b', 'c'],
      [
        ['a', 'b'],
        ['b', 'c'],
        ['a', 'c'],
      ],
      [['a'], ['b'], ['c']],
    ],
    [['a', 'b'], [[]], []],
    [
      ['a', 'b', 'c'],
      [
        ['a', 'b', 'c'],
        ['a', 'b'],
      ],
      [['c'], ['a', 'b']],
    ],
    [[], [], []],
  ])('of %j with %j: %j', (cells, equations, sums) => {
    const sorted = (all: readonly (readonly string[])[]) => all.map((one) => [...one].sort().join()).sort();
    expect(sorted(determined(cells, equations))).toEqual(sorted(sums));
  });
});

/** Rank of a matrix of whole numbers, by an elimination of its own: the attacker shares no code with the defence. */
function rank(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map((value) => new Fraction(value)));
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = rows.findIndex((row, index) => index >= found && row[column]?.n !== 0n);
    if (at === -1) continue;
    const [lead] = rows.splice(at, 1);
    if (lead === undefined) continue;
    rows.splice(found, 0, lead);
    for (let below = found + 1; below < rows.length; below += 1) {
      const row = rows[below] ?? [];
      const factor = (row[column] ?? new Fraction(0)).div(lead[column] ?? 1);
      rows[below] = row.map((value, index) => value.sub((lead[index] ?? new Fraction(0)).mul(factor)));
    }
    found += 1;
  }
  return found;
}

/** Hidden cells that somebody with all visible cells and lines can compute: those whose unit vector lies in the span of what is published. */
function attacked(cells: readonly SplitCell[], lines: readonly SplitLine[], hidden: Suppressed): string[] {
  const row = (members: readonly string[]): number[] => cells.map(({ id }) => (members.includes(id) ? 1 : 0));
  const visible = cells.filter(({ id }) => !hidden.cells.includes(id)).map(({ id }) => row([id]));
  const standing = lines.filter(({ id }) => !hidden.lines.includes(id)).map((line) => row(line.cells));
  const known = [...visible, ...standing];
  const size = rank(known);
  return hidden.cells.filter((cell) => rank([...known, row([cell])]) === size);
}

const small = fc.integer({ min: 0, max: 30 });

/** A table of up to 4 × 4 cells with row, column and group lines, some of which stand. */
const tableArb = fc
  .record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 4 }), stand: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }) })
  .chain(({ rows, columns, stand }) =>
    fc.array(small, { minLength: rows * columns, maxLength: rows * columns }).map((counts) => {
      const id = (row: number, column: number): string => `r${row}c${column}`;
      const cells = counts.map((count, at): SplitCell => ({ id: id(Math.floor(at / columns), at % columns), count }));
      const range = (length: number) => Array.from({ length }, (_, index) => index);
      const lines: SplitLine[] = [
        group(cells.map((cell) => cell.id)),
        ...range(rows).map((row) => ({ id: `row${row}`, cells: range(columns).map((column) => id(row, column)), always: stand[row] ?? false })),
        ...range(columns).map((column) => ({ id: `column${column}`, cells: range(rows).map((row) => id(row, column)), always: stand[4 + column] ?? false })),
      ];
      return { cells, lines };
    }),
  );

const listArb = fc.array(small, { minLength: 1, maxLength: 8 }).map((counts) => {
  const cells = counts.map((count, index): SplitCell => ({ id: `c${index}`, count }));
  return { cells, lines: [group(cells.map(({ id }) => id))] };
});

describe('attacks', () => {
  it('by linear algebra find no hidden cell of a plain split, unless it is all there is', () => {
    fc.assert(
      fc.property(listArb, fc.integer({ min: 2, max: 12 }), ({ cells, lines }, minimum) => {
        const found = suppress(cells, lines, minimum);
        const total = cells.reduce((sum, { count }) => sum + count, 0);
        if (found === null) expect(total < minimum || cells.filter(({ count }) => count > 0).length === 1 || cells.length === 1).toBe(true);
        else expect(attacked(cells, lines, found)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('by linear algebra find no hidden cell of a table of two ways', () => {
    fc.assert(
      fc.property(tableArb, fc.integer({ min: 2, max: 12 }), ({ cells, lines }, minimum) => {
        const found = suppress(cells, lines, minimum);
        if (found !== null) expect(attacked(cells, lines, found)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('taking visible cells off a standing line leave at least the minimum, or nothing', () => {
    fc.assert(
      fc.property(tableArb, fc.integer({ min: 2, max: 12 }), ({ cells, lines }, minimum) => {
        const found = suppress(cells, lines, minimum);
        if (found === null) return;
        for (const line of lines.filter(({ always }) => always)) {
          const rest = cells.filter(({ id }) => line.cells.includes(id) && found.cells.includes(id)).reduce((sum, { count }) => sum + count, 0);
          expect(rest === 0 || rest >= minimum).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('find every small cell hidden and every standing line there', () => {
    fc.assert(
      fc.property(tableArb, ({ cells, lines }) => {
        const found = suppress(cells, lines, 10);
        if (found === null) return;
        for (const { id, count } of cells) if (count > 0 && count < 10) expect(found.cells).toContain(id);
        for (const { id, always } of lines) if (always) expect(found.lines).not.toContain(id);
      }),
    );
  });
});

describe('a split', () => {
  it('is treated alike in whatever order it is written', () => {
    fc.assert(
      fc.property(tableArb, ({ cells, lines }) => {
        expect(suppress([...cells].reverse(), [...lines].reverse(), 10)).toEqual(suppress(cells, lines, 10));
      }),
    );
  });

  it.each([
    [
      'a cell twice',
      [
        { id: 'a', count: 1 },
        { id: 'a', count: 2 },
      ],
      [],
    ],
    ['an unknown cell', [{ id: 'a', count: 1 }], [group(['b'])]],
    ['half an answer', [{ id: 'a', count: 0.5 }], []],
    ['fewer than none', [{ id: 'a', count: -1 }], []],
  ])('with %s is refused', (_, cells, lines) => expect(() => suppress(cells, lines, 10)).toThrow(RangeError));
});
