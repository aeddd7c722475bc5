import { z } from 'zod';
import { meaning } from '../sentences.ts';
import { date, id, text } from './common.ts';

const period = z.strictObject({
  id: meaning(id, '编号', 'id'),
  label: meaning(text, '名称', 'name'),
  starts: meaning(date, '第一天', 'first day'),
  ends: meaning(date, '最后一天', 'last day'),
  reportBy: meaning(date, '报送截止日，当日有效', 'last day for reports; the day itself is on time'),
});

const stage = z.strictObject({
  on: meaning(date, '哪一天', 'the day'),
  label: meaning(text, '名称，如“年中考评”“年终考评”“结果公布”', 'name, such as "mid-year review", "year-end review" or "publication"'),
});

const window = z.strictObject({
  id: meaning(id, '评议期编号', 'window id'),
  opens: meaning(date, '开始日', 'first day'),
  closes: meaning(date, '截止日，当日有效', 'last day, included'),
  custody: meaning(z.enum(['holders', 'demonstration']), '谁保管私钥', 'who holds the private key'),
  ratings: meaning(z.enum(['ballots', 'tallies']), '票在本系统计，或由旧系统导入汇总数', 'ballots counted here, or counts brought in from an earlier system'),
});

const plan = z.strictObject({
  submitBy: meaning(
    date,
    '报送截止日，当日有效；不写即为公示前一日',
    'last day for submitting plans, included; without it the day before the notice',
  ).optional(),
  noticeFrom: meaning(date, '公示开始日', 'first day of the public notice'),
  noticeTo: meaning(date, '公示截止日', 'last day of the public notice'),
  finalOn: meaning(date, '定稿日', 'day the plans become final'),
});

/** `calendar.yaml`: the assessment years with scheme, periods and window. */
export const calendarFile = z.strictObject({
  cycles: z
    .array(
      z.strictObject({
        id: meaning(id, '年度编号', 'cycle id'),
        label: meaning(text, '名称', 'name'),
        scheme: meaning(id, '考核办法编号', 'scheme id'),
        plan: meaning(plan, '目标计划书的公示和定稿', 'notice and freezing of the plans').optional(),
        periods: meaning(z.array(period).min(1), '考核期', 'periods'),
        window: meaning(window, '评议期；不评议的年度不写', 'rating window; none where nobody rates').optional(),
        dataUntil: meaning(
          date,
          '数据截止日：逾期按这一天计算，以后的情况这里没有',
          'day on which the data end: lateness is as of that day, and nothing later is here',
        ).optional(),
        stages: meaning(z.array(stage), '日程中的其他日期', 'other days of the calendar').default([]),
        provisional: meaning(
          z.enum(['required', 'skipped']),
          '得分定稿前是否须公示（required 须公示，skipped 不公示）',
          'whether scores are published provisionally before they are final',
        ).default('required'),
      }),
    )
    .min(1),
});

const answer = z.string().min(1);

/** `import.yaml`: how a survey firm's CSV becomes ballots. */
export const importFile = z.strictObject({
  cycle: meaning(id, '导入到哪个年度', 'cycle'),
  file: meaning(z.string().min(1), 'CSV 文件（相对城市目录）', 'CSV file, relative to the city folder'),
  group: meaning(id, '评议主体', 'rater group'),
  channel: meaning(id, '渠道', 'channel'),
  respondent: meaning(z.string().min(1), '受访者编号所在的列', 'column with the number of the respondent'),
  question: meaning(id, '题目', 'question that each column answers'),
  columns: meaning(z.record(z.string().min(1), id), '列名 → 单位', 'column → unit'),
  answers: meaning(z.record(answer, id), '代码 → 档次', 'code → level; an empty cell is not an answer'),
});
