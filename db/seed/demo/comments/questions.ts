import { comments } from './template.ts';

/** What residents ask. */
export const QUESTIONS = comments('question', [
  [
    'education',
    '孩子户口在{village}，父母在城区打工有居住证，今年能不能在{estate}附近的小学报名？需要准备哪些材料？',
    '可以。凭居住证、务工合同或社保记录，在网上报名系统选“随迁子女”即可，按居住地统筹安排学位，不收借读费。',
  ],
  [
    'education',
    '目标里说新增公办幼儿园学位，{estate}这边的幼儿园是哪一年建？现在最近的公办园要走{n}分钟。',
    '该处已列入本年度开工名单，预计次年秋季招生。在此之前可就近登记普惠性民办园，收费按普惠标准执行。',
  ],
  [
    'medical-insurance',
    '在外省住院垫付了{n}千多元，回来怎么报？材料能不能网上交，不想再跑一趟。',
    '可以网上办。登录政务服务网“异地就医报销”，上传发票、费用清单和出院小结，15 个工作日内到账。以后住院前备案可直接结算。',
  ],
  [
    'medical-insurance',
    '灵活就业人员停保{n}个月，补缴以后多久可以正常报销？',
    '停保 3 个月以内补缴的，从补缴到账次日起恢复待遇；超过 3 个月的有等待期。具体可在办事大厅医保窗口查询您的缴费记录。',
  ],
  [
    'housing-fund',
    '公积金贷款还清后，抵押注销要去哪里办？中心和不动产窗口都说找对方。',
    '给您添麻烦了。现在由本中心网上推送，还清次日系统自动发起注销，您不用到窗口；若 3 个工作日后仍显示抵押，请凭还清证明到我中心柜台处理。',
  ],
  [
    'human-resources',
    '参加电工培训班，{village}的户口能享受补贴吗？还要交多少钱？',
    '能。在法定劳动年龄内的城乡劳动者均可参加，培训合格取证后由财政补贴，个人不用交学费，教材费 35 元。',
  ],
  [
    'human-resources',
    '退休资格认证老人不会用手机，{road}附近有没有可以代办的地方？',
    '社区服务站可以代办，行动不便的可预约上门。每年认证一次，不集中在同一天，也可由子女用手机替老人刷脸认证。',
  ],
  [
    'public-security',
    '身份证快到期了，人在外地，能不能在当地换领？要不要回{village}开证明？',
    '不用回原籍，不需要证明。就近到居住地派出所或办证大厅采集指纹和照片即可，一般 10 个工作日领证。',
  ],
  [
    'traffic-police',
    '{road}路口新装的电子警察从什么时候开始处罚？公示过吗？',
    '该点位已在公众号公示，公示期满后启用，启用前拍摄的不作处罚。点位清单可在本队网页下载。',
  ],
  [
    'natural-resources',
    '{estate}的房产证已经办了{n}个月，还没有结果，请问卡在哪一步？',
    '经查，该小区开发商欠缴部分税费导致首次登记未完成，现已由专班先行容缺受理，您可持购房合同和发票单独申请，30 个工作日内办结。',
  ],
  [
    'civil-affairs',
    '老人低保申请交到社区{n}天了，现在到哪一步，网上能查吗？',
    '可在“社会救助查询”输入身份证号查看进度。您的申请已入户核查，正在公示，公示期满后当月起发放。',
  ],
  [
    'civil-affairs',
    '适老化改造是不是只有低保户才能申请？我母亲八十多岁，独居，想装扶手。',
    '不限于低保户。特殊困难老人由政府全额改造，其他 60 岁以上老人可自愿申请，按实际费用的 40% 补贴，最高 2000 元。',
  ],
  [
    'tax',
    '个体户季度收入没有超过起征点，还要不要申报？一直没人说得清。',
    '需要按季度做零申报或在系统确认，一分钟可完成，不确认会影响纳税信用。我们已请{road}办税点把步骤贴在墙上。',
  ],
  [
    'transport',
    '{village}到县城的农村客运从每天{n}班减到两班，是不是永久调整？',
    '因客流减少临时调整，已改为预约响应：提前一小时打电话，面包车到村口接，票价不变。运行三个月后再评估。',
  ],
  ['bus-group', '{road}那一站因为修路撤了，什么时候恢复？老人要多走{n}分钟。', '预计月底恢复。期间在前方 150 米设临时站，站牌和语音报站均已更新。'],
  [
    'water-group',
    '{estate}早高峰六楼经常没水，是水压问题还是泵的问题？',
    '已测压，市政管网压力正常，问题在小区老旧水泵。该小区已列入二次供水改造，改造前由我方代为更换泵头。',
  ],
  [
    'power-supply',
    '想在{estate}自家车位装充电桩，物业说要供电公司先同意，流程是什么？',
    '请在 App 提交申请，附车位证明和物业意见；物业不同意的，由我方和社区协调。勘查后 5 个工作日内装表，不收费。',
  ],
  [
    'gas',
    '燃气灶软管几年要换一次？安检员说我家的要换，换一根要{n}元合理吗？',
    '橡胶软管 18 个月、金属波纹管 8 年。入户安检免费；更换由用户自愿选择，我司价格在营业厅公示，可以自行购买合格产品。',
  ],
  ['parks-forestry', '{road}绿道到江边断了一截，什么时候接上？今年的计划里有没有？', '有。缺口约 600 米，受堤防施工影响推迟，汛后动工，年底前贯通。'],
  [
    'statistics',
    '网上公布的居民收入和我们身边感觉差得很多，数据是怎么调查出来的？',
    '由抽中的住户每天记账汇总，不是估算。抽样方法和误差范围已公开在本站“数据说明”，也欢迎报名旁听一次入户核查。',
  ],
  ['library', '{estate}社区书屋周末能不能开门？平时上班去不了。', '可以。自本月起周六、周日 9:00—17:00 开放，由志愿者值守。'],
  ['tcm-hospital', '挂了专家号，去了才说停诊，有没有提前通知的办法？', '停诊会发短信，此次漏发已向您致歉。现改为停诊前一天电话通知并优先改约，号源保留 7 天。'],
  ['maternity-hospital', '产检预约上午八点，实际等到中午，能不能把时段分得再细一点？', '已改为半小时一段，超过 30 分钟可请导诊台调整。B 超另设独立预约。'],
  ['archives', '想查父母 1980 年代的结婚档案，能不能在县里就近查？', '可以，全市已联网，任一档案馆凭身份证免费查阅并出具证明，省内其他城市也可代查。'],
  ['justice', '工地欠薪的人没有合同，能申请法律援助吗？', '能。农民工讨薪不审查经济状况，凭工友证言、转账或考勤记录即可，当日受理。'],
  [
    'market-regulation',
    '{road}菜市场的电子秤有没有人定期检查？感觉总是差一点。',
    '每半年检定一次，公平秤设在市场北门。上周复查 46 台，2 台超差已停用，结果贴在市场公告栏。',
  ],
  [
    'agriculture',
    '种粮补贴{village}有人到账有人没到，标准是什么？',
    '按确权面积和实际种粮发放，未到账的多为社保卡状态异常。名单已在村务栏公布，请到银行网点激活后补发。',
  ],
  [
    'disabled-federation',
    '残疾人证能不能不到医院评定？家里人下不了床。',
    '可以上门评定。我会每月组织医生到村、社区一次，请向社区登记，登记后 15 个工作日内安排。',
  ],
  ['culture-tourism', '文化馆的合唱班什么时候报名，名额总是一下就没了。', '秋季班分两批放号，第二批专留给 60 岁以上和首次报名的人，时间在公众号提前三天预告。'],
  [
    'emergency',
    '{estate}楼道堆物和电动车上楼没人管，应该找谁？',
    '请拨 12345，由街道牵头、消防和物业联合处理。该小区已于本周清理一次，并增设集中充电位{n}个。',
  ],
]);

