import { describe, expect, it } from 'vitest';
import { kindsOf, type Loose, nodeAt, unitOf } from '../support.ts';
import { category, figureAt, label, leaf, node, one, runWith, schemeOf, steps, unit } from './small.ts';

describe('product', () => {
  const tree = (more: Loose = {}) => node('product', 'total', { missing: 'refuse', parts: [leaf('a'), leaf('b')], ...more });

  it.each<[string, string | null | undefined, string | null | undefined, Loose, string | null]>([
    ['two numbers', '80', '1.042', {}, '83.36'],
    ['thirds', '1/3', '3', {}, '1'],
    ['below zero', '-2', '3', {}, '-6'],
    ['with zero', '0', '7', {}, '0'],
    ['one pending', '80', null, {}, null],
    ['one absent', '80', undefined, {}, null],
    ['one absent counts as 0', '80', undefined, { missing: 'zero' }, '0'],
  ])('%s', (_, a, b, more, wanted) => {
    const given = { ...(a !== undefined && { a }), ...(b !== undefined && { b }) };
    expect(one(tree(more), unit('u', given)).tree.exact).toBe(wanted);
  });

  it('says its rule, with a coefficient in one more decimal', () => {
    const parts = [leaf('a'), leaf('b', { unit: 'coefficient' })];
    expect(one(tree({ parts }), unit('u', { a: '80', b: '1.0420' })).tree.rule).toEqual({
      zh: '相乘：部分a 80.00 × 部分b 1.042',
      en: 'Product: a 80.00 × b 1.042',
    });
  });
});

describe('least', () => {
  const tree = (missing: string) => node('least', 'total', { missing, parts: [leaf('a'), leaf('b'), leaf('c')] });

  it.each<[string, Record<string, string | null>, string, string | null]>([
    ['the lowest', { a: '90', b: '80', c: '85' }, 'refuse', '80'],
    ['a tie', { a: '80', b: '80', c: '80' }, 'refuse', '80'],
    ['one missing might be the lowest', { a: '90', b: '80' }, 'refuse', null],
    ['unless it counts as 0', { a: '90', b: '80' }, 'zero', '0'],
  ])('%s', (_, given, missing, wanted) => expect(one(tree(missing), unit('u', given)).tree.exact).toBe(wanted));
});

describe('ratio', () => {
  const tree = (whenZero: string) => node('ratio', 'total', { when_zero: whenZero, parts: [leaf('a'), leaf('b')] });

  it.each<[string, Record<string, string | null>, string, string | null, string[]]>([
    ['2 of 10', { a: '2', b: '10' }, 'empty', '0.2', []],
    ['1 of 3 stays exact', { a: '1', b: '3' }, 'empty', '1/3', []],
    ['0 of 0 as nothing', { a: '0', b: '0' }, 'zero', '0', ['capped']],
    ['0 of 0 as no figure', { a: '0', b: '0' }, 'empty', null, ['missing']],
    ['nothing due yet', { a: '0', b: null }, 'zero', null, ['missing']],
  ])('%s', (_, given, whenZero, wanted, notes) => {
    const { tree: found } = one(tree(whenZero), unit('u', given));
    expect([found.exact, kindsOf(found)]).toEqual([wanted, notes]);
  });
});

