import type { Chapters } from './meaning.ts';

/** Steps on a value, in the order of the reference page. */
export const stepChapters: Chapters = {
  clamp: {
    zh: '限定在范围之内；两端可以只写一端。',
    en: 'Holds a value inside limits; either may be left out.',
    examples: [`{ do: clamp, min: 0, max: 100 }`],
  },
  raise: {
    zh: '凭证明提高到某个值，只升不降；没有证明则不生效，并在结果里写明。',
    en: 'Raises to a value on a proved claim, never lowers; an unproved claim has no effect and is shown.',
    examples: [
      `do: raise
to: 90
criterion: province-top-three
label: { zh: 全省前三名, en: Top three in the province }
measure: { zh: 上级文件证明列前三名, en: a document of the superior body shows the place }
place_at_most: 3
proof: document
without_figure: set`,
    ],
    input: `findings:\n  - { part: work, kind: override, criterion: province-top-three, place: 2, source: doc-9 }`,
  },
  ladder: {
    zh: '阶梯：达到某值得全额，每差一档减一定数额。',
    en: 'A ladder: the full amount from a value upward, so much less for every step below it.',
    examples: [`{ do: ladder, full_from: 100, amount: 4000, per: 5, change: 200, min: 0, steps: full, unit: yuan }`],
  },
  rescale: {
    zh: '换算：把一段数均匀地换算到另一段。`from: [lowest, highest]` 在本类别内作极差标准化，`[0, highest]` 为最好者的百分比。各单位的值都相同时没有结果。',
    en: 'Carries one stretch of numbers evenly to another. `from: [lowest, highest]` is min–max over the category, `[0, highest]` per cent of the best. Where all units have the same value there is no result.',
    examples: [`{ do: rescale, from: [lowest, highest], to: [0, 100] }`],
  },
  standardise: {
    zh: '标准分：与本类别平均数相差几个标准差，再换算到给定的平均数和标准差。标准差的开方截到 20 位小数。各单位的值都相同时没有结果。',
    en: 'Standard score: how many standard deviations from the mean of the category, carried to a mean and deviation of choice. The square root is cut after 20 decimals. Where all units have the same value there is no result.',
    examples: [`{ do: standardise, divide_by: n, mean: 50, deviation: 10 }`],
  },
  times: { zh: '乘以一个固定数。', en: 'Multiplies by a fixed number.', examples: [`{ do: times, by: 1.042, unit: points }`] },
  plus: { zh: '加上一个固定数。', en: 'Adds a fixed number.', examples: [`{ do: plus, by: -5 }`] },
  cut: { zh: '向零截到整倍数（不是四舍五入）。', en: 'Cuts toward zero to a full multiple (this is not rounding).', examples: [`{ do: cut, to: 1 }`] },
  bands: {
    zh: '分段取值：落在哪一段就得哪一段的值。',
    en: 'Replaces the value by that of its band.',
    examples: [`do: bands\nunit: percent\nbands:\n  - { from: 90, value: 100 }\n  - { above: 60, below: 90, value: 80 }\n  - { up_to: 60, value: 40 }`],
  },
};
