import { composite, count, fall, milestone, money, rate, type Template } from './template.ts';

/** Planning, industry, trade, finance, farming and science. */
export const ECONOMY: Readonly<Record<string, readonly Template[]>> = {
  planning: [
    count('新开工亿元以上项目', 'New projects above 100 million yuan', '个', 'projects', 40, 90),
    money('争取上级预算内资金', 'Funds obtained from above', 60000, 120000),
    count('帮助企业解决困难事项', 'Problems of firms solved', '件', 'matters', 180, 420),
    count('新增规模以上企业', 'New firms above the statistical size', '家', 'firms', 30, 90),
    count('组织招商和产销对接活动', 'Investment and trade meetings', '场', 'meetings', 12, 36),
    count('引进到位资金', 'Outside investment paid in', '亿元', '100 million yuan', 60, 180, 1),
    milestone('重点项目“一键查询”平台上线', 'Public look-up of major projects online'),
    fall('项目审批平均用时', 'Average time to approve a project', '工作日', 'working days', 18, 26, 0),
  ],
  finance: [
    money('核减不合理支出', 'Unjustified spending cut', 2600, 8600),
    rate('审计或检查发现问题整改率', 'Findings of audits and inspections put right', 93, 98),
    rate('资金按期拨付率', 'Payments made on time', 97, 99.5),
    count('民生资金专项检查', 'Checks of money meant for daily life', '次', 'checks', 8, 22),
    milestone('预算和决算明细按科目全部公开', 'Budget and accounts published item by item'),
  ],
  banking: [
    count('惠及中小企业', 'Small firms served', '户', 'firms', 1200, 4600),
    count('减税降费、减免利息', 'Taxes, fees and interest reduced', '亿元', '100 million yuan', 3, 12, 2),
    fall('贷款和退费平均办理时间', 'Average time for loans and refunds', '工作日', 'working days', 5, 9),
    count('金融和财税知识宣传', 'Talks on money and taxes', '场', 'talks', 36, 110),
    rate('客户投诉按期办结率', 'Complaints settled in time', 95, 99),
    milestone('老年人服务专窗全覆盖', 'Counters for the elderly everywhere'),
  ],
  market: [
    count('食品药品和商品抽检', 'Samples of food, medicines and goods', '批次', 'samples', 2200, 6200),
    rate('消费投诉按期办结率', "Consumers' complaints settled in time", 96, 99),
    money('为消费者和用户挽回损失', 'Losses recovered for customers', 260, 980),
    count('“你点我检”进市场', 'Tests chosen by shoppers', '场', 'times', 12, 40),
    fall('企业开办或通关平均用时', 'Average time to register or to clear', '小时', 'hours', 4, 8),
    count('查办案件', 'Cases handled', '件', 'cases', 160, 620),
    milestone('明厨亮灶学校食堂全覆盖', 'All school kitchens on open display'),
  ],
  agriculture: [
    count('新建高标准农田', 'New high-standard farmland', '万亩', '10,000 mu', 12, 26, 1),
    count('粮食播种面积', 'Land sown with grain', '万亩', '10,000 mu', 420, 520, 1),
    count('农技人员进村指导', 'Visits of advisers to villages', '人次', 'visits', 2200, 6400),
    rate('农产品抽检合格率', 'Farm produce passing tests', 98, 99.5),
    count('新增村集体经济强村', 'Villages with a strong common income', '个', 'villages', 30, 80),
    money('兑付涉农补贴', 'Farm subsidies paid out', 16000, 46000),
    composite('冷链和仓储设施', 'Cold stores and warehouses', [
      count('新建冷库', 'New cold stores', '座', 'stores', 18, 46),
      count('新增仓容', 'New storage', '万吨', '10,000 t', 2, 6, 1),
      milestone('产地集配中心投用', 'Collection centre in use'),
    ]),
  ],
  science: [
    count('新增高新技术企业', 'New high-tech firms', '家', 'firms', 50, 110),
    count('技术合同成交额', 'Technology contracts', '亿元', '100 million yuan', 90, 180, 1),
    count('科技特派员下乡', 'Science advisers in the countryside', '人次', 'visits', 400, 1200),
    count('选育和推广新品种', 'New breeds raised and spread', '个', 'breeds', 4, 12),
    count('科普活动进校园', 'Science events at schools', '场', 'events', 40, 120),
    milestone('概念验证中心挂牌运行', 'Centre for proof of concept at work'),
  ],
  data: [
    count('统计或监测数据按期发布', 'Figures published on schedule', '期', 'issues', 24, 60),
    rate('数据差错抽查合格率', 'Figures found right in spot checks', 98, 99.8),
    count('入户调查和回访', 'Household interviews and checks', '户', 'homes', 2400, 7600),
    count('预报预警信息发布', 'Forecasts and warnings issued', '条', 'items', 300, 900),
    rate('暴雨、洪水等预警准确率', 'Warnings that proved right', 86, 93),
    count('新建和更新监测站点', 'Stations built or renewed', '个', 'stations', 12, 40),
    milestone('历史数据开放下载', 'Past data open for download'),
  ],
};
