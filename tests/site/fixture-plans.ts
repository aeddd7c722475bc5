import type { ReleaseContents } from '../../proof/release/contents.ts';
import type {
  Claim,
  CommentRecord,
  EvidenceRecord,
  GoalStatus,
  ModerationLedger,
  PublicGoal,
  PublicPlan,
  PublicPlanVersion,
  PublicProgress,
  ReportRecord,
  UnitTexts,
  WorkCalendar,
} from '../../proof/release/files.ts';
import { moderationLedger } from '../../proof/release/moderation.ts';
import { effectOf } from '../../proof/release/plan-effect.ts';
import { changesBetween, termsOf } from '../../proof/release/plan-versions.ts';
import { commentDigest, evidenceDigest, replyDigest } from '../../proof/release/texts.ts';

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
        verification: {
          outcome: 'corrected',
          on: '2025-10-20',
          by: '市统计局',
          doneOn: null,
          share: null,
          reason: '两公里尚未验收。',
          document: '核查意见〔2025〕3 号',
        },
        basis: 'verified',
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
        finalOn: final ? (unit === 'water' && cycle === '2024' ? '2024-11-20' : `${cycle}-03-07`) : null,
        goals: final ? GOALS : GOALS.map((goal) => ({ ...goal, progress: [] })),
      };
    }),
  );
}

const SHA = 'ab'.repeat(32);
const SALT = '5a'.repeat(32);
const NOTICE = { salt: SALT, fileName: '泵站投用公告.pdf', bytes: 182_044, sha256: SHA };

const evidenceOf = (unit: string): EvidenceRecord => {
  const id = `${unit}-e1`;
  return { id, goal: 'g2', mediaType: 'application/pdf', digest: evidenceDigest(id, NOTICE), withdrawn: null };
};

export function reportsOf(units: readonly string[]): ReportRecord[] {
  return units.flatMap((unit) =>
    ['q1', 'q2', 'q3'].map((period): ReportRecord => {
      const report = { unit, cycle: '2025', period, narrative: { zh: '', en: '' } };
      if (unit === 'housing' && period === 'q3') return { ...report, state: 'overdue', submittedOn: null, late: true, evidence: [] };
      const evidence = period === 'q3' ? [evidenceOf(unit)] : [];
      return { ...report, state: 'accepted', submittedOn: period === 'q2' ? '2025-07-16' : '2025-10-10', late: period === 'q2', evidence };
    }),
  );
}

interface Written extends Omit<CommentRecord, 'digest' | 'replies'> {
  readonly author: string;
  readonly body: string;
  readonly replies: readonly { readonly on: string; readonly body: string }[];
}

const comment = { unit: 'water', cycle: '2025', goal: null, language: 'zh', answerBy: null, overdue: false, replies: [], withdrawn: null } as const;

const WRITTEN: readonly Written[] = [
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
  {
    ...comment,
    id: 'c0',
    kind: 'complaint',
    author: '',
    body: '收费员张某某家住三栋，电话见楼道。',
    receivedOn: '2025-09-16',
    answerBy: '2025-09-23',
    withdrawn: { rule: 'personal-data', on: '2025-09-17' },
  },
];

export const COMMENTS: readonly CommentRecord[] = WRITTEN.map(({ author, body, replies, ...rest }) => ({
  ...rest,
  digest: commentDigest(rest.id, { salt: SALT, author, body }),
  replies: replies.map((reply) => ({ on: reply.on, digest: replyDigest(rest.id, { salt: SALT, body: reply.body }) })),
}));

/** Words of comments and names of files; the withdrawn comment has none. */
export const textsOf = (units: readonly string[]): UnitTexts[] =>
  units.map((unit) => ({
    format: 'gongping-texts/1',
    unit,
    comments: Object.fromEntries(
      WRITTEN.filter((one) => one.unit === unit && one.withdrawn === null).map(({ id, author, body, replies }) => [
        id,
        { salt: SALT, author, body, replies: replies.map((reply) => ({ salt: SALT, body: reply.body })) },
      ]),
    ),
    evidence: unit === 'housing' ? {} : { [evidenceOf(unit).id]: NOTICE },
  }));

/** No holiday falls on the days of the comments. */
export const CALENDAR: WorkCalendar = { from: '2025-01-01', to: '2026-12-31', off: [], on: [] };

export const MODERATION: ModerationLedger = moderationLedger(
  ['personal-data', 'abuse', 'unproved-accusation', 'off-topic', 'repeated'],
  [
    {
      action: 'withdrawn',
      what: 'comment',
      unit: 'water',
      kind: 'complaint',
      rule: 'personal-data',
      decidedOn: '2025-09-17',
      digest: COMMENTS.find(({ id }) => id === 'c0')?.digest ?? '',
    },
    { action: 'rejected', what: 'comment', unit: 'housing', kind: 'suggestion', rule: 'off-topic', decidedOn: '2025-10-02', digest: 'e1'.repeat(32) },
    { action: 'rejected', what: 'comment', unit: 'water', kind: 'complaint', rule: 'abuse', decidedOn: '2025-10-03', digest: 'e2'.repeat(32) },
  ],
);

/** Second versions lower a target late and move a day for a reason. */
export function planVersionsOf(
  plans: readonly PublicPlan[],
  { units, cycles, schemes }: Pick<ReleaseContents, 'units' | 'cycles' | 'schemes'>,
): PublicPlanVersion[] {
  return plans.flatMap((plan): PublicPlanVersion[] => {
    const { unit, cycle: cycleId, noticeFrom, noticeTo, finalOn } = plan;
    const cycle = cycles.find(({ id }) => id === cycleId);
    const goals = termsOf(plan.goals);
    const none = { reason: null, approver: null, changes: [], effect: null };
    if (!cycle || plan.version === 1) return [{ unit, cycle: cycleId, version: 1, state: plan.state, noticeFrom, noticeTo, finalOn, goals, ...none }];
    const before = goals.map((terms) =>
      terms.code === 'g1' ? { ...terms, target: '130' } : terms.code === 'g2' ? { ...terms, due: '2025-06-30', veto: true as const } : terms,
    );
    const changes = changesBetween(before, goals, finalOn, cycle);
    const second = {
      reason: { zh: '汛期停工，上级调整投资计划', en: 'Work stopped in the flood season; the investment plan was changed from above' },
      approver: { zh: '市政府常务会议', en: 'Standing meeting of the city government' },
    };
    const effect = effectOf(schemes.get(cycle.scheme), units.find(({ id }) => id === unit)?.category ?? '', plan, before, { goals, changes });
    return [
      { unit, cycle: cycleId, version: 1, state: 'superseded', noticeFrom, noticeTo, finalOn: `${cycleId}-03-03`, goals: before, ...none },
      { unit, cycle: cycleId, version: 2, state: 'final', noticeFrom, noticeTo, finalOn, goals, changes, effect, ...second },
    ];
  });
}
