import type { City } from '../../../../content/load.ts';
import { nameUuid, sha256 } from '../ids.ts';
import { type Random, random } from '../random.ts';
import type { CommentRow, ReplyRow } from '../rows.ts';
import { COMPLAINTS } from './complaints.ts';
import { IN_ENGLISH, QUESTIONS } from './questions.ts';
import { SUGGESTIONS } from './suggestions.ts';
import type { CommentTemplate } from './template.ts';

const DAY = 86_400_000;
const TEMPLATES: readonly CommentTemplate[] = [...QUESTIONS, ...COMPLAINTS, ...SUGGESTIONS];

/** Words that fill the places of a template. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  road: ['沿江大道', '人民路', '中山街', '学府路', '建设二路', '荷塘路', '文峰路', '新港大道', '育才巷', '东湖路', '北环路', '红星街'],
  roadEn: ['Yanjiang Avenue', 'Renmin Road', 'Xuefu Road', 'Donghu Road'],
  estate: ['锦绣花园', '江南新村', '纺织厂宿舍', '翠湖小区', '阳光里', '机械厂家属院', '滨江府', '桂花园', '北门安置区', '和谐家园'],
  village: ['柳湾村', '石桥村', '大垸村', '新河村', '黄土岭村', '荷花台村', '双堰村', '三汊村'],
  date: ['上周三', '上周五', '前天', '昨天', '这周一', '月初'],
};

const NAMES = [
  '市民张先生',
  '市民李女士',
  '退休教师',
  '一位家长',
  '外卖骑手',
  '老街坊',
  '个体户老周',
  '返乡大学生',
  '小区业主',
  '江边散步的人',
  '种粮大户',
  '匿名',
  '王阿姨',
  '开发区职工',
  '北门居民',
];
const ENGLISH_NAMES = ['A resident from abroad', 'Visiting teacher', 'J. M.', 'A long-time guest'];

/** How somebody begins who raises what others raised before. */
const AGAIN: Readonly<Record<CommentTemplate['kind'], readonly string[]>> = {
  question: ['同问：', '替父母问一下：', '打热线没听明白，再问一次：', '想确认一下：'],
  complaint: ['补充反映：', '我们这边也是同样情况：', '第二次反映了：', '替邻居反映：'],
  'serious-complaint': ['紧急反映：', '多户居民联名反映：'],
  suggestion: ['附议：', '我也想说：', '补充一点：'],
};

/** Comments that were refused, each under a published rule; one of them after it had been public for some hours. */
const REFUSED: readonly { readonly to: string; readonly body: string; readonly rule: string; readonly wasPublic?: true }[] = [
  { to: 'housing', body: '物业经理刘某某，电话 139××××××××，住 2 栋 301，大家去找他。', rule: 'personal-data' },
  { to: 'urban-management', body: '你们城管就是一群吃干饭的，赶紧滚。', rule: 'abuse' },
  { to: 'traffic-police', body: '收购旧车旧手机，价格优惠，联系微信同号。', rule: 'off-topic' },
  { to: 'finance', body: '我举报某科长收了老板两条烟，姓名职务附后。', rule: 'unproved-accusation' },
  { to: 'education', body: '希望城区小学都能有游泳课。希望城区小学都能有游泳课。', rule: 'repeated' },
  { to: 'transport', body: '3 路车司机王某某态度很差，他家就住公交宿舍 4 栋，电话 138××××××××。', rule: 'personal-data', wasPublic: true },
  { to: 'telecom', body: '办卡送流量，扫码领红包，先到先得！', rule: 'off-topic' },
];

export interface DemoComments {
  readonly comments: CommentRow[];
  readonly replies: ReplyRow[];
}

interface Case {
  readonly comment: CommentRow;
  readonly reply: ReplyRow | null;
}

/** About 150 comments: most published and answered, a few overdue, some waiting, some refused. */
export function demoComments(seed: string, city: City, installedAt: Date): DemoComments {
  const rounds = [
    ...TEMPLATES.map((template, i) => ({ template, i, round: 0 })),
    ...TEMPLATES.map((template, i) => ({ template, i, round: 1 })).filter(({ i }) => i % 5 !== 4),
  ];
  const english = IN_ENGLISH.map((template, i) => ({ template, i: 1000 + i, round: 0 }));
  const cases = [...rounds, ...english].flatMap((place) => oneCase(place, { seed, city, installedAt }));
  const refused = REFUSED.flatMap((given, i) => refusedCase(given, i, { seed, city, installedAt }));
  const all = [...cases, ...refused];
  return { comments: all.map((one) => one.comment), replies: all.flatMap((one) => one.reply ?? []) };
}

interface Where {
  readonly seed: string;
  readonly city: City;
  readonly installedAt: Date;
}

