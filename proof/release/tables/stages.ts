import type { Column } from '../csv.ts';
import type { PublicObjection, PublicRelease } from '../files.ts';
import { cycleColumn, table, unitColumn } from './table.ts';

const RELEASE: readonly Column<PublicRelease>[] = [
  { name: 'release', type: 'integer', zh: '发布编号', en: 'Number of the release', of: ({ number }) => number },
  { name: 'kind', type: 'string', among: ['score', 'daily'], zh: '种类：score 得分，daily 日更', en: 'Kind: score or daily', of: ({ kind }) => kind },
  {
    name: 'stage',
    type: 'string',
    among: ['provisional', 'final'],
    zh: '阶段：provisional 公示，final 定稿；日更为空',
    en: 'Stage: provisional or final; empty in a daily update',
    of: ({ stage }) => stage,
  },
  { name: 'generated_at', type: 'datetime', zh: '生成时间', en: 'When it was made', of: ({ generatedAt }) => generatedAt },
  {
    name: 'cycles',
    type: 'string',
    zh: '公布得分的年度，以分号分隔',
    en: 'Cycles whose scores it published, separated by semicolons',
    of: ({ cycles }) => cycles.join(';'),
  },
  { name: 'objections_until', type: 'date', zh: '公示截止日', en: 'Last day for objections', of: ({ objectionsUntil }) => objectionsUntil },
  { name: 'corrects', type: 'integer', zh: '更正哪一号发布', en: 'Release that it corrects', of: ({ corrects }) => corrects?.release ?? null },
  { name: 'reason_zh', type: 'string', zh: '更正理由（中文）', en: 'Reason of the correction, Chinese', of: ({ corrects }) => corrects?.reason.zh ?? null },
  { name: 'reason_en', type: 'string', zh: '更正理由（英文）', en: 'Reason of the correction, English', of: ({ corrects }) => corrects?.reason.en ?? null },
  { name: 'manifest_sha256', type: 'string', zh: '清单的 SHA-256', en: 'SHA-256 of its manifest', of: ({ manifestSha256 }) => manifestSha256 },
];

export const releaseTable = table('releases.csv', { zh: '此前的各号发布', en: 'Releases before this one' }, RELEASE, ({ releases }) => releases, {
  key: ['release'],
  refers: [],
});

const OBJECTION: readonly Column<PublicObjection>[] = [
  { name: 'id', type: 'string', zh: '异议编号', en: 'Id of the objection', of: ({ id }) => id },
  unitColumn(),
  cycleColumn(),
  { name: 'release', type: 'integer', zh: '针对哪一号公示稿', en: 'Provisional release it objects to', of: ({ release }) => release },
  {
    name: 'part',
    type: 'string',
    zh: '针对得分的哪个部分；空为整体或某个目标',
    en: 'Part of the score it is about; empty for the whole or a goal',
    of: ({ about }) => about.part,
  },
  { name: 'goal', type: 'string', zh: '针对哪个目标', en: 'Goal it is about', of: ({ about }) => about.goal },
  { name: 'body', type: 'string', zh: '异议内容', en: 'Text of the objection', of: ({ body }) => body },
  { name: 'language', type: 'string', zh: '异议的语言', en: 'Language of the text', of: ({ language }) => language },
  { name: 'received_on', type: 'date', zh: '收到日', en: 'Day received', of: ({ receivedOn }) => receivedOn },
  { name: 'deadline', type: 'date', zh: '公示截止日', en: 'Last day for objections', of: ({ deadline }) => deadline },
  {
    name: 'state',
    type: 'string',
    among: ['open', 'upheld', 'partly', 'refused', 'withdrawn'],
    zh: '状态：open 处理中，upheld 采纳，partly 部分采纳，refused 不予采纳，withdrawn 已撤回',
    en: 'State: open, upheld, partly, refused or withdrawn',
    of: ({ state }) => state,
  },
  { name: 'decided_on', type: 'date', zh: '处理日', en: 'Day of the decision or withdrawal', of: ({ decidedOn }) => decidedOn },
  { name: 'decision_zh', type: 'string', zh: '处理理由（中文）', en: 'Reason of the decision, Chinese', of: ({ decision }) => decision?.zh ?? null },
  { name: 'decision_en', type: 'string', zh: '处理理由（英文）', en: 'Reason of the decision, English', of: ({ decision }) => decision?.en ?? null },
  {
    name: 'total_before',
    type: 'number',
    zh: '公示的总分；未改分的为空',
    en: 'Provisional total; empty where no figure changed',
    of: ({ effect }) => effect?.before ?? null,
  },
  {
    name: 'total_after',
    type: 'number',
    zh: '定稿的总分；未改分的为空',
    en: 'Final total; empty where no figure changed',
    of: ({ effect }) => effect?.after ?? null,
  },
];

export const objectionTable = table('objections.csv', { zh: '异议和处理', en: 'Objections and decisions' }, OBJECTION, ({ objections }) => objections, {
  key: ['id'],
  refers: [{ columns: ['unit'], to: 'units.csv', at: ['id'] }],
});
