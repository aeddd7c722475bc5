import { describe, expect, it } from 'vitest';
import { checkScheme } from '../../scoring/index.ts';
import { type Loose, rawScheme } from './support.ts';

type Break = (scheme: Loose) => void;

const departments = (scheme: Loose) => scheme.categories[0].tree;
const achievements = (scheme: Loose) => departments(scheme).parts[0];
const image = (scheme: Loose) => departments(scheme).parts[1];
const management = (scheme: Loose) => departments(scheme).parts[2];
const criteria = (scheme: Loose) => management(scheme).parts[0].criteria;

/** What is broken · how · the path of the fault · words of its sentence, in both languages. */
const CASES: [string, Break, string, string, string][] = [
  [
    'weights that do not sum to what is declared',
    (s) => (departments(s).parts[0].weight = 45),
    'categories.0.tree.parts',
    '声明权重之和为 100，实际为 95',
    'declared to sum to 100, but sum to 95',
  ],
  ['a negative weight', (s) => (departments(s).parts[0].weight = -50), 'categories.0.tree.parts.0.weight', '不能为负', 'must not be negative'],
  ['a part without a weight', (s) => delete departments(s).parts[0].weight, 'categories.0.tree.parts.0.weight', '必须写明权重', 'must state its weight'],
  [
    'all weights 0',
    (s) =>
      image(s).groups.forEach((g: Loose) => {
        g.weight = 0;
      }),
    'categories.0.tree.parts.1.groups',
    '所有权重都是 0',
    'All weights are 0',
  ],
  [
    'a weight where nothing is weighted',
    (s) => (management(s).parts[1].parts[0].weight = 5),
    'categories.0.tree.parts.2.parts.1.parts.0.weight',
    '没有作用',
    'has no effect here',
  ],
  ['a weight on the root', (s) => (departments(s).weight = 5), 'categories.0.tree.weight', '没有作用', 'has no effect here'],
  [
    'redistribution inside a sum',
    (s) => (management(s).parts[1].parts[1].if_missing = 'redistribute'),
    'categories.0.tree.parts.2.parts.1.parts.1.if_missing',
    '没有作用',
    'has no effect',
  ],
  ['a gap between grades', (s) => (s.grades.bands[2].below = 75), 'grades.bands', '空档：75 至 80', 'gap between the grades: 75 to 80'],
  ['overlapping grades', (s) => (s.grades.bands[2].below = 85), 'grades.bands', '重叠：80 至 85', 'overlap: 80 to 85'],
  ['grades without an open end', (s) => (s.grades.bands[3].from = 0), 'grades.bands', '恰有一个没有下限', 'no lower limit'],
  ['an upside-down grade', (s) => (s.grades.bands[1].from = 95), 'grades.bands', '下限不低于上限', 'not below its upper limit'],
  ['two categories of one id', (s) => (s.categories[1].id = 'departments'), 'categories.1.id', '“departments”重复', '“departments” is used twice'],
  ['two parts of one id', (s) => (image(s).id = 'achievements'), 'categories.0.tree.parts.1.id', '重复', 'used twice'],
  ['two criteria of one id', (s) => (criteria(s)[1].id = 'late-report'), 'categories.0.tree.parts.2.parts.0.criteria.1.id', '重复', 'used twice'],
  ['two levels of one id', (s) => (image(s).levels[1].id = 'good5'), 'categories.0.tree.parts.1.levels.1.id', '重复', 'used twice'],
  [
    'two questions of one id',
    (s) => (image(s).questionnaires[0].questions[1].id = 'results'),
    'categories.0.tree.parts.1.questionnaires.0.questions.1.id',
    '重复',
    'used twice',
  ],
  ['two groups of one id', (s) => (image(s).groups[1].id = 'public-web'), 'categories.0.tree.parts.1.groups.1.id', '重复', 'used twice'],
  [
    'a deduction without a measurable criterion',
    (s) => delete criteria(s)[0].measure,
    'categories.0.tree.parts.2.parts.0.criteria.0.measure',
    '“late-report”没有写明可衡量的标准',
    '“late-report” names no measurable criterion',
  ],
  [
    'a vague deduction, in Chinese',
    (s) => (criteria(s)[0].measure.zh = '视情酌情扣分'),
    'categories.0.tree.parts.2.parts.0.criteria.0.measure',
    '无法衡量',
    'cannot be measured',
  ],
  [
    'a vague deduction, in English',
    (s) => (criteria(s)[0].measure.en = 'points off as appropriate'),
    'categories.0.tree.parts.2.parts.0.criteria.0.measure',
    '“as appropriate”',
    'says “as appropriate”',
  ],
  [
    'a veto without a measurable criterion',
    (s) => delete s.vetoes.list[0].measure,
    'vetoes.list.0.measure',
    '“safety”没有写明',
    '“safety” names no measurable',
  ],
  [
    'a criterion with neither points nor limit',
    (s) => delete criteria(s)[0].points,
    'categories.0.tree.parts.2.parts.0.criteria.0',
    '二者只写其一',
    'not both and not neither',
  ],
  ['a criterion with both', (s) => (criteria(s)[0].at_most = 5), 'categories.0.tree.parts.2.parts.0.criteria.0', '二者只写其一', 'not both'],
  ['negative points', (s) => (criteria(s)[0].points = -2), 'categories.0.tree.parts.2.parts.0.criteria.0.points', '不能为负', 'must not be negative'],
  [
    'a group with an unknown questionnaire',
    (s) => (image(s).groups[0].questionnaire = 'long'),
    'categories.0.tree.parts.1.groups.0.questionnaire',
    '没有编号为“long”的问卷',
    'no questionnaire with the id “long”',
  ],
  [
    'a questionnaire that nobody answers',
    (s) =>
      image(s).groups.forEach((g: Loose) => {
        g.questionnaire = 'public';
      }),
    'categories.0.tree.parts.1.questionnaires.1.id',
    '没有任何评议主体使用',
    'used by no group',
  ],
  [
    'levels that are all alike',
    (s) =>
      image(s).levels.forEach((l: Loose) => {
        l.value = 50;
      }),
    'categories.0.tree.parts.1.levels',
    '都相同',
    'the same value',
  ],
  ['"don’t know" as a level', (s) => (image(s).dont_know = 'good1'), 'categories.0.tree.parts.1.dont_know', '不能同时是一个等级', 'must not be a level'],
  [
    'answer labels the wrong way round',
    (s) => (image(s).answer_labels.few_below = 200),
    'categories.0.tree.parts.1.answer_labels',
    '不能高于',
    'must not be above',
  ],
  ['a minimum of 0 answers', (s) => (image(s).groups[0].minimum = 0), 'categories.0.tree.parts.1.groups.0.minimum', '至少 1', 'at least 1'],
  ['a clamp upside down', (s) => (management(s).then[0].min = 200), 'categories.0.tree.parts.2.then.0', '下限 200', 'lower limit 200'],
  ['a clamp without limits', (s) => (management(s).then[0] = { do: 'clamp' }), 'categories.0.tree.parts.2.then.0', 'min 或 max', 'min or max'],
  ['an unknown step', (s) => (management(s).then[0] = { do: 'magic' }), 'categories.0.tree.parts.2.then.0.do', 'clamp', 'must be one of: clamp, raise'],
  ['a cap of 0', (s) => (achievements(s).parts[1].cap = 0), 'categories.0.tree.parts.0.parts.1.cap', '必须大于 0', 'must be above 0'],
  ['a range upside down', (s) => (achievements(s).parts[0].range = [100, 0]), 'categories.0.tree.parts.0.parts.0.range', '下限 100', 'lower limit 100'],
  [
    'a veto that caps an unknown grade',
    (s) => (s.vetoes.list[0].caps_grade = 'ok'),
    'vetoes.list.0.caps_grade',
    '没有编号为“ok”的等次',
    'no grade with the id “ok”',
  ],
  [
    'a veto without effect',
    (s) => {
      delete s.vetoes.list[0].caps_grade;
      delete s.vetoes.list[0].bars;
    },
    'vetoes.list.0',
    '没有任何效力',
    'has no effect',
  ],
  [
    'a commendation floor on an unknown part',
    (s) => (s.commendation.requires[0].part = 'picture'),
    'commendation.requires.0.part',
    '没有编号为“picture”的部分',
    'no part with the id “picture”',
  ],
  ['a commendation floor without a limit', (s) => delete s.commendation.requires[0].at_least, 'commendation.requires.0', 'at_least', 'must state at_least'],
  ['a share above 1', (s) => (s.commendation.requires[1].not_in_bottom = 10), 'commendation.requires.1.not_in_bottom', '0 与 1 之间', 'between 0 and 1'],
  ['an unknown kind of node', (s) => (image(s).kind = 'picture'), 'categories.0.tree.parts.1.kind', '取值应为以下之一', 'must be one of: value, mean'],
  ['a node without a kind', (s) => delete image(s).kind, 'categories.0.tree.parts.1.kind', '缺少“kind”', '“kind” is missing'],
  ['a misspelt field', (s) => (departments(s).wieght = 1), 'categories.0.tree.wieght', '是否应为“weight”', 'Unknown field: wieght; “weight” may be meant.'],
  ['a misspelt field at the top', (s) => (s.tie_braek = []), 'tie_braek', '是否应为“tie_break”', '“tie_break” may be meant.'],
  ['a field that is like none', (s) => (s.colour = 1), 'colour', '不认识的字段：colour。', 'Unknown field: colour.'],
  ['a field that is like one already there', (s) => (s.verison = 1), 'verison', '不认识的字段：verison。', 'Unknown field: verison.'],
  ['a missing label', (s) => delete image(s).label, 'categories.0.tree.parts.1.label', '缺少“label”', '“label” is missing'],
  ['a label in one language', (s) => delete image(s).label.en, 'categories.0.tree.parts.1.label.en', '缺少“en”', '“en” is missing'],
  ['a number that is not exact', (s) => (departments(s).parts[0].weight = '约 50'), 'categories.0.tree.parts.0.weight', '应为准确的数', 'exact number'],
  ['a number that is no number', (s) => (departments(s).parts[0].weight = true), 'categories.0.tree.parts.0.weight', '应为准确的数', 'exact number'],
  ['an id with capitals', (s) => (s.id = 'Demo Flagship'), 'id', '小写字母', 'lower-case'],
  ['no missing rule', (s) => delete departments(s).missing, 'categories.0.tree.missing', '缺少“missing”', '“missing” is missing'],
  ['no categories', (s) => (s.categories = []), 'categories', '至少 1', 'at least 1'],
  ['seven decimals', (s) => (s.decimals = 7), 'decimals', '最多 6', 'at most 6'],
  ['an unknown visibility', (s) => (s.visibility = 'secret'), 'visibility', 'public, unit, office', 'public, unit, office'],
];