function oneCase({ template, i, round }: { template: CommentTemplate; i: number; round: number }, where: Where): Case[] {
  const draw = random(where.seed, 'comment', i, round);
  const unitId = template.to[Math.floor(draw.next() * template.to.length)];
  if (unitId === undefined || !where.city.units.some((unit) => unit.id === unitId)) return [];
  const fill = filler(draw);
  const onPlan = template.body.includes('目标');
  const fate = onPlan ? 'answered' : fateOf(draw.next(), template);
  const createdAt = onPlan ? duringNotice(draw) : writtenAt(draw, fate, where.installedAt);
  const row = baseRow({ unitId, createdAt, index: `${i}-${round}` }, template, draw);
  const comment: CommentRow = {
    ...row,
    body: (round === 0 ? '' : draw.pick(AGAIN[template.kind])) + fill(template.body),
    state: fate === 'pending' ? 'pending' : 'published',
    decidedAt: fate === 'pending' ? null : laterThan(createdAt, 3 + draw.int(0, 20)),
  };
  const answered = fate === 'answered' ? replyRow(comment, fill(template.reply), draw, where.installedAt) : null;
  return [{ comment, reply: answered }];
}

type Fate = 'answered' | 'overdue' | 'pending';

/** One in fourteen waits for moderation, one in twenty is past its deadline without an answer. Suggestions have none. */
function fateOf(at: number, template: CommentTemplate): Fate {
  if (at < 0.07) return 'pending';
  return at > 0.95 && template.kind !== 'suggestion' ? 'overdue' : 'answered';
}

/** Waiting ones are hours old, overdue ones weeks; the rest were written over the year before installation. */
function writtenAt(draw: Random, fate: Fate, installedAt: Date): Date {
  const days = fate === 'pending' ? draw.next() * 1.5 : fate === 'overdue' ? 20 + 8 * draw.next() : 22 + 230 * draw.next();
  const moment = installedAt.getTime() - days * DAY;
  return new Date(fate === 'pending' ? moment : atDaytime(moment, draw));
}

/** Comments on a plan were written while it was on public notice. */
const duringNotice = (draw: Random): Date => new Date(atDaytime(Date.UTC(2025, 1, draw.int(17, 28)), draw));

/** Some time between 7:00 and 22:00 Beijing time on the same day. */
function atDaytime(moment: number, draw: Random): number {
  const start = Math.floor((moment + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000;
  return start + (7 * 60 + draw.int(0, 15 * 60)) * 60_000 + draw.int(0, 59) * 1000;
}

const laterThan = (moment: Date, hours: number): Date => new Date(moment.getTime() + hours * 3_600_000);

function baseRow(
  { unitId, createdAt, index }: { unitId: string; createdAt: Date; index: string },
  template: CommentTemplate,
  draw: Random,
): Omit<CommentRow, 'body'> {
  const english = template.language === 'en';
  return {
    id: nameUuid('comment', index),
    unitId,
    cycleId: '2025',
    goalCode: goalCode(unitId, template, draw),
    kind: template.kind,
    language: english ? 'en' : 'zh',
    author: draw.pick(english ? ENGLISH_NAMES : NAMES),
    trackingHash: sha256(`gongping-demo/tracking/${index}`),
    salt: sha256(`gongping-demo/salt/${index}`),
    state: 'published',
    rule: null,
    createdAt,
  };
}

/** Comments that speak of a goal stand beside it. */
const goalCode = (unitId: string, template: CommentTemplate, draw: Random): string | null =>
  template.body.includes('目标') && draw.chance(0.9) ? `${unitId}-2025-${unitId === 'water' ? 2 : 1}` : null;

/** Working days the answer took, as calendar days; never in the future. */
function replyRow(comment: CommentRow, body: string, draw: Random, installedAt: Date): ReplyRow {
  const days = comment.kind === 'question' ? draw.int(1, 3) : comment.kind === 'serious-complaint' ? draw.int(3, 11) : draw.int(2, 8);
  const at = Math.min((comment.createdAt?.getTime() ?? 0) + days * DAY + draw.int(0, 200) * 60_000, installedAt.getTime() - 3_600_000);
  return { id: nameUuid('reply', comment.id), commentId: comment.id, body, salt: sha256(`gongping-demo/salt/${comment.id}`), createdAt: new Date(at) };
}

function refusedCase({ to, body, rule, wasPublic }: (typeof REFUSED)[number], i: number, where: Where): Case[] {
  const draw = random(where.seed, 'refused', i);
  const createdAt = writtenAt(draw, 'answered', where.installedAt);
  const template: CommentTemplate = { to: [to], kind: 'suggestion', body, reply: '' };
  return [
    {
      comment: {
        ...baseRow({ unitId: to, createdAt, index: `refused-${i}` }, template, draw),
        body,
        state: wasPublic ? 'withdrawn' : 'rejected',
        rule,
        decidedAt: laterThan(createdAt, 5),
      },
      reply: null,
    },
  ];
}

/** Fills `{road}` and the like; a place named twice in a case stays the same in comment and reply. */
function filler(draw: Random): (text: string) => string {
  const chosen = new Map(Object.entries(WORDS).map(([place, words]) => [place, draw.pick(words)] as const));
  chosen.set('n', String(draw.int(3, 18)));
  chosen.set('few', String(draw.int(2, 4)));
  return (text) => text.replace(/\{(\w+)\}/g, (whole, place: string) => chosen.get(place) ?? whole);
}
