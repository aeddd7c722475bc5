import type { Finding, Scheme, Text } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import type { Column } from '../csv.ts';
import type { PublicDocument } from '../files.ts';
import { type Table, table, unitColumn } from './table.ts';

interface FindingRow {
  readonly unit: string;
  readonly finding: Finding;
  /** The measurable criterion in the scheme's words; null where the scheme lists none under the id. */
  readonly measure: Text | null;
  readonly document: PublicDocument | null;
}

const FINDING: readonly Column<FindingRow>[] = [
  unitColumn(),
  { name: 'part', type: 'string', zh: '考核办法的部分', en: 'Part of the scheme', of: ({ finding }) => finding.part },
  {
    name: 'kind',
    type: 'string',
    among: ['add', 'deduct', 'veto', 'level', 'override', 'tier'],
    zh: '种类：add 加分，deduct 减分，veto 一票否决，level 定级，override 直接认定，tier 分档',
    en: 'Kind: add, deduct, veto, level, override or tier',
    of: ({ finding }) => finding.kind,
  },
  { name: 'criterion', type: 'string', zh: '依据的标准，见考核办法', en: 'Criterion, listed in the scheme', of: ({ finding }) => finding.criterion },
  {
    name: 'measure_zh',
    type: 'string',
    zh: '该标准的可衡量规定（中文）',
    en: 'What the criterion measures, Chinese',
    of: ({ measure }) => measure?.zh ?? null,
  },
  {
    name: 'measure_en',
    type: 'string',
    zh: '该标准的可衡量规定（英文）',
    en: 'What the criterion measures, English',
    of: ({ measure }) => measure?.en ?? null,
  },
  { name: 'points', type: 'number', zh: '分值', en: 'Points', of: ({ finding }) => finding.points ?? null },
  { name: 'level', type: 'string', zh: '档次', en: 'Level', of: ({ finding }) => finding.level ?? null },
  { name: 'goal', type: 'string', zh: '涉及的目标', en: 'Goal it settles', of: ({ finding }) => finding.goal ?? null },
  { name: 'place', type: 'integer', zh: '取得的位次', en: 'Place reached', of: ({ finding }) => finding.place ?? null },
  { name: 'period', type: 'string', zh: '考核期', en: 'Period', of: ({ finding }) => finding.period ?? null },
  {
    name: 'document',
    type: 'string',
    zh: '证明文件，见 documents.csv',
    en: 'Document that proves it, see documents.csv',
    of: ({ finding }) => finding.source ?? null,
  },
  { name: 'document_zh', type: 'string', zh: '文件名称', en: 'Title of the document, Chinese', of: ({ document }) => document?.title.zh ?? null },
  { name: 'document_number', type: 'string', zh: '文号', en: 'Number of the document', of: ({ document }) => document?.number ?? null },
  { name: 'document_url', type: 'string', zh: '公开网址', en: 'Public address of the document', of: ({ document }) => document?.url ?? null },
  {
    name: 'not_public_zh',
    type: 'string',
    zh: '文件不公开的理由（中文）',
    en: 'Why the document is not public, Chinese',
    of: ({ document }) => document?.notPublic?.zh ?? null,
  },
  {
    name: 'not_public_en',
    type: 'string',
    zh: '文件不公开的理由（英文）',
    en: 'Why the document is not public, English',
    of: ({ document }) => document?.notPublic?.en ?? null,
  },
  { name: 'reason', type: 'string', zh: '理由', en: 'Reason', of: ({ finding }) => finding.reason ?? null },
];

/** Every measurable criterion of a scheme by its id, wherever the scheme lists it. */
function measuresOf(scheme: Scheme | undefined): Map<string, Text> {
  const found = new Map<string, Text>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      const { id, measure } = value as { readonly id?: unknown; readonly measure?: Text };
      if (typeof id === 'string' && measure && !found.has(id)) found.set(id, measure);
      Object.values(value).forEach(visit);
    }
  };
  visit(scheme);
  return found;
}

function rowsOf({ scores, schemes, documents }: ReleaseContents, cycle: string): FindingRow[] {
  const input = scores.find((one) => one.cycle === cycle)?.input;
  if (!input) return [];
  const measures = measuresOf(schemes.get(input.scheme));
  const known = new Map(documents.map((document) => [document.id, document]));
  return input.units.flatMap(({ id: unit, findings = [] }) =>
    findings.map((finding) => ({ unit, finding, measure: measures.get(finding.criterion) ?? null, document: known.get(finding.source ?? '') ?? null })),
  );
}

/** Findings of a scored cycle. Two entries may be alike in every column: there is no key. */
export const findingTable = (path: string, cycle: string): Table =>
  table(path, { zh: `${cycle} 评分依据及文件`, en: `${cycle}: findings with their documents` }, FINDING, (contents) => rowsOf(contents, cycle), {
    key: [],
    refers: [
      { columns: ['unit'], to: 'units.csv', at: ['id'] },
      { columns: ['document'], to: 'documents.csv', at: ['id'] },
    ],
  });
