import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Margin, RakingOptions } from '../../../scoring/raking/margins.ts';
import { type Raked, rake } from '../../../scoring/raking/rake.ts';

const margin = (id: string, targets: readonly number[], codes: readonly number[]): Margin => ({
  id,
  categories: targets.map((target, index) => ({ id: `${id}${index}`, target })),
  codes,
});

function raked(respondents: number, margins: readonly Margin[], options: RakingOptions = {}): Raked {
  const result = rake(respondents, margins, options);
  if (!result.ok) throw new Error(result.faults.map(({ message }) => message.en).join(' '));
  return result;
}

/** Respondents from a table of counts: their row, and their column. */
function people(table: readonly (readonly number[])[]): { rows: number[]; columns: number[] } {
  const all = table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [i, j] as const)));
  return { rows: all.map(([i]) => i), columns: all.map(([, j]) => j) };
}

/** Weighted table of the raked respondents. */
function tableOf({ weights }: Raked, rows: readonly number[], columns: readonly number[]): number[][] {
  const table: number[][] = [];
  weights.forEach((weight, one) => {
    const [row, column] = [rows[one] ?? 0, columns[one] ?? 0];
    const line = table[row] ?? [];
    line[column] = (line[column] ?? 0) + weight;
    table[row] = line;
  });
  return table;
}

describe('worked examples with exact answers', () => {
  it('[[1,2],[2,1]] to rows 7, 10 and columns 5, 12 is [[1,6],[4,6]]: rows times 1, 2 and columns times 1, 3', () => {
    const { rows, columns } = people([
      [1, 2],
      [2, 1],
    ]);
    const table = tableOf(raked(6, [margin('r', [7, 10], rows), margin('c', [5, 12], columns)]), rows, columns);
    [1, 6, 4, 6].forEach((value, at) => {
      expect(table[at >> 1]?.[at % 2]).toBeCloseTo(value, 7);
    });
  });

  it('independent respondents in one round: weight = row share × column share of the total', () => {
    const { rows, columns } = people([
      [5, 5],
      [5, 5],
    ]);
    const result = raked(20, [margin('r', [60, 40], rows), margin('c', [30, 70], columns)]);
    expect(result.rounds).toBe(1);
    expect(tableOf(result, rows, columns).flat()).toEqual([18, 42, 12, 28].map((value) => expect.closeTo(value, 9)));
  });

  it('one margin is post-stratification: weight = census ÷ respondents of the category (1/2 and 3), n_eff = 49 ÷ 20.5', () => {
    const result = raked(4, [margin('sex', [1, 6], [0, 0, 1, 1])]);
    expect([...result.weights]).toEqual([0.5, 0.5, 3, 3]);
    expect(result.effective).toBeCloseTo(49 / 18.5, 12);
    expect(result.designEffect).toBeCloseTo((4 * 18.5) / 49, 12);
    expect(result.extremes).toEqual([expect.closeTo(0.5 / 1.75, 12), expect.closeTo(3 / 1.75, 12)]);
  });

  it('the 4 × 4 table of the article “Iterative proportional fitting” (Wikipedia; printed there after a few rounds), to 0.06', () => {
    const { rows, columns } = people([
      [40, 30, 20, 10],
      [35, 50, 100, 75],
      [30, 80, 70, 120],
      [20, 30, 40, 50],
    ]);
    const table = tableOf(raked(800, [margin('r', [150, 300, 400, 150], rows), margin('c', [200, 300, 400, 100], columns)]), rows, columns);
    const published = [64.61, 46.28, 35.42, 3.83, 49.95, 68.15, 156.49, 25.37, 56.7, 144.4, 145.06, 53.76, 28.74, 41.18, 63.03, 17.03];
    table.flat().forEach((value, index) => {
      expect(Math.abs(value - (published[index] ?? 0))).toBeLessThan(0.06);
    });
  });

  it('three margins: known factors come back (the solution is unique; Csiszár, Annals of Probability 3, 1975)', () => {
    const factors = [
      [1, 2],
      [1, 3, 0.5],
      [1, 0.25],
    ] as const;
    const codes: number[][] = [[], [], []];
    const truth: number[] = [];
    for (let one = 0; one < 120; one += 1) {
      const at = [one % 2, (one * 7) % 3, (one * one + (one >> 3)) % 2];
      for (const [index, code] of at.entries()) codes[index]?.push(code);
      truth.push((factors[0][at[0] ?? 0] ?? 1) * (factors[1][at[1] ?? 0] ?? 1) * (factors[2][at[2] ?? 0] ?? 1));
    }
    const margins = factors.map((levels, index) =>
      margin(
        `m${index}`,
        levels.map((_, level) => truth.reduce((sum, weight, one) => sum + (codes[index]?.[one] === level ? weight : 0), 0)),
        codes[index] ?? [],
      ),
    );
    const { weights } = raked(120, margins);
    weights.forEach((weight, one) => {
      expect(weight).toBeCloseTo(truth[one] ?? 0, 6);
    });
  });
});

