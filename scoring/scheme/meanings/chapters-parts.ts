import type { Chapters } from './meaning.ts';

/** Kinds of part that stand in most schemes, in the order of the reference page. */
export const partChapters: Chapters = {
  weighted: {
    zh: '加权平均：Σ 权重 × 值 ÷ Σ 权重。',
    en: 'Weighted mean: Σ weight × value ÷ Σ weight.',
    examples: [
      `id: total
label: { zh: 总分, en: Total }
kind: weighted
sum: 100
missing: refuse
at_least: 1
parts:
  - { id: work, label: { zh: 工作, en: Work }, weight: 70, kind: value, value: score, range: [0, 100] }
  - { id: study, label: { zh: 学习, en: Study }, weight: 30, if_missing: redistribute, kind: value, value: score, range: [0, 100] }`,
    ],
  },
  sum: {
    zh: '各部分相加。',
    en: 'The parts added up.',
    examples: [
      `id: total
label: { zh: 总分, en: Total }
kind: sum
missing: zero
parts:
  - { id: work, label: { zh: 工作, en: Work }, kind: value, value: score, range: [0, 100] }
  - { id: extra, label: { zh: 附加, en: Extra }, if_missing: zero, kind: value, value: score, range: [0, 10] }`,
    ],
  },
  value: {
    zh: '数据直接给出的一个数。',
    en: 'One figure that the input gives.',
    examples: [
      `id: attendance
label: { zh: 出勤率, en: Attendance }
kind: value
reads: people
value: attendance
range: [0, 100]
unit: percent`,
    ],
    input: `values: { people: { attendance: 96.5 } }`,
  },
  mean: {
    zh: '几个给定数的平均数。',
    en: 'Plain mean of several given figures.',
    examples: [
      `id: tasks
label: { zh: 重点工作, en: Key tasks }
kind: mean
range: [0, 100]
absent: skip
at_least: 1
values:
  - { id: roads, label: { zh: 道路, en: Roads } }
  - { id: schools, label: { zh: 学校, en: Schools } }`,
    ],
    input: `values: { tasks: { roads: 92, schools: 88 } }`,
  },
  items: {
    zh: '各项得分相加，每项从 0 到该项满分。',
    en: 'Item scores added up, each from 0 to the points of its item.',
    examples: [
      `id: duties
label: { zh: 各项工作, en: Duties }
kind: items
sum: 100
missing: refuse
items:
  - { id: plan, label: { zh: 计划, en: Plan }, points: 40 }
  - { id: result, label: { zh: 成效, en: Result }, points: 60 }`,
    ],
    input: `values: { duties: { plan: 38, result: 51.5 } }`,
  },
  checklist: {
    zh: '问答清单：每题从同一组答案中选一个，得到该题分值的一定比例，再相加。',
    en: 'Questions, each answered from the same list; an answer earns its share of the points of the question, and they are added up.',
    examples: [
      `id: openness
label: { zh: 公开情况, en: Openness }
kind: checklist
sum: 100
missing: refuse
answers:
  - { id: "yes", label: { zh: 是, en: "Yes" }, share: 1 }
  - { id: partly, label: { zh: 部分, en: Partly }, share: 1/2 }
  - { id: "no", label: { zh: 否, en: "No" }, share: 0 }
questions:
  - { id: online, label: { zh: 网上公开, en: Online }, points: 40 }
  - { id: current, label: { zh: 及时更新, en: Up to date }, points: 60 }`,
    ],
    input: `answers: { openness: { online: "yes", current: partly } }`,
  },
  completion: {
    zh: '目标完成率，百分数：各目标的完成率按权重平均（或取最差）。目标有数值、节点、组合三种。',
    en: 'Completion of goals, per cent: the mean of the goals by weight, or the worst one. A goal is a number, a milestone or a composite.',
    examples: [
      `id: goals
label: { zh: 目标, en: Goals }
kind: completion
figures: reported
ratio: of-plan
cap: 100
combine: mean
weights: given
at_most: 5
office_finding:
  id: office-figure
  label: { zh: 考核办认定, en: Settled by the office }
  measure: { zh: 依据现场核查记录认定的百分比, en: per cent done by the inspection record }`,
      `id: term
label: { zh: 任期目标, en: Goals of the term }
kind: completion
figures: verified
ratio: from-start
sums: [year-1, year-2]
weights: equal`,
    ],
    input: `values:
  goals:
    - { goal: pipes, target: 10, actual: 8 }
    - { goal: noise, direction: decrease, target: 60, actual: 57, weight: 2 }
    - { goal: permit, kind: milestone, due: 2026-06-30, done: 2026-06-12 }
    - { goal: dam, kind: milestone, due: 2026-12-31, done: null, share: 40 }`,
  },
  points: {
    zh: '基础分 + 加分 − 扣分，只按列出的标准。',
    en: 'Base + additions − deductions, under listed criteria only.',
    examples: [
      `id: management
label: { zh: 管理, en: Management }
kind: points
base: 80
periods: [q1, q2, q3, q4]
held: reviewed
additions_cap: 10
criteria:
  - id: late-report
    kind: deduct
    points: 2
    entries: each
    label: { zh: 迟报, en: Late report }
    measure: { zh: 规定日期之后报送的材料，每件, en: each report handed in after its day }
  - id: award
    kind: add
    at_most: 5
    label: { zh: 获奖, en: Award }
    measure: { zh: 省级以上文件表彰，按文件所列等级, en: "an award by a document of the province, by its class" }`,
      `id: extra
label: { zh: 附加分, en: Extra points }
kind: points
base: 0
additions_share: { share: 1/5, of: 30 }
criteria:
  - { id: visit, kind: add, points: 1, label: { zh: 走访, en: Visit }, measure: { zh: 有记录的走访，每次, en: each recorded visit } }`,
    ],
    input: `values: { management: { reviewed: 1 } }
findings:
  - { part: management, kind: deduct, criterion: late-report, period: q2, source: doc-17 }
  - { part: management, kind: add, criterion: award, points: 3, period: q4, source: doc-22 }`,
  },
  tiers: {
    zh: '按档次得分。',
    en: 'Points by tier.',
    examples: [
      `id: ranking
label: { zh: 分档, en: Banded ranking }
kind: tiers
criterion: year-end-tier
measure: { zh: 年终分档文件所列档次, en: the tier in the year-end document }
tiers:
  - { id: first, label: { zh: 一档, en: First }, points: 3 }
  - { id: second, label: { zh: 二档, en: Second }, points: 0 }`,
    ],
    input: `findings:
  - { part: ranking, kind: tier, criterion: year-end-tier, level: first, source: doc-31 }`,
  },
  image: {
    zh: '公众形象：评议主体对单位的评议。每题为有效答案的平均分，题目按权重合成主体，主体按权重合成得分，并给出误差区间。',
    en: 'Public image: ratings by groups. A question is the mean of its valid answers, questions make up a group and groups the score, each by weight, with its interval.',
    examples: [
      `id: image
label: { zh: 公众形象, en: Public image }
kind: image
dont_know: dk
below_minimum: drop
when_empty: redistribute
answer_labels: { few_below: 30, full_from: 100 }
levels:
  - { id: good, label: { zh: 满意, en: Satisfied }, value: 100 }
  - { id: bad, label: { zh: 不满意, en: Dissatisfied }, value: 0 }
questionnaires:
  - id: short
    label: { zh: 问卷, en: Questionnaire }
    questions:
      - { id: overall, label: { zh: 总体, en: Overall }, weight: 1 }
groups:
  - { id: residents, label: { zh: 居民, en: Residents }, weight: 60, questionnaire: short, minimum: 10 }
  - { id: deputies, label: { zh: 代表, en: Deputies }, weight: 40, questionnaire: short, minimum: 3, ballot: named }`,
    ],
    input: `ratings:
  residents: { roster: null, counts: { overall: { good: 81, bad: 22, dk: 6 } } }
  deputies: { roster: 40, counts: { overall: { good: 30, bad: 5 } } }`,
  },
};
