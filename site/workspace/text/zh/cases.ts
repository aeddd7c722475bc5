/** The list of comments that wait for an answer. */
export const cases = {
  title: '待答复的留言',
  lead: '已公开、尚未答复的留言，以及留言人要求重办、尚未再次答复的留言。最迟答复日早的在前，逾期的排在最前面；没有答复期限的在最后。',
  unit: '单位',
  comment: '留言',
  kind: '类型',
  received: '收到日',
  due: '最迟答复日',
  state: '办理状态',
  words: '单位或留言含',
  none: '没有期限',
  states: { overdue: '逾期', again: '要求重办', running: '期限内', stopped: '计时中止', undated: '没有期限' },
  late: (days: number) => `逾期 ${days} 个工作日`,
  again: (times: number) => (times === 1 ? '要求重办' : `第 ${times} 次要求重办`),
};
