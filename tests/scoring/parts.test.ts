import { describe, expect, it } from 'vitest';
import { exact, type Finding, type Goal } from '../../scoring/index.ts';
import { accept, finding, kindsOf, makeUnit, nodeAt, panelTally, publicTally, rawScheme, run, runOne, unitOf } from './support.ts';

const tier = (level: string): Finding => finding('tier', 'banded-ranking', { level });
const held = { 'half-year': '1', 'year-end': '1' };
const values = makeUnit('water').values;
const goals = (...list: Goal[]) => ({ values: { ...values, 'main-business': list } });

describe('achievements', () => {
  it('are main business alone for a department without key tasks', () => {
    const node = nodeAt(runOne({ values: { ...values, 'key-tasks': {} } }).tree, 'achievements');
    expect(node).toMatchObject({ exact: '90', notes: [{ kind: 'redistributed' }] });
    expect(nodeAt(node, 'main-business').weight).toEqual({ stated: '40', applied: '100' });
    expect(nodeAt(node, 'key-tasks').weight).toEqual({ stated: '60', applied: '0' });
  });

  it('wait for a key task that has no figure yet: that is not the same as none', () => {
    const unit = runOne({ values: { ...values, 'key-tasks': { manyuan: '92', harmony: null } } });
    expect(unit.total).toBeNull();
    expect(unit.notes[0]?.text.en).toContain('“Harmonious Jingzhou” has no figure yet');
    expect(unit.notes[0]?.text.zh).toContain('“和谐荆州建设”尚无分值');
  });

  it('have no figure without main business', () => expect(runOne({ values: { 'key-tasks': { manyuan: '92' }, management: held } }).total).toBeNull());

  it('use goal weights where given', () => {
    const node = nodeAt(
      runOne(goals({ goal: 'a', target: '10', actual: '10', weight: '3' }, { goal: 'b', target: '10', actual: '0' })).tree,
      'achievements/main-business',
    );
    expect(node.exact).toBe('75');
    expect(nodeAt(node, 'a').weight).toEqual({ stated: '3', applied: '3' });
  });

  it('leave a goal of weight 0 out, though it has no result', () => {
    const unit = runOne(goals({ goal: 'a', target: '10', actual: '5' }, { goal: 'b', target: '10', actual: null, weight: '0' }));
    expect(nodeAt(unit.tree, 'achievements/main-business').exact).toBe('50');
  });

  it('lack a figure when one goal cannot be compared, until the office settles it', () => {
    const list: Goal[] = [
      { goal: 'a', target: '10', actual: '10' },
      { goal: 'mud', target: '3', actual: '100000', comparable: false, approximate: true },
    ];
    const before = runOne(goals(...list));
    expect(before).toMatchObject({ total: null, grade: null, rank: null, band: null, interval: null, commended: false });
    const settled: Finding = { part: 'main-business', kind: 'level', criterion: 'office-figure', goal: 'mud', points: '60', source: 'doc-3' };
    const after = runOne({ ...goals(...list), findings: [tier('tier-2'), settled] });
    const node = nodeAt(after.tree, 'achievements/main-business');
    expect(node.exact).toBe('80');
    expect(kindsOf(nodeAt(node, 'mud'))).toEqual(['override']);
    expect(nodeAt(node, 'mud').inputs.at(-1)).toMatchObject({ kind: 'finding', value: '60', source: 'doc-3' });
  });

  it('settle one component of a composite', () => {
    const composite: Goal = {
      goal: 'river',
      kind: 'composite',
      components: [
        { goal: 'dams', target: '4', actual: '4' },
        { goal: 'mud', target: '3', actual: '9', comparable: false },
      ],
    };
    const whole: Finding = { part: 'main-business', kind: 'level', criterion: 'office-figure', goal: 'river', points: '70' };
    expect(runOne(goals(composite)).total).toBeNull();
    expect(nodeAt(runOne({ ...goals(composite), findings: [tier('tier-2'), whole] }).tree, 'achievements/main-business/river').exact).toBe('70');
  });

  it('keep "about" in the rule and mark a late milestone', () => {
    const unit = runOne(
      goals({ goal: 'a', target: '10', actual: '8', approximate: true }, { goal: 'm', kind: 'milestone', due: '2026-05-31', done: '2026-06-01' }),
    );
    const node = nodeAt(unit.tree, 'achievements/main-business');
    expect(nodeAt(node, 'a').rule).toEqual({ zh: '结果 约 8 ÷ 计划 10', en: 'result about 8 ÷ plan 10' });
    expect(nodeAt(node, 'm')).toMatchObject({ exact: '100', notes: [{ kind: 'late' }] });
  });

  it('show a reported figure that differs from the verified one, and score the latter', () => {
    const county = {
      ...makeUnit('shashi'),
      category: 'counties',
      values: { indicators: [{ goal: 'gdp', target: '200', actual: '210', verified: '190' }], management: held },
    };
    const gdp = nodeAt(unitOf(run([county]), 'shashi').tree, 'achievements/indicators/gdp');
    expect(gdp.exact).toBe('95');
    expect(gdp.inputs.map(({ value }) => value)).toEqual(['200', '210', '190']);
    const unverified = { ...county, values: { indicators: [{ goal: 'gdp', target: '200', actual: '210' }], management: held } };
    expect(unitOf(run([unverified]), 'shashi').total).toBeNull();
  });
});

