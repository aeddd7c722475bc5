/** The ballot on which units of a category are chosen. */
export const pickZh = {
  title: (category: string) => `选票：${category}`,
  exactly: (choose: number, all: number) => `在下面 ${all} 个单位中正好选 ${choose} 个，不分先后。`,
  atMost: (choose: number, all: number) => `在下面 ${all} 个单位中最多选 ${choose} 个，不分先后。`,
  chosen: (done: string, choose: number) => `已选 ${done} / ${choose} 个`,
  ownUnit: '您的工作单位，不选',
  start: '您的选票',
  open: '打开选票',
  openLead: '您所在的评议主体不逐个评单位，而是在一类单位中选出几个。',
  empty: '还没有选任何单位',
  wrong: { title: '选的个数不对，这张票没有投入', toList: '回到名单' },
};