const tableArb = fc
  .record({
    rows: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 12, maxLength: 60 }),
    seed: fc.integer({ min: 1, max: 1000 }),
    targets: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ rows, seed, targets }) => {
    const full = [...rows, 0, 0, 1, 1, 2, 2, 0, 1, 2];
    const columns = full.map((row, one) => (one >= rows.length ? (one - rows.length) % 2 : (row * seed + one * 3) % 2));
    const seen = [0, 1].every((column) => [0, 1, 2].every((row) => full.some((code, one) => code === row && columns[one] === column)));
    const total = targets.reduce((a, b) => a + b, 0);
    return { seen, respondents: full.length, margins: [margin('r', targets, full), margin('c', [total * 0.25, total * 0.75], columns)] };
  })
  .filter(({ seen }) => seen);

describe('whatever the respondents', () => {
  it('weights add up to the census in every category', () => {
    fc.assert(
      fc.property(tableArb, ({ respondents, margins }) => {
        const { weights, off } = raked(respondents, margins);
        expect(off).toBeLessThanOrEqual(1e-9);
        for (const { categories, codes } of margins) {
          categories.forEach(({ target }, index) => {
            const sum = weights.reduce((all, weight, one) => all + (codes[one] === index ? weight : 0), 0);
            expect(Math.abs(sum / target - 1)).toBeLessThan(1e-8);
          });
        }
      }),
    );
  });

  it('raking what was raked changes nothing, in no round', () => {
    fc.assert(
      fc.property(tableArb, ({ respondents, margins }) => {
        const once = raked(respondents, margins, { tolerance: 1e-10 });
        const twice = raked(respondents, margins, { base: once.weights });
        expect(twice.rounds).toBe(0);
        expect([...twice.weights]).toEqual([...once.weights]);
      }),
    );
  });

  it('the order of respondents leaves no trace, nor does their number: everybody twice weighs half', () => {
    fc.assert(
      fc.property(tableArb, ({ respondents, margins }) => {
        const there = raked(respondents, margins).weights;
        const back = raked(
          respondents,
          margins.map((one) => ({ ...one, codes: [...(one.codes as number[])].reverse() })),
        ).weights;
        expect([...back].reverse()).toEqual([...there]);
        const twice = raked(
          respondents * 2,
          margins.map((one) => ({ ...one, codes: [...(one.codes as number[]), ...(one.codes as number[])] })),
        ).weights;
        twice.forEach((weight, one) => {
          expect(weight * 2).toBeCloseTo(there[one % respondents] ?? 0, 6);
        });
      }),
    );
  });

  it('twice the census doubles every weight', () => {
    fc.assert(
      fc.property(tableArb, ({ respondents, margins }) => {
        const double = margins.map((one) => ({ ...one, categories: one.categories.map(({ id, target }) => ({ id, target: target * 2 })) }));
        const there = raked(respondents, margins).weights;
        raked(respondents, double).weights.forEach((weight, one) => {
          expect(weight / (there[one] ?? 1)).toBeCloseTo(2, 6);
        });
      }),
    );
  });

  it('a sample that is like the census keeps its equal weights: n_eff = n, deff = 1', () => {
    const { rows, columns } = people([
      [6, 2],
      [3, 9],
    ]);
    const result = raked(20, [margin('r', [800, 1200], rows), margin('c', [900, 1100], columns)]);
    expect(result.effective).toBeCloseTo(20, 9);
    expect(result.designEffect).toBeCloseTo(1, 9);
    expect(new Set(result.weights)).toEqual(new Set([100]));
  });

  it('people with the same categories weigh alike, starting weights apart', () => {
    const rows = [0, 0, 1, 1, 0, 1];
    const columns = [0, 1, 0, 1, 0, 1];
    const base = [1, 1, 1, 1, 3, 1];
    const { weights } = raked(6, [margin('r', [10, 20], rows), margin('c', [12, 18], columns)], { base });
    expect(weights[4]).toBeCloseTo(3 * (weights[0] ?? 0), 9);
    expect(weights[3]).toBe(weights[5]);
  });
});

describe('trimming', () => {
  const rows = [...Array<number>(45).fill(0), ...Array<number>(5).fill(1)];
  const columns = rows.map((_, one) => one % 2);
  const margins = [margin('r', [70, 30], rows), margin('c', [50, 50], columns)];

  it('holds the weights within its limits where the margins allow it', () => {
    const loose = raked(50, margins);
    expect(loose.extremes[1]).toBeGreaterThan(2.9);
    const limited = raked(50, margins, { trim: { low: 0.3, high: 3.5 } });
    expect(limited.extremes[1]).toBeLessThanOrEqual(3.5 + 1e-6);
    expect(limited.extremes[0]).toBeGreaterThanOrEqual(0.3 - 1e-6);
  });

  it('bites, and still meets every margin', () => {
    const three = [
      ...margins,
      margin(
        't',
        [40, 60],
        rows.map((_, one) => (one % 5 < 2 ? 0 : 1)),
      ),
    ];
    const most = raked(50, three).extremes[1];
    const limited = raked(50, three, { trim: { low: 0, high: most * 0.98 }, rounds: 20_000, tolerance: 1e-6 });
    expect(limited.extremes[1]).toBeLessThanOrEqual(most * 0.98 * (1 + 1e-4));
    expect(limited.off).toBeLessThanOrEqual(1e-6);
  });

  it('is refused with a sentence where the margins need more', () => {
    const result = rake(50, margins, { trim: { low: 0.5, high: 2 }, rounds: 200 });
    expect(result).toMatchObject({ ok: false, faults: [{ path: ['margins'] }] });
    if (!result.ok) expect(result.faults[0]?.message.en).toMatch(/^After 200 rounds the margins are still off by \d+\.\d{4} %/);
  });
});
