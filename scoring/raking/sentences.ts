import type { Text } from '../result.ts';

const say = (zh: string, en: string): Text => ({ zh, en });

/** What can be wrong with respondents and census margins. */
export const inRaking = {
  nobody: (): Text => say('没有任何答卷。', 'There are no respondents.'),
  noMargins: (): Text => say('没有给出任何普查分布。', 'No census margin is given.'),
  length: (margin: string, found: number, wanted: number): Text =>
    say(`“${margin}”有 ${found} 个取值，而答卷有 ${wanted} 份。`, `“${margin}” has ${found} codes, but there are ${wanted} respondents.`),
  code: (margin: string, at: number): Text =>
    say(`“${margin}”第 ${at + 1} 份答卷的类别不在普查分布之内。`, `Respondent ${at + 1} has a category of “${margin}” that the census margin does not list.`),
  target: (margin: string, category: string): Text =>
    say(`“${margin}”中“${category}”的普查数应为不小于 0 的数。`, `The census figure of “${category}” in “${margin}” must be a number, not below 0.`),
  duplicate: (margin: string, category: string): Text =>
    say(`“${margin}”中类别“${category}”重复。`, `The category “${category}” appears twice in “${margin}”.`),
  emptyCategory: (margin: string, category: string): Text =>
    say(
      `“${margin}”中“${category}”在普查中有人，却没有任何答卷；请与相邻类别合并。`,
      `“${category}” of “${margin}” has people in the census but no respondent; merge it with a neighbouring category.`,
    ),
  nobodyThere: (margin: string, category: string): Text =>
    say(
      `“${margin}”中“${category}”有答卷，而普查数为 0；请核对分布或合并类别。`,
      `“${category}” of “${margin}” has respondents, but the census counts nobody there; check the margin or merge the category.`,
    ),
  totals: (first: string, second: string, a: number, b: number): Text =>
    say(`“${first}”与“${second}”的普查总数不同：${a} 与 ${b}。`, `The census totals of “${first}” and “${second}” differ: ${a} and ${b}.`),
  baseWeight: (at: number): Text => say(`第 ${at + 1} 份答卷的初始权重应大于 0。`, `The starting weight of respondent ${at + 1} must be above 0.`),
  limits: (): Text =>
    say('权重的下限应大于等于 0 且小于 1，上限应大于 1。', 'The lower limit of weights must be at least 0 and below 1, the upper limit above 1.'),
  settings: (): Text => say('收敛界限应大于 0，轮数应为正整数。', 'The tolerance must be above 0 and the number of rounds a whole number above 0.'),
  notConverged: (rounds: number, off: number): Text =>
    say(
      `${rounds} 轮之后仍与普查分布相差 ${(off * 100).toFixed(4)}%；请合并类别或放宽权重上限。`,
      `After ${rounds} rounds the margins are still off by ${(off * 100).toFixed(4)} %; merge categories or widen the limits of weights.`,
    ),
};
