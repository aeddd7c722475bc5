import { describe, expect, it } from 'vitest';
import { exact, printedBeside, type UnitInput } from '../../scoring/index.ts';
import { bandsOf, rankIntervals } from '../../scoring/standing/band.ts';
import { inBottom } from '../../scoring/standing/commend.ts';
import { bandOf, gradeOf } from '../../scoring/standing/grade.ts';
import { competitionRanks } from '../../scoring/standing/rank.ts';
import { finding, loadScheme, makeUnit, publicTally, run, runOne, unitOf } from './support.ts';

const flagship = loadScheme('demo-flagship');

/** A department of which only main business and public image vary: total = `main` × 50 % + `good5` × 30 % + 16. */
const made = (id: string, main: string, good5: number, more: Partial<UnitInput> = {}): UnitInput =>
  makeUnit(id, {
    values: { 'key-tasks': {}, 'main-business': [{ goal: 'a', target: '100', actual: main }], management: { 'year-end': '1' } },
    ratings: { 'public-web': publicTally({ good5, good1: 100 - good5 }) },
    ...more,
  });

describe('competition ranks', () => {
  const ranks = (totals: (string | null)[], decimals: number | null = 2) =>
    competitionRanks(
      totals.map((total) => (total === null ? null : exact(total))),
      decimals,
    );

  it.each<[string, (string | null)[], (number | null)[]]>([
    ['1, 2, 2, 4', ['80', '90', '80', '70'], [2, 1, 2, 4]],
    ['no total, no rank', ['80', null, '90'], [2, null, 1]],
    ['nobody', [], []],
    ['all alike', ['5', '5.0', '10/2'], [1, 1, 1]],
    ['below zero', ['-1', '0'], [2, 1]],
  ])('%s', (_, totals, wanted) => expect(ranks(totals)).toEqual(wanted));

  it('go by the printed total, or by the exact one where the scheme says so', () => {
    expect(ranks(['80.001', '80.004', '79.996'])).toEqual([1, 1, 1]);
    expect(ranks(['80.001', '80.004', '79.996'], null)).toEqual([2, 1, 3]);
  });
});

describe('grades', () => {
  it.each([
    ['100', 'advanced'],
    ['90', 'advanced'],
    ['89.996', 'good'],
    ['80', 'good'],
    ['60', 'pass'],
    ['59.9999', 'poor'],
    ['-5', 'poor'],
  ])('an exact total of %s is %s', (total, grade) => expect(gradeOf(exact(total), flagship, [])).toBe(grade));

  it('are none without a total or without bands', () => {
    expect(gradeOf(null, flagship, [])).toBeNull();
    expect(gradeOf(exact('90'), {}, [])).toBeNull();
    expect(bandOf(exact('90'), [])).toBeNull();
  });

  it.each([
    ['95', 'pass'],
    ['70', 'pass'],
    ['50', 'poor'],
  ])('a veto caps %s at %s and never lifts', (total, grade) => {
    expect(gradeOf(exact(total), flagship, flagship.vetoes?.list.slice(0, 1) ?? [])).toBe(grade);
  });

  it.each([
    ['89.996', '89.996'],
    ['89.99999', '89.99999'],
    ['90.004', '90.00'],
    ['84.126', '84.13'],
    ['59.995', '59.995'],
  ])('%s prints beside its grade as %s', (total, printed) => {
    expect(printedBeside(exact(total), ['90', '80', '60'].map(exact), 2)).toBe(printed);
  });
});

describe('commendation', () => {
  const commended = (units: UnitInput[]): string[] =>
    run(units)
      .units.filter((unit) => unit.commended)
      .map(({ id }) => id);

  it('goes to the first three places', () =>
    expect(commended([made('a', '99', 90), made('b', '95', 90), made('c', '91', 90), made('d', '85', 90)])).toEqual(['a', 'b', 'c']));

  it('leaves a place empty when public image is below 60', () => {
    const units = [made('a', '100', 59), made('b', '60', 90), made('c', '55', 90), made('d', '50', 90)];
    const result = run(units);
    expect(unitOf(result, 'a')).toMatchObject({ rank: 1, commended: false, notes: [{ kind: 'excluded' }] });
    expect(commended(units)).toEqual(['b', 'c']);
    expect(commended([made('a', '100', 60), ...units.slice(1)])).toEqual(['a', 'b', 'c']);
  });

  it('leaves out the bottom tenth by public image, from ten units on', () => {
    const others = (count: number) => Array.from({ length: count }, (_, n) => made(`u${n}`, '50', 80 + n));
    expect(commended([made('top', '100', 70), ...others(8)])).toContain('top');
    expect(commended([made('top', '100', 70), ...others(9)])).not.toContain('top');
    expect(unitOf(run([made('top', '100', 70), ...others(9)]), 'top').notes[0]?.text.en).toContain('among the last 10 %');
  });

  it('takes everyone at place 3 or better, ties included', () => {
    const tied = ['a', 'b', 'c', 'd'].map((id) => made(id, '90', 90));
    expect(commended(tied)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is barred by a veto, which caps the grade and leaves total and rank', () => {
    const veto = finding('veto', 'safety', { part: 'total', source: 'doc-1' });
    const base = made('a', '100', 100);
    const plain = unitOf(run([base, made('b', '50', 90)]), 'a');
    const vetoed = unitOf(run([{ ...base, findings: [...(base.findings ?? []), veto, veto] }, made('b', '50', 90)]), 'a');
    expect(plain).toMatchObject({ grade: 'advanced', rank: 1, commended: true });
    expect(vetoed).toMatchObject({ grade: 'pass', rank: 1, commended: false, total: plain.total });
    expect(vetoed.notes.map(({ kind }) => kind)).toEqual(['veto']);
    expect(vetoed.notes[0]?.text.en).toBe('Veto “Major safety accident” (document doc-1): grade at most “Pass”, no commendation.');
  });

  it.each<[string, string[], string, boolean]>([
    ['nine units: nobody is', ['1', '2', '3', '4', '5', '6', '7', '8', '9'], '1', false],
    ['ten units: the last', ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], '1', true],
    ['ten units: the second last is not', ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], '2', false],
    ['tied last ones all are', ['1', '1', '3', '4', '5', '6', '7', '8', '9', '10'], '1', true],
  ])('bottom tenth, %s', (_, all, value, wanted) => expect(inBottom(exact(value), all.map(exact), exact('1/10'))).toBe(wanted));
});

