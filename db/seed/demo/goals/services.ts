import { count, fall, milestone, money, rate, type Template } from './template.ts';

/** Bodies whose work is close to a family's, and yet their own: venues, networks, outreach, inspection. */
export const SERVICES: Readonly<Record<string, readonly Template[]>> = {
  venues: [
    count('接待读者、观众和查档群众', 'Readers, visitors and people who look up records', '万人次', '10,000 visits', 18, 60, 1),
    count('馆藏数字化', 'Holdings digitised', '件', 'items', 3000, 12000),
    count('举办展览、讲座和读书活动', 'Exhibitions, talks and readings', '场', 'events', 60, 180),
    count('流动服务进校园、社区和乡村', 'Mobile services to schools, communities and villages', '次', 'times', 40, 120),
    milestone('无障碍设施改造完成', 'Barrier-free access completed'),
    rate('每周开放时长达标率', 'Weekly opening hours kept', 96, 99),
  ],
  letters: [
    count('出版和推出研究、创作成果', 'Studies and works published', '项', 'works', 12, 40),
    count('举办讲座、展演和普及活动', 'Talks, shows and events for everyone', '场', 'events', 24, 70),
    count('志愿者进社区、乡村', 'Volunteers in communities and villages', '次', 'times', 24, 60),
    milestone('资料库向公众开放', 'Collection open to the public'),
    count('公开征集群众口述和作品', 'Accounts and works collected from residents', '件', 'items', 160, 480),
  ],
  networks: [
    rate('用户报修 24 小时内办结率', 'Repairs done within 24 hours', 93, 98),
    fall('用户投诉率（每万户）', 'Complaints per 10,000 customers', '件', 'complaints', 6, 9),
    count('新增和优化乡村网点、基站', 'Rural counters and stations added or improved', '处', 'places', 60, 180),
    count('整治飞线、改造老旧线路', 'Loose and old lines put in order', '处', 'places', 120, 360),
    rate('用户满意率', 'Satisfied customers', 88, 94),
    milestone('老年人专席全覆盖', 'Lines for the elderly everywhere'),
    money('为用户主动退费和减免', 'Refunds and reductions for customers', 120, 640),
  ],
  inspection: [
    fall('许可和通关平均用时', 'Average time for permits and clearance', '小时', 'hours', 5, 9),
    rate('用户申诉和投诉按期办结率', 'Complaints settled in time', 96, 99),
    count('实地检查', 'Inspections on the spot', '次', 'inspections', 300, 900),
    count('查办违法案件', 'Offences dealt with', '件', 'cases', 60, 240),
    milestone('检查结果按月公开', 'Results of inspections published monthly'),
  ],
  outreach: [
    count('走访和联系企业、乡亲', 'Visits to firms and compatriots', '次', 'visits', 160, 480),
    count('协调解决困难和诉求', 'Difficulties and requests settled', '件', 'matters', 60, 200),
    count('办理证明、认证和公务手续', 'Certificates and procedures handled', '件', 'papers', 400, 1600),
    count('组织交流、参展和对接活动', 'Exchanges, fairs and meetings', '场', 'events', 10, 30),
    milestone('多语种办事指南上线', 'Guide in several languages online'),
    rate('诉求按期答复率', 'Requests answered in time', 95, 99),
  ],
  buses: [
    rate('公交正点率', 'Buses on time', 85, 92),
    count('优化公交线路', 'Bus routes improved', '条', 'routes', 8, 22),
    count('更新低地板和新能源车', 'New low-floor and electric buses', '辆', 'buses', 60, 160),
    count('改造站亭', 'Bus shelters renewed', '座', 'shelters', 30, 80),
    rate('乘客满意率', 'Satisfied passengers', 86, 93),
    milestone('实时到站信息全线开通', 'Live arrival times on all routes'),
  ],
};
