/** The evidence of a report, a dossier for each matter. */
export const dossier = {
  title: (unit: string, period: string) => `${unit} ${period}证明材料`,
  lead: '一事一册：每个目标一册，按册内顺序排列。',
  link: '证明材料目录（可打印）',
  back: '返回',
  volume: (n: number) => `第 ${n} 册`,
  whole: '总体材料',
  columns: { number: '序号', title: '材料名称', day: '材料日期', file: '文件', digest: 'SHA-256' },
  order: '顺序',
  rewritten: '图片已重新生成，去除拍摄位置等信息',
  original: '原图',
  flags: { macros: '含宏', embedded: '含嵌入文件', script: '含脚本', launch: '含自动执行的动作', locked: '加密或无法展开，未能检查' },
  flagged: '打开前请注意',
  empty: '还没有证明材料。',
  save: '保存名称、日期和顺序',
  done: { saved: '目录已保存。' },
  printed: (day: string) => `打印日期 ${day}`,
};
