/** Where answers that did not come through the site came from. */
export const origin = {
  title: '网站以外的来源',
  note: '这些答案不是在本站填写的，由下列单位收集；除热线汇总数以外，都整批密封进票箱。每份文件只导入一次，摘要可与原始文件核对。',
  kinds: { survey: '第三方调查', clippings: '报纸剪报票', partner: '调查机构批次', hotline: '热线汇总数' },
  people: (n: string): string => `${n} 名受访者`,
  ballots: (n: string): string => `计 ${n} 张评议票`,
  counted: (n: string): string => `热线汇总的 ${n} 个答案，不是评议票`,
  leftOut: '截止时未计入',
  leftOutOf: (clippings: string, files: string, batches: string): string => `剪报票 ${clippings} 张，上传文件 ${files} 个，调查机构批次 ${batches} 个`,
  countedTitle: '热线汇总数',
  countedNote: '热线按单位汇总的满意、不满意次数，不是密封的评议票，不在票箱和票录里；各单位合计在截止时一并签名。未查重复。',
  units: '单位数',
  answers: '答案数',
  days: (from: string, to: string): string => `${from}至${to}调查`,
  on: (date: string): string => `${date}导入`,
  clippings: (received: string, spoiled: string, differed: string, rate: string): string =>
    `收到 ${received} 张，作废 ${spoiled} 张；由两人各录一遍，不一致 ${differed} 张（${rate}%），由第三人裁定`,
  unchecked: '未查重复。',
  file: '文件摘要',
};
