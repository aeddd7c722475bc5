import { expect, test } from 'vitest';
import { readWorkbook } from '../../../api/spreadsheets/workbook.ts';
import { writeCsvFile, writeWorkbook } from '../../../api/spreadsheets/write.ts';

const table = {
  name: '名单 [2026]: 全部',
  headings: ['名称', '数值'],
  rows: [
    ['=HYPERLINK("http://x")', 1.5],
    ['@SUM(A1)', null],
    ['正常', 3],
  ] as const,
};

test('what is written is read again as the same text and numbers', async () => {
  const { sheets } = await readWorkbook(await writeWorkbook(table));
  expect(sheets?.[0]?.rows.map(({ cells }) => cells)).toEqual([
    ['名称', '数值'],
    ['=HYPERLINK("http://x")', '1.5'],
    ['@SUM(A1)', ''],
    ['正常', '3'],
  ]);
});

test('in a workbook a text that looks like a formula is no formula', async () => {
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(await writeWorkbook(table));
  expect([...(sheets[0]?.cells?.values() ?? [])].filter(({ type }) => type === 'formula')).toEqual([]);
});

test('in a CSV file it is led by an apostrophe, and the file opens as UTF-8', () => {
  const text = writeCsvFile(table);
  expect(text.startsWith('\uFEFF名称,数值')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""http://x"")",1.5`);
  expect(text).toContain("'@SUM(A1),");
});

test('a text that no cell of a spreadsheet program holds is cut, visibly', async () => {
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(await writeWorkbook({ name: 'x', headings: ['长文'], rows: [['字'.repeat(32_767)], ['字'.repeat(32_768)]] }));
  const [, whole, cut] = sheets[0]?.rows ?? [];
  expect(String(whole?.[0])).toBe('字'.repeat(32_767));
  expect(String(cut?.[0])).toBe(`${'字'.repeat(32_766)}…`);
});
