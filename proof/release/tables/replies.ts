import type { Column } from '../csv.ts';
import type { CommentRecord, ModerationEntry, PublicReplyRecord } from '../files.ts';
import { cycleColumn, table, unitColumn, withdrawalColumns } from './table.ts';

const KINDS = ['question', 'complaint', 'serious-complaint', 'suggestion'];
const KIND = {
  name: 'kind',
  type: 'string',
  among: KINDS,
  zh: '类别：question 咨询，complaint 投诉，serious-complaint 重大投诉，suggestion 建议',
  en: 'Kind: question, complaint, serious-complaint or suggestion',
} as const;
const ANSWER_BY = { name: 'answer_by', type: 'date', zh: '最迟答复日（按工作日计算）', en: 'Last day for an answer, counted in working days' } as const;
const OF_UNIT = { columns: ['unit'], to: 'units.csv', at: ['id'] };

const COMMENT: readonly Column<CommentRecord>[] = [
  { name: 'id', type: 'string', zh: '留言编号；文字在 texts 文件夹', en: 'Id of the comment; its words stand in the folder texts', of: ({ id }) => id },
  unitColumn(),
  cycleColumn(),
  { name: 'goal', type: 'string', zh: '针对的目标；空为整个单位', en: 'Goal it is about; empty for the unit', of: ({ goal }) => goal },
  { ...KIND, of: ({ kind }) => kind },
  { name: 'language', type: 'string', zh: '留言的语言', en: 'Language of the comment', of: ({ language }) => language },
  { name: 'received_on', type: 'date', zh: '收到日', en: 'Day received', of: ({ receivedOn }) => receivedOn },
  { ...ANSWER_BY, of: ({ answerBy }) => answerBy },
  { name: 'answered_on', type: 'date', zh: '首次答复日', en: 'Day of the first answer', of: ({ replies }) => replies[0]?.on ?? null },
  { name: 'overdue', type: 'boolean', zh: '截至发布日逾期未答复', en: 'Not answered and late as of the day of the release', of: ({ overdue }) => overdue },
  { name: 'digest', type: 'string', zh: '留言文字的加盐 SHA-256', en: 'Salted SHA-256 of the words', of: ({ digest }) => digest },
  ...withdrawalColumns<CommentRecord>(({ withdrawn }) => withdrawn),
];

export const commentTable = table(
  'comments.csv',
  { zh: '已公开的留言（不含文字）', en: 'Published comments, without their words' },
  COMMENT,
  ({ comments }) => comments,
  { key: ['id'], refers: [OF_UNIT] },
);

interface ReplyRow {
  readonly unit: string;
  readonly comment: CommentRecord;
  readonly reply: CommentRecord['replies'][number];
  readonly number: number;
}

const REPLY: readonly Column<ReplyRow>[] = [
  { name: 'comment', type: 'string', zh: '留言编号，见 comments.csv', en: 'Comment, see comments.csv', of: ({ comment }) => comment.id },
  { name: 'number', type: 'integer', zh: '第几次答复', en: 'Number of the answer', of: ({ number }) => number },
  unitColumn(),
  { ...KIND, of: ({ comment }) => comment.kind },
  { name: 'received_on', type: 'date', zh: '留言收到日', en: 'Day the comment was received', of: ({ comment }) => comment.receivedOn },
  { ...ANSWER_BY, of: ({ comment }) => comment.answerBy },
  { name: 'replied_on', type: 'date', zh: '答复日', en: 'Day of the answer', of: ({ reply }) => reply.on },
  {
    name: 'in_time',
    type: 'boolean',
    zh: '是否按期答复；没有期限的为空',
    en: 'Whether it came in time; empty where no day is set',
    of: ({ comment, reply }) => (comment.answerBy === null ? null : reply.on <= comment.answerBy),
  },
  { name: 'digest', type: 'string', zh: '答复文字的加盐 SHA-256', en: 'Salted SHA-256 of the words', of: ({ reply }) => reply.digest },
];

export const replyTable = table(
  'replies.csv',
  { zh: '答复（不含文字）', en: 'Replies, without their words' },
  REPLY,
  ({ comments }) => comments.flatMap((comment) => comment.replies.map((reply, at) => ({ unit: comment.unit, comment, reply, number: at + 1 }))),
  { key: ['comment', 'number'], refers: [OF_UNIT, { columns: ['comment'], to: 'comments.csv', at: ['id'] }] },
);

const RECORD: readonly Column<PublicReplyRecord>[] = [
  unitColumn(),
  cycleColumn(),
  { name: 'asked', type: 'integer', zh: '有答复期限的留言数', en: 'Comments with a day for an answer', of: ({ asked }) => asked },
  { name: 'in_time', type: 'integer', zh: '按期答复', en: 'Answered in time', of: ({ inTime }) => inTime },
  { name: 'late', type: 'integer', zh: '逾期答复', en: 'Answered late', of: ({ late }) => late },
  { name: 'waiting', type: 'integer', zh: '未到期、未答复', en: 'Not answered, not due yet', of: ({ waiting }) => waiting },
  { name: 'overdue', type: 'integer', zh: '逾期未答复', en: 'Not answered and overdue', of: ({ overdue }) => overdue },
  {
    name: 'undated',
    type: 'integer',
    zh: '没有答复期限的留言数（建议）',
    en: 'Comments without a day for an answer (suggestions)',
    of: ({ undated }) => undated,
  },
  {
    name: 'withdrawn',
    type: 'integer',
    zh: '公开后撤回的留言数，不计入前面各项',
    en: 'Comments withdrawn after publication; not in the counts before',
    of: ({ withdrawn }) => withdrawn,
  },
  {
    name: 'median_working_days',
    type: 'number',
    zh: '首次答复所用工作日的中位数；无答复的为空',
    en: 'Median of working days to the first answer; empty without an answer',
    of: ({ medianWorkingDays }) => medianWorkingDays,
  },
];

export const recordTable = table('reply-record.csv', { zh: '各单位答复情况', en: 'How each unit answers' }, RECORD, ({ replyRecord }) => replyRecord, {
  key: ['unit', 'cycle'],
  refers: [OF_UNIT],
});

const MODERATION: readonly Column<ModerationEntry>[] = [
  {
    name: 'action',
    type: 'string',
    among: ['rejected', 'withdrawn'],
    zh: '处理：rejected 不予公开，withdrawn 公开后撤回',
    en: 'What was done: rejected (never public) or withdrawn (after publication)',
    of: ({ action }) => action,
  },
  {
    name: 'what',
    type: 'string',
    among: ['comment', 'evidence'],
    zh: '对象：comment 留言，evidence 证明材料',
    en: 'Comment or evidence',
    of: ({ what }) => what,
  },
  unitColumn(),
  { ...KIND, of: ({ kind }) => kind },
  { name: 'rule', type: 'string', zh: '所依据的规则，见 city.json', en: 'Rule it rests on, see city.json', of: ({ rule }) => rule },
  { name: 'decided_on', type: 'date', zh: '决定日', en: 'Day of the decision', of: ({ decidedOn }) => decidedOn },
  {
    name: 'digest',
    type: 'string',
    zh: '加盐 SHA-256；无法由它猜出文字',
    en: 'Salted SHA-256; the words cannot be guessed from it',
    of: ({ digest }) => digest,
  },
];

export const moderationTable = table('moderation.csv', { zh: '留言审核记录', en: 'Ledger of moderation' }, MODERATION, ({ moderation }) => moderation.entries, {
  key: ['digest'],
  refers: [OF_UNIT],
});
