import type { BorrowedGoal } from './borrowed.ts';
import { WAN } from './borrowed.ts';

export const EDUCATION_SOURCE = {
  zh: '借用：某市教育局 2012 年公开的建设进展。完成数和百分比照录，计划投资由百分比推算；与楚江市无关。',
  en: "Borrowed: a city education bureau's published figures of 2012. Results and percentages as printed, planned money derived from the percentage; nothing to do with Chujiang.",
};

/** What stands where a missed goal must give reason and improvement. */
const MISSED = '借用的报告没有写明原因和改进措施。';

const SCHOOLS = { zh: '所', en: 'schools' };
const KINDERGARTENS = { zh: '所', en: 'kindergartens' };

/** Money and places: schools nearly as planned, kindergartens clearly missed. */
export const EDUCATION_GOALS: readonly BorrowedGoal[] = [
  {
    kind: 'composite',
    title: { zh: '城区义务教育学校建设', en: 'Urban compulsory schools' },
    promise: { zh: '13 所：完工 7 所，开工 6 所；投资约 23460 万元（推算）', en: '13 schools: 7 to finish, 6 to start; about 234.6 million yuan (derived)' },
    result: { claim: 'done', words: { zh: '完工 6 所，开工 7 所，完成投资 24942 万元。', en: '6 finished, 7 started, 249.42 million yuan spent.' } },
    components: [
      {
        kind: 'numeric',
        title: { zh: '完工学校', en: 'Schools finished' },
        measure: SCHOOLS,
        target: '7',
        promise: { zh: '7 所', en: '7' },
        result: { claim: 'partly', reported: '6', reason: MISSED, words: { zh: '完工 6 所。', en: '6 finished.' } },
      },
      {
        kind: 'numeric',
        title: { zh: '开工学校', en: 'Schools started' },
        measure: SCHOOLS,
        target: '6',
        promise: { zh: '6 所', en: '6' },
        result: { claim: 'done', reported: '7', words: { zh: '开工 7 所。', en: '7 started.' } },
      },
      {
        kind: 'numeric',
        title: { zh: '学校建设投资', en: 'Money spent on schools' },
        measure: WAN,
        target: '23460',
        promise: { zh: '约 23460 万元（由 106.32% 推算）', en: 'about 234.6 million yuan (derived from 106.32 %)' },
        result: {
          claim: 'done',
          reported: '24942',
          words: { zh: '完成 24942 万元，原文为计划的 106.32%。', en: '249.42 million yuan, 106.32 % of the plan as printed.' },
        },
      },
    ],
  },
  {
    kind: 'composite',
    title: { zh: '城区幼儿园建设', en: 'Urban kindergartens' },
    promise: {
      zh: '18 所：完工 13 所，开工 5 所（开工结果原文未载，不列入计算）；投资约 2810 万元（推算）',
      en: '18 kindergartens: 13 to finish, 5 to start (the source gives no result for these, so they are not computed); about 28.1 million yuan (derived)',
    },
    result: { claim: 'partly', reason: MISSED, words: { zh: '完工 9 所，完成投资 2486.5 万元。', en: '9 finished, 24.865 million yuan spent.' } },
    components: [
      {
        kind: 'numeric',
        title: { zh: '完工幼儿园', en: 'Kindergartens finished' },
        measure: KINDERGARTENS,
        target: '13',
        promise: { zh: '13 所', en: '13' },
        result: { claim: 'partly', reported: '9', reason: MISSED, words: { zh: '完工 9 所。', en: '9 finished.' } },
      },
      {
        kind: 'numeric',
        title: { zh: '幼儿园建设投资', en: 'Money spent on kindergartens' },
        measure: WAN,
        target: '2810',
        promise: { zh: '约 2810 万元（由 88.49% 推算）', en: 'about 28.1 million yuan (derived from 88.49 %)' },
        result: {
          claim: 'partly',
          reported: '2486.5',
          reason: MISSED,
          words: { zh: '完成 2486.5 万元，原文为计划的 88.49%。', en: '24.865 million yuan, 88.49 % of the plan as printed.' },
        },
      },
    ],
  },
];
