/** Words for states, used on every kind of page. */
export const states = {
  goal: { done: '完成', partly: '部分完成', 'not-done': '未完成', 'not-comparable': '不可比较', 'not-reported': '未报告' },
  claim: { done: '已完成', partly: '部分完成', 'not-done': '未完成', 'under-way': '推进中' },
  noClaim: '未说明',
  band: { 'clearly-above': '明显高于同类平均', 'not-separable': '与同类平均分不出高低', 'clearly-below': '明显低于同类平均' },
  late: '迟于期限',
  overdue: '逾期',
  few: '答案较少',
  answers: { few: '较少', some: '一般', full: '充足' },
  interval: { sampling: '随机误差，不含自愿参评的偏差', panel: '按名册人数修正的抽样误差', mixed: '公开参评和名册参评的随机误差', none: '没有抽样误差' },
  comment: { question: '咨询', complaint: '投诉', 'serious-complaint': '重大投诉', suggestion: '建议' },
  window: { draft: '筹备中', sealed: '规则已封存', open: '正在评议', closed: '已截止，待开封', opened: '已开封', archived: '已归档' },
  note: { missing: '缺数', redistributed: '权重转移', capped: '封顶', override: '认定', unproved: '未获证明', veto: '一票否决', excluded: '不计入', 'few-answers': '答案较少', late: '迟于期限', bound: '区间取最宽' },
  provenance: { goal: '目标', value: '考评值', finding: '评分依据', tally: '计票', scheme: '考核办法', document: '文件' },
  unit: { points: '分', percent: '%', coefficient: '', yuan: '元', count: '' },
};
