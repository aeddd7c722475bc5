import { parse } from 'yaml';
import { besideChapters, fileChapters, partChapters, stepChapters } from '../../scoring/scheme/meanings/index.ts';
import type { Loose } from './support.ts';

const KINDS = { ...partChapters, ...besideChapters };
const example = (kind: string, index = 0): Loose => parse(KINDS[kind]?.examples[index] ?? '');
const step = (name: string): Loose => parse(stepChapters[name]?.examples[0] ?? '');
const text = (zh: string): Loose => ({ zh, en: 'Name' });
const plain = (id: string): Loose => ({ id, label: text('数'), kind: 'value', value: 'figure', range: [0, 100] });

/** A part with steps. */
// biome-ignore lint/suspicious/noThenProperty: the steps of a part stand under then
const stepped = (node: Loose, ...steps: Loose[]): Loose => Object.assign(node, { then: steps });

const TREE = ['checklist', 'items', 'product', 'ratio', 'linked', 'picks', 'duties', 'tiers', 'points'];

/** A scheme that holds, with one of every kind that the flagship does without. */
export function sound(): Loose {
  const months = example('periods');
  return {
    id: 'rich',
    version: 1,
    title: text('各种部分'),
    decimals: 2,
    rank_on: { decimals: 0 },
    ties: 'dense',
    tie_break: ['openness'],
    visibility: 'public',
    vetoes: { list: [{ id: 'safety', label: text('安全'), measure: text('事故 1 起'), bars: ['commendation'] }] },
    categories: [
      {
        id: 'units',
        label: text('单位'),
        ranked: true,
        tree: stepped({ id: 'total', label: text('总分'), kind: 'sum', missing: 'zero', parts: TREE.map((kind) => distinct(kind)) }, step('rescale')),
        figures: [months, example('count'), example('places'), stepped(example('figure'), step('bands'), step('cut'))],
        grading: parse(fileChapters['grading']?.examples[0] ?? ''),
        consequences: [{ id: 'report', label: text('报告'), when: { any: [{ grade: ['poor'] }] }, due: { on: { months: [3], day: 'last' } } }],
        letter: { parties: [{ id: 'office', label: text('考核办') }], handover: 'predecessor-until-signed', visibility: 'office' },
      },
      { id: 'staff', label: text('人员'), ranked: false, persons: true, tree: { ...plain('total'), visibility: 'office' } },
    ],
    pools: [
      {
        id: 'pot',
        label: text('奖金池'),
        visibility: 'office',
        from: { category: 'units', figure: 'openness', gather: 'together' },
        to: { category: 'staff', vetoed: 'left-out' },
        slices: [
          { id: 'first', label: text('奖金'), kind: 'prizes', amounts: [900, 600], by: 'total' },
          { id: 'rest', label: text('其余'), kind: 'portion', share: 1, by: 'total', only: { all: [{ part: 'total', from: 60 }] } },
        ],
        into: [
          { id: 'a', label: text('甲'), weight: 1 },
          { id: 'b', label: text('乙'), weight: 2 },
        ],
      },
    ],
  };
}

/** The example of a kind, its inner ids told apart from those of its neighbours. */
function distinct(kind: string): Loose {
  const node = example(kind);
  if (node.parts !== undefined) node.parts = node.parts.map((part: Loose, n: number) => ({ ...part, id: `${kind}-${n}` }));
  return node;
}

const part = (s: Loose, kind: string): Loose => s.categories[0].tree.parts[TREE.indexOf(kind)];
const at = (kind: string): string => `categories.0.tree.parts.${TREE.indexOf(kind)}`;
const units = (s: Loose): Loose => s.categories[0];

/** `spoil` gets a scheme, or a unit and its input. */
export type Row = [name: string, spoil: (what: Loose, around: Loose) => unknown, path: string, zh: string, en: string];

