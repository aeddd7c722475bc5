import { describe, expect, it } from 'vitest';
import type { Margin, RakingOptions } from '../../../scoring/raking/margins.ts';
import { rake } from '../../../scoring/raking/rake.ts';

const sex = (targets: readonly [number, number], codes: readonly number[] = [0, 1, 1, 0]): Margin => ({
  id: 'sex',
  categories: [
    { id: 'women', target: targets[0] },
    { id: 'men', target: targets[1] },
  ],
  codes,
});
const age: Margin = {
  id: 'age',
  categories: [
    { id: 'young', target: 40 },
    { id: 'old', target: 60 },
  ],
  codes: [0, 0, 1, 1],
};

interface Case {
  name: string;
  respondents?: number;
  margins?: readonly Margin[];
  options?: RakingOptions;
  path: readonly (string | number)[];
  en: RegExp;
  zh: RegExp;
}

const CASES: readonly Case[] = [
  { name: 'nobody', respondents: 0, path: ['respondents'], en: /no respondents/, zh: /没有任何答卷/ },
  { name: 'half a person', respondents: 1.5, path: ['respondents'], en: /no respondents/, zh: /没有任何答卷/ },
  { name: 'no margin', margins: [], path: ['margins'], en: /No census margin/, zh: /普查分布/ },
  {
    name: 'a category of the census without respondents',
    margins: [sex([50, 50], [0, 0, 0, 0])],
    path: ['margins', 0, 'categories', 1],
    en: /“men” of “sex” has people in the census but no respondent; merge/,
    zh: /“sex”中“men”在普查中有人，却没有任何答卷/,
  },
  {
    name: 'respondents where the census counts nobody',
    margins: [sex([100, 0])],
    path: ['margins', 0, 'categories', 1],
    en: /the census counts nobody there/,
    zh: /普查数为 0/,
  },
  {
    name: 'unequal totals',
    margins: [sex([50, 51]), age],
    path: ['margins', 1],
    en: /totals of “sex” and “age” differ: 101 and 100/,
    zh: /普查总数不同：101 与 100/,
  },
  {
    name: 'a negative figure',
    margins: [sex([-1, 101])],
    path: ['margins', 0, 'categories', 0, 'target'],
    en: /must be a number, not below 0/,
    zh: /不小于 0/,
  },
  { name: 'no figure', margins: [sex([Number.NaN, 1])], path: ['margins', 0, 'categories', 0, 'target'], en: /must be a number/, zh: /普查数/ },
  {
    name: 'too few codes',
    margins: [sex([50, 50], [0, 1])],
    path: ['margins', 0, 'codes'],
    en: /2 codes, but there are 4 respondents/,
    zh: /2 个取值，而答卷有 4 份/,
  },
  { name: 'an unknown code', margins: [sex([50, 50], [0, 1, 2, 0])], path: ['margins', 0, 'codes', 2], en: /Respondent 3 has a category/, zh: /第 3 份答卷/ },
  { name: 'half a code', margins: [sex([50, 50], [0, 1, 0.5, 0])], path: ['margins', 0, 'codes', 2], en: /Respondent 3/, zh: /第 3 份/ },
  {
    name: 'a category twice',
    margins: [{ ...age, categories: [...age.categories.slice(0, 1), { id: 'young', target: 60 }] }],
    path: ['margins', 0, 'categories', 1],
    en: /“young” appears twice/,
    zh: /“young”重复/,
  },
  {
    name: 'a starting weight of 0',
    margins: [age],
    options: { base: [1, 0, 1, 1] },
    path: ['options', 'base', 1],
    en: /respondent 2 must be above 0/,
    zh: /第 2 份答卷的初始权重/,
  },
  { name: 'too few starting weights', margins: [age], options: { base: [1] }, path: ['options', 'base'], en: /1 codes, but there are 4/, zh: /1 个取值/ },
  { name: 'limits that exclude the mean', margins: [age], options: { trim: { low: 1.2, high: 3 } }, path: ['options', 'trim'], en: /lower limit/, zh: /下限/ },
  {
    name: 'an upper limit of 1',
    margins: [age],
    options: { trim: { low: 0.5, high: 1 } },
    path: ['options', 'trim'],
    en: /upper limit above 1/,
    zh: /上限应大于 1/,
  },
  { name: 'no tolerance', margins: [age], options: { tolerance: 0 }, path: ['options'], en: /tolerance must be above 0/, zh: /收敛界限/ },
  { name: 'no rounds', margins: [age], options: { rounds: 0 }, path: ['options'], en: /number of rounds/, zh: /轮数/ },
  {
    name: 'margins that contradict each other',
    margins: [sex([50, 50], [0, 0, 1, 1]), age],
    path: ['margins'],
    en: /After 1000 rounds the margins are still off by \d+\.\d+ %; merge categories/,
    zh: /1000 轮之后仍与普查分布相差/,
  },
];

describe('raking refuses what it cannot honestly weight', () => {
  it.each(CASES)('$name', ({ respondents = 4, margins = [sex([50, 50]), age], options = {}, path, en, zh }) => {
    const result = rake(respondents, margins, options);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.faults[0]?.path).toEqual(path);
    expect(result.faults[0]?.message.en).toMatch(en);
    expect(result.faults[0]?.message.zh).toMatch(zh);
  });

  it('tells all faults at once', () => {
    const result = rake(4, [sex([50, 51], [0, 0, 0, 0]), age], { tolerance: -1 });
    expect(result.ok ? [] : result.faults).toHaveLength(3);
  });

  it('has nothing against categories that neither census nor respondents have', () => {
    const three: Margin = { ...age, categories: [...age.categories, { id: 'ageless', target: 0 }] };
    expect(rake(4, [three, sex([50, 50])]).ok).toBe(true);
  });
});
