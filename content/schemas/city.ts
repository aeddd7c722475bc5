import { z } from 'zod';
import { meaning } from '../sentences.ts';
import { id, text } from './common.ts';

const entry = { id: meaning(id, '编号', 'id'), label: meaning(text, '显示的名称', 'name shown') };

const level = z.strictObject(entry);
const question = z.strictObject({ ...entry, text: meaning(text, '完整的问句', 'the full question') });

const questionnaire = z.strictObject({
  id: meaning(id, '编号', 'id'),
  screening: meaning(z.strictObject({ ...question.shape, answers: z.array(level).min(2) }), '筛选题，不计分', 'screening question, never scored').optional(),
  questions: meaning(z.array(question).min(1), '计分的题目', 'scored questions'),
  levels: meaning(z.array(level).min(2), '从最好到最差的档次', 'levels from best to worst'),
  dontKnow: meaning(level, '“不了解”，不计分', '"don\'t know", never scored'),
  layout: meaning(
    z.enum(['single', 'table']),
    '每个单位一页，或所有单位一张表（名册评议用；不问筛选题）',
    'one page for each unit, or one table for all (for panels; asks no screening question)',
  ).default('single'),
});

const pick = z.strictObject({
  ...entry,
  text: meaning(text, '选票上的话，如“请选出做得最好的三个系部”', 'what the ballot asks, such as "Name the three that did best"'),
});

const login = z.strictObject({
  identifies: meaning(
    z.enum(['person', 'account']),
    '登录方能认出是同一个人（实名），还是只认账号',
    'whether the provider knows the person, or an account only',
  ),
  subject: meaning(z.string().min(1), '用哪个声明作为编号，一般是 sub', 'claim that identifies the subject, usually sub').default('sub'),
});

const channel = z.strictObject({
  ...entry,
  proof: meaning(z.enum(['printed-code', 'sms', 'roster-code', 'login', 'paper', 'import', 'counts']), '资格证明的方式', 'how the right to rate is shown'),
  login: meaning(login, '统一身份认证的登录', 'sign-in with an identity provider').optional(),
  uniqueness: meaning(text, '如何保证不重复、保证不了什么', 'what is unique and what is not'),
});

const area = z.strictObject({
  ...entry,
  eligible: meaning(z.int().min(1).nullable(), '可以参评的常住人口；不知道写 null', 'residents who may rate; null where nobody knows'),
});

const group = z.strictObject({
  ...entry,
  who: meaning(text, '由哪些人组成', 'who they are'),
  questionnaire: meaning(id, '使用的问卷或选票', 'questionnaire or pick ballot used'),
  channels: meaning(z.array(id).min(1), '渠道', 'channels'),
  kind: meaning(z.enum(['open', 'panel']), '公开参评或名册参评', 'open to all, or drawn from a list'),
  roster: meaning(z.int().min(1).nullable(), '名册人数；没有名册写 null', 'people on the list; null without a list'),
});

const commentKind = z.strictObject({
  id: meaning(z.enum(['question', 'complaint', 'serious-complaint', 'suggestion']), '留言类型', 'kind of comment'),
  label: text,
  replyWithin: meaning(z.int().min(1).nullable(), '答复期限（工作日）；没有期限写 null', 'reply deadline in working days; null for none'),
});

const stops = z.strictObject({
  longest: meaning(z.int().min(0).max(60), '每次期限内合计最多中止多少个工作日', 'most working days that the clock stands in one term'),
  reasons: meaning(z.array(z.strictObject({ id, text })), '可以中止的理由', 'reasons for which it may stop'),
});

const reopening = z.strictObject({
  times: meaning(z.int().min(0).max(10), '最多要求重办几次', 'how often a case can be reopened'),
  within: meaning(z.int().min(1).max(365), '最近一次答复后多少天内可以要求重办', 'days after the last answer'),
});

