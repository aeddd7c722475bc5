import type { Text } from './result.ts';

const say = (zh: string, en: string): Text => ({ zh, en });
const list = (ids: readonly string[]): string => ids.join(', ');

/** What the schemas call a type, as an author writes it. */
const TYPES: Readonly<Record<string, Text>> = {
  number: say('不加引号的数', 'a number without quotation marks'),
  int: say('整数', 'a whole number'),
  boolean: say(' true 或 false', 'true or false'),
  string: say('文字', 'a text'),
  object: say('“名称: 值”各项', 'a group of “name: value”'),
  record: say('“编号: 值”各项', 'a group of “id: value”'),
  array: say('清单（每项以“-”开头）', 'a list, each entry beginning with “-”,'),
  tuple: say('清单（每项以“-”开头）', 'a list, each entry beginning with “-”,'),
};

/** What people write where there is no figure. */
const NOTHING = /^(?:n\/?a|n\.a\.|nil|none|[-–—/\\*?？]+|无|没有|未报|未上报|缺|空|暂无|不适用)$/iu;
/** A comma before one, two or more than three digits separates decimals; before three it may as well part thousands. */
const COMMA = /^(-?\d+)[,，](\d{1,2}|\d{4,})$/u;

/** What to do about a text that stands where a number belongs, where that can be told. */
function numberHint(given: unknown): Text {
  const text = typeof given === 'string' ? given.trim() : '';
  if (NOTHING.test(text)) return say('没有这个数时，把格子留空。', ' Leave the cell empty when there is no figure.');
  const comma = COMMA.exec(text);
  return comma === null ? say('', '') : say(`小数用点号，写成 ${comma[1]}.${comma[2]}。`, ` Write ${comma[1]}.${comma[2]} with a point.`);
}

const hinted = ({ zh, en }: Text, given: unknown): Text => {
  const hint = numberHint(given);
  return say(zh + hint.zh, en + hint.en);
};

/** Faults in the shape of a file, from the schemas. */
export const shape = {
  missing: (key: string): Text => say(`缺少“${key}”。`, `“${key}” is missing.`),
  unknownKey: (key: string, meant: string | null): Text =>
    say(`不认识的字段：${key}${meant === null ? '' : `；是否应为“${meant}”`}。`, `Unknown field: ${key}${meant === null ? '' : `; “${meant}” may be meant`}.`),
  type: (expected: string): Text => {
    const words = TYPES[expected] ?? say(expected, expected);
    return say(`类型不对，应为${words.zh}。`, `Wrong type; ${words.en} is expected.`);
  },
  bothLanguages: (): Text => say('中英文都要写：{ zh: …, en: … }。', 'Write it in both languages: { zh: …, en: … }.'),
  oneOf: (values: readonly string[]): Text => say(`取值应为以下之一：${list(values)}。`, `The value must be one of: ${list(values)}.`),
  tooSmall: (least: string): Text => say(`太小或太短，至少 ${least}。`, `Too small or too short: at least ${least}.`),
  tooBig: (most: string): Text => say(`太大或太长，最多 ${most}。`, `Too large or too long: at most ${most}.`),
  id: (): Text =>
    say('编号只能用小写字母、数字和连字符，并以字母或数字开头。', 'An id uses lower-case letters, digits and hyphens, and starts with a letter or digit.'),
  name: (): Text =>
    say(
      '单位或目标的编号不能为空，不能含空格、点号或星号，最多 128 个字符。',
      'The id of a unit or goal must not be empty, holds no spaces, dots or asterisks, and has at most 128 characters.',
    ),
  exact: (given: unknown): Text =>
    hinted(
      say(
        '应为准确的数：整数、有限小数或分数 p/q，不能写约数或百分号。',
        'An exact number is needed: an integer, a terminating decimal or a fraction p/q, without “about” or a percent sign.',
      ),
      given,
    ),
  day: (): Text => say('日期应写成 2026-12-31 的形式，并且真实存在。', 'A day is written like 2026-12-31 and must exist.'),
  month: (): Text => say('月份应写成 2026-03 的形式。', 'A month is written like 2026-03.'),
  count: (given: unknown): Text =>
    hinted(say('数量应为不小于 0 的整数。', 'A count must be a whole number, not below 0.'), COMMA.test(String(given)) ? '' : given),
  anchor: (): Text =>
    say(
      '应为准确的数，或 lowest（本类别最低值）、highest（本类别最高值）。',
      'An exact number is needed, or lowest or highest for the lowest or highest value of the category.',
    ),
  other: (): Text => say('此处的值不合要求。', 'The value here does not fit.'),
};