describe('top three of the province', () => {
  const claim = (more: Partial<Finding>): Finding => ({ part: 'achievements', kind: 'override', criterion: 'province-top-three', ...more });
  const achievements = (more: Partial<Finding>, actual = '5') =>
    nodeAt(
      runOne({ values: { ...values, 'key-tasks': {}, 'main-business': [{ goal: 'a', target: '10', actual }] }, findings: [tier('tier-2'), claim(more)] }).tree,
      'achievements',
    );

  it('raises achievements to the advanced value', () => {
    const node = achievements({ place: 3, source: 'doc-9' });
    expect(node.exact).toBe('90');
    expect(kindsOf(node)).toEqual(['redistributed', 'override']);
    expect(node.inputs).toMatchObject([{ kind: 'finding', value: '3', source: 'doc-9' }]);
  });

  it('never lowers', () => expect(achievements({ place: 1, source: 'doc-9' }, '10').exact).toBe('100'));

  it.each<[string, Partial<Finding>]>([
    ['place 4', { place: 4, source: 'doc-9' }],
    ['no document', { place: 1 }],
    ['a blank document', { place: 1, source: ' ' }],
    ['no place', { source: 'doc-9' }],
  ])('has no effect with %s, and is shown as unproved', (_, more) => {
    const node = achievements(more);
    expect(node.exact).toBe('50');
    expect(kindsOf(node)).toContain('unproved');
  });

  it('sets the part directly, even where it has no figure of its own', () => {
    const noFigure = { ...goals({ goal: 'a', target: '10', actual: null }), findings: [tier('tier-2'), claim({ place: 2, source: 'doc-9' })] };
    expect(nodeAt(runOne(noFigure).tree, 'achievements').exact).toBe('90');
    const raw = rawScheme('demo-flagship');
    raw.categories[0].tree.parts[0].then[0].without_figure = 'leave';
    expect(unitOf(run([makeUnit('water', noFigure)], accept(raw)), 'water').total).toBeNull();
  });
});

