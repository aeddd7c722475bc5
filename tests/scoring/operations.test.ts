import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInput, exact, normaliseInput, type ResultNode, type Scheme, score, type UnitInput } from '../../scoring/index.ts';
import { accept, DIGEST, kindsOf, type Loose, nodeAt, unitOf } from './support.ts';

const label = (id: string) => ({ zh: `部分${id}`, en: id });

/** A scheme of one category around one tree. */
function schemeOf(tree: Loose, more: Loose = {}): Scheme {
  const category = { id: 'all', label: label('all'), ranked: true, tree };
  return accept({ id: 'small', version: 1, title: label('small'), decimals: 2, rank_on: 'printed', visibility: 'public', categories: [category], ...more });
}

const leaf = (id: string, more: Loose = {}): Loose => ({ id, label: label(id), kind: 'value', value: 'v', range: [-1000, 1000], ...more });
const weightedOf = (parts: Loose[], more: Loose = {}): Loose => ({ id: 'total', label: label('total'), kind: 'weighted', missing: 'refuse', parts, ...more });
const sumOf = (parts: Loose[], more: Loose = {}): Loose => ({ id: 'total', label: label('total'), kind: 'sum', missing: 'refuse', parts, ...more });

/** Values of leaves by part id; undefined leaves one out, null says that it is expected. */
function unitWith(values: Record<string, string | null | undefined>, more: Partial<UnitInput> = {}): UnitInput {
  const given = Object.entries(values).flatMap(([id, value]) => (value === undefined ? [] : [[id, { v: value }]]));
  return { id: 'u', category: 'all', values: Object.fromEntries(given), ...more };
}

function evaluate(tree: Loose, unit: UnitInput): ResultNode {
  const result = score(schemeOf(tree), { scheme: 'small', cycle: '1', units: [unit] }, DIGEST);
  return unitOf(result, 'u').tree;
}

describe('weighted', () => {
  const parts = [leaf('a', { weight: 1 }), leaf('b', { weight: 2 })];

  it.each<[string, Loose, Record<string, string | null | undefined>, string | null, string[]]>([
    ['both there', {}, { a: '10', b: '40' }, '30', []],
    ['refuse, one empty', {}, { a: '10' }, null, ['missing']],
    ['refuse, one pending', {}, { a: '10', b: null }, null, ['missing']],
    ['redistribute, one empty', { missing: 'redistribute' }, { a: '10' }, '10', ['redistributed']],
    ['redistribute, one pending: blocks', { missing: 'redistribute' }, { a: '10', b: null }, null, ['missing']],
    ['redistribute, both empty', { missing: 'redistribute' }, {}, null, ['redistributed', 'redistributed', 'missing']],
    ['zero, one empty', { missing: 'zero' }, { a: '30' }, '10', ['missing']],
    ['zero, one pending', { missing: 'zero' }, { a: '30', b: null }, '10', ['missing']],
    ['zero, both empty', { missing: 'zero' }, {}, '0', ['missing', 'missing']],
    ['thirds are exact', {}, { a: '0', b: '100' }, '200/3', []],
    ['below zero', {}, { a: '-10', b: '-40' }, '-30', []],
  ])('%s', (_, more, values, value, notes) => {
    const node = evaluate(weightedOf(parts, more), unitWith(values));
    expect(node.exact).toBe(value);
    expect(kindsOf(node)).toEqual(notes);
  });

  it.each([
    ['skip', {}, '10'],
    ['refuse', {}, '10'],
    ['skip', { x: '40' }, '30'],
    ['refuse', { x: '40' }, null],
    ['refuse', { x: '40', y: '20' }, '70/3'],
  ])('hands on the weight of a mean (absent: %s) without any figure: %o', (absent, given, total) => {
    const mean = { id: 'm', label: label('m'), kind: 'mean', weight: 2, range: [0, 100], absent, values: ['x', 'y'].map((id) => ({ id, label: label(id) })) };
    const unit: UnitInput = { id: 'u', category: 'all', values: { a: { v: '10' }, m: given } };
    expect(evaluate(weightedOf([leaf('a', { weight: 1 }), mean], { missing: 'redistribute' }), unit).exact).toBe(total);
  });

  it('lets a member’s own rule go before its parent’s', () => {
    const mixed = [leaf('a', { weight: 1 }), leaf('b', { weight: 2, if_missing: 'zero' })];
    expect(evaluate(weightedOf(mixed), unitWith({ a: '30' })).exact).toBe('10');
    expect(evaluate(weightedOf(mixed), unitWith({ b: '30' })).exact).toBeNull();
  });

  it('does not care for the size of the weights, only for their proportion', () => {
    const big = [leaf('a', { weight: '1/3' }), leaf('b', { weight: '2/3' })];
    expect(evaluate(weightedOf(big, { sum: 1 }), unitWith({ a: '10', b: '40' })).exact).toBe('30');
  });

  it('hands an empty tree upward as empty and a begun one as incomplete', () => {
    const inner = (id: string) => weightedOf([leaf(`${id}1`, { weight: 1 }), leaf(`${id}2`, { weight: 1 })], { id, weight: 1, if_missing: 'redistribute' });
    const tree = weightedOf([inner('x'), inner('y')]);
    expect(evaluate(tree, unitWith({ x1: '10', x2: '20' })).exact).toBe('15');
    expect(evaluate(tree, unitWith({ x1: '10', x2: '20', y1: '30' })).exact).toBeNull();
  });

  it('has the scale of its parts where they have one', () => {
    const bounded = [leaf('a', { weight: 1, range: [0, 50] }), leaf('b', { weight: 3, range: [0, 100] })];
    expect(evaluate(weightedOf(bounded), unitWith({ a: '1', b: '1' })).scale).toEqual({ unit: 'points', min: '0', max: '87.5' });
  });

  it('says its rule with the numbers filled in', () => {
    const node = evaluate(weightedOf(parts), unitWith({ a: '10', b: '40' }));
    expect(node.rule).toEqual({ zh: '按权重加权平均：（部分a 10.00 × 1 + 部分b 40.00 × 2）÷ 3', en: 'Weighted mean: (a 10.00 × 1 + b 40.00 × 2) ÷ 3' });
  });
});

