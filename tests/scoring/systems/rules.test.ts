import { describe, expect, it } from 'vitest';
import { exact, printedBeside, type Result, round, type UnitInput } from '../../../scoring/index.ts';
import { withinQuota } from '../../../scoring/standing/quota.ts';
import { competitionRanks } from '../../../scoring/standing/rank.ts';
import { accept, kindsOf, type Loose, loadScheme, rawScheme, run, unitOf } from '../support.ts';
import { check, worked } from './run.ts';
import { category, figureAt, inputFaults, label, leaf, node, one, runWith, schemeFaults, schemeOf, steps, unit } from './small.ts';

const criteria = (list: Loose[]) => list.map((more) => ({ label: label(more.id), measure: { zh: '每件', en: 'each' }, ...more }));
const points = (more: Loose = {}) =>
  node('points', 'total', {
    base: 0,
    criteria: criteria([
      { id: 'good', kind: 'add', points: 3 },
      { id: 'bad', kind: 'deduct', points: 2 },
    ]),
    ...more,
  });
const entries = (good: number, bad: number): Partial<UnitInput> => ({
  findings: [
    ...Array.from({ length: good }, (_, n) => ({ part: 'total', kind: 'add' as const, criterion: 'good', source: `g${n}` })),
    ...Array.from({ length: bad }, (_, n) => ({ part: 'total', kind: 'deduct' as const, criterion: 'bad', source: `b${n}` })),
  ],
});

/** The numbered rules for all systems; each is a setting, and each system says where it differs. */
describe('rule 1: printed figures', () => {
  it.each([
    ['88.125', 2, '88.13'],
    ['-0.004', 2, '0.00'],
    ['-0.005', 2, '-0.01'],
    ['1.0415', 3, '1.042'],
  ])('%s with %i decimals is %s', (value, decimals, wanted) => expect(round(exact(value), decimals)).toBe(wanted));

  it('scores and yuan have two decimals, coefficients three, whole counts none', () => {
    const printed = (as: string, value: string) => one(leaf('total', { unit: as }), unit('u', { total: value })).tree.rounded;
    expect([printed('points', '90'), printed('percent', '90'), printed('yuan', '66.666'), printed('coefficient', '1.042'), printed('count', '3')]).toEqual([
      '90.00',
      '90.00',
      '66.67',
      '1.042',
      '3',
    ]);
  });
});

describe('rule 2: limits compare the exact value', () => {
  const limits = [
    {
      do: 'bands',
      bands: [
        { below: 90, value: 0 },
        { from: 90, value: 1 },
      ],
    },
  ];

  it.each([
    ['89.996', '0'],
    ['90', '1'],
    ['2699999/30000', '0'],
  ])('%s in bands at 90 counts %s', (value, wanted) => expect(one(leaf('total', steps(limits)), unit('u', { total: value })).tree.exact).toBe(wanted));

  it('a printed figure that would contradict the verdict gets one more digit', () => expect(printedBeside(exact('89.996'), [exact('90')], 2)).toBe('89.996'));
});

describe('rule 3: competition rank on the printed total', () => {
  it('1, 2, 2, 4', () => expect(competitionRanks(['90', '80.001', '80.004', '70'].map(exact), 2)).toEqual([1, 2, 2, 4]));
  it('the exact order stays available', () => expect(competitionRanks(['90', '80.001', '80.004', '70'].map(exact), null)).toEqual([1, 3, 2, 4]));
});

describe('rule 4: a missing part is never 0', () => {
  const kinds: [string, Loose][] = [
    ['weighted', { kind: 'weighted', missing: 'refuse', parts: [leaf('a', { weight: 1 }), leaf('b', { weight: 1 })] }],
    ['sum', { kind: 'sum', missing: 'refuse', parts: [leaf('a'), leaf('b')] }],
    ['product', { kind: 'product', missing: 'refuse', parts: [leaf('a'), leaf('b')] }],
    ['least', { kind: 'least', missing: 'refuse', parts: [leaf('a'), leaf('b')] }],
    ['ratio', { kind: 'ratio', when_zero: 'zero', parts: [leaf('a'), leaf('b')] }],
  ];

  it.each(kinds)('in a %s: no total, no rank, and the tree says what is missing', (_, more) => {
    const result = one(node(more.kind, 'total', more), unit('u', { a: '50', b: null }));
    expect([result.total, result.rank, result.tree.exact]).toEqual([null, null, null]);
    expect(kindsOf(result.tree)).toContain('missing');
    expect(result.notes[0]?.text.en).toContain('“b” has no figure yet.');
  });

  it('a scheme may count absent ones as 0', () =>
    expect(one(node('sum', 'total', { missing: 'zero', parts: [leaf('a'), leaf('b')] }), unit('u', { a: '50' })).total?.exact).toBe('50'));

  it('a level waits for what is missing', () => {
    const grading = {
      levels: ['in', 'out'].map((id) => ({ id, label: label(id) })),
      rules: [{ id: 'r', label: label('r'), level: 'out', when: { any: [{ part: 'side', from: 1 }] } }],
      otherwise: 'in',
    };
    const scheme = schemeOf([category('all', leaf('total'), { figures: [leaf('side')], grading })]);
    const result = runWith(scheme, [unit('a', { total: '90' }), unit('b', { total: '90', side: '0' }), unit('c', { total: '90', side: '1' })]);
    expect(result.units.map(({ grade }) => grade)).toEqual([null, 'in', 'out']);
  });
});