/** What residents from abroad or in English write. */
export const IN_ENGLISH = [
  ...comments(
    'question',
    [
      [
        'public-security',
        'My residence permit expires next month. Can I renew it at the service hall near {roadEn}, and how long does it take?',
        'Yes. Any exit-entry counter can renew it; bring your passport, your registration and a photo. It takes 7 working days.',
      ],
      [
        'tax',
        'I teach part-time at a college here. Do I have to file the annual income tax return myself?',
        'If your yearly income is above 120,000 yuan and more than 400 yuan is due, yes. The app has an English guide, and the counter on the second floor can help.',
      ],
      [
        'foreign-affairs',
        'Is there an English version of the yearly goals for parks and greenways? I would like to know when the riverside path reaches {roadEn}.',
        'All goals on this site have an English text. The riverside path is planned to be complete by the end of the year.',
      ],
    ],
    'en',
  ),
  ...comments(
    'suggestion',
    [
      [
        'museum',
        'The exhibition texts are in Chinese only. Even short English labels in the main hall would help a lot.',
        "Thank you. Short English labels for the 40 main pieces have been added to this year's plan.",
      ],
      [
        'bus-group',
        'Please show the next stop in pinyin on the bus screens. Visitors cannot match the announcements to the map.',
        'Agreed. New buses already do so; the older ones on the main routes follow this year.',
      ],
    ],
    'en',
  ),
];