/** Faults in what a scheme says. */
export const inScheme = {
  duplicate: (id: string): Text => say(`编号“${id}”重复。`, `The id “${id}” is used twice.`),
  negativeWeight: (id: string): Text => say(`“${id}”的权重不能为负。`, `The weight of “${id}” must not be negative.`),
  noWeight: (id: string): Text => say(`“${id}”在加权部分之内，必须写明权重。`, `“${id}” stands in a weighted part and must state its weight.`),
  idleWeight: (id: string): Text =>
    say(`“${id}”不在加权部分之内，权重在此没有作用，请删去。`, `“${id}” does not stand in a weighted part; its weight has no effect here, take it out.`),
  idleMissing: (id: string, rule: string): Text =>
    say(`“${id}”的 if_missing: ${rule} 在此没有作用，请删去或改正。`, `if_missing: ${rule} of “${id}” has no effect here; take it out or correct it.`),
  noWeightAtAll: (): Text => say('所有权重都是 0，没有可计的部分。', 'All weights are 0; nothing would count.'),
  weightSum: (declared: string, found: string): Text =>
    say(`声明权重之和为 ${declared}，实际为 ${found}。`, `The weights are declared to sum to ${declared}, but sum to ${found}.`),
  tooManyWanted: (wanted: number, members: number): Text =>
    say(`要求至少 ${wanted} 项，而只有 ${members} 项，永远达不到。`, `At least ${wanted} are asked for, but there are only ${members}; that is never reached.`),
  pointSum: (declared: string, found: string): Text =>
    say(`声明各项分值之和为 ${declared}，实际为 ${found}。`, `The items are declared to sum to ${declared} points, but sum to ${found}.`),
  range: (min: string, max: string): Text => say(`范围的下限 ${min} 必须小于上限 ${max}。`, `The lower limit ${min} must be below the upper limit ${max}.`),
  positive: (what: string): Text => say(`“${what}”必须大于 0。`, `“${what}” must be above 0.`),
  notNegative: (what: string): Text => say(`“${what}”不能为负。`, `“${what}” must not be negative.`),
  noMeasure: (id: string): Text =>
    say(
      `“${id}”没有写明可衡量的标准（measure），不接受笼统的扣分或认定。`,
      `“${id}” names no measurable criterion (measure); vague deductions and decisions are refused.`,
    ),
  vague: (id: string, word: string): Text =>
    say(
      `“${id}”的标准用了“${word}”，无法衡量；请写明数什么、以什么为凭。`,
      `The criterion of “${id}” says “${word}”, which cannot be measured; say what is counted and what proves it.`,
    ),
  pointsOrLimit: (id: string): Text =>
    say(
      `“${id}”必须写明每次的分值 points 或最高分值 at_most，二者只写其一。`,
      `“${id}” must state either points per entry or at_most, not both and not neither.`,
    ),
  bandEnds: (): Text => say('等次必须恰有一个没有下限、恰有一个没有上限。', 'Exactly one grade must have no lower limit and exactly one no upper limit.'),
  bandGap: (low: string, high: string): Text =>
    say(`等次之间有空档：${low} 至 ${high} 不属于任何等次。`, `There is a gap between the grades: ${low} to ${high} belongs to none.`),
  bandOverlap: (low: string, high: string): Text =>
    say(`等次重叠：${low} 至 ${high} 同时属于两个等次。`, `Grades overlap: ${low} to ${high} belongs to two of them.`),
  bandEmpty: (id: string): Text =>
    say(`等次“${id}”的下限不低于上限，没有总分属于它。`, `The lower limit of grade “${id}” is not below its upper limit; no total belongs to it.`),
  unknownGrade: (id: string): Text => say(`没有编号为“${id}”的等次。`, `There is no grade with the id “${id}”.`),
  unknownPart: (id: string, category: string): Text =>
    say(`类别“${category}”中没有编号为“${id}”的部分。`, `The category “${category}” has no part with the id “${id}”.`),
  idleVeto: (id: string): Text => say(`一票否决“${id}”没有任何效力，请写 caps_grade 或 bars。`, `The veto “${id}” has no effect; state caps_grade or bars.`),
  idleFloor: (): Text => say('表彰条件必须写 at_least 或 not_in_bottom。', 'A floor of the commendation rule must state at_least or not_in_bottom.'),
  share: (): Text => say('比例应在 0 与 1 之间。', 'A share must lie between 0 and 1.'),
  unknownQuestionnaire: (id: string): Text => say(`没有编号为“${id}”的问卷。`, `There is no questionnaire with the id “${id}”.`),
  unusedQuestionnaire: (id: string): Text => say(`问卷“${id}”没有任何评议主体使用。`, `The questionnaire “${id}” is used by no group.`),
  oneLevel: (): Text => say('各等级的分值都相同，评议没有意义。', 'All levels have the same value; ratings would mean nothing.'),
  dontKnowLevel: (id: string): Text => say(`“不知道”的编号“${id}”不能同时是一个等级。`, `The key for “don't know”, “${id}”, must not be a level as well.`),
  answerLabels: (): Text => say('“答案较少”的界线不能高于“答案充足”的界线。', 'The limit of “few answers” must not be above that of “full”.'),
  stretch: (): Text =>
    say('from 的两端必须先低后高，且不能相同；to 的两端不能相同。', 'The ends of from must differ and go from lower to higher; the ends of to must differ.'),
  rescaleHere: (): Text =>
    say(
      '这一步在本类别各单位之间比较，不能用于奖励和按期重复的部分；此处只能用写明两个数的 rescale。',
      'This step compares the units of the category; in rewards and in parts that repeat by period only a rescale between two numbers can stand.',
    ),
  idleClamp: (): Text => say('限定范围必须写 min 或 max。', 'A clamp must state min or max.'),
};