describe('faulty schemes are refused with a sentence', () => {
  it.each(CASES)('%s', (_, spoil, path, zh, en) => {
    const scheme = rawScheme('demo-flagship');
    spoil(scheme);
    const checked = checkScheme(scheme);
    const faults = checked.ok ? [] : checked.faults;
    const found = faults.map((one) => ({ path: one.path.join('.'), zh: one.message.zh, en: one.message.en }));
    expect(found).toContainEqual({ path, zh: expect.stringContaining(zh), en: expect.stringContaining(en) });
  });

  it('tells all faults at once', () => {
    const scheme = rawScheme('demo-flagship');
    scheme.grades.bands[2].below = 75;
    departments(scheme).parts[0].weight = 45;
    const checked = checkScheme(scheme);
    expect(checked.ok ? 0 : checked.faults.length).toBe(2);
  });

  it.each([null, 5, 'text', [], {}])('refuses %j', (value) => {
    const checked = checkScheme(value);
    expect(checked.ok).toBe(false);
    for (const { message } of checked.ok ? [] : checked.faults) expect(message.zh && message.en).toBeTruthy();
  });

  it('checks item points against their declared sum', () => {
    const scheme = rawScheme('s3');
    scheme.categories[0].tree.parts[0].items[0].points = 31;
    const checked = checkScheme(scheme);
    expect(checked.ok ? [] : checked.faults.map(({ message }) => message.en)).toEqual(['The items are declared to sum to 100 points, but sum to 101.']);
  });
});
