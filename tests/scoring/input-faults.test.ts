import { describe, expect, it } from 'vitest';
import { checkInput, FaultyInput, score } from '../../scoring/index.ts';
import { DIGEST, type Loose, loadScheme, makeUnit, panelTally, publicTally } from './support.ts';

const flagship = loadScheme('demo-flagship');

const good = (): Loose =>
  JSON.parse(
    JSON.stringify({
      scheme: 'demo-flagship',
      cycle: '2026',
      units: [
        makeUnit('water', {
          ratings: {
            'public-web': { ...publicTally({ good5: 10, good4: 10 }), products: { 'attitude*results': '164000' }, pairs: { 'attitude*results': 20 } },
            journalists: panelTally({ good5: 3 }, 5),
          },
        }),
      ],
    }),
  );

type Break = (unit: Loose, input: Loose) => void;
const add = (unit: Loose, more: object): void => unit.findings.push({ part: 'management', kind: 'deduct', criterion: 'late-report', period: 'q1', ...more });

/** What is broken · how · the path of the fault · words of its sentence, in both languages. */
const CASES: [string, Break, string, string, string][] = [
  ['another scheme', (_, i) => (i.scheme = 's2'), 'scheme', '办法“s2”', 'belongs to the scheme “s2”'],
  ['a unit twice', (u, i) => i.units.push(u), 'units.1.id', '出现两次', 'appears twice'],
  ['an unknown category', (u) => (u.category = 'villages'), 'units.0.category', '没有类别', 'no category “villages”'],
  ['values for an unknown part', (u) => (u.values.morale = { a: '1' }), 'units.0.values.morale', '没有接受数据的部分', 'no part “morale”'],
  ['values for a part that takes none', (u) => (u.values.image = { a: '1' }), 'units.0.values.image', '没有接受数据的部分', 'no part “image”'],
  [
    'an unknown key task',
    (u) => (u.values['key-tasks'].sports = '90'),
    'units.0.values.key-tasks.sports',
    '不认识的编号',
    'known are: manyuan, new-countryside',
  ],
  [
    'a value above its range',
    (u) => (u.values['key-tasks'].manyuan = '100.01'),
    'units.0.values.key-tasks.manyuan',
    '超出范围 0—100',
    'outside the range 0 to 100',
  ],
  ['a value below its range', (u) => (u.values['key-tasks'].manyuan = '-1'), 'units.0.values.key-tasks.manyuan', '超出范围', 'outside the range'],
  ['a value that is not exact', (u) => (u.values['key-tasks'].manyuan = '约 90'), 'units.0.values.key-tasks.manyuan', '应为准确的数', 'exact number'],
  ['a percent sign', (u) => (u.values['main-business'][0].actual = '90%'), 'units.0.values.main-business.0.actual', '百分号', 'percent sign'],
  ['goals where values are due', (u) => (u.values['key-tasks'] = []), 'units.0.values.key-tasks', '不是目标清单', 'not a list of goals'],
  ['values where goals are due', (u) => (u.values['main-business'] = { a: '1' }), 'units.0.values.main-business', '应为目标清单', 'takes a list of goals'],
  ['a review half held', (u) => (u.values.management['half-year'] = '0.5'), 'units.0.values.management.half-year', '只能写 1', 'written 1 (held) or 0'],
  [
    'a goal twice',
    (u) => u.values['main-business'].push({ goal: 'g1', target: '1', actual: '1' }),
    'units.0.values.main-business.2.goal',
    '目标“g1”出现两次',
    'goal “g1” appears twice',
  ],
  ['a goal without a plan', (u) => delete u.values['main-business'][0].target, 'units.0.values.main-business.0.target', '缺少“target”', '“target” is missing'],
  ['a negative goal weight', (u) => (u.values['main-business'][0].weight = '-1'), 'units.0.values.main-business.0.weight', '不能为负', 'must not be negative'],
  [
    'goals that all weigh 0',
    (u) =>
      u.values['main-business'].forEach((g: Loose) => {
        g.weight = '0';
      }),
    'units.0.values.main-business',
    '权重都是 0',
    'All goals weigh 0',
  ],
  [
    'a day that does not exist',
    (u) => u.values['main-business'].push({ goal: 'm', kind: 'milestone', due: '2026-02-30', done: null }),
    'units.0.values.main-business.2.due',
    '真实存在',
    'must exist',
  ],
  [
    'a share above 100',
    (u) => u.values['main-business'].push({ goal: 'm', kind: 'milestone', due: '2026-02-28', done: null, share: '120' }),
    'units.0.values.main-business.2.share',
    '超出范围',
    'outside the range',
  ],
  [
    'a composite without components',
    (u) => u.values['main-business'].push({ goal: 'c', kind: 'composite', components: [] }),
    'units.0.values.main-business.2.components',
    '至少 1',
    'at least 1',
  ],
  [
    'a fault deep in a composite',
    (u) => u.values['main-business'].push({ goal: 'c', kind: 'composite', components: [{ goal: 'x', target: 'ten', actual: '1' }] }),
    'units.0.values.main-business.2.components.0.target',
    '应为准确的数',
    'exact number',
  ],
  ['a finding about an unknown part', (u) => add(u, { part: 'morale' }), 'units.0.findings.1.part', '没有接受数据的部分', 'no part “morale”'],
  [
    'a finding about a part that reads none',
    (u) => add(u, { part: 'half-year' }),
    'units.0.findings.1.criterion',
    '没有这类依据的标准',
    'no criterion “late-report”',
  ],
  ['an unknown criterion', (u) => add(u, { criterion: 'mood' }), 'units.0.findings.1.criterion', '没有这类依据的标准“mood”', 'no criterion “mood”'],
  ['an addition under a deduction’s criterion', (u) => add(u, { kind: 'add' }), 'units.0.findings.1.criterion', '没有这类依据', 'no criterion'],
  ['points other than the fixed ones', (u) => add(u, { points: '5' }), 'units.0.findings.1.points', '固定 2 分', 'fixed at 2 points'],
  ['a period outside the year', (u) => add(u, { period: 'q5' }), 'units.0.findings.1.period', '“q5”', 'known are: q1, q2, q3, q4'],
  [
    'no period',
    (u) => {
      add(u, {});
      delete u.findings[1].period;
    },
    'units.0.findings.1.period',
    '（空）',
    '(none)',
  ],
  ['an unknown tier', (u) => (u.findings[0].level = 'tier-9'), 'units.0.findings.0.level', '档次“tier-9”不存在', 'no tier “tier-9”'],
  ['a second tier', (u) => u.findings.push({ ...u.findings[0], level: 'tier-1' }), 'units.0.findings.1', '不能再有第二个', 'a second one is refused'],
  [
    'an unknown veto',
    (u) => add(u, { kind: 'veto', part: 'total', criterion: 'rudeness' }),
    'units.0.findings.1.criterion',
    '没有一票否决事项',
    'no veto “rudeness”',
  ],
  [
    'an override that no part knows',
    (u) => add(u, { kind: 'override', criterion: 'province-top-three' }),
    'units.0.findings.1.criterion',
    '没有这类依据',
    'no criterion',
  ],
  [
    'an office figure for an unknown goal',
    (u) => add(u, { kind: 'level', part: 'main-business', criterion: 'office-figure', goal: 'g9', points: '50' }),
    'units.0.findings.1.goal',
    '不在目标清单中',
    'not in the list of goals',
  ],
  [
    'an office figure above the cap',
    (u) => add(u, { kind: 'level', part: 'main-business', criterion: 'office-figure', goal: 'g1', points: '150' }),
    'units.0.findings.1.points',
    '超出范围',
    'outside the range',
  ],
  ['an unknown group', (u) => (u.ratings.tourists = panelTally({ good5: 3 })), 'units.0.ratings.tourists', '没有评议主体', 'no group of raters “tourists”'],
  [
    'a question of another questionnaire',
    (u) => (u.ratings.journalists.counts.results = { good5: 1 }),
    'units.0.ratings.journalists.counts.results',
    '没有题目“results”',
    'known are: overall',
  ],
  [
    'an unknown level',
    (u) => (u.ratings.journalists.counts.overall.great = 1),
    'units.0.ratings.journalists.counts.overall.great',
    '没有等级“great”',
    'no level “great”',
  ],
  [
    'a negative count',
    (u) => (u.ratings.journalists.counts.overall.good5 = -1),
    'units.0.ratings.journalists.counts.overall.good5',
    '不小于 0 的整数',
    'not below 0',
  ],
  [
    'half a ballot',
    (u) => (u.ratings.journalists.counts.overall.good5 = 1.5),
    'units.0.ratings.journalists.counts.overall.good5',
    '不小于 0 的整数',
    'whole number',
  ],
  ['a count as text', (u) => (u.ratings.journalists.counts.overall.good5 = '3'), 'units.0.ratings.journalists.counts.overall.good5', '整数', 'whole number'],
  [
    'more answers than people',
    (u) => (u.ratings.journalists.counts.overall.good5 = 6),
    'units.0.ratings.journalists.counts.overall',
    '名册只有 5 人',
    'only 5 people on the list',
  ],
  [
    'a pair in the wrong order',
    (u) => (u.ratings['public-web'].products = { 'results*attitude': '1' }),
    'units.0.ratings.public-web.products.results*attitude',
    '按字母顺序',
    'code-unit order',
  ],
  [
    'a pair of an unknown question',
    (u) => (u.ratings['public-web'].pairs = { 'results*speed': 1 }),
    'units.0.ratings.public-web.pairs.results*speed',
    '题目编号',
    'question ids',
  ],
  [
    'more pairs than answers',
    (u) => (u.ratings['public-web'].pairs['attitude*results'] = 21),
    'units.0.ratings.public-web.pairs.attitude*results',
    '不能多于',
    'cannot count more ballots',
  ],
  ['no roster field', (u) => delete u.ratings.journalists.roster, 'units.0.ratings.journalists.roster', '缺少“roster”', '“roster” is missing'],
  ['an unknown field', (u) => (u.bonus = 5), 'units.0.bonus', '不认识的字段：bonus', 'Unknown field: bonus'],
  ['a unit id with a dot', (u) => (u.id = 'a.b'), 'units.0.id', '编号', 'id'],
];

