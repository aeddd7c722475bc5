import type { Text } from '../../../content/load.ts';
import { nameUuid } from './ids.ts';
import type { FindingRow } from './rows.ts';

/** What one unit had against its provisional score, and how it was decided. */
export interface DemoObjection {
  readonly unit: string;
  readonly part: string;
  readonly body: string;
  readonly document: string;
  readonly filedAt: Date;
  readonly outcome: 'partly' | 'refused';
  readonly reason: Text;
  readonly changesScore: boolean;
  readonly decidedAt: Date;
}

const CYCLE = '2024';
const moment = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`);

const mistake = (unitId: string, row: Pick<FindingRow, 'kind' | 'criterion' | 'points' | 'periodId' | 'document' | 'reasonZh' | 'reasonEn'>) => ({
  ...row,
  id: nameUuid('finding', unitId, CYCLE, 'mistake'),
  unitId,
  cycleId: CYCLE,
  part: 'management',
});

/**
 * How last year's scores were published: provisional, final after two objections, corrected once. The two findings were
 * mistakes: one was struck out on the objection, the other by the correction.
 */
export const PAST_YEAR = {
  cycle: CYCLE,
  provisionalAt: moment('2025-01-20', '09:30'),
  finalAt: moment('2025-02-10', '10:00'),
  struckOut: mistake('housing', {
    kind: 'deduct',
    criterion: 'late-report',
    points: '2',
    periodId: 'q2',
    document: '楚绩考〔2024〕41号',
    reasonZh: '季度自查报告迟报 2 天',
    reasonEn: 'Quarterly self-check 2 days late',
  }) satisfies FindingRow,
  corrected: mistake('sports', {
    kind: 'add',
    criterion: 'experience',
    points: '3',
    periodId: 'q4',
    document: '楚绩考〔2024〕69号',
    reasonZh: '全民健身经验获省级文件推广',
    reasonEn: 'Practice in public fitness taken up in a provincial document',
  }) satisfies FindingRow,
  correction: {
    zh: '审计复核发现，市体育局第四季度“工作经验获省级文件推广”加 3 分所依据的文件印发于 2023 年 12 月，不属于 2024 年度，予以撤销；该局总分、名次和相关单位名次随之更正。',
    en: 'An audit found that the provincial document behind 3 points added to the Sports Bureau for the fourth quarter was issued in December 2023 and does not belong to 2024. The addition is struck out; the total of the bureau and the ranks it moved are corrected.',
  },
  objections: [
    {
      unit: 'housing',
      part: 'management',
      body: '公示的管理得分中，第二季度“季度自查报告迟报”扣 2 分与事实不符：我局自查报告于 7 月 11 日 16 时 52 分提交，在截止日之前。另，第四季度排名列为第二档，我局认为应为第一档，请一并复核。',
      document: '报送系统回执 2024-Q2-0057',
      filedAt: moment('2025-01-22', '15:10'),
      outcome: 'partly',
      reason: {
        zh: '经核对报送系统记录，第二季度自查报告确在截止日前提交，迟报扣分有误，撤销该项扣分。年终分档排名按公布的名单核对无误，第一档的请求不予采纳。',
        en: 'The record of the reporting system shows that the self-check of the second quarter came before its last day; the deduction is struck out. The year-end tier agrees with the published list; the request for the first tier is refused.',
      },
      changesScore: true,
      decidedAt: moment('2025-02-06', '11:00'),
    },
    {
      unit: 'culture-tourism',
      part: 'image',
      body: '今年报纸评议票回收数量少于上年，我局认为不足以反映群众对文旅工作的真实看法，建议公众形象得分沿用上年结果。',
      document: '',
      filedAt: moment('2025-01-24', '10:25'),
      outcome: 'refused',
      reason: {
        zh: '报纸渠道的有效答案达到办法规定的最低数量，误差范围已随得分公布；办法没有沿用上年结果的规定，不予采纳。',
        en: 'The valid answers of the newspaper channel reach the minimum of the scheme, and the margin of error is published with the score. The scheme has no rule for taking over the result of the year before.',
      },
      changesScore: false,
      decidedAt: moment('2025-01-27', '09:40'),
    },
  ] satisfies readonly DemoObjection[],
} as const;
