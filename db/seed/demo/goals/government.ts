import { composite, count, fall, milestone, money, rate, type Template } from './template.ts';

/** Party organs, congress, courts and the offices that keep the rest running. */
export const GOVERNMENT: Readonly<Record<string, readonly Template[]>> = {
  party: [
    count('到村、社区开展调研和宣讲', 'Visits and talks in villages and communities', '场', 'visits', 60, 220),
    rate('交办督办事项按期办结率', 'Assigned matters finished in time', 95, 99),
    count('形成调研成果并转化为措施', 'Studies turned into measures', '篇', 'studies', 8, 24),
    count('培训干部和骨干', 'Officials and volunteers trained', '人次', 'people', 1200, 5200),
    fall('月均文件和会议数量', 'Documents and meetings a month', '件', 'items', 6, 7.5),
    milestone('权责清单和服务清单更新公布', 'Lists of powers and services renewed and published'),
    rate('群众反映问题办结率', 'Matters raised by residents settled', 93, 98),
  ],
  media: [
    count('刊播民生监督报道', 'Critical reports on daily life', '篇', 'reports', 120, 360),
    rate('问政问题解决率', 'Questions raised on air that were solved', 88, 95),
    count('新增客户端用户', 'New users of the app', '万人', '10,000 users', 3, 12, 1),
    count('公益广告刊播', 'Public notices carried', '条', 'notices', 600, 1800),
    milestone('全媒体采编平台上线', 'Joint newsroom system online'),
    count('记者走基层', 'Reports from the ground', '次', 'visits', 120, 320),
  ],
  congress: [
    count('组织代表委员联系群众', 'Meetings of deputies and members with residents', '场', 'meetings', 60, 180),
    rate('建议提案办理见面率', 'Proposals discussed face to face', 98, 100),
    count('开展民生专题调研和视察', 'Studies and visits on daily life', '次', 'visits', 12, 30),
    rate('建议提案解决和列入计划率', 'Proposals solved or planned', 72, 84),
    count('网上征求意见', 'Consultations held online', '次', 'consultations', 6, 16),
    milestone('基层联系点全部挂牌开放', 'All local contact points open'),
  ],
  justice: [
    rate('法定审限内结案率', 'Cases decided within the legal time', 97, 99.5),
    fall('民商事案件平均审理天数', 'Average days of a civil case', '天', 'days', 58, 70, 0),
    money('执行到位和追偿金额', 'Money recovered for parties', 46000, 98000),
    count('办理法律援助和公益诉讼', 'Legal aid and public interest cases', '件', 'cases', 300, 1200),
    count('调解矛盾纠纷', 'Disputes mediated', '件', 'disputes', 2600, 7800),
    rate('裁判文书和办案信息公开率', 'Judgments and case information published', 90, 97),
    count('巡回法庭和法治讲座', 'Travelling courts and talks on law', '场', 'times', 60, 160),
  ],
  offices: [
    rate('民生实事按期完成率', 'Projects for daily life finished in time', 95, 100),
    rate('政务服务“一网通办”率', 'Services done through one site', 92, 98),
    fall('公共机构单位面积能耗', 'Energy use of public buildings', '千瓦时/平方米', 'kWh/m²', 62, 70),
    count('“一件事”主题服务上线', 'Bundled services online', '项', 'services', 8, 24),
    count('公共资源电子化交易项目', 'Tenders run electronically', '个', 'projects', 400, 1200),
    composite('市民中心提升', 'Citizens centre', [
      milestone('老年人绿色通道开通', 'Fast lane for the elderly open'),
      milestone('自助服务区投用', 'Self-service area in use'),
      count('进驻事项', 'Services offered', '项', 'services', 900, 1400),
    ]),
  ],
  appeals: [
    rate('群众诉求按期答复率', 'Requests of residents answered in time', 96, 99),
    fall('平均接通和接待等候时间', 'Average wait on the phone or at the desk', '分钟', 'minutes', 4, 6.5),
    rate('初次诉求一次化解率', 'First requests settled at once', 86, 93),
    count('领导接访下访', 'Meetings of leaders with petitioners', '次', 'meetings', 60, 160),
    count('“办不成事”窗口解决问题', 'Matters settled at the counter for unsolved cases', '件', 'cases', 120, 360),
  ],
};

/** What a county or the zone is measured by: reported by itself, verified by others. */
export const DISTRICT: readonly Template[] = [
  count('地区生产总值', 'Gross domestic product', '亿元', '100 million yuan', 220, 640, 2),
  count('一般公共预算收入', 'General public budget income', '亿元', '100 million yuan', 14, 42, 2),
  count('固定资产投资', 'Fixed asset investment', '亿元', '100 million yuan', 160, 420, 2),
  count('新开工 5000 万元以上工业项目', 'New industrial projects of 50 million yuan or more', '个', 'projects', 12, 36),
  count('社会消费品零售总额', 'Retail sales', '亿元', '100 million yuan', 80, 260, 2),
  count('城镇新增就业', 'New jobs in towns', '人', 'people', 3200, 8600),
  count('农村居民人均可支配收入', 'Income per head in the countryside', '元', 'yuan', 21000, 27000),
  fall('单位生产总值能耗', 'Energy used per unit of GDP', '吨标准煤/万元', 't coal eq./10,000 yuan', 0.42, 0.45, 3),
  count('空气质量优良天数', 'Days of good air', '天', 'days', 285, 320),
];