/** Faults in what an input says, measured against its scheme. */
export const inInput = {
  otherScheme: (given: string, wanted: string): Text =>
    say(`数据属于办法“${given}”，而计算用的办法是“${wanted}”。`, `The input belongs to the scheme “${given}”, but “${wanted}” is to score it.`),
  duplicateUnit: (id: string): Text => say(`单位“${id}”出现两次。`, `The unit “${id}” appears twice.`),
  unknownCategory: (id: string): Text => say(`办法中没有类别“${id}”。`, `The scheme has no category “${id}”.`),
  unknownPart: (id: string, category: string, known: readonly string[]): Text =>
    say(
      `类别“${category}”中没有接受数据的部分“${id}”。${known.length === 0 ? '' : `可用：${list(known)}。`}`,
      `In the category “${category}” no part “${id}” takes such data.${known.length === 0 ? '' : ` Known are: ${list(known)}.`}`,
    ),
  goalsWanted: (id: string): Text => say(`“${id}”应为目标清单。`, `“${id}” takes a list of goals.`),
  valuesWanted: (id: string): Text => say(`“${id}”应为按编号给出的分值，不是目标清单。`, `“${id}” takes values by id, not a list of goals.`),
  unknownValue: (id: string, known: readonly string[]): Text =>
    say(`不认识的编号“${id}”；可用：${list(known)}。`, `Unknown id “${id}”; known are: ${list(known)}.`),
  outOfRange: (value: string, min: string, max: string): Text => say(`${value} 超出范围 ${min}—${max}。`, `${value} lies outside the range ${min} to ${max}.`),
  noChecklist: (id: string, category: string): Text =>
    say(`类别“${category}”中没有名为“${id}”的问答清单。`, `In the category “${category}” no checklist “${id}” takes answers.`),
  unknownAnswer: (id: string, known: readonly string[]): Text =>
    say(`没有答案“${id}”；可用：${list(known)}。`, `There is no answer “${id}”; known are: ${list(known)}.`),
  held: (): Text => say('是否开展考评只能写 1（已开展）或 0（未开展）。', 'Whether a review was held is written 1 (held) or 0 (not held).'),
  duplicateGoal: (id: string): Text => say(`目标“${id}”出现两次。`, `The goal “${id}” appears twice.`),
  tooManyGoals: (most: number): Text => say(`目标最多 ${most} 项。`, `At most ${most} goals are allowed.`),
  noWeightAtAll: (): Text => say('所有目标的权重都是 0。', 'All goals weigh 0.'),
  criterion: (id: string, part: string): Text => say(`“${part}”没有这类依据的标准“${id}”。`, `“${part}” has no criterion “${id}” for this kind of finding.`),
  period: (period: string | undefined, known: readonly string[]): Text =>
    say(
      `考核期“${period ?? '（空）'}”不在办法之内；可用：${list(known)}。`,
      `The period “${period ?? '(none)'}” is not in the scheme; known are: ${list(known)}.`,
    ),
  fixedPoints: (given: string, fixed: string): Text =>
    say(`该标准每次固定 ${fixed} 分，不能写 ${given} 分。`, `This criterion is fixed at ${fixed} points per entry; ${given} is refused.`),
  noPoints: (most: string): Text => say(`该标准必须写明分值，0 至 ${most}。`, `This criterion needs points, from 0 to ${most}.`),
  unknownTier: (id: string | undefined, known: readonly string[]): Text =>
    say(`档次“${id ?? '（空）'}”不存在；可用：${list(known)}。`, `There is no tier “${id ?? '(none)'}”; known are: ${list(known)}.`),
  secondTier: (criterion: string): Text => say(`“${criterion}”已有一个档次，不能再有第二个。`, `“${criterion}” has a tier already; a second one is refused.`),
  veto: (id: string): Text => say(`办法中没有一票否决事项“${id}”。`, `The scheme has no veto “${id}”.`),
  findingGoal: (id: string | undefined): Text =>
    say(`认定所指的目标“${id ?? '（空）'}”不在目标清单中。`, `The finding speaks of the goal “${id ?? '(none)'}”, which is not in the list of goals.`),
  unknownGroup: (id: string): Text => say(`没有评议主体“${id}”。`, `There is no group of raters “${id}”.`),
  unknownQuestion: (id: string, known: readonly string[]): Text =>
    say(`该主体的问卷没有题目“${id}”；可用：${list(known)}。`, `This group's questionnaire has no question “${id}”; known are: ${list(known)}.`),
  unknownLevel: (id: string, known: readonly string[]): Text =>
    say(`没有等级“${id}”；可用：${list(known)}。`, `There is no level “${id}”; known are: ${list(known)}.`),
  moreThanRoster: (answers: number, roster: number): Text =>
    say(`有 ${answers} 份答案，而名册只有 ${roster} 人。`, `There are ${answers} answers, but only ${roster} people on the list.`),
  pairKey: (key: string): Text =>
    say(`“${key}”应为本问卷的两个题目编号按字母顺序用 * 连接。`, `“${key}” must be two question ids of this questionnaire in code-unit order, joined by *.`),
  pairCount: (key: string, most: number): Text =>
    say(`“${key}”的份数不能多于任一题的有效答案（${most}）。`, `“${key}” cannot count more ballots than there are valid answers to either question (${most}).`),
};