describe('periods', () => {
  const quarters = ['q1', 'q2', 'q3'].map((id) => ({ id, label: label(id) }));
  const tree = (more: Loose = {}) => node('periods', 'total', { periods: quarters, combine: 'sum', missing: 'skip', part: leaf('p'), ...more });
  const given = (values: Record<string, string | null>) =>
    unit('u', {}, { periods: Object.fromEntries(Object.entries(values).map(([id, v]) => [id, { values: { p: { v } } }])) });

  it.each<[string, Loose, Record<string, string | null>, string | null]>([
    ['all there', {}, { q1: '1', q2: '2', q3: '4' }, '7'],
    ['their mean', { combine: 'mean' }, { q1: '1', q2: '2', q3: '4' }, '7/3'],
    ['one not begun is skipped', { combine: 'mean' }, { q1: '1', q3: '4' }, '2.5'],
    ['one begun and pending blocks', {}, { q1: '1', q2: null }, null],
    ['refuse', { missing: 'refuse' }, { q1: '1', q2: '2' }, null],
    ['zero', { missing: 'zero', combine: 'mean' }, { q1: '3' }, '1'],
    ['none at all', {}, {}, null],
  ])('%s', (_, more, values, wanted) => expect(one(tree(more), given(values)).tree.exact).toBe(wanted));

  it('names each period and says where its data stand', () => {
    const result = one(tree(), given({ q1: '1', q3: '4' })).tree;
    expect(result.children.map(({ id, exact }) => [id, exact])).toEqual([
      ['q1', '1'],
      ['q2', null],
      ['q3', '4'],
    ]);
    expect(nodeAt(result, 'q3').inputs[0]?.path).toBe('units.u.periods.q3.values.p.v');
  });

  it('keeps findings and ratings of one period apart from another’s', () => {
    const part = node('points', 'p', {
      base: 10,
      criteria: [{ id: 'late', kind: 'deduct', points: 2, label: label('late'), measure: { zh: '迟报，每件', en: 'each late report' } }],
    });
    const finding = { part: 'p', kind: 'deduct', criterion: 'late' } as const;
    const months = unit('u', {}, { periods: { q1: { findings: [finding, finding] }, q2: { findings: [] } } });
    expect(one(tree({ part }), months).tree.children.map(({ exact }) => exact)).toEqual(['6', '10', '10']);
  });

  it('inside a period an earlier figure by periods is that period’s', () => {
    const twice = node('periods', 'twice', {
      periods: quarters,
      combine: 'sum',
      missing: 'skip',
      part: node('figure', 'own', { of: 'total', ...steps([{ do: 'times', by: 2 }]) }),
    });
    const result = one(tree(), given({ q1: '1', q2: '5' }), [twice]);
    expect(figureAt(result, 'twice')).toBe('12');
    expect(result.figures?.[0]?.children.map(({ exact }) => exact)).toEqual(['2', '10', null]);
  });
});

describe('figure and count', () => {
  const months = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'].map((id) => ({ id, label: label(id) }));
  const tree = node('periods', 'total', { periods: months, combine: 'mean', missing: 'skip', part: leaf('p') });
  const given = (values: (string | null | undefined)[]) =>
    unit('u', {}, { periods: Object.fromEntries(values.flatMap((v, i) => (v === undefined ? [] : [[`m${i + 1}`, { values: { p: { v } } }]]))) });
  const counts = (take: string, more: Loose) => [node('count', 'n', { among: 'total', take, ...more })];

  it.each<[string, (string | null | undefined)[], string, Loose, string]>([
    ['from 90', ['90', '89.99', '100'], 'number', { from: 90 }, '2'],
    ['above 90', ['90', '89.99', '100'], 'number', { above: 90 }, '1'],
    ['below 60', ['60', '59', '58'], 'number', { below: 60 }, '2'],
    ['up to 60', ['60', '59', '61'], 'number', { up_to: 60 }, '2'],
    ['between', ['60', '70', '80'], 'number', { from: 60, below: 80 }, '2'],
    ['three in a row', ['50', '50', '50', '90', '50'], 'longest-run', { below: 60 }, '3'],
    ['a good month breaks the run', ['50', '50', '90', '50', '50'], 'longest-run', { below: 60 }, '2'],
    ['a month without a figure breaks it too', ['50', '50', undefined, '50'], 'longest-run', { below: 60 }, '2'],
    ['none', [], 'number', { below: 60 }, '0'],
  ])('%s', (_, values, take, more, wanted) => expect(figureAt(one(tree, given(values), counts(take, more)), 'n')).toBe(wanted));

  it('takes one member of a figure', () => {
    const result = one(tree, given(['50', '70']), [
      node('figure', 'second', { of: 'total', member: 'm2' }),
      node('figure', 'third', { of: 'total', member: 'm3' }),
    ]);
    expect([figureAt(result, 'second'), figureAt(result, 'third')]).toEqual(['70', null]);
  });

  it('takes over a figure exactly, with its unit', () => {
    const result = one(leaf('total', { unit: 'yuan' }), unit('u', { total: '200/3' }), [node('figure', 'same', { of: 'total' })]);
    expect(result.figures?.[0]).toMatchObject({ exact: '200/3', scale: { unit: 'yuan' } });
  });
});

