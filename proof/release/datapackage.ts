import type { Text } from '../../scoring/index.ts';
import type { ReleaseCity, ReleaseContents } from './contents.ts';
import { type Table, tablesOf } from './tables/index.ts';

export const LICENCE = { name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/', title: 'Creative Commons Attribution 4.0' } as const;

const DOCUMENTS: Readonly<Record<string, Text>> = {
  'city.json': { zh: '城市设置、类别、评议主体和问卷', en: 'Settings of the city, categories, groups of raters and questionnaires' },
  'units.json': { zh: '考核单位', en: 'Units' },
  'cycles.json': { zh: '考核年度和考核期', en: 'Cycles and periods' },
  'plans.json': { zh: '目标计划书、目标和进展', en: 'Plans, goals and progress' },
  'plan-versions.json': { zh: '目标计划书的各个版本及其变动', en: 'Every version of the plans, with what it changed' },
  'reports.json': { zh: '按期报送和证明材料', en: 'Reports and evidence' },
  'comments.json': { zh: '已公开的留言和答复（文字另存，可以撤回）', en: 'Published comments and replies; their words stand apart and can be taken back' },
  'moderation.json': { zh: '留言审核记录', en: 'Ledger of moderation' },
  'reply-record.json': { zh: '各单位答复情况', en: 'How each unit answers' },
  'calendar.json': { zh: '计算答复期限所用的工作日历', en: 'Working days by which answers are counted' },
  'documents.json': { zh: '评分依据所列文件', en: 'Documents that findings name' },
  'windows.json': { zh: '评议期', en: 'Rating windows' },
  'releases.json': { zh: '此前的各号发布', en: 'The releases before this one' },
  'objections.json': { zh: '对公示得分的异议和处理结果', en: 'Objections to provisional scores, and what was decided' },
  'keys.json': { zh: '签名公钥及其交接', en: 'Public keys of the signatures, and how one introduced the next' },
  'datapackage.json': { zh: '数据字典（Frictionless Data Package）', en: 'Data dictionary (Frictionless Data Package)' },
  'verify.mjs': { zh: '单文件验证程序', en: 'Verifier in one file' },
};

/** What a file of a release is, by its path; null for a path that no version of ours writes. */
export function aboutFile(path: string): Text | null {
  const known = DOCUMENTS[path] ?? tablesOf(scoredIn([path])).find((table) => table.path === path)?.title;
  if (known) return known;
  const [folder, ...rest] = path.split('/');
  if (folder === 'windows' && rest.length === 1) return { zh: '评议期的封定规则和签名声明', en: 'Sealed rules and signed statements of a rating window' };
  if (folder === 'schemes' && path.endsWith('.yaml')) return { zh: '考核办法（原文）', en: 'Scheme as written' };
  if (folder === 'schemes' && path.endsWith('.json')) return { zh: '考核办法（规范格式）', en: 'Scheme in canonical form' };
  if (folder === 'scores' && rest[1] === 'input.json')
    return { zh: '计分输入：数值、评分依据和计票', en: 'What the engine took: values, findings and tallies' };
  if (folder === 'scores' && rest[1] === 'splits.json')
    return { zh: '计票按渠道、地区、类型的细分（已隐去可能认出个人的）', en: 'Tallies by channel, area and class, after suppression' };
  if (folder === 'scores' && rest[1] === 'hidden.json') return { zh: '按办法不公开的部分', en: 'Parts that the scheme keeps inside' };
  if (folder === 'scores' && rest[1] === 'result.json')
    return { zh: '计分结果：得分、区间、名次和每一步计算', en: 'What it gave: scores, intervals, ranks and each step' };
  return null;
}

/** Cycles that have a folder under `scores/`. */
export const scoredIn = (paths: readonly string[]): string[] => [...new Set(paths.flatMap((path) => path.match(/^scores\/([^/]+)\/[^/]+$/)?.[1] ?? []))].sort();

interface About {
  readonly city: ReleaseCity;
  readonly release: number;
  readonly generatedAt: string;
  readonly product: string;
}

/** `datapackage.json` by the Data Package standard (v1), with every column described in both languages. */
export function dataPackage(about: About, contents: ReleaseContents, jsonPaths: readonly string[]): object {
  const { city, release, generatedAt, product } = about;
  return {
    name: `gongping-${city.id}-${release}`.toLowerCase(),
    id: `${city.id}/releases/${release}`,
    title: `${city.site.en}: release ${release}`,
    title_zh: `${city.site.zh}：第 ${release} 号发布`,
    version: String(release),
    created: generatedAt,
    profile: 'data-package',
    generator: `Gongping ${product}`,
    licenses: [LICENCE],
    resources: [...tablesOf(contents.scores.map(({ cycle }) => cycle)).map(tableResource), ...jsonPaths.map(jsonResource)],
  };
}

const nameOf = (path: string): string =>
  path
    .toLowerCase()
    .replace(/\.(csv|json)$/, '-$1')
    .replaceAll(/[^a-z0-9._-]+/g, '-');

const tableResource = ({ path, title, columns, keys }: ReturnType<typeof tablesOf>[number]): object => ({
  name: nameOf(path),
  path,
  title: title.en,
  title_zh: title.zh,
  profile: 'tabular-data-resource',
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  dialect: { delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true, header: true },
  schema: {
    fields: columns.map((column) => fieldOf(column, keys.key.includes(column.name))),
    missingValues: [''],
    ...(keys.key.length > 0 && { primaryKey: keys.key }),
    ...(keys.refers.length > 0 && {
      foreignKeys: keys.refers.map(({ columns: fields, to, at }) => ({ fields, reference: { resource: nameOf(to), fields: at } })),
    }),
  },
});

const fieldOf = ({ name, type, among, en, zh }: Table['columns'][number], required: boolean): object => ({
  name,
  type,
  ...(type === 'datetime' && { format: 'any' }),
  ...((required || among) && { constraints: { ...(required && { required }), ...(among && { enum: among }) } }),
  description: en,
  description_zh: zh,
});

const jsonResource = (path: string): object => {
  const title = aboutFile(path) ?? { zh: path, en: path };
  return { name: nameOf(path), path, title: title.en, title_zh: title.zh, format: 'json', mediatype: 'application/json', encoding: 'utf-8' };
};
