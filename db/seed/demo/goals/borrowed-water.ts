import type { BorrowedGoal } from './borrowed.ts';
import { KM, WAN } from './borrowed.ts';

export const WATER_SOURCE = {
  zh: '借用：某县水利局 2011 年公开的工作总结。数字照录，地名按读音转写，与楚江市无关；该局自评“全部完成”。',
  en: 'Borrowed: a county water bureau\'s published report of 2011. Figures as printed, Chinese place names by sound, nothing to do with Chujiang; the bureau itself claims "all completed".',
};

/** The report gives the state at the end of the year and no day; its last day stands in. */
const YEAR_END = '2025-12-31';

const source: BorrowedGoal = {
  kind: 'composite',
  title: { zh: '城区水源工程', en: 'Water source of the town' },
  promise: {
    zh: '低坝和输水管道建成；隧洞和取水枢纽开工；小型水库完成初步设计和批复；完成投资 1500 万元',
    en: 'Low dam and pipeline complete; tunnel and intake hub started; small reservoir designed and approved; 15.00 million yuan spent',
  },
  result: { claim: 'done', words: { zh: '自评：全部完成。', en: 'Own claim: all completed.' } },
  components: [
    {
      kind: 'milestone',
      title: { zh: '低坝和输水管道建成', en: 'Low dam and pipeline complete' },
      promise: { zh: '建成', en: 'complete' },
      result: {
        claim: 'done',
        words: {
          zh: '建成低坝 1 座，铺设管道 17.42 公里，正在回填和试压。',
          en: '1 dam built and 17.42 km of pipe laid; backfill and pressure test under way.',
        },
      },
    },
    {
      kind: 'milestone',
      title: { zh: '引水隧洞开工', en: 'Tunnel started' },
      promise: { zh: '开工', en: 'started' },
      result: {
        claim: 'done',
        doneOn: YEAR_END,
        words: {
          zh: '隧洞已开工，完成 20%。原报告未写开工日期，按报告期末日计。',
          en: 'Tunnel started, 20 % done. The report names no day; the end of its period stands in.',
        },
      },
    },
    {
      kind: 'milestone',
      title: { zh: '取水枢纽开工', en: 'Intake hub started' },
      promise: { zh: '开工', en: 'started' },
      result: {
        claim: 'done',
        share: '0',
        reason: '枢纽概算 2472 万元尚待批复（借用的报告没有写改进措施）。',
        words: { zh: '仅完成设计，概算 2472 万元待批复。', en: 'Design only; the estimate of 24.72 million yuan awaits approval.' },
      },
    },
    {
      kind: 'milestone',
      title: { zh: '小型水库初步设计和批复', en: 'Small reservoir: preliminary design and approval' },
      promise: { zh: '完成初步设计并获批复', en: 'preliminary design and approval' },
    },
    {
      kind: 'numeric',
      title: { zh: '水源工程完成投资', en: 'Money spent on the water source' },
      measure: WAN,
      target: '1500',
      promise: { zh: '1500 万元', en: '15.00 million yuan' },
      result: {
        claim: 'done',
        reported: '1560',
        words: { zh: '1300 万元 + 260 万元 = 1560 万元，为计划的 104%。', en: '13.00 + 2.60 = 15.60 million yuan, 104 % of the plan.' },
      },
    },
  ],
};

