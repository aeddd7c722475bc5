/** Reminders of reports, in the workspace and outside. */
export const reminders = {
  title: '报送提醒',
  all: '全部提醒和联系方式',
  none: '没有提醒。',
  markRead: '知道了',
  read: '已读',
  settled: '已提交',
  contact: '在工作台之外提醒我',
  contactLead: '填写后，到期提醒同时发到这里。只用于报送提醒，不公开，随时可以删除。',
  mail: '工作邮箱',
  phone: '手机号',
  off: (what: string) => `本系统没有接入${what}，填写后暂不会收到。`,
  mailWord: '邮件',
  smsWord: '短信',
  save: '保存',
  done: { saved: '联系方式已保存。' },
};