const handOver = z.strictObject({
  times: meaning(z.int().min(0).max(5), '一件留言最多转办几次', 'how often one comment can be handed on'),
  clock: meaning(z.enum(['restart', 'continue']), '转办后期限重新计算或接着计算', 'whether the clock starts anew with the next unit'),
});

const comments = z.strictObject({
  moderation: meaning(z.enum(['before', 'after']), '先审后发或先发后审', 'moderated before or after publication'),
  names: meaning(z.enum(['free', 'required']), '署名是否必填', 'whether a name must be given'),
  longest: meaning(z.int().min(50).max(5000), '留言字数上限', 'longest comment in characters'),
  kinds: z.array(commentKind).min(1),
  rules: meaning(z.array(z.strictObject({ id, text })).min(1), '不予公开时引用的规则', 'published rules a rejection names'),
  stops: meaning(stops, '答复期限的中止', 'when the clock of an answer may stop').default({ longest: 0, reasons: [] }),
  reopening: meaning(reopening, '留言人说没有解决时', 'when the author says it is not solved').default({ times: 1, within: 60 }),
  handOver: meaning(handOver, '转办', 'handing a misdirected comment on').default({ times: 1, clock: 'restart' }),
  followUp: meaning(z.int().min(1).max(365), '答复后多少天请留言人回访', 'days after the answer when the author is asked').default(28),
  contactKept: meaning(z.int().min(0).max(365), '办结多少天后删除联系方式', 'days after closing until the contact is deleted').default(30),
});

const objections = z.strictObject({
  within: meaning(z.int().min(1).max(60), '公示后多少个工作日内可以提出异议', 'working days for an objection after provisional scores are published'),
});

const evidence = z.strictObject({
  macros: meaning(z.enum(['refuse', 'flag']), '带宏的办公文件：refuse 拒收，flag 收下并注明', 'office files with macros: refused, or taken and flagged'),
  scripts: meaning(
    z.enum(['refuse', 'flag']),
    '带脚本或自动动作的 PDF：refuse 拒收，flag 收下并注明',
    'PDF with scripts or actions of its own: refused, or taken and flagged',
  ),
});

const reminders = z.strictObject({
  before: meaning(z.array(z.int().min(1).max(60)).max(5), '报送截止前第几天提醒', 'days before the last day for a report'),
  onTheDay: meaning(z.boolean(), '截止当天是否提醒', 'whether to remind on the day itself'),
  after: meaning(z.array(z.int().min(1).max(60)).max(5), '逾期后第几天提醒', 'days after it'),
});

const plans = z.strictObject({
  noticeDays: meaning(z.int().min(1).max(90), '目标计划书公示多少天', 'days of the public notice of a plan'),
  targets: meaning(
    z.enum(['required', 'optional']),
    '数值目标是否必须有目标值和方向；写 optional 时，没有的只作监测，不作比较',
    'whether a numeric goal needs target and direction; with optional, one without is only followed, never compared',
  ).default('required'),
});

const staff = z.strictObject({
  passwords: meaning(
    z.enum(['nist', 'djbh3']),
    '密码规则：nist 重长度、不强制更换；djbh3 按等级保护三级',
    'password rules: nist asks for length, djbh3 for what GB/T 22239 level 3 asks for',
  ),
  secondFactor: meaning(z.enum(['required', 'optional']), '工作人员是否必须使用动态验证码', 'whether staff must use a second factor'),
  factors: meaning(
    z.array(z.enum(['totp', 'sms'])).min(1),
    '可用的动态验证码：totp 手机验证器应用，sms 短信（须配置短信网关）',
    'which second factors there are: totp, an authenticator app; sms, text messages (needs a message gateway)',
  ).default(['totp']),
});

