/** How the answers of a group came together. */
export const splits = {
  title: '谁答的、怎么答的',
  by: { channel: '按渠道', stratum: '按地区', class: '按类型' },
  rule: (least: number): string => `每格至少 ${least} 份有效答案才单独列出；只隐一格会被减法推出，所以连同相邻的一格一起隐去。细分只作说明，不另计分。`,
  n: (count: string): string => `${count} 份`,
  hidden: '不单独列出',
  together: (labels: string, n: string): string => `${labels}合计 ${n} 份`,
  none: (by: string): string => `${by}的细分没有列出：有的不足最少份数，列出来就可能认出个人。`,
  and: '、',
};
