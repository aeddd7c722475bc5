import { type Meanings, say } from './meaning.ts';

/** Settings that mean the same wherever they stand. */
export const everywhere: Meanings = {
  id: say(
    '编号：小写字母、数字、连字符，最多 64 个字符；在同一范围内不重复。',
    'Id: lower-case letters, digits and hyphens, at most 64 characters; unique in its surroundings.',
  ),
  label: say('显示的名称，中英文都要写。', 'Name as it is shown, in both languages.'),
  reason: say('理由：原文没有规定、由制定者选定的地方，写明选了什么、为什么。', 'Reason: what was chosen, and why, wherever the source leaves it open.'),
  source: say('出处：规定来自哪份文件。', 'Source: which document the rule comes from.'),
  visibility: say(
    '谁能看到：`public` 公开，`unit` 只有本单位和考核办，`office` 只有考核办。不写则同上一级。',
    'Who sees it: `public` everybody, `unit` the unit and the office, `office` the office only. Where absent, as the level above.',
  ),
  measure: say(
    '可衡量的标准：数什么、以什么为凭。“酌情”“视情”“适当”之类的说法不接受。',
    'The measurable criterion: what is counted and what proves it. “As appropriate”, “at discretion” and the like are refused.',
  ),
  unit: say('数值的单位；不写则为分。', 'What the figure is counted in; points where absent.'),
};

/** The same, in short, for what stands in lists. */
export const inLists: Meanings = {
  id: say('编号。', 'Its id.'),
  label: say('名称。', 'Its name.'),
  reason: say('理由。', 'Reason.'),
};

