/** What stands above a page of an old release. */
export const archive = {
  label: '存档页',
  old: (number: number, day: string) => `这是第 ${number} 号发布的存档页，数据截至 ${day}，此后的变化不在本页。`,
  newest: (number: number, day: string) => `这是第 ${number} 号发布的存档页，数据截至 ${day}。它就是目前最新的发布。`,
  live: (number: number) => `最新是第 ${number} 号发布：看现在的页面`,
  data: '这次发布的全部数据',
};

/** In place of a page that cannot be made at the moment. */
export const unavailable = {
  title: '这一页暂时打不开',
  text: '评议、留言和登录要用的服务暂时连接不上，请过几分钟再试。不是没有评议，也不是您操作有误。',
  kept: '没有看到“已投入票箱”或查询码的，就是没有收到，请稍后重新提交；已经看到的，不受影响。',
  stands: '已经公布的内容都在，可以照常查看：',
};