describe('sum', () => {
  it.each<[string, Loose, Record<string, string | null | undefined>, string | null]>([
    ['both there', {}, { a: '10', b: '-40' }, '-30'],
    ['refuse', {}, { a: '10' }, null],
    ['zero', { missing: 'zero' }, { a: '10' }, '10'],
    ['zero for a pending one', { missing: 'zero' }, { a: '10', b: null }, '10'],
    ['fractions', {}, { a: '1/3', b: '1/6' }, '0.5'],
  ])('%s', (_, more, values, value) => expect(evaluate(sumOf([leaf('a'), leaf('b')], more), unitWith(values)).exact).toBe(value));
});

describe('mean', () => {
  const tree = (absent: string) => ({
    id: 'm',
    label: label('m'),
    kind: 'mean',
    absent,
    range: [0, 10],
    values: ['a', 'b', 'c'].map((id) => ({ id, label: label(id) })),
  });
  const given = (m: Record<string, string | null>): UnitInput => ({ id: 'u', category: 'all', values: { m } });

  it.each<[string, Record<string, string | null>, string | null]>([
    ['skip', { a: '1', b: '2' }, '1.5'],
    ['skip', { a: '1', b: null }, null],
    ['skip', {}, null],
    ['refuse', { a: '1', b: '2' }, null],
    ['refuse', { a: '1', b: '2', c: '4' }, '7/3'],
    ['zero', { a: '1', b: '2' }, '1'],
    ['zero', { a: '1', b: null }, '1/3'],
    ['zero', {}, '0'],
  ])('absent: %s, %j gives %s', (absent, values, value) => expect(evaluate(tree(absent), given(values)).exact).toBe(value));

  it('shows only the entries that bear on it', () => {
    expect(evaluate(tree('skip'), given({ a: '1' })).children.map(({ id }) => id)).toEqual(['a']);
    expect(evaluate(tree('refuse'), given({ a: '1' })).children).toHaveLength(3);
  });
});