describe('comprehensive management', () => {
  const management = (more: Parameters<typeof runOne>[0]) => nodeAt(runOne(more).tree, 'management');
  const entry = (kind: 'add' | 'deduct', criterion: string, period: string) => finding(kind, criterion, { period });

  it.each([
    ['tier-1', '82.1'],
    ['tier-2', '80'],
    ['tier-3', '77.9'],
  ])('%s gives %s with nothing else', (level, value) => expect(management({ findings: [tier(level)] }).exact).toBe(value));

  it('counts quarters 1–2 in both reviews and 3–4 in the second', () => {
    const node = management({ findings: [tier('tier-2'), entry('deduct', 'late-report', 'q1'), entry('deduct', 'late-report', 'q3')] });
    expect(node.children.map((child) => child.exact)).toEqual(['78', '76']);
    expect(node.exact).toBe('76.6');
  });

  it('counts each entry under a criterion', () => {
    const twice = [entry('add', 'experience', 'q4'), entry('add', 'experience', 'q4')];
    expect(nodeAt(management({ findings: [tier('tier-2'), ...twice] }), 'year-end').exact).toBe('86');
  });

  it('counts only the highest entry where the scheme says so', () => {
    const raw = rawScheme('demo-flagship');
    const criteria = raw.categories[0].tree.parts[2].parts[1].parts[0].criteria;
    criteria.find((one: { id: string }) => one.id === 'experience').entries = 'highest';
    const twice = [tier('tier-2'), entry('add', 'experience', 'q4'), entry('add', 'experience', 'q4')];
    expect(nodeAt(unitOf(run([makeUnit('water', { findings: twice })], accept(raw)), 'water').tree, 'management/year-end').exact).toBe('83');
  });

  it('is clamped at 0 after the mix, not before', () => {
    const many = Array.from({ length: 40 }, () => entry('deduct', 'wrong-figure', 'q3'));
    const node = management({ findings: [tier('tier-3'), ...many] });
    expect(nodeAt(node, 'year-end').exact).toBe('-43');
    expect(node).toMatchObject({ exact: '0', rounded: '0.00' });
    expect(kindsOf(node)).toEqual(['capped']);
    expect(node.notes[0]?.text.en).toBe('-6.1 lies outside 0 to 100 and counts as 0.');
  });

  it.each([
    [{ 'year-end': '1' }, '80'],
    [{ 'half-year': '0', 'year-end': '1' }, '80'],
    [{ 'half-year': null, 'year-end': '1' }, '80'],
  ])('takes the year-end review in full when held is %j', (reviews, value) => {
    const node = management({ values: { ...values, management: reviews } });
    expect(node.exact).toBe(value);
    expect(kindsOf(node)).toEqual(['redistributed']);
    expect(nodeAt(node, 'year-end').weight).toEqual({ stated: '70', applied: '100' });
  });

  it.each([{ 'half-year': '1' }, { 'half-year': '1', 'year-end': '0' }, {}])('has no figure when held is %j', (reviews) => {
    expect(runOne({ values: { ...values, management: reviews } }).total).toBeNull();
  });

  it('has no figure without a tier: a missing part is never 0', () => expect(runOne({ findings: [] }).total).toBeNull());
});

describe('missing rules of a scheme', () => {
  it('count an absent part as 0 only where the scheme says so', () => {
    const raw = rawScheme('demo-flagship');
    raw.categories[0].tree.parts[2].if_missing = 'zero';
    const unit = unitOf(run([makeUnit('water', { values: { 'key-tasks': {}, 'main-business': values?.['main-business'] ?? [] } })], accept(raw)), 'water');
    expect(unit.total?.exact).toBe('72');
    expect(kindsOf(unit.tree)).toEqual(['missing']);
  });

  it('switch a part of weight 0 off, with or without a value', () => {
    const raw = rawScheme('demo-flagship');
    const { tree } = raw.categories[0];
    delete tree.sum;
    tree.parts[1].weight = 0;
    const unit = unitOf(run([makeUnit('water', { ratings: {} })], accept(raw)), 'water');
    expect(exact(unit.total?.exact ?? '0').equals(exact('610/7'))).toBe(true);
  });

  it('refuse a total when public image is empty, and say why in both languages', () => {
    const unit = runOne({ ratings: { 'public-web': publicTally({ dk: 500 }), journalists: panelTally({ good5: 2 }) } });
    expect(unit).toMatchObject({ total: null, grade: null, rank: null, rankInterval: null, band: null });
    expect(unit.notes[0]?.kind).toBe('missing');
    expect(unit.notes[0]?.text.zh).toContain('没有总分、等次和名次');
    expect(nodeAt(unit.tree, 'image').notes[0]?.text.en).toContain('No group of raters');
  });
});