describe('rule 5: ties', () => {
  const pool = {
    id: 'prizes',
    label: label('prizes'),
    to: { category: 'all', vetoed: 'kept' },
    slices: [{ id: 's', label: label('s'), kind: 'prizes', amounts: [900, 600, 300], by: 'total' }],
  };
  const pay = (totals: string[]) =>
    runWith(
      schemeOf([category('all', leaf('total'))], { pools: [pool] }),
      totals.map((total, index) => unit(`u${index}`, { total })),
    ).units.map(({ payouts }) => payouts?.[0]?.exact);

  it('share the prizes of the places they fill', () =>
    expect([pay(['9', '9', '8']), pay(['9', '8', '8', '8'])]).toEqual([
      ['750', '750', '300'],
      ['900', '300', '300', '300'],
    ]));

  it('“at most k” leaves out a tied set that does not fit', () =>
    expect([
      ...withinQuota(
        [
          { id: 'a', score: exact('9') },
          { id: 'b', score: exact('8') },
          { id: 'c', score: exact('8') },
        ],
        '1/5',
        10,
      ),
    ]).toEqual(['a']));

  const places = (table: Loose[], totals: string[]) => {
    const figures = [node('places', 'factor', { by: 'total', table, otherwise: 0 })];
    return runWith(
      schemeOf([category('all', leaf('total'), { figures })]),
      totals.map((total, index) => unit(`u${index}`, { total })),
    ).units.map((found) => figureAt(found, 'factor'));
  };

  it('“the best k” takes everyone at place ≤ k', () => expect(places([{ first: 2, value: 1 }], ['9', '8', '8', '7'])).toEqual(['1', '1', '1', '0']));
  it('last places are counted with ties too', () => expect(places([{ last: 1, value: 1 }], ['9', '8', '7', '7'])).toEqual(['0', '0', '1', '1']));
  it('a unit among both first and last gets neither', () =>
    expect(
      places(
        [
          { first: 1, value: 1 },
          { last: 1, value: 2 },
        ],
        ['9', '9'],
      ),
    ).toEqual(['0', '0']));
});

describe('rule 6: a value outside its range is refused with a sentence', () => {
  it.each(['-0.01', '100.01'])('%s', (v) => {
    const scheme = schemeOf([category('all', leaf('total', { range: [0, 100] }))]);
    const faults = inputFaults(scheme, { scheme: 'small', cycle: '1', units: [unit('u', { total: v })] });
    expect(faults).toEqual([{ path: 'units.0.values.total.v', zh: `${v} 超出范围 0—100。`, en: `${v} lies outside the range 0 to 100.` }]);
  });
});

describe('rule 7: money', () => {
  const pool = {
    id: 'pot',
    label: label('pot'),
    from: { category: 'town', figure: 'money', gather: 'together' },
    to: { category: 'all', vetoed: 'kept' },
    slices: [{ id: 's', label: label('s'), kind: 'portion', share: 1, by: 'total' }],
  };
  const pay = (money: string, totals: Record<string, string>) =>
    runWith(schemeOf([category('town', leaf('money')), category('all', leaf('total'))], { pools: [pool] }), [
      ...Object.entries(totals).map(([id, total]) => unit(id, { total })),
      { id: 'town', category: 'town', values: { money: { v: money } } },
    ]);
  const paid = (result: Result, ids: string[]) => ids.map((id) => unitOf(result, id).payouts?.[0]?.exact);

  it('is cut to the fen, and left-over fen go to the largest remainders', () =>
    expect(paid(pay('10', { a: '1', b: '2', c: '3' }), ['a', 'b', 'c'])).toEqual(['1.67', '3.33', '5']));
  it('equal remainders by unit code', () => expect(paid(pay('1', { b: '1', a: '1', c: '1' }), ['a', 'b', 'c'])).toEqual(['0.34', '0.33', '0.33']));
  it('payments add up to the pool', () =>
    expect(pay('100.019', { a: '1', b: '1', c: '1' }).pools?.[0]).toMatchObject({ amount: '100.01', paid: '100.01', left: '0.00' }));
  it('a pool over weights that are all 0 is not paid', () => expect(pay('10', { a: '0', b: '0' }).pools?.[0]).toMatchObject({ paid: '0.00', left: '10.00' }));
});