describe('places', () => {
  const figures = (table: Loose[]) => [node('places', 'factor', { by: 'total', table, otherwise: 1 })];
  const factors = (totals: (string | null)[], table: Loose[]) => {
    const scheme = schemeOf([category('all', leaf('total'), { figures: figures(table) })]);
    const result = runWith(
      scheme,
      totals.map((total, index) => unit(`u${index}`, { total })),
    );
    return totals.map((_, index) => figureAt(unitOf(result, `u${index}`), 'factor'));
  };
  const ends = [
    { first: 2, value: 1.2 },
    { last: 2, value: 0.8 },
  ];

  it.each<[string, (string | null)[], (string | null)[]]>([
    ['both ends', ['5', '4', '3', '2', '1'], ['1.2', '1.2', '1', '0.8', '0.8']],
    ['ties at the top', ['5', '4', '4', '2', '1'], ['1.2', '1.2', '1.2', '0.8', '0.8']],
    ['ties at the bottom', ['5', '4', '3', '2', '2', '1'], ['1.2', '1.2', '1', '0.8', '0.8', '0.8']],
    ['neither, where both fit', ['5', '5', '5'], ['1', '1', '1']],
    ['three units: the middle is at both ends', ['3', '2', '1'], ['1.2', '1', '0.8']],
    ['no total, no place', ['3', null, '1'], ['1', null, '1']],
  ])('%s', (_, totals, wanted) => expect(factors(totals, ends)).toEqual(wanted));

  it('takes the first line that fits', () =>
    expect(
      factors(
        ['3', '2', '1'],
        [
          { first: 1, value: 3 },
          { first: 2, value: 2 },
        ],
      ),
    ).toEqual(['3', '2', '1']));
});

describe('linked', () => {
  const link = (more: Loose = {}) => node('linked', 'total', { categories: ['all'], of: 'total', combine: 'mean', missing: 'skip', ...more });
  const result = (more: Loose, units: Loose[]) => runWith(schemeOf([category('all', leaf('total')), category('boss', link(more))]), units as never);
  const boss = (links?: Loose) => ({ id: 'boss', category: 'boss', ...(links && { links }) });
  const units = [unit('a', { total: '90' }), unit('b', { total: '70' }), unit('c', {})];

  it.each<[string, Loose, Loose, string | null]>([
    ['the mean of a category, without those that have none', {}, undefined, '80'],
    ['the sum', { combine: 'sum' }, undefined, '160'],
    ['the least', { combine: 'least' }, undefined, '70'],
    ['the most', { combine: 'most' }, undefined, '90'],
    ['refused when one has none', { missing: 'refuse' }, undefined, null],
    ['those that a link names', { link: 'leads' }, { leads: ['b'] }, '70'],
    ['a link to one that has none', { link: 'leads' }, { leads: ['c'] }, null],
    ['a link that names nobody', { link: 'leads' }, undefined, null],
  ])('%s', (_, more, links, wanted) => expect(unitOf(result(more, [...units, boss(links)]), 'boss').tree.exact).toBe(wanted));

  it('follows links of the other side', () => {
    const people = [
      unit('a', { total: '90' }, { links: { team: ['boss'] } }),
      unit('b', { total: '70' }),
      unit('d', { total: '60' }, { links: { team: ['boss'] } }),
    ];
    expect(unitOf(result({ linked_by: 'team' }, [...people, boss()]), 'boss').tree.exact).toBe('75');
  });

  it('does not care in which order the scheme lists the categories', () => {
    const scheme = schemeOf([category('boss', link()), category('all', leaf('total'))]);
    expect(unitOf(runWith(scheme, [...units, boss()] as never), 'boss').tree.exact).toBe('80');
  });

  it('says who stood outside', () => expect(kindsOf(unitOf(result({}, [...units, boss()]), 'boss').tree)).toEqual(['excluded']));
});

describe('picks', () => {
  const scheme = schemeOf([category('all', node('picks', 'ballot', { choose: 3 }))]);
  const named = (id: string, count: string) => ({ id, category: 'all', values: { ballot: { named: count } } });

  it('are per cent of the ballots', () => {
    const result = runWith(scheme, [named('a', '30'), named('b', '10'), { id: 'c', category: 'all' }], { ballots: { ballot: 40 } });
    expect(result.units.map(({ tree }) => tree.exact)).toEqual(['75', '25', null]);
  });

  it('are none without ballots', () => expect(runWith(scheme, [named('a', '0')]).units[0]?.tree.exact).toBeNull());
});

