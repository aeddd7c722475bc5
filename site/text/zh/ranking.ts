/** What every sentence about a ranking says. */
interface Quoted {
  readonly cycle: string;
  readonly category: string;
  readonly n: number;
  readonly withTotal: number;
  readonly mean: string;
  readonly release: number;
  readonly day: string;
  readonly provisional: boolean;
}

interface Named {
  readonly name: string;
  readonly total: string;
}

interface Ranked extends Quoted {
  readonly above: number;
  readonly middle: number;
  readonly below: number;
  readonly level: string;
  /** Units with few answers. */
  readonly few: number;
}

const from = (s: Quoted): string => `${s.provisional ? '公示结果，' : ''}第 ${s.release} 号发布，${s.day}`;

export const ranking = {
  title: (category: string, cycle: string) => `${category} · ${cycle}排名`,
  indexTitle: '排名',
  indexLead: '按年度和类别排列，不同类别之间不作比较。先看明显高于、明显低于平均的，再看名次。',
  notRankedTag: '只公布得分',
  none: '还没有公布过得分。',
  sentence: (s: Ranked) =>
    `${s.cycle}${s.category}共 ${s.n} 个，${s.withTotal === s.n ? '都有总分' : `其中 ${s.withTotal} 个有总分`}，平均 ${s.mean} 分：${s.above} 个明显高于平均，${s.middle} 个与平均分不出高低，${s.below} 个明显低于平均${s.few > 0 ? `；其中 ${s.few} 个收到的答案较少` : ''}（置信水平 ${s.level}，只含随机误差；${from(s)}）。`,
  sentenceUnbanded: (s: Quoted) =>
    `${s.cycle}${s.category}共 ${s.n} 个，${s.withTotal === s.n ? '都有总分' : `其中 ${s.withTotal} 个有总分`}，平均 ${s.mean} 分；误差无从估计，因此不分高低（${from(s)}）。`,
  sentenceAlone: (s: Quoted & Named) => `${s.cycle}${s.category}共 ${s.n} 个，只有${s.name}有总分，得分 ${s.total}，无从比较（${from(s)}）。`,
  sentenceOne: (s: Quoted & Named) => `${s.cycle}${s.category}只有${s.name}一个，得分 ${s.total}，只公布，不排名（${from(s)}）。`,
  sentenceNone: (s: Quoted) => `${s.cycle}${s.category}共 ${s.n} 个，${s.n > 1 ? '都' : ''}缺少办法规定的数字，没有总分，也没有名次（${from(s)}）。`,
  quote: '可以引用的一句话',
  bandsNote:
    '名次后面的范围表示：考虑随机误差以后，名次可能落在哪里。范围重叠的单位，不能说谁比谁好。同一批人评了多个单位，这种关联在开封以后无从得知，没有计入。',
  columns: { rank: '名次', unit: '名称', score: '得分', interval: '误差范围', rankInterval: '名次范围', grade: '等次' },
  bandCount: (label: string, n: number) => `${label}（${n} 个）`,
  noBand: '不作比较',
  noTotal: '没有总分',
  missing: (names: readonly string[]) => (names.length === 0 ? '缺少数字' : `缺少数字：${names.join('、')}`),
  chart: '图表',
  chartShow: '显示图表',
  chartScore: '得分',
  chartInterval: '误差范围',
  chartAlt: '图表的数据与上面的表格相同。',
  axis: (low: string, high: string, mean: string) => `横轴 ${low}—${high} 分；竖线为平均 ${mean}`,
  history: '历年位置',
  historyNote: '高低和名次都是与当年同类单位相比；没有参加或没有总分的年度为“—”。',
  otherScheme: '当年的考核办法不同，位置可以参考，得分不能直接比较。',
  place: (rank: number, n: number) => `第 ${rank} 名（共 ${n} 个）`,
  otherCycles: '其他年度和类别',
  method: '这一年度的考核办法',
};