const footer = z.strictObject({
  sponsor: meaning(text, '主办单位', 'sponsor'),
  operator: meaning(text, '承办单位', 'operator').optional(),
  icp: meaning(z.string().min(1), '备案号', 'ICP filing number').optional(),
  policeFiling: meaning(z.string().min(1), '公安联网备案号', 'public security filing number').optional(),
  siteCode: meaning(z.string().regex(/^\d{10}$/), '网站标识码，十位数字', 'government site code, ten figures').optional(),
  contact: meaning(text, '联系方式', 'contact'),
  accessibility: meaning(text, '无障碍声明', 'accessibility statement'),
});

const home = z.strictObject({
  tagline: meaning(text, '一句话说明', 'one line under the name'),
  intro: meaning(text, '首页说明', 'opening paragraph'),
  invitation: meaning(text, '邀请参评的话', 'invitation to rate'),
  howItWorks: meaning(z.array(z.strictObject({ title: text, body: text })).min(1), '首页的几个步骤', 'steps shown on the home page'),
});

/** `city.yaml`: who the city is, who rates and how, what the pages say. */
export const cityFile = z.strictObject({
  id,
  name: meaning(text, '城市名称', 'name of the city'),
  site: meaning(text, '网站名称', 'name of the site'),
  demonstration: meaning(z.boolean(), '是否为演示城市', 'whether every page says "demonstration data"'),
  notice: meaning(text, '每页顶部的数据说明', 'what each page says about its data').optional(),
  defaultLanguage: meaning(z.enum(['zh', 'en']), '默认语言', 'default language'),
  timezone: meaning(z.string().min(1), '时区', 'IANA time zone'),
  unitWord: meaning(text, '被评对象的叫法', 'what a unit is called in this city'),
  source: meaning(z.strictObject({ title: text, origin: text, licence: text, attribution: text }), '真实数据的来源', 'where real data come from').optional(),
  home,
  categories: meaning(z.array(z.strictObject({ ...entry, about: text })).min(1), '考核类别', 'categories'),
  groups: meaning(z.array(group), '评议主体；没有评议期的城市可以不写', 'rater groups; none where there is no window').default([]),
  channels: meaning(z.array(channel), '渠道', 'channels').default([]),
  areas: meaning(z.array(area), '地区（只作粗分，票上写它的编号）', 'areas, coarse: a ballot carries the id').default([]),
  questionnaires: meaning(z.array(questionnaire), '问卷', 'questionnaires').default([]),
  picks: meaning(
    z.array(pick),
    '选票：从一类单位中选出若干个；编号与考核办法的提名部分相同，选几个由考核办法定',
    'ballots that choose units of a category; the id is that of the scheme’s part, which says how many',
  ).default([]),
  comments: meaning(comments, '留言设置', 'comment settings').optional(),
  objections: meaning(objections, '公示与异议', 'provisional scores and objections').default({ within: 7 }),
  plans: meaning(plans, '目标计划书', 'target plans').default({ noticeDays: 7, targets: 'required' }),
  evidence: meaning(evidence, '证明材料', 'evidence files').default({ macros: 'refuse', scripts: 'flag' }),
  reminders: meaning(reminders, '报送提醒', 'reminders of reports').default({ before: [7, 1], onTheDay: true, after: [3] }),
  staff: meaning(staff, '工作人员账号', 'staff accounts').default({ passwords: 'nist', secondFactor: 'required', factors: ['totp'] }),
  press: meaning(text, '供媒体联系的部门、电话和邮箱', 'whom the press may ask: office, phone, mail').optional(),
  footer: meaning(footer, '页脚', 'footer'),
});

/** `units.yaml`: the bodies that are assessed, in the order of the city's own list. */
export const unitsFile = z.strictObject({
  units: z
    .array(
      z.strictObject({
        id: meaning(id, '编号', 'id'),
        category: meaning(id, '考核类别', 'category'),
        name: meaning(text, '名称', 'name'),
        about: meaning(text, '一句话说明为群众做什么', 'one sentence: what it does for you'),
      }),
    )
    .min(1),
});
