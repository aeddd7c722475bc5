import { describe, expect, it } from 'vitest';
import { leastVariance } from '../../scoring/image/variance.ts';
import { exact, type GroupTally, pairKey, toDouble, type UnitInput } from '../../scoring/index.ts';
import { kindsOf, makeUnit, nodeAt, PUBLIC, panelTally, publicTally, run, runOne, unitOf } from './support.ts';

const image = (ratings: UnitInput['ratings']) => nodeAt(runOne({ ratings: ratings ?? {} }).tree, 'image');

describe('public image', () => {
  it('hands an empty group’s weight to the others in proportion', () => {
    const node = image({ 'public-web': publicTally({ good5: 20 }), 'city-leaders': panelTally({ good3: 5 }), journalists: panelTally({ good1: 5 }) });
    expect(node.exact).toBe('82');
    expect(node.children.map(({ id, weight }) => [id, weight?.applied]).filter(([, applied]) => applied !== '0')).toEqual([
      ['public-web', '70'],
      ['city-leaders', '20'],
      ['journalists', '10'],
    ]);
    expect(kindsOf(node).filter((kind) => kind === 'redistributed')).toHaveLength(5);
  });

  it.each([
    [9, null],
    [10, '100'],
  ])('a public question with %i answers gives %s', (answers, value) =>
    expect(nodeAt(image({ 'public-web': publicTally({ good5: answers }), journalists: panelTally({ good5: 3 }) }), 'public-web').exact).toBe(value),
  );

  it.each([
    [2, null],
    [3, '80'],
  ])('a panel question with %i answers gives %s', (answers, value) =>
    expect(nodeAt(image({ 'public-web': publicTally({ good5: 10 }), honorary: panelTally({ good4: answers }) }), 'honorary').exact).toBe(value),
  );

  it('keeps the weight of a dropped question in its group and hides its counts', () => {
    const counts = { results: { good5: 20 }, attitude: { good1: 20 }, efficiency: { good3: 4 } };
    const group = nodeAt(image({ 'public-web': { roster: null, counts } }), 'public-web');
    expect(group.exact).toBe('50');
    expect(nodeAt(group, 'results').weight).toEqual({ stated: '1', applied: '2.5' });
    expect(nodeAt(group, 'efficiency')).toMatchObject({ exact: null, inputs: [{ value: '—' }] });
    expect(nodeAt(group, 'efficiency').answers).toBeUndefined();
    expect(group.weight).toEqual({ stated: '35', applied: '100' });
  });

  it('keeps "don’t know" out of the score and shows it as coverage', () => {
    const node = image({ 'public-web': publicTally({ good5: 10, good1: 10, dk: 400 }) });
    expect(node.exact).toBe('50');
    expect(nodeAt(node, 'public-web/results').answers).toEqual({ valid: 20, dontKnow: 400, label: 'few' });
  });

  it.each([
    [29, 'few'],
    [30, 'some'],
    [99, 'some'],
    [100, 'full'],
  ])('labels %i answers "%s"', (answers, label) => {
    const question = nodeAt(image({ 'public-web': publicTally({ good5: answers }) }), 'public-web/results');
    expect(question.answers?.label).toBe(label);
    expect(kindsOf(question)).toEqual(label === 'few' ? ['few-answers'] : []);
  });

  it('has an interval that reaches the total by the weights, and none where nothing is sampled', () => {
    const unit = runOne({ ratings: { 'city-leaders': panelTally({ good5: 4, good1: 4 }, 20) } });
    const part = nodeAt(unit.tree, 'image').interval;
    const width = (one: { low: string; high: string } | null | undefined): number => Number(one?.high) - Number(one?.low);
    expect(part?.kind).toBe('panel');
    expect(width(unit.interval)).toBeCloseTo(width(part) * 0.3, 3);
    expect(nodeAt(unit.tree, 'achievements').interval).toEqual({ low: '90.0000', high: '90.0000', level: '0.95', kind: 'none' });
  });

  it('is "mixed" when open groups and panels go together', () => {
    expect(image({ 'public-web': publicTally({ good5: 10, good1: 10 }), journalists: panelTally({ good5: 3, good4: 1 }, 9) }).interval?.kind).toBe('mixed');
  });
});

/** Ballots of one group: a level id per question, or null for silence. */
type Ballot = readonly (string | null)[];

const VALUES: Record<string, number> = { good5: 100, good4: 80, good3: 60, good2: 30, good1: 0 };

function tally(ballots: readonly Ballot[], roster: number | null = null): GroupTally {
  const counts: Record<string, Record<string, number>> = {};
  const products: Record<string, string> = {};
  const pairs: Record<string, number> = {};
  PUBLIC.forEach((a, i) => {
    const cell: Record<string, number> = {};
    counts[a] = cell;
    for (const ballot of ballots) {
      const level = ballot[i];
      if (level) cell[level] = (cell[level] ?? 0) + 1;
    }
    PUBLIC.forEach((b, j) => {
      if (a > b) return;
      const both = ballots.filter((ballot) => ballot[i] && ballot[j]);
      pairs[pairKey(a, b)] = both.length;
      products[pairKey(a, b)] = String(both.reduce((sum, ballot) => sum + (VALUES[ballot[i] ?? ''] ?? 0) * (VALUES[ballot[j] ?? ''] ?? 0), 0));
    });
  });
  return { roster, counts, products, pairs };
}

