import { timesReopened, verdictOf } from '../case-clock.ts';
import type { Column } from '../csv.ts';
import type { CaseEvent, CommentRecord, ModerationEntry, PublicReplyRecord } from '../files.ts';
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
  { name: 'reopened', type: 'integer', zh: '要求重办的次数', en: 'How often it was reopened', of: (comment) => timesReopened(comment) },
  {
    name: 'verdict',
    type: 'string',
    among: ['solved', 'not-solved'],
    zh: '留言人最近一次说明：solved 已解决，not-solved 未解决；没有说明的为空',
    en: 'What the author said last: solved or not-solved; empty when nothing',
    of: (comment) => verdictOf(comment),
  },
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
  /** The last day of the term it was given in. */
  readonly answerBy: string | null;
}

function answerByOf({ events = [], terms, answerBy }: CommentRecord, at: number): string | null {
  const term = events.filter(({ kind, after }) => kind === 'reopened' && after <= at).length;
  return terms?.[term]?.answerBy ?? answerBy;
}

const REPLY: readonly Column<ReplyRow>[] = [
  { name: 'comment', type: 'string', zh: '留言编号，见 comments.csv', en: 'Comment, see comments.csv', of: ({ comment }) => comment.id },
  { name: 'number', type: 'integer', zh: '第几次答复', en: 'Number of the answer', of: ({ number }) => number },
  unitColumn(),
  { ...KIND, of: ({ comment }) => comment.kind },
  { name: 'received_on', type: 'date', zh: '留言收到日', en: 'Day the comment was received', of: ({ comment }) => comment.receivedOn },
  { ...ANSWER_BY, of: ({ answerBy }) => answerBy },
  { name: 'replied_on', type: 'date', zh: '答复日', en: 'Day of the answer', of: ({ reply }) => reply.on },
  {
    name: 'in_time',
    type: 'boolean',
    zh: '是否按期答复；没有期限的为空',
    en: 'Whether it came in time; empty where no day is set',
    of: ({ answerBy, reply }) => (answerBy === null ? null : reply.on <= answerBy),
  },
  { name: 'digest', type: 'string', zh: '答复文字的加盐 SHA-256', en: 'Salted SHA-256 of the words', of: ({ reply }) => reply.digest },
];

export const replyTable = table(
  'replies.csv',
  { zh: '答复（不含文字）', en: 'Replies, without their words' },
  REPLY,
  ({ comments }) =>
    comments.flatMap((comment) =>
      comment.replies.map((reply, at) => ({ unit: comment.unit, comment, reply, number: at + 1, answerBy: answerByOf(comment, at) })),
    ),
  { key: ['comment', 'number'], refers: [OF_UNIT, { columns: ['comment'], to: 'comments.csv', at: ['id'] }] },
);

interface EventRow {
  readonly unit: string;
  readonly comment: string;
  readonly number: number;
  readonly event: CaseEvent;
}

const EVENT: readonly Column<EventRow>[] = [
  { name: 'comment', type: 'string', zh: '留言编号，见 comments.csv', en: 'Comment, see comments.csv', of: ({ comment }) => comment },
  { name: 'number', type: 'integer', zh: '第几步', en: 'Number of the step', of: ({ number }) => number },
  unitColumn(),
  { name: 'on', type: 'date', zh: '日期', en: 'Day', of: ({ event }) => event.on },
  {
    name: 'kind',
    type: 'string',
    among: ['message', 'solved', 'not-solved', 'reopened', 'stopped', 'resumed', 'handed-on'],
    zh: '留言人：message 补充、solved 已解决、not-solved 未解决、reopened 要求重办；单位：stopped 中止、resumed 恢复、handed-on 转办',
    en: 'Of the author: message, solved, not-solved, reopened; of the unit: stopped, resumed, handed-on',
    of: ({ event }) => event.kind,
  },
  { name: 'after', type: 'integer', zh: '此前已有几次答复', en: 'Official answers before it', of: ({ event }) => event.after },
  { name: 'reason', type: 'string', zh: '中止的理由，见 city.json', en: 'Reason of a stop, see city.json', of: ({ event }) => event.reason },
  { name: 'from_unit', type: 'string', zh: '转出单位', en: 'Unit that handed it on', of: ({ event }) => event.from },
  { name: 'to_unit', type: 'string', zh: '转入单位', en: 'Unit that it was handed to', of: ({ event }) => event.to },
  { name: 'digest', type: 'string', zh: '补充文字的加盐 SHA-256', en: 'Salted SHA-256 of the words of a message', of: ({ event }) => event.digest },
];

export const caseTable = table(
  'case-events.csv',
  { zh: '留言的办理过程（不含文字）', en: 'Steps of cases, without words' },
  EVENT,
  ({ comments }) => comments.flatMap(({ id, unit, events = [] }) => events.map((event, at) => ({ unit, comment: id, number: at + 1, event }))),
  { key: ['comment', 'number'], refers: [OF_UNIT, { columns: ['comment'], to: 'comments.csv', at: ['id'] }] },
);

const RECORD: readonly Column<PublicReplyRecord>[] = [
  unitColumn(),
  cycleColumn(),
  { name: 'asked', type: 'integer', zh: '应限期答复的件数（重办另计一件）', en: 'Terms for an answer; each reopening is one more', of: ({ asked }) => asked },
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
  { name: 'solved', type: 'integer', zh: '已答复、留言人说已解决', en: 'Answered, and solved as the author says', of: ({ solved }) => solved ?? null },
  {
    name: 'not_solved',
    type: 'integer',
    zh: '已答复、留言人说未解决',
    en: 'Answered, and not solved as the author says',
    of: ({ notSolved }) => notSolved ?? null,
  },
  { name: 'unsaid', type: 'integer', zh: '已答复、留言人没有说明', en: 'Answered, and the author said nothing', of: ({ unsaid }) => unsaid ?? null },
  { name: 'reopened', type: 'integer', zh: '要求重办的次数', en: 'How often authors reopened a case', of: ({ reopened }) => reopened ?? null },
  {
    name: 'median_working_days',
    type: 'number',
    zh: '到答复为止期限走过的工作日的中位数；无答复的为空',
    en: 'Median of working days on which the clock ran until the answer; empty without an answer',
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
    among: ['comment', 'evidence', 'message'],
    zh: '对象：comment 留言，message 留言人的补充，evidence 证明材料',
    en: 'Comment, message added to one, or evidence',
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
  { name: 'appeal_on', type: 'date', zh: '申诉日；没有申诉的为空', en: 'Day of the appeal; empty without one', of: ({ appeal }) => appeal?.on ?? null },
  {
    name: 'appeal_outcome',
    type: 'string',
    among: ['granted', 'dismissed'],
    zh: '申诉结果：granted 支持，dismissed 维持原决定；未决定的为空',
    en: 'What came of it: granted or dismissed; empty while it is open',
    of: ({ appeal }) => appeal?.outcome ?? null,
  },
];

export const moderationTable = table('moderation.csv', { zh: '留言审核记录', en: 'Ledger of moderation' }, MODERATION, ({ moderation }) => moderation.entries, {
  key: ['digest'],
  refers: [OF_UNIT],
});
