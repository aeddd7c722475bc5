import { type Meanings, say } from './meaning.ts';

const missing = say(
  '下级没有值时：`refuse` 这里也没有值；`redistribute` 无可评内容的把权重按比例转给其余（已开始而未完的不转，仍然没有值）；`zero` 计 0。',
  'When a part below has no value: `refuse` leaves none here; `redistribute` hands the weight of a part with nothing to assess to the others in proportion (one that is begun but incomplete still leaves none); `zero` counts 0.',
);
const missingOrZero = say('有一项没有值时：`refuse` 这里也没有值；`zero` 计 0。', 'When one is missing: `refuse` leaves no value here; `zero` counts 0.');

/** Settings of the parts of a tree. */
export const parts: Meanings = {
  'part.kind': say('这一部分怎么算，见以下各种。', 'How the part is computed; the kinds follow.'),
  'part.weight': say('在加权的上级中的权重；只看彼此之比。0 表示停用。', 'Weight inside a weighted part; only proportions matter. 0 switches it off.'),
  'part.if_missing': say(
    '这一部分没有值时上级怎么办，代替上级的 `missing`。',
    'What the part above does when this one has no value, in place of its `missing`.',
  ),
  'part.then': say('对算出的值依次做的步骤，见“步骤”。', 'Steps on the value, in order; see “Steps”.'),
  'part.reads': say(
    '数据里用哪个编号；不写则用自己的编号。几个部分可以读同一份数据。',
    'Id under which the input holds its data; its own id where absent. Several parts may read the same data.',
  ),
  'weighted.sum': say('声明权重之和；不等即报错。', 'Declared sum of the weights; checked.'),
  'weighted.missing': missing,
  'weighted.at_least': say('至少要有几个部分有值；不足则这里没有值。', 'Least number of parts with a value; with fewer there is none here.'),
  'weighted.parts': say('下级部分，每个都要有 `weight`。', 'The parts, each with a `weight`.'),
  'sum.missing': missingOrZero,
  'sum.parts': say('下级部分。', 'The parts.'),
  'value.value': say('数据里的编号。', 'Id of the figure in the input.'),
  'value.range': say('允许的最低和最高值；超出即报错。', 'Lowest and highest value allowed; anything outside is refused.'),
  'mean.values': say('哪些数，按编号。', 'Which figures, by id.'),
  'mean.range': say('每个数允许的最低和最高值。', 'Lowest and highest value allowed for each.'),
  'mean.absent': say(
    '没有给出的数：`skip` 不计入平均，`refuse` 整个没有值，`zero` 计 0。在写明 `missing: redistribute` 的加权部分里，所有数都没有给出就是无可评内容，`skip` 和 `refuse` 都把权重转给其余部分。只有一部分没有给出时，`skip` 取其余各数的平均，`refuse` 使该单位没有总分。',
    'A figure that is not there: `skip` leaves it out, `refuse` leaves no value, `zero` counts 0. Inside a weighted part with `missing: redistribute`, all of them absent means nothing to assess: under `skip` and `refuse` alike the weight is handed on. With only some absent, `skip` takes the mean of the others and `refuse` leaves the unit without a total.',
  ),
  'mean.at_least': say('至少要有几个数；不足则没有值。', 'Least number of figures; with fewer there is no value.'),
  'items.items': say('各项。', 'The items.'),
  'items.items.points': say('该项满分，分；数据给出 0 到满分之间的得分。', 'Most points of the item; the input gives from 0 to this.'),
  'items.sum': say('声明各项满分之和；不等即报错。', 'Declared sum of the points; checked.'),
  'items.missing': missingOrZero,
  'checklist.answers': say('可选的答案，各题相同。', 'The answers to choose from, the same for all questions.'),
  'checklist.answers.share': say('该答案得到该题分值的比例，0 到 1。', 'Share of a question’s points that the answer earns, 0 to 1.'),
  'checklist.questions': say('各题。', 'The questions.'),
  'checklist.questions.points': say('该题的分值，分。', 'Points of the question.'),
  'checklist.sum': say('声明各题分值之和；不等即报错。', 'Declared sum of the points; checked.'),
  'checklist.missing': missingOrZero,
  'completion.figures': say(
    '用哪个数：`reported` 单位自报，`verified` 核实部门确认。',
    'Which figure counts: `reported` by the unit or `verified` by another.',
  ),
  'completion.ratio': say(
    '完成率：`of-plan` 结果 ÷ 计划（越低越好的为 2 − 结果 ÷ 计划，不低于 0）；`from-start`（结果 − 起点）÷（计划 − 起点）。',
    'Completion: `of-plan` result ÷ plan (where lower is better 2 − result ÷ plan, not below 0); `from-start` (result − start) ÷ (plan − start).',
  ),
  'completion.cap': say('单个目标最高计百分之几；不写则不封顶。', 'Most per cent that one goal counts; no limit where absent.'),
  'completion.weights': say(
    '`equal` 各目标权重相等；`given` 按数据里写的权重，未写的为 1。',
    '`equal`: goals weigh the same; `given`: as the input says, 1 where it does not.',
  ),
  'completion.at_most': say('最多几个目标。', 'Most goals a unit may have.'),
  'completion.combine': say(
    '`mean` 各目标的加权平均（不写时如此）；`least` 取最差的一个。',
    '`mean`: weighted mean of the goals (also where absent); `least`: the worst goal.',
  ),
  'completion.sums': say(
    '先把这些考核期的计划和结果逐目标相加，再作比较。',
    'Periods whose plans and results are summed, goal by goal, before they are compared.',
  ),
  'completion.office_finding': say(
    '结果无法与计划比较时，考核办按此标准认定完成率。',
    'Criterion under which the office may settle a goal that cannot be computed.',
  ),
  'points.base': say('基础分，分。', 'Points to begin with.'),
  'points.criteria': say('加分和扣分标准。没有列出的不能加扣。', 'Criteria of additions and deductions. What is not listed cannot be added or deducted.'),
  'points.criteria.kind': say('`add` 加分，`deduct` 扣分。', '`add` or `deduct`.'),
  'points.criteria.points': say('每次固定多少分；与 `at_most` 二者写其一。', 'Fixed points per entry; either this or `at_most`.'),
  'points.criteria.at_most': say('每次最多多少分，具体分值由数据给出。', 'Most points per entry; the input says how many.'),
  'points.criteria.entries': say(
    '同一标准多次发生：`each` 每次都计（不写时如此），`highest` 只计最高的一次。',
    'Several entries under one criterion: `each` counts (also where absent), or only the `highest`.',
  ),
  'points.periods': say('只计这些考核期的加扣分；不写则都计。', 'Only entries of these periods; all where absent.'),
  'points.held': say(
    '数据里表示“已开展考评”的编号，1 为是；不是 1 则没有值。',
    'Id of the input’s mark that the review was held (1); without it there is no value.',
  ),
  'points.additions_cap': say(
    '加分合计最多多少分；先封顶加分，再扣分。',
    'Most points of all additions together; they are capped before deductions are taken off.',
  ),
  'points.additions_share': say('同上，但上限写成某数的比例。', 'The same as a share of something.'),
  'points.additions_share.share': say('比例，0 到 1。', 'The share, 0 to 1.'),
  'points.additions_share.of': say('多少分的比例。', 'Points that it is a share of.'),
  'tiers.criterion': say(
    '分档结果的标准编号；数据用 `tier` 类依据给出档次。',
    'Id of the criterion; the input gives the tier by a finding of the kind `tier`.',
  ),
  'tiers.tiers': say('各档。', 'The tiers.'),
  'tiers.tiers.points': say('该档的分，可以为负。', 'Points of the tier; may be negative.'),
  'image.levels': say('评议等级。', 'Levels of the answers.'),
  'image.levels.value': say('该等级的分值。', 'Points of the level.'),
  'image.dont_know': say('“不知道”在数据里的编号；只计数，不得分。', 'Id of “don’t know” in the tallies; it is counted and never scores.'),
  'image.questionnaires': say('问卷。', 'Questionnaires.'),
  'image.questionnaires.questions': say('题目。', 'Questions.'),
  'image.questionnaires.questions.weight': say('题目在问卷中的权重。', 'Weight of the question inside its questionnaire.'),
  'image.groups': say('评议主体。', 'Groups of raters.'),
  'image.groups.weight': say('评议主体的权重。', 'Weight of the group.'),
  'image.groups.questionnaire': say('用哪份问卷（编号）。', 'Which questionnaire it answers (id).'),
  'image.groups.minimum': say('一题最少多少份有效答案；不足的题不计。', 'Least valid answers to a question; one with fewer is dropped.'),
  'image.below_minimum': say('答案不足的题去掉，权重留在本主体内。', 'A question below the minimum is dropped; its weight stays in its group.'),
  'image.when_empty': say(
    '没有题目可计的主体：`redistribute` 权重按比例转给其他主体，`refuse` 整个没有值。',
    'A group without questions: `redistribute` hands its weight on in proportion, `refuse` leaves no value.',
  ),
  'image.answer_labels': say('有效答案多少份标为“较少”“充足”。', 'How many valid answers are labelled few or full.'),
  'image.answer_labels.few_below': say('少于此数标“较少”，份。', 'Fewer than this are few; answers.'),
  'image.answer_labels.full_from': say('达到此数标“充足”，份。', 'From this number on they are full; answers.'),
  'image.levels.id': say('数据里的等级编号。', 'Id of the level in the tallies.'),
};