describe('bands and rank intervals', () => {
  const estimates = (...pairs: [string, number][]) => pairs.map(([total, variance]) => ({ total: exact(total), variance }));

  it('takes the covariance with the mean into account', () => {
    // Two units: the difference to the mean is half of their own difference, standard error √(V1 + V2) ÷ 2.
    expect(bandsOf(estimates(['81', 0.25], ['79', 0.25]))).toEqual(['clearly-above', 'clearly-below']);
    expect(bandsOf(estimates(['80.5', 0.25], ['79.5', 0.25]))).toEqual(['not-separable', 'not-separable']);
    // Half a difference of 2.6 is 1.3, and 1.96 × √0.44 = 1.3001; without the covariance it would be 1.96 × √1.32 = 2.25.
    expect(bandsOf(estimates(['81.301', 0.88], ['78.699', 0.88]))).toEqual(['clearly-above', 'clearly-below']);
    expect(bandsOf(estimates(['81.299', 0.88], ['78.701', 0.88]))).toEqual(['not-separable', 'not-separable']);
  });

  it('compares exactly where nothing is sampled, and gives none in a category of one', () => {
    expect(bandsOf(estimates(['81', 0], ['80', 0], ['79', 0]))).toEqual(['clearly-above', 'not-separable', 'clearly-below']);
    expect(bandsOf(estimates(['81', 0]))).toEqual([null]);
    expect(bandsOf([])).toEqual([]);
  });

  it('counts the units that are clearly above and below', () => {
    const three = estimates(['90', 1], ['80', 1], ['70', 1]);
    expect(rankIntervals(three, [1, 2, 3])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    const close = estimates(['90', 9], ['85', 9], ['60', 9]);
    expect(rankIntervals(close, [1, 2, 3])).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
  });

  it('does not tell units apart that share a printed place', () => {
    expect(rankIntervals(estimates(['80.001', 0], ['80.004', 0], ['70', 0]), [1, 1, 3])).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
  });

  it('grows more careful with the number of comparisons', () => {
    const gap = estimates(['82.9', 1], ['80', 1]);
    expect(rankIntervals(gap, [1, 2])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    const crowd = [...gap, ...estimates(...Array.from({ length: 20 }, (_, n): [string, number] => [String(40 - n), 0]))];
    expect(rankIntervals(crowd, [1, 2]).slice(0, 2)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('always holds the place itself', () => {
    const result = run(Array.from({ length: 12 }, (_, n) => made(`u${n}`, String(60 + n * 3), 50 + ((n * 17) % 50))));
    for (const { rank, rankInterval } of result.units) {
      expect(rankInterval?.[0]).toBeLessThanOrEqual(rank ?? 0);
      expect(rankInterval?.[1]).toBeGreaterThanOrEqual(rank ?? 99);
    }
  });
});

describe('categories', () => {
  it('are never mixed, and units without a total stand outside ranks and means', () => {
    const units = [
      made('a', '90', 90),
      made('b', '80', 90),
      makeUnit('c', { ratings: {} }),
      { ...makeUnit('z'), category: 'zone', values: { management: { 'year-end': '1' } } },
    ];
    const result = run(units);
    expect(result.categories.map(({ id, units: count, withTotal, ranked }) => ({ id, count, withTotal, ranked }))).toEqual([
      { id: 'departments', count: 3, withTotal: 2, ranked: true },
      { id: 'counties', count: 0, withTotal: 0, ranked: false },
      { id: 'zone', count: 1, withTotal: 0, ranked: false },
    ]);
    expect(result.categories[0]?.mean?.rounded).toBe('85.50');
    expect(unitOf(result, 'c')).toMatchObject({ rank: null, band: null, rankInterval: null });
    expect(result.units.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'z']);
  });

  it('of one unit are not ranked', () => expect(runOne()).toMatchObject({ rank: null, rankInterval: null, band: null, commended: false, grade: 'good' }));
});
