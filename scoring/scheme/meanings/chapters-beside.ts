import type { Chapters } from './meaning.ts';

const value = (id: string): string => `{ id: ${id}, label: { zh: 数, en: Figure }, kind: value, value: figure, range: [0, 1000] }`;

/** Kinds of part that compute from other parts, units, periods and days. */
export const besideChapters: Chapters = {
  product: {
    zh: '各部分相乘，例如得分乘系数。',
    en: 'The parts multiplied, such as a score and its coefficient.',
    examples: [
      `id: weighed\nlabel: { zh: 乘系数, en: With coefficient }\nkind: product\nunit: points\nmissing: refuse\nparts:\n  - ${value('score')}\n  - ${value('coefficient')}`,
    ],
  },
  least: {
    zh: '取各部分中最低的值：最差的一项说了算。',
    en: 'The lowest of the parts: the worst one decides.',
    examples: [
      `id: weakest\nlabel: { zh: 最低项, en: The lowest }\nkind: least\nunit: points\nmissing: refuse\nparts:\n  - ${value('first')}\n  - ${value('second')}`,
    ],
  },
  ratio: {
    zh: '第一部分 ÷ 第二部分。',
    en: 'First part ÷ second part.',
    examples: [
      `id: unfinished-share\nlabel: { zh: 未完成比例, en: Share unfinished }\nkind: ratio\nunit: coefficient\nwhen_zero: zero\nparts:\n  - ${value('unfinished')}\n  - ${value('due')}`,
    ],
  },
  periods: {
    zh: '同一部分每一期各算一次，再相加或平均。数据写在该单位的 `periods` 里。',
    en: 'One part worked out once for each period from its own data, then summed or averaged; the data stand under the unit’s `periods`.',
    examples: [
      `id: months\nlabel: { zh: 各月, en: The months }\nkind: periods\nunit: points\ncombine: mean\nmissing: skip\nperiods:\n  - { id: m01, label: { zh: 1 月, en: January } }\n  - { id: m02, label: { zh: 2 月, en: February } }\npart: ${value('month')}`,
    ],
    input: `periods:\n  m01: { values: { month: { figure: 91 } } }\n  m02: { values: { month: { figure: 84 } } }`,
  },
  linked: {
    zh: '取其他单位的数：某些类别的全部单位，或数据里用关系指明的单位。',
    en: 'A figure of other units: all of some categories, or those that a link of the input names.',
    examples: [
      `id: departments-led\nlabel: { zh: 分管部门平均, en: Mean of the departments led }\nkind: linked\nunit: points\ncategories: [staff]\nlink: leads\nof: total\ncombine: mean\nmissing: refuse`,
      `id: own-leaders\nlabel: { zh: 分管领导平均, en: Mean of its leaders }\nkind: linked\ncategories: [staff]\nlinked_by: leads\nof: total\ncombine: mean\nmissing: skip`,
    ],
    input: `links: { leads: [water, roads] }`,
  },
  picks: {
    zh: '提名率：提名本单位的票 ÷ 全部票，百分数。数据最上面的 `ballots` 给出票数。',
    en: 'Per cent of the ballots that name the unit; `ballots` at the top of the input says how many were cast.',
    examples: [
      `id: nomination
label: { zh: 提名, en: Nomination }
kind: picks
choose: 3
ballots:
  kind: named
  fewer: allowed
  groups:
    - { id: staff, label: { zh: 教职工, en: Staff }, minimum: 10 }`,
    ],
    input: `values: { nomination: { named: 41 } }`,
  },
  replies: {
    zh: '答复情况：本单位在本年度办理居民留言的记录，百分数。只计截至日（数据最上面的 `repliesAsOf`）当天及以前已公开、且未撤回的留言；转办的算在当时承办的单位。留言、答复和工作日历随发布公布，任何人都能重算。取 `in-time` 的部分读 `ended` 和 `in-time`，取 `solved` 的读 `judged` 和 `solved`。',
    en: 'The reply record: how the unit answers residents in the cycle, per cent. It counts comments that were public and not withdrawn on the as-of day (`repliesAsOf` at the top of the input), with the unit that had to answer on that day. Comments, answers and working days are in every release, so anybody can count again. A part that takes `in-time` reads `ended` and `in-time`, one that takes `solved` reads `judged` and `solved`.',
    examples: [
      `id: answers-in-time
label: { zh: 按期答复率, en: Answers in time }
kind: replies
take: in-time
kinds: [complaint, serious-complaint]
no_cases: empty`,
      `id: solved
label: { zh: 解决率, en: Cases solved }
kind: replies
take: solved
no_cases: full`,
    ],
    input: `values: { answers-in-time: { ended: 24, in-time: 21 } }`,
  },
  duties: {
    zh: '有期限的事项（报告、评议、程序各环节）按时或迟了几项。`reads: reports` 取工作台里各单位的进展报送：报送截止日与某事项到期日同一天的，就是该事项的记录，出处写为 `report:年度/考核期`；未报的没有日期，过期即迟一次。',
    en: 'How many dated duties (reports, reviews, stages of a procedure) were on time or late. `reads: reports` takes the progress reports of the workspace: a report whose last day is the day on which a duty falls due is the record of that duty, with the source `report:cycle/period`; one that has not come has no day, and is late once when its day is past.',
    examples: [
      `id: reports
label: { zh: 报送, en: Reports }
kind: duties
in_order: true
take: late
duties:
  - id: self-report
    label: { zh: 自查报告, en: Self-report }
    not_before: { on: { months: [6], day: 1 } }
    due: { on: { months: [6], day: 20, years: [0] } }
  - id: answer
    label: { zh: 答复, en: Answer }
    due: { after: { event: case, working_days: 5 } }`,
    ],
    input: `deliveries:\n  reports:\n    - { duty: self-report, done: 2026-06-18 }\n    - { duty: answer, case: letter-8, from: 2026-07-01, done: 2026-07-06 }`,
  },
  figure: {
    zh: '（总分之外）本单位已算出的一个数。',
    en: '(Beside the total) a figure of the same unit that was worked out before.',
    examples: [
      `id: bonus\nlabel: { zh: 奖金, en: Bonus }\nkind: figure\nunit: points\nof: total`,
      `id: january\nlabel: { zh: 1 月, en: January }\nkind: figure\nof: months\nmember: m01`,
    ],
  },
  count: {
    zh: '（总分之外）一个按期计算的数中，有几期落在界限内。',
    en: '(Beside the total) how many members of a figure by periods lie within limits.',
    examples: [
      `id: good-months\nlabel: { zh: 优秀月数, en: Excellent months }\nkind: count\namong: months\nfrom: 90\nbelow: 101\ntake: number`,
      `id: bad-run\nlabel: { zh: 连续不达标, en: Run of bad months }\nkind: count\namong: months\nabove: 0\nup_to: 60\ntake: longest-run`,
    ],
  },
  places: {
    zh: '（总分之外）按名次得值。',
    en: '(Beside the total) a value by place.',
    examples: [
      `id: pay\nlabel: { zh: 绩效系数, en: Pay coefficient }\nkind: places\nunit: coefficient\nby: total\ntable:\n  - { first: 3, value: 1.2 }\n  - { last: 3, value: 0.8 }\notherwise: 1`,
    ],
  },
};