/** What is broken · how · the path of the fault · words of its sentence, in both languages. */
export const SCHEMES: readonly Row[] = [
  ['a rank on decimals that nobody prints', (s) => (s.rank_on = { decimals: 9 }), 'rank_on.decimals', '最多 6', 'at most 6'],
  ['a rank on what does not exist', (s) => (s.rank_on = 'rounded'), 'rank_on', 'printed, exact', 'must be one of: printed, exact'],
  ['an unknown way to share places', (s) => (s.ties = 'olympic'), 'ties', 'competition', 'competition, dense, last, mean'],
  ['a tie broken by an unknown part', (s) => (s.tie_break = ['mood']), 'tie_break.0', '没有编号为“mood”的部分', 'no part with the id “mood”'],
  ['two answers of one id', (s) => (part(s, 'checklist').answers[1].id = 'yes'), `${at('checklist')}.answers.1.id`, '重复', 'used twice'],
  ['two questions of one id', (s) => (part(s, 'checklist').questions[1].id = 'online'), `${at('checklist')}.questions.1.id`, '重复', 'used twice'],
  [
    'an answer worth more than its question',
    (s) => (part(s, 'checklist').answers[0].share = 2),
    `${at('checklist')}.answers.0.share`,
    '0 与 1 之间',
    'between 0 and 1',
  ],
  ['a question worth nothing', (s) => (part(s, 'checklist').questions[0].points = 0), `${at('checklist')}.questions.0.points`, '必须大于 0', 'must be above 0'],
  [
    'questions that do not sum',
    (s) => (part(s, 'checklist').sum = 90),
    `${at('checklist')}.questions`,
    '声明各项分值之和为 90，实际为 100',
    'sum to 90 points, but sum to 100',
  ],
  ['items that do not sum', (s) => (part(s, 'items').sum = 90), `${at('items')}.items`, '实际为 100', 'but sum to 100'],
  [
    'a stretch from high to low',
    (s) => (units(s).tree.then[0].from = ['highest', 'lowest']),
    'categories.0.tree.then.0',
    '先低后高',
    'go from lower to higher',
  ],
  ['a stretch onto a point', (s) => (units(s).tree.then[0].to = [5, 5]), 'categories.0.tree.then.0', 'to 的两端不能相同', 'the ends of to must differ'],
  [
    'a stretch from what does not exist',
    (s) => (units(s).tree.then[0].from = ['worst', 100]),
    'categories.0.tree.then.0.from.0',
    'lowest',
    'or lowest or highest',
  ],
  [
    'a reward that compares units',
    (s) => (units(s).rewards = [{ id: 'bonus', label: text('奖金'), steps: [step('rescale')] }]),
    'categories.0.rewards.0.steps.0',
    '不能用于奖励',
    'in rewards and in parts that repeat by period',
  ],
  [
    'a period that compares units',
    (s) => stepped(units(s).figures[0].part, step('rescale')),
    'categories.0.figures.0.part.then.0',
    '按期重复',
    'only a rescale between two numbers',
  ],
  [
    'bands of a step with a gap',
    (s) => (units(s).figures[3].then[0].bands[0].from = 95),
    'categories.0.figures.3.then.0.bands',
    '空档',
    'gap or an overlap at',
  ],
  ['a cut to nothing', (s) => (units(s).figures[3].then[1].to = 0), 'categories.0.figures.3.then.1.to', '必须大于 0', 'must be above 0'],
  [
    'standard scores without a deviation',
    (s) => stepped(part(s, 'items'), { ...step('standardise'), deviation: 0 }),
    `${at('items')}.then.0.deviation`,
    '必须大于 0',
    'must be above 0',
  ],
  [
    'a raise that is taken back',
    (s) => stepped(part(s, 'items'), step('raise'), { do: 'clamp', max: 80 }),
    `${at('items')}.then.0.to`,
    '提高到 90 不会生效',
    'Raising to 90 is unreachable',
  ],
  [
    'more parts asked for than there are',
    (s) => Object.assign(units(s), { tree: { ...example('weighted'), at_least: 3 } }),
    'categories.0.tree.at_least',
    '而只有 2 项',
    'there are only 2',
  ],
  ['one part of a ratio', (s) => part(s, 'ratio').parts.pop(), `${at('ratio')}.parts`, '至少 2', 'at least 2'],
  [
    'a link to an unknown category',
    (s) => (part(s, 'linked').categories = ['crew']),
    `${at('linked')}.categories.0`,
    '没有编号为“crew”的类别',
    'no category with the id “crew”',
  ],
  ['a link to an unknown part', (s) => (part(s, 'linked').of = 'mood'), `${at('linked')}.of`, '没有编号为“mood”的部分', 'no part with the id “mood”'],
  ['a link both ways', (s) => (part(s, 'linked').linked_by = 'leads'), at('linked'), '只能写其一', 'link or linked_by, not both'],
  ['totals that depend on themselves', (s) => (part(s, 'linked').categories = ['units']), 'categories', '成环', 'go in a circle'],
  ['a figure of what comes later', (s) => (units(s).figures[1].among = 'pay'), 'categories.0.figures.1', '或它在后面才算出', 'only worked out later'],
  [
    'a place inside the tree',
    (s) => units(s).tree.parts.push({ ...example('places'), id: 'second-pay' }),
    `categories.0.tree.parts.${TREE.length}`,
    '只能放在 figures 中',
    'may stand in figures only',
  ],
  [
    'a count without limits',
    (s) => Object.assign(units(s).figures[1], { from: undefined, below: undefined }),
    'categories.0.figures.1',
    '要写界线',
    'needs a limit',
  ],
  ['a place at both ends', (s) => (units(s).figures[2].table[0].last = 3), 'categories.0.figures.2.table.0', '只写 first 或 last', 'first or last'],
  ['two periods of one id', (s) => (units(s).figures[0].periods[1].id = 'm01'), 'categories.0.figures.0.periods.1.id', '重复', 'used twice'],
  [
    'a day counted from an event, but not how far',
    (s) => (part(s, 'duties').duties[1].due = { after: { event: 'case' } }),
    `${at('duties')}.duties.1.due.after`,
    '计时必须写',
    'needs months, days or working_days',
  ],
  ['a day that no month has', (s) => (part(s, 'duties').duties[0].due.on.day = 32), `${at('duties')}.duties.0.due.on.day`, '31', '31'],
  ['additions capped twice', (s) => (part(s, 'points').additions_share = { share: '1/5', of: 50 }), at('points'), '只能写其一', 'not both'],
  ['a vague tier', (s) => (part(s, 'tiers').measure.zh = '由领导酌情确定'), `${at('tiers')}.measure`, '无法衡量', 'cannot be measured'],
  ['quotas above 100 %', (s) => (units(s).grading.quotas[0].share = '11/10'), 'categories.0.grading.quotas', '合计不超过 100%', 'together at most 100 %'],
  ['a quota of nothing', (s) => (units(s).grading.quotas[0].share = 0), 'categories.0.grading.quotas', '应大于 0', 'above 0'],
  [
    'a rule that is never reached',
    (s) => units(s).grading.rules.push({ ...units(s).grading.rules[0], id: 'again' }),
    'categories.0.grading.rules.1',
    '永远轮不到',
    'never reached',
  ],
  [
    'a level that nothing gives',
    (s) => units(s).grading.levels.push({ id: 'idle', label: text('空') }),
    'categories.0.grading.levels',
    '没有任何规定能给出等次“idle”',
    'Nothing can ever give the level “idle”',
  ],
  [
    'a rule that gives an unknown level',
    (s) => (units(s).grading.otherwise = 'fine'),
    'categories.0.grading',
    '没有编号为“fine”的等次',
    'no level with the id “fine”',
  ],
  ['places that do not grow', (s) => units(s).grading.places.push({ level: 'good', up_to: 5 }), 'categories.0.grading.places', '逐档增大', 'must grow'],
  ['levels with a gap between bands', (s) => (units(s).grading.bands.bands[1].below = 60), 'categories.0.grading.bands.bands', '空档', 'gap or an overlap'],
  [
    'a condition on two things',
    (s) => (units(s).grading.rules[0].when.any[0].part = 'total'),
    'categories.0.grading.rules.0.when.any.0',
    '之一',
    'exactly one of part, grade, veto',
  ],
  [
    'a condition without a limit',
    (s) => delete units(s).grading.rules[0].when.any[1].below,
    'categories.0.grading.rules.0.when.any.1',
    '要写界线',
    'needs a limit',
  ],
  [
    'a limit without a part',
    (s) => (units(s).grading.rules[0].when.any[0].below = 5),
    'categories.0.grading.rules.0.when.any.0',
    '只有条件“part”才有界线',
    'Only a condition on a part',
  ],
  ['neither any nor all', (s) => (units(s).grading.rules[0].when = {}), 'categories.0.grading.rules.0.when', 'any 或 all', 'any or all'],
  [
    'a condition on an unknown veto',
    (s) => (units(s).grading.rules[0].when.any[0].veto = 'rudeness'),
    'categories.0.grading.rules.0.when.any.0.veto',
    '没有编号为“rudeness”的一票否决',
    'no veto with the id “rudeness”',
  ],
  [
    'a consequence of an unknown grade',
    (s) => (units(s).consequences[0].when.any[0].grade = ['bad']),
    'categories.0.consequences.0.when.any.0.grade.0',
    '没有编号为“bad”',
    'id “bad”',
  ],
  ['two parties of one id', (s) => units(s).letter.parties.push(units(s).letter.parties[0]), 'categories.0.letter.parties.1.id', '重复', 'used twice'],
  ['a figure about persons that everybody sees', (s) => delete s.categories[1].tree.visibility, 'categories.1.tree.visibility', '涉及个人', 'is about persons'],
  ['money for persons that everybody sees', (s) => delete s.pools[0].visibility, 'pools.0.visibility', '涉及个人', 'is about persons'],
  ['shares above the whole', (s) => (s.pools[0].slices[1].share = '3/2'), 'pools.0.slices', '合计不超过 100%', 'together at most 100 %'],
  ['money from nowhere', (s) => delete s.pools[0].from, 'pools.0', '没有资金来源', 'Without money'],
  ['money from an unknown figure', (s) => (s.pools[0].from.figure = 'gold'), 'pools.0.from.figure', '没有编号为“gold”的部分', 'no part with the id “gold”'],
  ['a prize below nothing', (s) => (s.pools[0].slices[0].amounts[1] = -5), 'pools.0.slices.0.amounts', '不能为负', 'must not be negative'],
  [
    'a split into nothing',
    (s) => Object.assign(s.pools[0], { into: s.pools[0].into.map((one: Loose) => ({ ...one, weight: 0 })) }),
    'pools.0.into',
    '也不能都是 0',
    'not be negative or all 0',
  ],
  ['two pools of one id', (s) => s.pools.push(s.pools[0]), 'pools.1.id', '重复', 'used twice'],
  ['a name in one language', (s) => (s.title = 'Rich'), 'title', '中英文都要写', 'both languages'],
  ['a number in quotation marks', (s) => (s.version = '1'), 'version', '不加引号的数', 'without quotation marks'],
  ['a yes for true', (s) => (units(s).ranked = 'yes'), 'categories.0.ranked', 'true 或 false', 'true or false'],
  ['one thing where a list is due', (s) => (s.categories = s.categories[0]), 'categories', '清单', 'a list'],
  ['a list where one thing is due', (s) => (units(s).tree = []), 'categories.0.tree', '名称: 值', 'name: value'],
  ['two unknown fields', (s) => Object.assign(units(s), { colour: 1, size: 2 }), 'categories.0.size', '不认识的字段：size', 'Unknown field: size'],
];
