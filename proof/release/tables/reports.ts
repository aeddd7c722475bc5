import type { Column } from '../csv.ts';
import type { EvidenceRecord, ReportRecord } from '../files.ts';
import { cycleColumn, table, unitColumn, withdrawalColumns } from './table.ts';

const PERIOD = { name: 'period', type: 'string', zh: '考核期，见 periods.csv', en: 'Period, see periods.csv' } as const;

const REPORT: readonly Column<ReportRecord>[] = [
  unitColumn(),
  cycleColumn(),
  { ...PERIOD, of: ({ period }) => period },
  {
    name: 'state',
    type: 'string',
    among: ['accepted', 'awaited', 'overdue'],
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

export const reportTable = table('reports.csv', { zh: '按期报送', en: 'Reports by period' }, REPORT, ({ reports }) => reports, {
  key: ['unit', 'cycle', 'period'],
  refers: [
    { columns: ['unit'], to: 'units.csv', at: ['id'] },
    { columns: ['cycle', 'period'], to: 'periods.csv', at: ['cycle', 'period'] },
  ],
});

interface EvidenceRow extends Pick<ReportRecord, 'unit' | 'cycle' | 'period'> {
  readonly file: EvidenceRecord;
}

const EVIDENCE: readonly Column<EvidenceRow>[] = [
  {
    name: 'id',
    type: 'string',
    zh: '材料编号；文件名和摘要在 texts 文件夹',
    en: 'Id of the file; its name and digest stand in the folder texts',
    of: ({ file }) => file.id,
  },
  unitColumn(),
  cycleColumn(),
  { ...PERIOD, of: ({ period }) => period },
  { name: 'goal', type: 'string', zh: '证明哪个目标；空为整份报告', en: 'Goal it proves; empty for the whole report', of: ({ file }) => file.goal },
  { name: 'media_type', type: 'string', zh: '文件类型', en: 'Media type', of: ({ file }) => file.mediaType },
  {
    name: 'digest',
    type: 'string',
    zh: '文件名、大小和内容摘要的加盐 SHA-256',
    en: 'Salted SHA-256 of name, size and digest of the file',
    of: ({ file }) => file.digest,
  },
  ...withdrawalColumns<EvidenceRow>(({ file }) => file.withdrawn),
];

export const evidenceTable = table(
  'evidence.csv',
  { zh: '证明材料', en: 'Evidence' },
  EVIDENCE,
  ({ reports }) => reports.flatMap(({ unit, cycle, period, evidence }) => evidence.map((file) => ({ unit, cycle, period, file }))),
  { key: ['id'], refers: [{ columns: ['unit', 'cycle', 'period'], to: 'reports.csv', at: ['unit', 'cycle', 'period'] }] },
);
