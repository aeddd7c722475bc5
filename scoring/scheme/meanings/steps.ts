import { type Meanings, say } from './meaning.ts';

/** Settings of the steps on a value. */
export const steps: Meanings = {
  'clamp.min': say('最低，低于此按此计。', 'Lowest value; below it, this counts.'),
  'clamp.max': say('最高，高于此按此计。', 'Highest value; above it, this counts.'),
  'raise.to': say('提高到多少分；只升不降。', 'Points it is raised to; never lowers.'),
  'raise.criterion': say('标准编号；数据用 `override` 类依据提出。', 'Id of the criterion; the input claims it by a finding of the kind `override`.'),
  'raise.place_at_most': say('需要的名次：第几名以内。', 'Place that is needed, this or better.'),
  'raise.proof': say('`document` 必须有证明文件，`none` 不要求。', 'Whether a `document` must be named, or `none`.'),
  'raise.without_figure': say(
    '该部分没有值时：`set` 给它这个值，`leave` 仍然没有。',
    'Where the part has no value: `set` gives it this one, `leave` leaves it without.',
  ),
  'ladder.full_from': say('达到多少得全额。', 'From here on the full amount.'),
  'ladder.amount': say('全额。', 'The full amount.'),
  'ladder.per': say('每差多少。', 'For every so much below …'),
  'ladder.change': say('减多少。', '… this much less.'),
  'ladder.min': say('最低减到多少。', 'Never below this.'),
  'ladder.steps': say('`full` 差满一档才减（不写时如此）；`begun` 不满一档也减。', '`full` steps count (also where absent), or every one `begun`.'),
  'ladder.unit': say('结果的单位。', 'What the result is counted in.'),
  'rescale.from': say(
    '原来的一段：两个数，或 `lowest`、`highest` 表示本类别的最低、最高值。',
    'The stretch it comes from: two numbers, or `lowest` and `highest` for the lowest and highest value of the category.',
  ),
  'rescale.to': say('换算到的一段；`[100, 0]` 表示越低越好。', 'The stretch it goes to; `[100, 0]` where lower is better.'),
  'standardise.divide_by': say('`n` 各单位即全部，`n-1` 各单位为样本。', 'Whether the units are all there are (`n`) or a sample (`n-1`).'),
  'standardise.mean': say('换算后的平均数，如 0 或 50。', 'Mean of the result, such as 0 or 50.'),
  'standardise.deviation': say('换算后的标准差，如 1 或 10。', 'Standard deviation of the result, such as 1 or 10.'),
  'times.by': say('乘以多少。', 'The number it is multiplied by.'),
  'plus.by': say('加多少，负数为减。', 'The number that is added; negative takes off.'),
  'cut.to': say(
    '向零截到此数的整倍数：`1` 取整分，`0.01` 截到分钱。',
    'Cut toward zero to a full multiple of this: `1` counts full points, `0.01` cuts to the fen.',
  ),
  'bands.bands': say('分段，不能有空档或重叠。', 'The bands, without gaps or overlaps.'),
  'bands.bands.from': say('不低于。', 'At least.'),
  'bands.bands.above': say('高于。', 'More than.'),
  'bands.bands.below': say('低于。', 'Less than.'),
  'bands.bands.up_to': say('不高于。', 'At most.'),
  'bands.bands.value': say('落在此段得到的值。', 'The value of the band.'),
};