/** The file itself. */
export const file: Meanings = {
  'scheme.version': say('版本号；办法一有改动就加 1。', 'Version; add 1 whenever the scheme changes.'),
  'scheme.title': say('办法的名称。', 'Name of the scheme.'),
  'scheme.decimals': say(
    '得分显示的小数位数。只在显示时四舍五入一次，计算用准确值。',
    'Decimals of printed scores. They are rounded once, when printed; everything is computed exactly.',
  ),
  'scheme.rank_on': say(
    '名次比较哪个得分：`printed` 显示的，`exact` 准确的，`decimals: 0` 取到所写位数的。',
    'Which score ranks compare: the `printed` one, the `exact` one, or one rounded to the `decimals` given.',
  ),
  'scheme.rank_on.decimals': say('名次比较时保留的小数位数。', 'Decimals of the scores that ranks compare.'),
  'scheme.ties': say(
    '得分相同如何排名：`competition` 1-2-2-4，`dense` 1-2-2-3，`last` 1-3-3-4，`mean` 1-2.5-2.5-4。不写则为 `competition`。',
    'How equal scores share places: `competition` 1-2-2-4, `dense` 1-2-2-3, `last` 1-3-3-4, `mean` 1-2.5-2.5-4. `competition` where absent.',
  ),
  'scheme.tie_break': say(
    '得分相同时依次比较的部分（编号），高者在前；仍相同则并列。',
    'Parts (ids) that decide in this order between equal scores, higher first; still equal, the place is shared.',
  ),
  'scheme.grades': say('等次。各类别共用。', 'Grades, shared by all categories.'),
  'scheme.grades.bands': say(
    '等次的分数段，含下限、不含上限；不能有空档或重叠，恰有一个没有下限、一个没有上限。界线比较准确值：89.995 不到 90，命令行会为它多写一位；名次比较什么由 `rank_on` 写明。',
    'Bands of the total, lower limit included, upper excluded; no gaps, no overlaps, exactly one open below and one above. Limits compare the exact value: 89.995 is below 90, and the command prints it with one more digit; ranks compare what `rank_on` says.',
  ),
  'scheme.grades.bands.from': say('下限（含），分。', 'Lower limit, included; points.'),
  'scheme.grades.bands.below': say('上限（不含），分。', 'Upper limit, excluded; points.'),
  'scheme.vetoes': say('一票否决事项。得分和名次不变，效力写在每一项里。', 'Veto matters. Total and rank stay; each says what it does.'),
  'scheme.vetoes.list': say('各事项。', 'The matters.'),
  'scheme.vetoes.list.caps_grade': say('等次最高到此。', 'Best grade that a unit with this veto can have.'),
  'scheme.vetoes.list.bars': say('取消的资格。', 'What the unit is barred from.'),
  'scheme.commendation': say('表彰规则。', 'The commendation rule.'),
  'scheme.commendation.places': say('名额：第几名以内。', 'How many first places are commended.'),
  'scheme.commendation.requires': say('底线：每条都要达到。', 'Floors: each must be reached.'),
  'scheme.commendation.requires.part': say('哪个部分（编号）。', 'Which part (id).'),
  'scheme.commendation.requires.at_least': say('该部分至少多少分。', 'Least points of that part.'),
  'scheme.commendation.requires.not_in_bottom': say('不在末位的这个比例之内，0 到 1。', 'Not among this share of last places, 0 to 1.'),
  'scheme.commendation.when_lost': say('失去资格的名额空缺，不递补。', 'A lost place stays empty; nobody moves up.'),
  'scheme.categories': say('类别：同一类别内的单位一起排名，不跨类别。', 'Categories: units are ranked inside one, never across.'),
  'scheme.pools': say(
    '奖金池，按顺序分配；后一个可以分配前一个发下的钱。',
    'Money that is shared, in order; a later pool may share out what an earlier one paid.',
  ),
  'category.ranked': say('是否排名。只有一个单位的类别不排名。', 'Whether the category is ranked. A category of one unit never is.'),
  'category.persons': say('被考核的是人：这时必须写明每一处谁能看到。', 'True where people are assessed; then everything must say who sees it.'),
  'category.tree': say('总分怎么算：一个部分，里面可以再分部分，层数不限。', 'How the total is made: one part, which may hold parts of any depth.'),
  'category.rewards': say('由总分推出、不计入总分的数，例如奖金。', 'Figures that follow from the total and do not enter it, such as a bonus.'),
  'category.rewards.steps': say('对总分依次做的步骤。', 'Steps on the total, in order.'),
  'category.figures': say(
    '总分之外的数，按顺序计算：可以用总分、各部分、名次和前面的数，但不改变它们。',
    'Figures beside the total, in order: they may read the total, its parts, places and earlier figures, and change none of them.',
  ),
  'category.grading': say('本类别按规则定的级别，代替分数段等次。', 'Levels of this category by rules, in place of grades.'),
  'category.consequences': say('结果的后果：奖励、批评、整改报告等。', 'What follows from a result: an award, a criticism, a report that is due.'),
  'category.consequences.when': say('在什么条件下（见“条件”）。', 'Under which conditions (see “Conditions”).'),
  'category.consequences.due': say('到期日（见“日期”）。', 'By when (see “Dates”).'),
  'category.letter': say('责任书。', 'Responsibility letter.'),
  'category.letter.parties': say('签字各方。', 'Who signs.'),
  'category.letter.handover': say('换人时：后任签字之前，由前任负责。', 'When the post changes hands: until the successor signs, the predecessor answers.'),
  'grading.levels': say('级别，从好到差。', 'Levels, best first.'),
  'grading.rules': say('规则：第一条成立的决定级别。', 'Rules: the first one that holds decides.'),
  'grading.rules.level': say('定为哪一级（编号）。', 'The level it gives (id).'),
  'grading.rules.when': say('条件（见“条件”）。', 'Conditions (see “Conditions”).'),
  'grading.quotas': say('名额：某一级最多占多少。', 'Quotas: how many may have a level.'),
  'grading.quotas.level': say('哪一级。', 'Which level.'),
  'grading.quotas.share': say('最多占有总分单位的比例，0 到 1，向下取整。', 'At most this share of the units with a total, 0 to 1, rounded down.'),
  'grading.quotas.proposed': say('谁可以入选；不写则除被排除的以外都可以。', 'Who may be chosen; all who are not barred where absent.'),
  'grading.quotas.barred': say('谁被排除。', 'Who is barred.'),
  'grading.quotas.by': say('按哪个部分的准确值排序（编号）。', 'Part whose exact value orders them (id).'),
  'grading.places': say('按名次定级：前几名。', 'Levels by place: the first so many.'),
  'grading.places.level': say('哪一级。', 'Which level.'),
  'grading.places.up_to': say('第几名以内，含并列。', 'This place or better, ties included.'),
  'grading.bands': say('按一个部分的分数段定级。', 'Levels by bands of one part.'),
  'grading.bands.of': say('哪个部分（编号）。', 'Which part (id).'),
  'grading.bands.bands': say('分数段，含下限、不含上限。', 'Bands, lower limit included, upper excluded.'),
  'grading.bands.bands.level': say('哪一级。', 'Which level.'),
  'grading.bands.bands.from': say('下限（含）。', 'Lower limit, included.'),
  'grading.bands.bands.below': say('上限（不含）。', 'Upper limit, excluded.'),
  'grading.otherwise': say('其余的定为哪一级。', 'Level of all others.'),
};