/** Faults in what a scheme says beside its trees: links, figures, levels, duties, pools. */
export const inProcess = {
  bandEnds: (): Text => say('各档必须恰有一档没有下限、恰有一档没有上限。', 'Exactly one band must have no lower limit and exactly one no upper limit.'),
  bandBreak: (at: string): Text => say(`各档在 ${at} 处有空档或重叠。`, `The bands have a gap or an overlap at ${at}.`),
  besideOnly: (id: string): Text =>
    say(`“${id}”要读取已经算出的数，只能放在 figures 中。`, `“${id}” reads what has been worked out before and may stand in figures only.`),
  notYet: (id: string): Text => say(`没有编号为“${id}”的部分，或它在后面才算出。`, `There is no part with the id “${id}”, or it is only worked out later.`),
  linkCycle: (ids: readonly string[]): Text => say(`类别之间的联结成环：${list(ids)}。`, `The links between categories go in a circle: ${list(ids)}.`),
  unknownCategory: (id: string): Text => say(`没有编号为“${id}”的类别。`, `There is no category with the id “${id}”.`),
  twoLinks: (): Text => say('link 与 linked_by 只能写其一。', 'State link or linked_by, not both.'),
  personsNeedVisibility: (id: string): Text => say(`“${id}”涉及个人，必须写明 visibility。`, `“${id}” is about persons and must state its visibility.`),
  unknownLevel: (id: string): Text => say(`没有编号为“${id}”的等次。`, `There is no level with the id “${id}”.`),
  idleLevel: (id: string): Text => say(`没有任何规定能给出等次“${id}”。`, `Nothing can ever give the level “${id}”.`),
  unreachableRule: (id: string): Text =>
    say(`规定“${id}”永远轮不到：前面已有相同的条件。`, `The rule “${id}” is never reached: an earlier one has the same conditions.`),
  unreachableRaise: (to: string, max: string): Text =>
    say(`提高到 ${to} 不会生效：其后又限定在 ${max} 以内。`, `Raising to ${to} is unreachable: a later step holds the value at ${max}.`),
  placesOrder: (): Text =>
    say('名次界线必须逐档增大，否则后面的等次轮不到。', 'The places must grow from line to line; otherwise a later level is never reached.'),
  quota: (): Text => say('比例名额应大于 0，且各项合计不超过 100%。', 'Quotas must be above 0 and together at most 100 %.'),
  oneCondition: (): Text => say('每个条件只写 part、grade、veto、place_up_to 之一。', 'A condition states exactly one of part, grade, veto and place_up_to.'),
  limitWanted: (): Text => say('条件“part”要写界线：from、above、below 或 up_to。', 'A condition on a part needs a limit: from, above, below or up_to.'),
  limitIdle: (): Text => say('只有条件“part”才有界线。', 'Only a condition on a part has limits.'),
  anyOrAll: (): Text => say('条件必须写 any 或 all，二者只写其一。', 'State any or all, not both and not neither.'),
  unknownVeto: (id: string): Text => say(`没有编号为“${id}”的一票否决事项。`, `There is no veto with the id “${id}”.`),
  firstOrLast: (): Text => say('每行只写 first 或 last。', 'Each line states first or last, not both and not neither.'),
  countFrom: (): Text => say('计时必须写 months、days 或 working_days。', 'A day counted from an event needs months, days or working_days.'),
  portions: (): Text => say('各份额应大于 0，合计不超过 100%。', 'Shares of a pool must be above 0 and together at most 100 %.'),
  noMoney: (): Text => say('没有资金来源（from）的奖金只能按名次发放。', 'Without money (from) a pool can only pay prizes.'),
  idleSplit: (): Text => say('拆分的权重不能为负，也不能都是 0。', 'The weights of a split must not be negative or all 0.'),
  capOrShare: (): Text => say('additions_cap 与 additions_share 只能写其一。', 'State additions_cap or additions_share, not both.'),
  sumsFinding: (): Text => say('跨期合计的目标不能由考核办认定。', 'Goals summed over periods cannot be settled by an office finding.'),
};