describe('items', () => {
  const tree = (missing: string) => ({
    id: 'i',
    label: label('i'),
    kind: 'items',
    missing,
    sum: 50,
    items: [
      { id: 'a', label: label('a'), points: 30 },
      { id: 'b', label: label('b'), points: 20 },
    ],
  });
  const given = (i: Record<string, string | null>): UnitInput => ({ id: 'u', category: 'all', values: { i } });

  it.each<[string, Record<string, string | null>, string | null]>([
    ['refuse', { a: '30', b: '12.5' }, '42.5'],
    ['refuse', { a: '30' }, null],
    ['refuse', { a: '30', b: null }, null],
    ['zero', { a: '30' }, '30'],
  ])('missing: %s, %j gives %s', (missing, values, value) => {
    const node = evaluate(tree(missing), given(values));
    expect(node.exact).toBe(value);
    expect(node.scale).toEqual({ unit: 'points', min: '0', max: '50' });
  });

  it('refuses more points than an item has', () => {
    const checked = checkInput(schemeOf(tree('refuse')), { scheme: 'small', cycle: '1', units: [given({ a: '30.01', b: '-1' })] });
    expect(checked.ok ? [] : checked.faults.map(({ message }) => message.en)).toEqual([
      '30.01 lies outside the range 0 to 30.',
      '-1 lies outside the range 0 to 20.',
    ]);
  });
});

describe('points', () => {
  const criteria = [
    { id: 'good', kind: 'add', at_most: 10, label: label('good'), measure: { zh: '每件', en: 'each' } },
    { id: 'bad', kind: 'deduct', at_most: 50, label: label('bad'), measure: { zh: '每件', en: 'each' } },
  ];
  const tree = (more: Loose = {}) => ({ id: 'p', label: label('p'), kind: 'points', base: 50, criteria, ...more });
  const entry = (criterion: string, points: string, period?: string) =>
    ({ part: 'p', kind: criterion === 'good' ? 'add' : 'deduct', criterion, points, ...(period && { period }) }) as const;
  const given = (...findings: ReturnType<typeof entry>[]): UnitInput => ({ id: 'u', category: 'all', findings });

  it.each<[string, Loose, UnitInput, string]>([
    ['the base alone', {}, given(), '50'],
    ['additions and deductions', {}, given(entry('good', '10'), entry('good', '5.5'), entry('bad', '3')), '62.5'],
    ['additions are capped before deductions', { additions_cap: 12 }, given(entry('good', '10'), entry('good', '10'), entry('bad', '30')), '32'],
    ['below zero without a clamp', {}, given(entry('bad', '50'), entry('bad', '50')), '-50'],
    // biome-ignore lint/suspicious/noThenProperty: the word of the scheme language; a list is no thenable
    ['clamped', { then: [{ do: 'clamp', min: 0 }] }, given(entry('bad', '50'), entry('bad', '50')), '0'],
    ['only its own periods', { periods: ['q1', 'q2'] }, given(entry('bad', '1', 'q1'), entry('bad', '2', 'q2')), '47'],
  ])('%s', (_, more, unit, value) => expect(evaluate(tree(more), unit).exact).toBe(value));

  it('names each entry with its document', () => {
    const findings = [{ ...entry('bad', '3'), source: 'doc-5' }];
    expect(evaluate(tree(), { id: 'u', category: 'all', findings }).inputs).toEqual([
      { kind: 'finding', path: 'units.u.findings.0', label: label('bad'), value: '-3', source: 'doc-5' },
    ]);
  });
});

describe('steps', () => {
  const stepped = (value: string | undefined, ...then: Loose[]) => evaluate(leaf('a', { then }), unitWith({ a: value }));

  it.each([
    ['-5', '0', ['capped']],
    ['0', '0', []],
    ['50', '50', []],
    ['100', '100', []],
    ['100.001', '100', ['capped']],
  ])('clamp %s to 0–100 gives %s', (value, wanted, notes) => {
    const node = stepped(value, { do: 'clamp', min: 0, max: 100 });
    expect(node.exact).toBe(wanted);
    expect(kindsOf(node)).toEqual(notes);
  });

  it('clamp on one side, and on nothing', () => {
    expect(stepped('500', { do: 'clamp', min: 0 }).exact).toBe('500');
    expect(stepped('-500', { do: 'clamp', max: 0 }).exact).toBe('-500');
    expect(stepped(undefined, { do: 'clamp', min: 0 }).exact).toBeNull();
  });

  it.each([
    ['100', '400'],
    ['99.999', '400'],
    ['90', '360'],
    ['89.99', '360'],
    ['-900', '0'],
  ])('ladder: %s earns %s', (value, amount) => {
    const ladder = { do: 'ladder', full_from: 100, amount: 400, per: 5, change: 20, min: 0, unit: 'yuan' };
    expect(stepped(value, ladder)).toMatchObject({ exact: amount, scale: { unit: 'yuan', min: '0', max: '400' } });
  });

  it('apply in the order of the scheme', () => {
    const ladder = { do: 'ladder', full_from: 100, amount: 400, per: 5, change: 20, min: 0, unit: 'yuan' };
    expect(stepped('80', { do: 'clamp', min: 95 }, ladder).exact).toBe('380');
    expect(stepped('80', ladder, { do: 'clamp', max: 300 }).exact).toBe('300');
  });
});