describe('faulty inputs are refused with a sentence', () => {
  it('accepts the sound one', () => expect(checkInput(flagship, good())).toMatchObject({ ok: true }));

  it.each(CASES)('%s', (_, spoil, path, zh, en) => {
    const input = good();
    spoil(input.units[0], input);
    const checked = checkInput(flagship, input);
    const found = (checked.ok ? [] : checked.faults).map((one) => ({ path: one.path.join('.'), zh: one.message.zh, en: one.message.en }));
    expect(found).toContainEqual({ path, zh: expect.stringContaining(zh), en: expect.stringContaining(en) });
  });

  it('limits the number of goals where the scheme does', () => {
    const goals = Array.from({ length: 6 }, (_, n) => ({ goal: `f${n}`, target: '1', actual: '1' }));
    const checked = checkInput(loadScheme('s2'), { scheme: 's2', cycle: '2026', units: [{ id: 'a', category: 'agencies', values: { functional: goals } }] });
    expect(checked.ok ? [] : checked.faults.map(({ message }) => message.en)).toEqual(['At most 5 goals are allowed.']);
  });

  it('asks for points where the criterion leaves them open, within its limit', () => {
    const s3 = loadScheme('s3');
    const check = (points?: string) => {
      const finding = { part: 'bonus', kind: 'add', criterion: 'other-innovation', ...(points !== undefined && { points }) };
      const checked = checkInput(s3, { scheme: 's3', cycle: '2026', units: [{ id: 'a', category: 'office', findings: [finding] }] });
      return checked.ok ? [] : checked.faults.map(({ message }) => message.en);
    };
    expect(check('7')).toEqual([]);
    expect(check()).toEqual(['This criterion needs points, from 0 to 20.']);
    expect(check('21')).toEqual(['21 lies outside the range 0 to 20.']);
    expect(check('-1')).toEqual(['-1 lies outside the range 0 to 20.']);
  });

  it('stops score() with every fault at once', () => {
    const input = good();
    input.units[0].values['key-tasks'].manyuan = '101';
    input.units[0].ratings.tourists = panelTally({ good5: 3 });
    expect(() => score(flagship, input, DIGEST)).toThrow(FaultyInput);
    try {
      score(flagship, input, DIGEST);
    } catch (error) {
      expect(error instanceof FaultyInput ? error.faults : []).toHaveLength(2);
      expect(String(error)).toContain('units.0.values.key-tasks.manyuan: 101 lies outside the range 0 to 100.');
    }
  });

  it.each([null, 5, [], { scheme: 'demo-flagship' }, { scheme: 'demo-flagship', cycle: '', units: [] }])('refuses %j', (value) =>
    expect(checkInput(flagship, value).ok).toBe(false),
  );
});
