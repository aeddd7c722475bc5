import type { Column } from '../csv.ts';
import type { PublicComment, PublicReport } from '../files.ts';
import { cycleColumn, table, unitColumn } from './table.ts';

const REPORT: readonly Column<PublicReport>[] = [
  unitColumn(),
  cycleColumn(),
  { name: 'period', type: 'string', zh: '考核期，见 periods.csv', en: 'Period, see periods.csv', of: ({ period }) => period },
  {
    name: 'state',
    type: 'string',
    zh: '状态：accepted 已采信，awaited 未到期，overdue 逾期未交',
    en: 'State: accepted, awaited (not due yet) or overdue',
    of: ({ state }) => state,
  },
  { name: 'submitted_on', type: 'date', zh: '提交日', en: 'Day of submission', of: ({ submittedOn }) => submittedOn },
  { name: 'late', type: 'boolean', zh: '是否迟交', en: 'Whether it came late or is late', of: ({ late }) => late },
  {
    name: 'evidence_files',
    type: 'integer',
    zh: '证明材料份数，见 evidence.csv',
    en: 'Number of evidence files, see evidence.csv',
    of: ({ evidence }) => evidence.length,
  },
  { name: 'narrative_zh', type: 'string', zh: '总体说明（中文）', en: 'Narrative, Chinese', of: ({ narrative }) => narrative.zh },
  { name: 'narrative_en', type: 'string', zh: '总体说明（英文）', en: 'Narrative, English', of: ({ narrative }) => narrative.en },
];

export const reportTable = table('reports.csv', { zh: '按期报送', en: 'Reports by period' }, REPORT, ({ reports }) => reports);

interface EvidenceRow extends Pick<PublicReport, 'unit' | 'cycle' | 'period'> {
  readonly file: PublicReport['evidence'][number];
}

const EVIDENCE: readonly Column<EvidenceRow>[] = [
  unitColumn(),
  cycleColumn(),
  { name: 'period', type: 'string', zh: '考核期，见 periods.csv', en: 'Period, see periods.csv', of: ({ period }) => period },
  { name: 'goal', type: 'string', zh: '证明哪个目标；空为整份报告', en: 'Goal it proves; empty for the whole report', of: ({ file }) => file.goal },
  { name: 'file_name', type: 'string', zh: '文件名', en: 'File name', of: ({ file }) => file.fileName },
  { name: 'media_type', type: 'string', zh: '文件类型', en: 'Media type', of: ({ file }) => file.mediaType },
  { name: 'bytes', type: 'integer', zh: '字节数', en: 'Bytes', of: ({ file }) => file.bytes },
  {
    name: 'sha256',
    type: 'string',
    zh: '文件的 SHA-256；网址为 /evidence/<sha256>',
    en: 'SHA-256 of the file; its address is /evidence/<sha256>',
    of: ({ file }) => file.sha256,
  },
];

export const evidenceTable = table('evidence.csv', { zh: '证明材料', en: 'Evidence' }, EVIDENCE, ({ reports }) =>
  reports.flatMap(({ unit, cycle, period, evidence }) => evidence.map((file) => ({ unit, cycle, period, file }))),
);

const KIND = {
  zh: '类别：question 咨询，complaint 投诉，serious-complaint 重大投诉，suggestion 建议',
  en: 'Kind: question, complaint, serious-complaint or suggestion',
};
const ANSWER_BY = { zh: '最迟答复日（按工作日计算）', en: 'Last day for an answer, counted in working days' };

const COMMENT: readonly Column<PublicComment>[] = [
  { name: 'id', type: 'string', zh: '留言编号', en: 'Id of the comment', of: ({ id }) => id },
  unitColumn(),
  cycleColumn(),
  { name: 'goal', type: 'string', zh: '针对的目标；空为整个单位', en: 'Goal it is about; empty for the unit', of: ({ goal }) => goal },
  { name: 'kind', type: 'string', ...KIND, of: ({ kind }) => kind },
  { name: 'author', type: 'string', zh: '署名', en: 'Name given by the author', of: ({ author }) => author },
  { name: 'body', type: 'string', zh: '留言', en: 'Comment', of: ({ body }) => body },
  { name: 'language', type: 'string', zh: '留言的语言', en: 'Language of the comment', of: ({ language }) => language },
  { name: 'received_on', type: 'date', zh: '收到日', en: 'Day received', of: ({ receivedOn }) => receivedOn },
  { name: 'answer_by', type: 'date', ...ANSWER_BY, of: ({ answerBy }) => answerBy },
  { name: 'answered_on', type: 'date', zh: '首次答复日', en: 'Day of the first answer', of: ({ replies }) => replies[0]?.on ?? null },
  { name: 'overdue', type: 'boolean', zh: '截至发布日逾期未答复', en: 'Not answered and late as of the day of the release', of: ({ overdue }) => overdue },
  { name: 'reply', type: 'string', zh: '单位的答复', en: 'Answers of the unit', of: ({ replies }) => replies.map(({ body }) => body).join('\n') },
];

export const commentTable = table('comments.csv', { zh: '已公开的留言', en: 'Published comments' }, COMMENT, ({ comments }) => comments);

interface ReplyRow {
  readonly unit: string;
  readonly comment: PublicComment;
  readonly reply: PublicComment['replies'][number];
}

const REPLY: readonly Column<ReplyRow>[] = [
  { name: 'comment', type: 'string', zh: '留言编号，见 comments.csv', en: 'Comment, see comments.csv', of: ({ comment }) => comment.id },
  unitColumn(),
  { name: 'kind', type: 'string', ...KIND, of: ({ comment }) => comment.kind },
  { name: 'received_on', type: 'date', zh: '留言收到日', en: 'Day the comment was received', of: ({ comment }) => comment.receivedOn },
  { name: 'answer_by', type: 'date', ...ANSWER_BY, of: ({ comment }) => comment.answerBy },
  { name: 'replied_on', type: 'date', zh: '答复日', en: 'Day of the answer', of: ({ reply }) => reply.on },
  {
    name: 'in_time',
    type: 'boolean',
    zh: '是否按期答复；没有期限的为空',
    en: 'Whether it came in time; empty where no day is set',
    of: ({ comment, reply }) => (comment.answerBy === null ? null : reply.on <= comment.answerBy),
  },
  { name: 'body', type: 'string', zh: '答复', en: 'Answer', of: ({ reply }) => reply.body },
];

export const replyTable = table('replies.csv', { zh: '答复记录', en: 'Record of replies' }, REPLY, ({ comments }) =>
  comments.flatMap((comment) => comment.replies.map((reply) => ({ unit: comment.unit, comment, reply }))),
);