describe('rule 8: without a total outside ranks, quotas and means', () => {
  const scheme = schemeOf([
    category('all', leaf('total')),
    category('boss', node('linked', 'mean', { categories: ['all'], of: 'total', combine: 'mean', missing: 'skip' })),
  ]);
  const result = runWith(scheme, [unit('a', { total: '90' }), unit('b', { total: null }), unit('c', { total: '70' }), { id: 'boss', category: 'boss' }]);

  it('ranks', () =>
    expect(result.units.map(({ id, rank }) => [id, rank])).toEqual([
      ['a', 1],
      ['b', null],
      ['c', 2],
      ['boss', null],
    ]));
  it('means', () => expect([result.categories[0]?.mean?.rounded, unitOf(result, 'boss').total?.exact]).toEqual(['80.00', '80']));
});

describe('rule 9: additions are summed, then capped, then deductions are taken off', () => {
  it.each([
    [3, 0, '9'],
    [4, 0, '10'],
    [10, 0, '10'],
    [4, 3, '4'],
    [0, 3, '-6'],
  ])('%i additions of 3 and %i deductions of 2 under a limit of 10 give %s', (good, bad, wanted) =>
    expect(one(points({ additions_cap: 10 }), unit('u', {}, entries(good, bad))).tree.exact).toBe(wanted),
  );
});

describe('rule 10: weights', () => {
  const tree = (weights: (number | string)[], more: Loose = {}) =>
    node('weighted', 'total', { missing: 'refuse', parts: weights.map((weight, index) => leaf(`p${index}`, { weight })), ...more });
  const given = unit('u', { p0: '90', p1: '60' });

  it('are relative', () => expect([one(tree([1, 2]), given).tree.exact, one(tree([10, 20]), given).tree.exact]).toEqual(['70', '70']));
  it('unless the scheme declares their sum', () =>
    expect(schemeFaults({ ...rawOfTree(tree([60, 30], { sum: 100 })) })[0]?.en).toContain('declared to sum to 100, but sum to 90'));
  it('negative ones are refused', () => expect(schemeFaults(rawOfTree(tree([-1, 2])))[0]?.en).toContain('must not be negative'));
  it('0 switches a member off', () => expect(one(tree([1, 0]), unit('u', { p0: '90', p1: null })).tree.exact).toBe('90'));
});

const rawOfTree = (tree: Loose): Loose => ({
  id: 'small',
  version: 1,
  title: label('s'),
  decimals: 2,
  rank_on: 'printed',
  visibility: 'public',
  categories: [category('all', tree)],
});

describe('rule 11: what stops at 0', () => {
  it('items', () => {
    const items = node('items', 'total', { missing: 'refuse', items: [{ id: 'i', label: label('i'), points: 10 }] });
    const faults = inputFaults(schemeOf([category('all', items)]), {
      scheme: 'small',
      cycle: '1',
      units: [{ id: 'u', category: 'all', values: { total: { i: '-1' } } }],
    });
    expect(faults[0]?.en).toContain('outside the range 0 to 10');
  });

  it('totals may be negative', () => expect(one(points(), unit('u', {}, entries(0, 2))).total?.rounded).toBe('-4.00'));

  it('pay never is: a pool owes nothing to a negative weight', () => {
    const pool = {
      id: 'pot',
      label: label('pot'),
      from: { category: 'town', figure: 'money', gather: 'together' },
      to: { category: 'all', vetoed: 'kept' },
      slices: [{ id: 's', label: label('s'), kind: 'portion', share: 1, by: 'total' }],
    };
    const result = runWith(schemeOf([category('town', leaf('money')), category('all', leaf('total'))], { pools: [pool] }), [
      unit('a', { total: '-5' }),
      unit('b', { total: '5' }),
      { id: 'town', category: 'town', values: { money: { v: '10' } } },
    ]);
    expect(['a', 'b'].map((id) => unitOf(result, id).payouts?.[0]?.exact)).toEqual(['0', '10']);
  });
});

describe('rule 12: one matter once', () => {
  it('each entry counts', () => expect(one(points(), unit('u', {}, entries(3, 0))).tree.exact).toBe('9'));

  it('or only the highest, where the scheme says so', () => {
    const highest = points({ criteria: criteria([{ id: 'good', kind: 'add', at_most: 5, entries: 'highest' }]) });
    const findings = ['2', '5', '3'].map((each) => ({ part: 'total', kind: 'add' as const, criterion: 'good', points: each }));
    expect(one(highest, unit('u', {}, { findings })).tree.exact).toBe('5');
  });
});