const river: BorrowedGoal = {
  kind: 'composite',
  title: { zh: '八渡河治理', en: 'Badu river' },
  promise: {
    zh: '闸坝 4 座，涵管 4.5 公里，清淤 3 公里，当年完成投资 1930 万元',
    en: '4 gate dams, 4.5 km of culvert, 3 km dredged, 19.30 million yuan this year',
  },
  result: { claim: 'done', words: { zh: '自评：全部完成。', en: 'Own claim: all completed.' } },
  components: [
    {
      kind: 'numeric',
      title: { zh: '建成闸坝', en: 'Gate dams built' },
      measure: { zh: '座', en: 'dams' },
      target: '4',
      promise: { zh: '4 座', en: '4' },
      result: { claim: 'done', reported: '4', words: { zh: '建成 4 座。', en: '4 built.' } },
    },
    {
      kind: 'numeric',
      title: { zh: '建成涵管', en: 'Culvert built' },
      measure: KM,
      target: '4.5',
      promise: { zh: '4.5 公里', en: '4.5 km' },
      result: { claim: 'done', reported: '4.5', words: { zh: '建成 4.5 公里。', en: '4.5 km built.' } },
    },
    {
      kind: 'numeric',
      title: { zh: '清淤', en: 'Dredging' },
      measure: KM,
      target: '3',
      promise: { zh: '3 公里', en: '3 km' },
      result: {
        claim: 'done',
        reported: '100000',
        approximate: true,
        comparable: false,
        words: {
          zh: '清淤约 10 万立方米。计划以公里计，结果以立方米计，无法比较。',
          en: 'About 100,000 m³ dredged. The plan is in km and the result in m³: not comparable.',
        },
      },
    },
    {
      kind: 'numeric',
      title: { zh: '当年完成投资', en: 'Money spent this year' },
      measure: WAN,
      target: '1930',
      promise: { zh: '1930 万元', en: '19.30 million yuan' },
      result: {
        words: {
          zh: '只写明批复总投资 3200 万元，当年完成数未报告。',
          en: "Only the approved total of 32.00 million yuan is given; this year's spending is not.",
        },
      },
    },
  ],
};

const sewage: BorrowedGoal = {
  kind: 'composite',
  title: { zh: '污水处理厂及管网', en: 'Sewage works and pipes' },
  promise: {
    zh: '主管 6 公里、干管 5 公里；土建和部分设备安装建成；完成投资 5000 万元',
    en: '6 km of main and 5 km of trunk pipe; civil works and part of the equipment; 50.00 million yuan',
  },
  result: { claim: 'done', words: { zh: '自评：全部完成。', en: 'Own claim: all completed.' } },
  components: [
    {
      kind: 'numeric',
      title: { zh: '铺设主管和干管', en: 'Main and trunk pipes laid' },
      measure: KM,
      target: '11',
      promise: { zh: '主管 6 公里、干管 5 公里', en: '6 km main and 5 km trunk' },
      result: { claim: 'done', reported: '12.3', words: { zh: '共铺设 12.3 公里。', en: '12.3 km in all.' } },
    },
    { kind: 'milestone', title: { zh: '土建和部分设备安装', en: 'Civil works and part of the equipment' }, promise: { zh: '建成', en: 'built' } },
    {
      kind: 'numeric',
      title: { zh: '污水工程完成投资', en: 'Money spent on sewage works' },
      measure: WAN,
      target: '5000',
      promise: { zh: '5000 万元', en: '50.00 million yuan' },
      result: { claim: 'done', reported: '5050', words: { zh: '累计完成 5050 万元，为计划的 101%。', en: '50.50 million yuan cumulative, 101 %.' } },
    },
  ],
};

/** A water bureau's year, figure by figure: its own figures do not say "all completed". */
export const WATER_GOALS: readonly BorrowedGoal[] = [
  source,
  river,
  sewage,
  {
    kind: 'milestone',
    title: { zh: '黑河、勒苏河水电开发前期', en: 'Heihe and Lesuhe hydropower: preparation' },
    promise: { zh: '完成规划、可行性研究和批复', en: 'planning, feasibility study and approval' },
    result: { claim: 'done', words: { zh: '正在开展可行性研究的外业工作。', en: 'Field work of the feasibility study.' } },
  },
  {
    kind: 'milestone',
    title: { zh: '荷叶坝水电站前期', en: 'Heyeba hydropower station: preparation' },
    promise: { zh: '完成前期工作，力争开工', en: 'preliminaries, try to start' },
    result: { claim: 'done', words: { zh: '等待省级防洪评价批复。', en: 'Awaiting the provincial flood reply.' } },
  },
];
