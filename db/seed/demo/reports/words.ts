import type { Text } from '../../../../content/load.ts';
import type { Random } from '../random.ts';

/** Why a goal was missed and what will be done, as units write it. */
/** Works and purchases. */
const WORKS: readonly string[] = [
  '受汛期连续降雨影响，施工推迟一个多月。改进：增加班组，已排定复工计划，次年 3 月底前补齐。',
  '上级补助资金到位较晚，招标推迟。改进：先行启用本级资金，按月公布进度。',
  '两个点位土地手续未办结。改进：会同自然资源部门逐个销号，次年第一季度开工。',
  '承办企业履约不力，已依合同更换。改进：建立周调度，违约金用于补建。',
  '年初目标定得偏高，对原材料涨价估计不足。改进：优化设计，分两年完成。',
];

/** Services, rates and times. */
const SERVICES: readonly string[] = [
  '服务对象申请数量低于预期，年初摸底不够细。改进：重新摸底，分片上门告知政策。',
  '系统升级期间数据中断，部分事项未能统计。改进：已恢复并安排专人核对。',
  '专业人员不足，考录未招满。改进：开展第二轮招聘，并向县市区借调骨干。',
  '年中业务量集中，窗口和坐席不足，影响了全年数。改进：错峰预约，增设机动岗。',
  '跨部门事项会办时间长。改进：确定一个牵头科室，逾期自动提级督办。',
  '部分活动因高温和防汛改期，年底前未能补齐。改进：下年度提前排期，改到室内举办。',
];

export const missedReason = (draw: Random, measure: string): string => draw.pick(BUILT.has(measure) ? WORKS : SERVICES);

/** Measures of things that are built or bought; a milestone has none. */
const BUILT = new Set(['', '公里', '座', '处', '套', '个', '所', '万元', '亿元', '部', '万亩', '万平方米', '张', '辆', '户']);

const STAGES: readonly { readonly from: number; readonly words: Text }[] = [
  { from: 85, words: { zh: '主体内容已完成，正在收尾和验收。', en: 'The main work is done; finishing and acceptance are under way.' } },
  { from: 60, words: { zh: '正在按计划推进，剩余部分已排定时间。', en: 'Going on as planned; the rest is scheduled.' } },
  { from: 30, words: { zh: '已完成招标或方案审定，进入实施。', en: 'Tendered or approved, and now carried out.' } },
  { from: 0, words: { zh: '正在办理前期手续。', en: 'Preliminary procedures are under way.' } },
];

/** What a unit says of a milestone on its way. */
export function stageWords(share: number): Text {
  return STAGES.find((stage) => share >= stage.from)?.words ?? { zh: '', en: '' };
}

const OPENINGS: readonly Text[] = [
  { zh: '本季度按目标计划书推进各项工作。', en: 'This quarter the work followed the plan.' },
  { zh: '季度内召开调度会两次，逐项核对进度。', en: 'Two meetings this quarter went through the goals one by one.' },
  { zh: '各科室按月评估，季度汇总如下。', en: 'Reviewed monthly by each section and summed up here.' },
  { zh: '对照年初承诺，进展如下。', en: 'Progress against what was promised at the start of the year:' },
];

const CLOSINGS: readonly Text[] = [
  { zh: '下一步，重点盯紧进度靠后的事项。', en: 'Next, attention goes to what lags behind.' },
  { zh: '群众反映的问题已转相关科室限期办理。', en: 'Matters raised by residents were passed on with a deadline.' },
  { zh: '佐证材料按一事一册归档。', en: 'Evidence is filed, one dossier per matter.' },
  { zh: '欢迎群众在本页留言监督。', en: 'Comments on this page are welcome.' },
];

export interface Highlight {
  readonly title: Text;
  readonly value: string;
  readonly measure: Text;
  /** Counted up through the year; other figures stand as they are. */
  readonly counted: boolean;
}

/** A quarter's narrative: an opening, the figures of up to two goals, what comes next. */
export function narrative(draw: Random, highlights: readonly Highlight[]): Text {
  const [opening, closing] = [draw.pick(OPENINGS), draw.pick(CLOSINGS)];
  const zh = highlights
    .map(({ title, value, measure, counted }) => `${title.zh}：${counted ? '累计 ' : ''}${value}${measure.zh === '%' ? '%' : ` ${measure.zh}`}`)
    .join('；');
  const en = highlights.map(({ title, value, measure, counted }) => `${title.en}: ${value} ${measure.en}${counted ? ' so far' : ''}`).join('; ');
  return { zh: `${opening.zh}${zh === '' ? '' : `${zh}。`}${closing.zh}`, en: `${opening.en} ${en === '' ? '' : `${en}. `}${closing.en}` };
}
