import type { Claim, GoalStatus, PublicComment, PublicGoal, PublicPlan, PublicProgress, PublicReport } from '../../proof/release/files.ts';

const none = { zh: '', en: '' };

function progress(period: string, status: GoalStatus, claim: Claim | null, more: Partial<PublicProgress> = {}): PublicProgress {
  return {
    period,
    reported: null,
    verified: null,
    approximate: false,
    comparable: true,
    doneOn: null,
    share: null,
    claim,
    narrative: none,
    reason: null,
    status,
    ratio: null,
    ...more,
  };
}

const base = { part: 'main-business', direction: null, start: null, target: null, borrowed: null, components: [] } as const;

/** One goal of each kind and status. */
const GOALS: readonly PublicGoal[] = [
  {
    ...base,
    code: 'g1',
    kind: 'numeric',
    direction: 'increase',
    start: '60',
    target: '120',
    due: '2025-12-31',
    title: { zh: '新增供水管网 120 公里', en: '120 km of new supply pipes' },
    promise: { zh: '年内新铺设城乡供水管网 120 公里，惠及 18 个村。', en: 'Lay 120 km of supply pipes in town and country, reaching 18 villages.' },
    measure: { zh: '公里，按竣工验收单计', en: 'km, by completion certificates' },
    borrowed: { zh: '数字借自某县水利局 2011 年公开报告', en: "Figures borrowed from a county water bureau's public report of 2011" },
    progress: [
      progress('q1', 'partly', 'under-way', {
        reported: '22',
        ratio: '18.33',
        narrative: { zh: '一季度完成 22 公里，雨水偏多，进度略慢。', en: '22 km in the first quarter; slowed by rain.' },
      }),
      progress('q2', 'partly', 'under-way', { reported: '58', ratio: '48.33', approximate: true }),
      progress('q3', 'partly', 'done', {
        reported: '97',
        verified: '95',
        ratio: '80.83',
        narrative: { zh: '已基本完成全年任务。', en: "The year's task is practically done." },
      }),
    ],
    latest: { claim: 'done', status: 'partly', ratio: '80.83', late: false },
  },
  {
    ...base,
    code: 'g2',
    kind: 'milestone',
    due: '2025-08-31',
    title: { zh: '城东泵站 8 月底前投用', en: 'Eastern pumping station in use by the end of August' },
    promise: { zh: '8 月底前建成城东泵站并投入使用。', en: 'Build the eastern pumping station and put it into use by the end of August.' },
    measure: { zh: '以投用公告为准', en: 'by the notice of commissioning' },
    progress: [
      progress('q1', 'partly', 'under-way', { share: '30', ratio: '30.00' }),
      progress('q2', 'partly', 'under-way', { share: '65', ratio: '65.00' }),
      progress('q3', 'done', 'done', { doneOn: '2025-09-12', ratio: '100.00' }),
    ],
    latest: { claim: 'done', status: 'done', ratio: '100.00', late: true },
  },
  {
    ...base,
    code: 'g3',
    kind: 'numeric',
    direction: 'at-least',
    target: '98',
    due: '2025-12-31',
    title: { zh: '水质达标率不低于 98%', en: 'Water quality at least 98 %' },
    promise: { zh: '全年出厂水水质综合达标率不低于 98%。', en: 'Water leaving the works meets the standard at least 98 % of the time.' },
    measure: { zh: '百分比，以检测机构报告为准', en: 'per cent, by laboratory reports' },
    progress: [
      progress('q1', 'done', 'done', { reported: '98.6', ratio: '100.61' }),
      progress('q2', 'not-comparable', 'done', { reported: '12', comparable: false, reason: '报送口径由比率改为次数' }),
    ],
    latest: { claim: 'done', status: 'not-comparable', ratio: null, late: false },
  },
  {
    ...base,
    code: 'g4',
    kind: 'composite',
    due: '2025-12-31',
    title: { zh: '两座水库除险加固', en: 'Two reservoirs made safe' },
    promise: { zh: '完成云台、青石两座水库除险加固。', en: 'Make the Yuntai and Qingshi reservoirs safe.' },
    measure: { zh: '以验收文件为准', en: 'by acceptance documents' },
    progress: [progress('q1', 'not-reported', null)],
    latest: { claim: null, status: 'not-reported', ratio: null, late: false },
    components: [
      {
        ...base,
        code: 'g4a',
        kind: 'milestone',
        due: '2025-06-30',
        title: { zh: '云台水库', en: 'Yuntai reservoir' },
        promise: none,
        measure: none,
        progress: [progress('q2', 'not-done', 'not-done', { share: '0', ratio: '0.00' })],
        latest: { claim: 'not-done', status: 'not-done', ratio: '0.00', late: true },
      },
      {
        ...base,
        code: 'g4b',
        kind: 'milestone',
        due: '2025-12-31',
        title: { zh: '青石水库', en: 'Qingshi reservoir' },
        promise: none,
        measure: none,
        progress: [],
        latest: { claim: null, status: 'not-reported', ratio: null, late: false },
      },
    ],
  },
];

/** A final plan in both cycles; the zone's is still on public notice this year. */
export function plansOf(units: readonly string[]): PublicPlan[] {
  return units.flatMap((unit) =>
    ['2024', '2025'].map((cycle): PublicPlan => {
      const final = !(unit === 'development-zone' && cycle === '2025');
      return {
        unit,
        cycle,
        version: final ? 2 : 1,
        state: final ? 'final' : 'notice',
        noticeFrom: `${cycle}-02-17`,
        noticeTo: `${cycle}-02-28`,
        finalOn: final ? `${cycle}-03-07` : null,
        goals: final ? GOALS : GOALS.map((goal) => ({ ...goal, progress: [] })),
      };
    }),
  );
}

const SHA = 'ab'.repeat(32);

export function reportsOf(units: readonly string[]): PublicReport[] {
  return units.flatMap((unit) =>
    ['q1', 'q2', 'q3'].map((period): PublicReport => {
      const report = { unit, cycle: '2025', period, narrative: { zh: '', en: '' } };
      if (unit === 'housing' && period === 'q3') return { ...report, state: 'overdue', submittedOn: null, late: true, evidence: [] };
      const evidence = period === 'q3' ? [{ goal: 'g2', fileName: '泵站投用公告.pdf', mediaType: 'application/pdf', bytes: 182_044, sha256: SHA }] : [];
      return { ...report, state: 'accepted', submittedOn: period === 'q2' ? '2025-07-16' : '2025-10-10', late: period === 'q2', evidence };
    }),
  );
}

const comment = { unit: 'water', cycle: '2025', goal: null, language: 'zh', answerBy: null, overdue: false, replies: [] } as const;

export const COMMENTS: readonly PublicComment[] = [
  {
    ...comment,
    id: 'c3',
    kind: 'complaint',
    author: '城南居民',
    body: '建设路停水三天没有通知，希望以后提前告知。',
    receivedOn: '2025-12-02',
    answerBy: '2025-12-09',
    overdue: true,
  },
  {
    ...comment,
    id: 'c2',
    goal: 'g1',
    kind: 'question',
    author: '李先生',
    body: '松林村今年能通自来水吗？\n去年说的是年底。',
    receivedOn: '2025-11-18',
    answerBy: '2025-11-20',
    replies: [{ body: '松林村管网已完成 80%，预计 12 月 25 日前通水。感谢您的关注。', on: '2025-11-19' }],
  },
  {
    ...comment,
    id: 'c1',
    kind: 'suggestion',
    author: 'A resident',
    language: 'en',
    body: 'Please post the water quality results every month.',
    receivedOn: '2025-10-08',
  },
];
