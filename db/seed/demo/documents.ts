import type { DocumentRow, FindingRow } from './rows.ts';

/** What kind of paper a number belongs to. The city is invented, and so are they. */
const KINDS: readonly { readonly of: RegExp; readonly zh: string; readonly en: string }[] = [
  { of: /安调/, zh: '生产安全事故调查报告', en: 'Report of the inquiry into an accident at work' },
  { of: /^省/, zh: '省级主管部门年度考核通报', en: 'Notice of a provincial department on its yearly assessment' },
  { of: /70号$/, zh: '年终分档排名通报', en: 'Notice on the banded ranking at year end' },
  { of: /./, zh: '绩效考核情况通报', en: 'Notice on the performance assessment' },
];

/** The documents that findings name, each once. */
export function documentsOf(findings: readonly FindingRow[]): DocumentRow[] {
  const ids = new Set(findings.flatMap(({ document }) => document ?? []));
  return [...ids].sort().map((id) => {
    const kind = KINDS.find(({ of }) => of.test(id));
    return {
      id,
      titleZh: kind?.zh ?? id,
      titleEn: kind?.en ?? id,
      number: id.replace('（演示）', ''),
      url: null,
      notPublicZh: '演示城市的文件是虚构的，没有原文',
      notPublicEn: 'The demonstration city is invented, and so is this document',
    };
  });
}
