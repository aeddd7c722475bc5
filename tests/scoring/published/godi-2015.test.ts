import { describe, expect, it } from 'vitest';
import { exact, round, type ScoringInput, score, type UnitInput } from '../../../scoring/index.ts';
import { accept, DIGEST, loadScheme, nodeAt, rawScheme, unitOf } from '../support.ts';
import { cell, table } from './tables.ts';

const QUESTIONS = table('godi-2015/questions').map((row) => cell(row, 'id'));
const entries = table('godi-2015/entries');
const places = table('godi-2015/places');
const assessed = new Set(entries.map((row) => cell(row, 'place')));

const answersOf = (place: string): NonNullable<UnitInput['answers']> =>
  Object.fromEntries(
    entries
      .filter((row) => row['place'] === place)
      .map((row) => [cell(row, 'dataset'), Object.fromEntries(QUESTIONS.map((id) => [id, cell(row, id).toLowerCase()]))]),
  );

const input: ScoringInput = {
  scheme: 'godi-2015',
  cycle: '2015',
  units: places.map((row) => ({ id: cell(row, 'id'), category: 'places', answers: answersOf(cell(row, 'id')) })),
};
const result = score(loadScheme('godi-2015'), input, DIGEST);

describe('Global Open Data Index 2015, from 1,586 sheets of answers to 122 ranks', () => {
  it('is stored whole', () => expect([entries.length, assessed.size, places.length, QUESTIONS.length]).toEqual([1586, 122, 149, 9]));

  it('has the published points in its scheme', () => {
    const [first] = rawScheme('godi-2015').categories[0].tree.parts;
    const points = first.questions.map(({ id, points: each }: { id: string; points: number }) => [id, String(each)]);
    expect(Object.fromEntries(points)).toEqual(Object.fromEntries(table('godi-2015/questions').map((row) => [row['id'], row['score']])));
  });

  it('gives all 1,586 entries their published score', () => {
    const computed = entries.map((row) => nodeAt(unitOf(result, cell(row, 'place')).tree, cell(row, 'dataset')).exact);
    expect(computed).toEqual(entries.map((row) => row['score']));
  });

  it('gives all 122 places their published score and rank', () => {
    const published = places.filter((row) => assessed.has(cell(row, 'id')));
    const computed = published.map(({ id = '' }) => ({ id, score: unitOf(result, id).total?.rounded, rank: unitOf(result, id).rank }));
    expect(computed).toHaveLength(122);
    expect(computed).toEqual(published.map((row) => ({ id: row['id'], score: row['score'], rank: Number(row['rank']) })));
  });

  it('leaves the 27 places that were not assessed without score and rank, not at zero', () => {
    const absent = result.units.filter(({ id }) => !assessed.has(id));
    expect(absent).toHaveLength(27);
    for (const unit of absent) expect(unit).toMatchObject({ total: null, rank: null, tree: { exact: null } });
    expect(result.categories[0]).toMatchObject({ units: 149, withTotal: 122 });
  });

  it('uses every answer', () => expect(result.unused).toEqual([]));

  it('needs its ranks on the rounded scores: on exact ones 37 would differ', () => {
    const exactly = score(accept({ ...rawScheme('godi-2015'), rank_on: 'exact' }), input, DIGEST);
    expect(places.filter(({ id = '' }) => unitOf(exactly, id).rank !== unitOf(result, id).rank)).toHaveLength(37);
  });

  it('needs its rounding at the end only: the largest step from exact to printed is 0.46', () => {
    const steps = result.units.flatMap(({ total }) => (total === null ? [] : [exact(total.exact).sub(exact(total.rounded)).abs()]));
    expect(
      round(
        steps.reduce((a, b) => (a.compare(b) > 0 ? a : b)),
        2,
      ),
    ).toBe('0.46');
  });
});

describe('the same answers under rules of other tables', () => {
  const under = (change: object) => score(accept({ ...rawScheme('godi-2015'), ...change }), input, DIGEST);
  const rankOf = (change: object, id: string) => unitOf(under(change), id).rank;
  const tied = result.units.filter(({ rank, id }) => rank !== null && result.units.some((other) => other.id !== id && other.rank === rank));
  const [one] = tied;
  const set = result.units.filter(({ rank }) => rank === one?.rank);

  it('share places as the scheme says', () => {
    const { id = '', rank } = one ?? {};
    const first = rank ?? 0;
    expect(rankOf({ ties: 'last' }, id)).toBe(first + set.length - 1);
    expect(rankOf({ ties: 'mean' }, id)).toBe(first + (set.length - 1) / 2);
    const distinct = new Set(result.units.flatMap(({ total }) => (total === null ? [] : [total.rounded])));
    expect(Math.max(...under({ ties: 'dense' }).units.map((unit) => unit.rank ?? 0))).toBe(distinct.size);
  });

  it('break ties by a part that they name', () => {
    const broken = under({ tie_break: ['budget', 'map'] });
    const best = (id: string) => Number(nodeAt(unitOf(broken, id).tree, 'budget').exact);
    const order = [...set].sort((a, b) => (unitOf(broken, a.id).rank ?? 0) - (unitOf(broken, b.id).rank ?? 0)).map(({ id }) => best(id));
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(rankOf({ tie_break: ['budget'] }, 'tw')).toBe(1);
  });

  it('count an entry that is not there as 0 only when the scheme says so', () => {
    const raw = rawScheme('godi-2015');
    raw.categories[0].tree.missing = 'zero';
    const partial = { ...input, units: [{ id: 'tw', category: 'places', answers: { map: answersOf('tw')['map'] ?? {} } }] };
    expect(unitOf(score(loadScheme('godi-2015'), partial, DIGEST), 'tw').total).toBeNull();
    const counted = unitOf(score(accept(raw), partial, DIGEST), 'tw');
    const map = nodeAt(counted.tree, 'map').exact ?? '0';
    expect(exact(counted.total?.exact ?? '0').equals(exact(map).div(exact(13)))).toBe(true);
  });

  it('weigh questions otherwise, and "unsure" at half', () => {
    const raw = rawScheme('godi-2015');
    for (const part of raw.categories[0].tree.parts) part.answers[2].share = '1/2';
    const half = score(accept(raw), input, DIGEST);
    const unsure = entries.find((row) => QUESTIONS.some((id) => row[id] === 'Unsure')) ?? {};
    const gained = QUESTIONS.filter((id) => unsure[id] === 'Unsure').map(
      (id) => Number(table('godi-2015/questions').find((row) => row['id'] === id)?.['score']) / 2,
    );
    const own = nodeAt(unitOf(half, cell(unsure, 'place')).tree, cell(unsure, 'dataset')).exact;
    expect(Number(own)).toBe(Number(unsure['score']) + gained.reduce((a, b) => a + b, 0));
  });
});