describe('rule 13: dates', () => {
  const scheme = schemeOf([
    category('all', node('duties', 'total', { take: 'late', duties: [{ id: 'report', label: label('report'), due: { on: { months: [10], day: 1 } } }] })),
  ]);
  const late = (done: string | null, asOf: string, more: Loose = {}) =>
    unitOf(runWith(scheme, [unit('u', {}, { deliveries: { total: [{ duty: 'report', done }] } })], { calendar: { from: '2026-01-01', asOf, ...more } }), 'u')
      .tree.exact;

  it('the day itself is on time', () => expect([late('2026-10-01', '2026-12-31'), late('2026-10-02', '2026-12-31')]).toEqual(['0', '1']));
  it('deadlines do not move on holidays', () => expect(late('2026-10-08', '2026-12-31', { holidays: ['2026-10-01', '2026-10-02'] })).toBe('1'));
  it('a report that never came is late once', () =>
    expect([late(null, '2026-10-01'), late(null, '2026-10-02'), late(null, '2027-10-02')]).toEqual(['0', '1', '1']));
});

describe('rule 14: lower is better', () => {
  const goals = (target: string, actual: string) =>
    one(node('completion', 'total', { figures: 'reported', ratio: 'of-plan', weights: 'equal' }), {
      id: 'u',
      category: 'all',
      values: { total: [{ goal: 'g', direction: 'decrease', target, actual }] },
    }).tree.exact;

  it.each([
    ['10', '10', '100'],
    ['10', '8', '120'],
    ['10', '15', '50'],
    ['10', '30', '0'],
    ['0', '5', null],
  ])('a plan of %s and a result of %s is %s per cent', (target, actual, wanted) => expect(goals(target, actual)).toBe(wanted));
});

describe('whatever the order of the input', () => {
  const turned = (one: UnitInput): UnitInput => ({
    ...one,
    ...(one.links && { links: Object.fromEntries(Object.entries(one.links).map(([id, to]) => [id, [...to].reverse()])) }),
    ...(one.deliveries && { deliveries: Object.fromEntries(Object.entries(one.deliveries).map(([id, list]) => [id, [...list].reverse()])) }),
    ...(one.periods && { periods: Object.fromEntries(Object.entries(one.periods).reverse()) }),
  });

  it.each(['s3-people', 's4', 's5-villages', 's6', 's9', 's10', 's11', 's17', 's19'])('%s gives the same bytes', (name) => {
    for (const { input, ...rest } of worked(name).cases) {
      const back = { ...input, units: [...input.units].reverse().map(turned) };
      expect(JSON.stringify(check({ ...rest, input: back }))).toBe(JSON.stringify(check({ ...rest, input })));
    }
  });
});

describe('schemes that ask for nothing new', () => {
  it('give results without the new fields', () => {
    const result = run([{ id: 'a', category: 'departments' }]);
    const [found] = result.units;
    expect(
      [result, found].flatMap((part) => Object.keys(part ?? {})).filter((key) => ['pools', 'figures', 'payouts', 'consequences', 'letter'].includes(key)),
    ).toEqual([]);
  });

  it('every system has its scheme file', () => {
    const ids = [
      's2',
      's3',
      's4',
      's5-villages',
      's5-units',
      's6',
      's7',
      's8',
      's9',
      's10',
      's11',
      's12',
      's13',
      's14',
      's15',
      's16',
      's17',
      's18',
      's19',
      's20',
      's21',
      's22',
    ];
    for (const id of ids) expect(loadScheme(id).id).toBe(id);
    expect(accept(rawScheme('demo-flagship')).id).toBe('demo-flagship');
  });

  it('every choice is told: a scheme says “choice” in both languages or in neither', () => {
    const texts = (value: unknown): Loose[] =>
      value === null || typeof value !== 'object' ? [] : [...('zh' in value && 'en' in value ? [value] : []), ...Object.values(value).flatMap(texts)];
    for (const id of ['s3', 's6', 's7', 's9', 's14', 's18', 's20', 's22']) {
      const choices = texts(rawScheme(id)).filter(({ zh, en }) => /选定/.test(zh) || /\(choice\)|chosen/.test(en));
      expect(choices.length).toBeGreaterThan(0);
      for (const { zh, en } of choices) expect([id, zh, /选定/.test(zh)]).toEqual([id, zh, /choice|chosen/.test(en)]);
    }
  });
});
