import { type Meanings, say } from './meaning.ts';

const combineAll = say('怎样合并：平均、相加、取最小、取最大。', 'How they are combined: mean, sum, least or most.');

/** Settings of parts that compute from other parts, units, periods and days. */
export const beside: Meanings = {
  'product.missing': say('有一个没有值时：`refuse` 没有值，`zero` 计 0。', 'When one is missing: `refuse` leaves no value, `zero` counts 0.'),
  'product.parts': say('相乘的各部分。', 'The parts that are multiplied.'),
  'least.missing': say('有一个没有值时：`refuse` 没有值，`zero` 计 0。', 'When one is missing: `refuse` leaves no value, `zero` counts 0.'),
  'least.parts': say('取其中最低的。', 'The parts of which the lowest counts.'),
  'ratio.when_zero': say('第二部分为 0 时：`zero` 计 0，`empty` 没有值。', 'When the second part is 0: `zero` gives 0, `empty` no value.'),
  'ratio.parts': say('两个部分：第一个 ÷ 第二个。', 'Two parts: the first ÷ the second.'),
  'periods.periods': say('考核期，例如月或季。', 'The periods, such as months or quarters.'),
  'periods.combine': say('各期相加或平均。', 'Whether they are summed or averaged.'),
  'periods.missing': say(
    '没有值的一期：`skip` 不计，`refuse` 整个没有值，`zero` 计 0。',
    'A period without a value: `skip`, `refuse` (no value at all) or `zero`.',
  ),
  'periods.part': say('每一期各算一次的部分。', 'The part that is worked out once for each period.'),
  'linked.categories': say('哪些类别的单位。', 'Units of which categories.'),
  'linked.link': say('数据里的关系编号：本单位指明的那些单位。', 'Link of the input: the units that this unit names.'),
  'linked.linked_by': say('反过来：用此关系指明本单位的那些单位。', 'The other way round: the units that name this unit.'),
  'linked.of': say('取它们的哪个部分（编号）。', 'Which part of theirs (id).'),
  'linked.combine': combineAll,
  'linked.missing': say('没有值的单位：`skip` 不计，`refuse` 这里也没有值。', 'A unit without a value: `skip`, or `refuse` (none here either).'),
  'figure.of': say('本单位哪个已算出的部分或数（编号）。', 'Which earlier part or figure of the same unit (id).'),
  'figure.member': say('只取其中一期或一项（编号）。', 'One member of it instead of the whole: a period or a duty (id).'),
  'count.among': say('数哪个按期计算的数的各期（编号）。', 'Whose members are counted (id of an earlier figure).'),
  'count.from': say('不低于。', 'At least.'),
  'count.above': say('高于。', 'More than.'),
  'count.below': say('低于。', 'Less than.'),
  'count.up_to': say('不高于。', 'At most.'),
  'count.take': say('`number` 有几期符合；`longest-run` 最长连续几期。', '`number` that fit, or the `longest-run` of them.'),
  'places.by': say('按哪个部分或数排名（编号）。', 'Part or figure that orders the units (id).'),
  'places.table': say('名次表，第一条符合的算数。', 'Table of places; the first line that fits counts.'),
  'places.table.first': say('前几名，含并列。', 'This place or better, ties included.'),
  'places.table.last': say('后几名，含并列。', 'Among so many last, ties included.'),
  'places.table.value': say('得到的值。', 'The value it gives.'),
  'places.otherwise': say('其余单位的值；既在前又在后的也取此值。', 'Value of all others, and of a unit among both the first and the last.'),
  'picks.choose': say('每张票选几个单位。', 'How many units a ballot names.'),
  'duties.duties': say('有期限的事项。', 'The duties.'),
  'duties.duties.due': say('到期日（见“日期”）；不写则只看先后。', 'By when (see “Dates”); without it the duty only has its place in the order.'),
  'duties.duties.not_before': say('不早于；更早的不算。', 'Not before; what comes earlier does not count.'),
  'duties.in_order': say('是：前一项完成后，后一项才算。', 'True: a duty counts only after the one before it.'),
  'duties.take': say(
    '`late` 迟的项数（含逾期未办）；`met` 按时的；`done` 办了的；`met-share` 已到期的按时百分比。',
    '`late`: late or overdue ones; `met`: on time; `done`: on time or late; `met-share`: per cent on time of those decided.',
  ),
};