/** A fixed mixture of levels, so that questions go together more or less. */
function makeBallots(count: number, likeness: number): Ballot[] {
  const levels = Object.keys(VALUES);
  return Array.from({ length: count }, (_, n) => PUBLIC.map((_question, q) => levels[(n * 7 + (q >= likeness ? q * n * 3 + q : 0)) % 5] ?? 'good5'));
}

const halfWidth = (group: GroupTally, id = 'public-web'): number => {
  const { low, high } = nodeAt(image({ [id]: group }), id).interval ?? { low: '0', high: '0' };
  return (Number(high) - Number(low)) / 2;
};

describe('sampling error of a group', () => {
  it.each([5, 3, 1, 0])('equals that of the ballots’ own mean scores when every question is answered (likeness %i)', (likeness) => {
    const ballots = makeBallots(200, likeness);
    const scores = ballots.map((ballot) => ballot.reduce((sum, level) => sum + (VALUES[level ?? ''] ?? 0) / 5, 0));
    const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
    const unanimous = PUBLIC.filter((_, q) => new Set(ballots.map((ballot) => ballot[q])).size === 1).length;
    const spread = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1) / scores.length;
    const variance = spread + unanimous * (1 / 25) * leastVariance(200, 20);
    expect(halfWidth(tally(ballots))).toBeCloseTo(1.959963984540054 * Math.sqrt(variance), 3);
  });

  it('is never wider than the bound used when products or pairs are absent, and says so', () => {
    const full = tally(makeBallots(200, 1));
    const { products: _products, ...withoutProducts } = full;
    const { pairs: _pairs, ...withoutPairs } = full;
    expect(halfWidth(full)).toBeLessThan(halfWidth(withoutProducts));
    expect(halfWidth(withoutPairs)).toBe(halfWidth(withoutProducts));
    expect(kindsOf(nodeAt(image({ 'public-web': withoutPairs }), 'public-web'))).toEqual(['bound']);
    expect(kindsOf(nodeAt(image({ 'public-web': full }), 'public-web'))).toEqual([]);
  });

  it('equals the bound when all questions are answered alike', () => {
    const alike = tally(makeBallots(100, 5));
    const { products: _products, ...bare } = alike;
    expect(halfWidth(alike)).toBeCloseTo(halfWidth(bare), 4);
  });

  it('copes with ballots that leave questions out', () => {
    const ballots = makeBallots(120, 2).map((ballot, n) => ballot.map((level, q) => ((n + q) % 4 === 0 ? null : level)));
    const width = halfWidth(tally(ballots));
    expect(width).toBeGreaterThan(0);
    const { products: _products, ...bare } = tally(ballots);
    expect(width).toBeLessThanOrEqual(halfWidth(bare));
  });

  it('shrinks with the share of a known list that answered, and is none for all of it', () => {
    const counts = { good5: 10, good3: 10 };
    const open = halfWidth(panelTally(counts), 'journalists');
    expect(halfWidth(panelTally(counts, 40), 'journalists')).toBeCloseTo(open * Math.sqrt(0.5), 3);
    expect(nodeAt(image({ journalists: panelTally(counts, 20) }), 'journalists').interval).toMatchObject({ low: '80.0000', high: '80.0000', kind: 'none' });
  });

  it('is s² ÷ n for one question', () => {
    const variance = (50 * 50 * 20) / 19 / 20;
    expect(halfWidth(panelTally({ good5: 10, good1: 10 }), 'deputies')).toBeCloseTo(1.959963984540054 * Math.sqrt(variance), 3);
  });

  it('does not change the score', () => {
    const full = tally(makeBallots(50, 2));
    const { products: _products, pairs: _pairs, ...bare } = full;
    expect(image({ 'public-web': full }).exact).toBe(image({ 'public-web': bare }).exact);
  });
});

describe('the tree as an account of the score', () => {
  it('lets anybody add up every weighted node from its children', () => {
    const unit = unitOf(
      run([makeUnit('water', { ratings: { 'public-web': publicTally({ good5: 11, good2: 6 }), honorary: panelTally({ good3: 7 }) } })]),
      'water',
    );
    const check = (node: typeof unit.tree): void => {
      if (['weighted', 'image', 'group'].includes(node.operation) && node.exact !== null) {
        const weights = node.children.map(({ weight }) => exact(weight?.applied ?? '0'));
        const total = weights.reduce((a, b) => a.add(b));
        const sum = node.children.reduce((all, child, index) => all.add(exact(child.exact ?? '0').mul(weights[index] ?? exact(0))), exact(0));
        expect(toDouble(sum.div(total).sub(exact(node.exact)))).toBe(0);
      }
      node.children.forEach(check);
    };
    check(unit.tree);
  });
});
