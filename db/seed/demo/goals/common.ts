import { count, fall, milestone, rate, type Template } from './template.ts';

/** Goals that any department may have beside those of its own trade. */
export const COMMON: readonly Template[] = [
  rate('12345 热线工单按期办结率', 'Hotline 12345 cases closed in time', 95, 99),
  rate('群众诉求办理满意率', 'Residents satisfied with how their request was handled', 88, 95),
  rate('人大代表建议和政协提案按期办复率', "Deputies' proposals and members' motions answered in time", 98, 100),
  fall('群众来信来访平均办结时间', 'Average time to settle letters and visits', '工作日', 'working days', 8, 12),
  count('主动公开政府信息', 'Information published on its own initiative', '条', 'items', 120, 420),
  count('办好群众“微心愿”', 'Small wishes of residents fulfilled', '件', 'wishes', 40, 160),
  count('到社区开展志愿服务', 'Volunteer service in communities', '次', 'times', 24, 80),
  milestone('编制并公布办事指南简明版', 'Short guide to its services written and published'),
  milestone('内部控制制度修订并公布', 'Rules of internal control revised and published'),
  rate('预算执行率', 'Budget carried out', 92, 97),
];

/** Service goals of bodies that people apply to at a counter. */
export const COUNTER: readonly Template[] = [
  fall('行政许可平均办理时间', 'Average time to grant a permit', '工作日', 'working days', 4, 7),
  rate('政务服务事项网上可办率', 'Services that can be done online', 95, 100),
  rate('窗口服务“好差评”好评率', 'Good marks given at the counter', 96, 99.5),
  count('“一件事一次办”新增事项', 'Matters newly settled in one visit', '项', 'matters', 6, 18),
];