describe('plain steps', () => {
  const stepped = (list: Loose[], value: string) => one(leaf('total', steps(list)), unit('u', { total: value })).tree;

  it.each<[string, Loose, string, string]>([
    ['times', { do: 'times', by: 0.3 }, '10', '3'],
    ['plus', { do: 'plus', by: -90 }, '95.5', '5.5'],
    ['cut to full points', { do: 'cut', to: 1 }, '4.99', '4'],
    ['cut toward zero', { do: 'cut', to: 1 }, '-4.99', '-4'],
    ['cut to the fen', { do: 'cut', to: 0.01 }, '200/3', '66.66'],
    ['cut to ten thousand', { do: 'cut', to: 10000 }, '29999.99', '20000'],
  ])('%s', (_, step, value, wanted) => expect(stepped([step], value).exact).toBe(wanted));

  const bands = {
    do: 'bands',
    bands: [
      { up_to: 1500, value: 1 },
      { above: 1500, up_to: 2000, value: 1.042 },
      { above: 2000, value: 1.083 },
    ],
    unit: 'coefficient',
  };

  it.each([
    ['1500', '1'],
    ['1500.01', '1.042'],
    ['2000', '1.042'],
    ['2001', '1.083'],
  ])('bands: %s counts %s', (value, wanted) => expect(stepped([bands], value)).toMatchObject({ exact: wanted, scale: { unit: 'coefficient' } }));

  it('say what they did in the rule', () =>
    expect(
      stepped(
        [
          { do: 'plus', by: -90 },
          { do: 'cut', to: 1 },
          { do: 'times', by: 5000, unit: 'yuan' },
        ],
        '94.9',
      ).rule.en,
    ).toBe('Given figure, from -1000000 to 1000000; less 90; full multiples of 1 only; times 5000'));

  const ladder = (steps: string) => ({ do: 'ladder', full_from: 90, amount: 100, per: 10, change: 10, min: 0, steps, unit: 'percent' });

  it.each([
    ['90', '100', '100'],
    ['89.99', '100', '90'],
    ['85', '100', '90'],
    ['80', '90', '90'],
    ['79.99', '90', '80'],
    ['0', '10', '10'],
  ])('a ladder at %s pays %s for full steps and %s for steps begun', (value, full, begun) => {
    expect([stepped([ladder('full')], value).exact, stepped([ladder('begun')], value).exact]).toEqual([full, begun]);
  });

  it('leave no value where there is none', () =>
    expect(
      one(leaf('total', steps([bands, { do: 'times', by: 2 }, { do: 'plus', by: 1 }, { do: 'cut', to: 1 }])), unit('u', { total: null })).tree.exact,
    ).toBeNull());
});

describe('points with a relative cap', () => {
  it.each([
    ['4', '24'],
    ['5', '25'],
    ['6', '25'],
  ])('additions of %s on a base of 20', (points, wanted) => {
    const tree = node('points', 'total', {
      base: 20,
      additions_share: { share: '1/5', of: 25 },
      criteria: [{ id: 'extra', kind: 'add', at_most: 25, label: label('extra'), measure: { zh: '超额比例', en: 'share exceeded' } }],
    });
    expect(one(tree, unit('u', {}, { findings: [{ part: 'total', kind: 'add', criterion: 'extra', points }] })).tree.exact).toBe(wanted);
  });
});

describe('term goals', () => {
  const tree = (more: Loose = {}) => node('completion', 'total', { figures: 'reported', ratio: 'of-plan', weights: 'equal', sums: ['y1', 'y2'], ...more });
  const years = (...goals: Loose[][]) =>
    unit('u', {}, { periods: Object.fromEntries(goals.map((list, i) => [`y${i + 1}`, { values: { total: list as never } }])) });
  const goal = (id: string, target: string, actual: string | null, more: Loose = {}) => ({ goal: id, target, actual, ...more });

  it.each<[string, Loose[][], Loose, string | null]>([
    ['sums against sums', [[goal('a', '10', '8')], [goal('a', '10', '12')]], {}, '100'],
    [
      'the worst goal',
      [
        [goal('a', '10', '10'), goal('b', '10', '9')],
        [goal('a', '10', '10'), goal('b', '10', '7')],
      ],
      { combine: 'least' },
      '80',
    ],
    [
      'their mean',
      [
        [goal('a', '10', '10'), goal('b', '10', '9')],
        [goal('a', '10', '10'), goal('b', '10', '7')],
      ],
      {},
      '90',
    ],
    ['a goal of one year only', [[goal('a', '10', '5')], []], {}, '50'],
    ['a year without a result', [[goal('a', '10', '10')], [goal('a', '10', null)]], {}, null],
    ['not comparable in one year', [[goal('a', '10', '10')], [goal('a', '10', '10', { comparable: false })]], {}, null],
    ['verified figures only', [[goal('a', '10', '10', { verified: '8' })], [goal('a', '10', '10', { verified: '8' })]], { figures: 'verified' }, '80'],
  ])('%s', (_, goals, more, wanted) => expect(one(tree(more), years(...goals)).tree.exact).toBe(wanted));

  it('say where each year’s figure stands', () => {
    const { tree: found } = one(tree(), years([goal('a', '10', '8')], [goal('a', '10', '12')]));
    expect(nodeAt(found, 'a').inputs.map(({ path }) => path)).toEqual([
      'units.u.periods.y1.values.total.a',
      'units.u.periods.y1.values.total.a',
      'units.u.periods.y2.values.total.a',
      'units.u.periods.y2.values.total.a',
    ]);
  });
});