/** Faults in what an input says of days, duties, letters, ballots and other units. */
export const inRecords = {
  unknownPeriod: (id: string, known: readonly string[]): Text =>
    say(`办法没有考核期“${id}”；可用：${list(known)}。`, `The scheme has no period “${id}”; known are: ${list(known)}.`),
  unknownLink: (id: string): Text => say(`办法没有用到联结“${id}”。`, `The scheme uses no link “${id}”.`),
  noSuchUnit: (id: string): Text => say(`联结指向的单位“${id}”不在数据中。`, `The link names the unit “${id}”, which is not in the input.`),
  linkedTwice: (id: string): Text => say(`联结重复指向“${id}”。`, `The link names “${id}” twice.`),
  unknownEvent: (id: string): Text => say(`办法没有从“${id}”起算的期限。`, `The scheme counts no day from “${id}”.`),
  noDuties: (part: string, category: string): Text =>
    say(`类别“${category}”没有事项清单“${part}”。`, `The category “${category}” has no list of duties “${part}”.`),
  unknownDuty: (id: string, known: readonly string[]): Text =>
    say(`不认识的事项“${id}”；可用：${list(known)}。`, `Unknown duty “${id}”; known are: ${list(known)}.`),
  caseWithoutDay: (id: string): Text =>
    say(`事项“${id}”按件计时，必须写明收到日期 from。`, `The duty “${id}” is counted case by case and needs the day it came in, from.`),
  noCalendar: (): Text => say('有期限的事项，数据必须写明 calendar（起始日和截至日）。', 'Dated duties need a calendar in the input: first day and as-of day.'),
  calendarOrder: (): Text => say('截至日不能早于起始日。', 'The as-of day must not be before the first day.'),
  noLetter: (category: string): Text => say(`类别“${category}”没有责任书。`, `The category “${category}” has no responsibility letter.`),
  unknownParty: (id: string, known: readonly string[]): Text =>
    say(`责任书没有签署方“${id}”；可用：${list(known)}。`, `The letter has no party “${id}”; known are: ${list(known)}.`),
  letterOrder: (): Text => say('责任书的失效日不能早于生效日。', 'A letter must not end before it begins.'),
  wholeCases: (): Text => say('件数应为整数。', 'Cases are counted in whole numbers.'),
  moreThanCounted: (good: string, counted: string): Text =>
    say(`${good} 件多于所计的 ${counted} 件。`, `${good} is more than the ${counted} that were counted.`),
  noRepliesDay: (): Text => say('答复情况要写明截至哪一天（repliesAsOf）。', 'A reply record needs the day up to which it counts, repliesAsOf.'),
  noPicks: (part: string): Text => say(`办法没有提名票“${part}”。`, `The scheme has no pick ballot “${part}”.`),
  namedTooOften: (named: string, cast: string): Text => say(`被提名 ${named} 次，而有效票只有 ${cast} 张。`, `Named ${named} times on only ${cast} ballots.`),
  picksTooMany: (named: string, limit: string): Text =>
    say(`提名合计 ${named} 个，多于各票可提名的 ${limit} 个。`, `${named} names in all, more than the ${limit} that the ballots can hold.`),
};
