import type { ReleaseContents } from '../contents.ts';
import { csvHeader } from '../csv.ts';
import { scoredIn } from '../datapackage.ts';
import { tablesOf } from '../tables/index.ts';
import { type Finding, fails, failuresOr, guarded, holds, open } from './finding.ts';
import { jsonOf, type Opened, textOf } from './opened.ts';

/** Every CSV says what the JSON files say. Columns that are written are compared; a later version may have more. */
export function checkTables(opened: Opened, contents: ReleaseContents): Finding[] {
  const tables = tablesOf(scoredIn([...opened.files.keys()])).filter(({ path }) => opened.files.has(path));
  const findings = tables.flatMap((table) =>
    guarded('table.agrees', table.path, () => {
      const given = textOf(opened, table.path);
      const header = csvHeader(given);
      const computed = header && table.text(contents, header);
      if (header === null)
        return [fails('table.agrees', table.path, `${table.path} 开头不是约定的表头。`, `${table.path} does not begin with the agreed header.`)];
      if (computed === null)
        return [
          open(
            'table.columns',
            table.path,
            `${table.path} 有本程序不认识的列，没有核对。`,
            `${table.path} has columns this program does not know; it was not compared.`,
          ),
        ];
      if (computed === given) return [];
      const line = firstDifference(given, computed ?? '');
      return [
        fails(
          'table.agrees',
          `${table.path} ${line}`,
          `表格 ${table.path} 第 ${line} 行与 JSON 文件说的不一样。`,
          `Line ${line} of the table ${table.path} does not say what the JSON files say.`,
        ),
      ];
    }),
  );
  return failuresOr(
    findings,
    holds(
      'table.agrees',
      null,
      `${tables.length} 个 CSV 表格与 JSON 文件逐字节一致。`,
      `All ${tables.length} CSV tables say what the JSON files say, byte for byte.`,
    ),
  );
}

function firstDifference(given: string, computed: string): number {
  const ours = computed.split('\n');
  const at = given.split('\n').findIndex((line, index) => line !== ours[index]);
  return (at < 0 ? ours.length - 1 : at) + 1;
}

interface Resource {
  readonly path: string;
  readonly schema?: { readonly fields: readonly { readonly name: string; readonly description?: string; readonly description_zh?: string }[] };
}

/** The data dictionary describes every data file and every column, in both languages. */
export const checkDictionary = (opened: Opened): Finding[] =>
  guarded('dictionary.complete', 'datapackage.json', () => {
    const { resources, version } = jsonOf<{ readonly resources: readonly Resource[]; readonly version: string }>(opened, 'datapackage.json');
    const data = opened.manifest.files.map(({ path }) => path).filter((path) => /\.(csv|json)$/.test(path) && path !== 'datapackage.json');
    const described = new Map(resources.map((resource) => [resource.path, resource]));
    const failures = [
      ...(version === String(opened.manifest.release) ? [] : [say('数据字典写的发布编号不对。', 'The data dictionary names another release.')]),
      ...data.filter((path) => !described.has(path)).map((path) => say(`数据字典没有说明 ${path}。`, `The data dictionary does not describe ${path}.`)),
      ...[...described.keys()]
        .filter((path) => !data.includes(path))
        .map((path) => say(`数据字典说明了 ${path}，发布里却没有它。`, `The data dictionary describes ${path}, which is not in the release.`)),
      ...data.filter((path) => path.endsWith('.csv')).flatMap((path) => undescribed(path, opened, described.get(path))),
    ];
    return failuresOr(
      failures,
      holds(
        'dictionary.complete',
        'datapackage.json',
        '数据字典用两种语言说明了每个数据文件和每一列。',
        'The data dictionary describes every data file and every column in both languages.',
      ),
    );
  });

const say = (zh: string, en: string): Finding => fails('dictionary.complete', 'datapackage.json', zh, en);

function undescribed(path: string, opened: Opened, resource: Resource | undefined): Finding[] {
  if (!resource || !opened.files.has(path)) return [];
  const fields = resource.schema?.fields ?? [];
  const named = fields.map(({ name }) => name).join(',');
  const columns = csvHeader(textOf(opened, path))?.join(',');
  if (columns !== named) return [say(`数据字典说明的列与 ${path} 的表头不同。`, `The columns the data dictionary describes are not those of ${path}.`)];
  return fields
    .filter(({ description, description_zh }) => !description || !description_zh)
    .map(({ name }) => say(`${path} 的 ${name} 列没有说明。`, `The column ${name} of ${path} is not described.`));
}