/** Random trees of weighted and summed leaves, with the values of their leaves and the value worked out beside the engine. */
interface Grown {
  node: Loose;
  values: Record<string, string>;
  value: ReturnType<typeof exact>;
}

const join = (kind: 'weighted' | 'sum', members: readonly Grown[], weights: readonly number[], id: string): Grown => {
  const total = exact(weights.reduce((a, b) => a + b, 0));
  const weighed = members.reduce((sum, { value }, index) => sum.add(value.mul(exact(weights[index] ?? 1)).div(total)), exact(0));
  const plain = members.reduce((sum, { value }) => sum.add(value), exact(0));
  const parts = members.map(({ node }, index) => (kind === 'weighted' ? { ...node, weight: weights[index] ?? 1 } : node));
  return {
    node: { id, label: label(id), kind, missing: 'refuse', parts },
    values: Object.assign({}, ...members.map(({ values }) => values)),
    value: kind === 'weighted' ? weighed : plain,
  };
};

function grow(depth: number, path: string): fc.Arbitrary<Grown> {
  const end = fc.integer({ min: -999, max: 999 }).map((value): Grown => ({ node: leaf(path), values: { [path]: String(value) }, value: exact(value) }));
  if (depth === 0) return end;
  const branch = fc
    .tuple(
      fc.constantFrom('weighted' as const, 'sum' as const),
      fc.tuple(grow(depth - 1, `${path}a`), grow(depth - 1, `${path}b`)),
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
    )
    .map(([kind, members, weights]) => join(kind, members, weights, path));
  return fc.oneof(branch, end);
}

describe('nodes at any depth', () => {
  it('give what their parts make up', () => {
    fc.assert(
      fc.property(grow(5, 'n'), ({ node, values, value }) => {
        expect(exact(evaluate(node, unitWith(values)).exact ?? '0').equals(value)).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});

describe('the input in its one order', () => {
  const input = {
    scheme: 'small',
    cycle: '1',
    units: [
      { id: 'b', category: 'all' },
      {
        id: 'a',
        category: 'all',
        values: {
          g: [
            { goal: 'z', target: '1', actual: '1' },
            {
              goal: 'y',
              kind: 'composite' as const,
              components: [
                { goal: 'q', target: '1', actual: '1' },
                { goal: 'p', target: '1', actual: '1' },
              ],
            },
          ],
        },
      },
    ],
  };

  it('sorts units, goals and components by id', () => {
    const normal = normaliseInput(input);
    expect(normal.units.map(({ id }) => id)).toEqual(['a', 'b']);
    const { g: goals } = (normal.units[0]?.values ?? {}) as Loose;
    expect(goals.map(({ goal }: Loose) => goal)).toEqual(['y', 'z']);
    expect(goals[0].components.map(({ goal }: Loose) => goal)).toEqual(['p', 'q']);
  });

  it('changes nothing when done again, and nothing in what it was given', () => {
    const before = JSON.stringify(input);
    expect(normaliseInput(normaliseInput(input))).toEqual(normaliseInput(input));
    expect(JSON.stringify(input)).toBe(before);
  });
});

describe('ranks on exact totals', () => {
  it('tell apart what prints alike, where the scheme says so', () => {
    const units = ['a', 'b'].map((id, n): UnitInput => ({ id, category: 'all', values: { v: { v: `80.00${n + 1}` } } }));
    const ranks = (rank_on: string) => score(schemeOf(leaf('v'), { rank_on }), { scheme: 'small', cycle: '1', units }, DIGEST).units.map(({ rank }) => rank);
    expect(ranks('printed')).toEqual([1, 1]);
    expect(ranks('exact')).toEqual([2, 1]);
  });
});

describe('tree and unit agree', () => {
  it('on the total', () => {
    const result = score(schemeOf(weightedOf([leaf('a', { weight: 1 })])), { scheme: 'small', cycle: '1', units: [unitWith({ a: '7' })] }, DIGEST);
    expect(unitOf(result, 'u').total?.exact).toBe(nodeAt(unitOf(result, 'u').tree, 'a').exact);
  });
});
