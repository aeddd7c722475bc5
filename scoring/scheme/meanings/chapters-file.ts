import type { Chapters } from './meaning.ts';

/** Blocks of the file beside the tree. */
export const fileChapters: Chapters = {
  scheme: { zh: '办法文件最外层的设置。', en: 'Settings at the top of a scheme file.', examples: [] },
  category: { zh: '一个类别。', en: 'One category.', examples: [] },
  grading: {
    zh: '按规则定级，依次为：第一条成立的规则、名额、名次、分数段、其余。',
    en: 'Levels by rules, in this order: the first rule that holds, quotas, places, bands, all others.',
    examples: [
      `levels:
  - { id: excellent, label: { zh: 优秀, en: Excellent } }
  - { id: good, label: { zh: 良好, en: Good } }
  - { id: poor, label: { zh: 差, en: Poor } }
rules:
  - { id: vetoed, label: { zh: 一票否决, en: Vetoed }, level: poor, when: { any: [{ veto: any }, { part: total, below: 60 }] } }
quotas:
  - { level: excellent, share: 3/10, by: total, proposed: { all: [{ part: total, from: 80 }] }, barred: { any: [{ veto: any }] } }
places:
  - { level: excellent, up_to: 5 }
bands:
  of: total
  bands:
    - { level: good, from: 70 }
    - { level: poor, below: 70 }
otherwise: good`,
    ],
  },
  pool: {
    zh: '奖金池。金额截到分，剩余的分给余数最大者。',
    en: 'Money that is shared. Amounts are cut to the fen; left-over fen go to the largest remainders.',
    examples: [],
  },
  when: {
    zh: '条件：级别、后果、奖金池都用同一种写法。还不能判断的，结论保留。',
    en: 'Conditions, written the same way in levels, consequences and pools. What cannot be told yet leaves the answer open.',
    examples: [],
  },
  schedule: {
    zh: '日期：固定日期，或从某一事件算起。当天算按期。',
    en: 'Dates: a fixed day, or counted from an event. The day itself is on time.',
    examples: [],
  },
};
