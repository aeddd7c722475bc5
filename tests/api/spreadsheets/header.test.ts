import { expect, test } from 'vitest';
import { findHeader } from '../../../api/spreadsheets/header.ts';
import type { Sheet } from '../../../api/spreadsheets/workbook.ts';

const sheet = (...rows: string[][]): Sheet => ({ name: 's', rows: rows.map((cells, i) => ({ line: i + 1, cells, written: cells })) });
const WORDS = { login: ['账号', 'login'], name: ['姓名', 'name'], unit: ['单位', 'unit'] } as const;

test('the header is found under a title that was merged over the whole width', () => {
  const title = '2026年工作人员名单';
  const found = findHeader(sheet([title, title, title], ['填表单位：考核办', '', ''], ['姓 名*', '账号（必填）', '单位'], ['王敏', 'wang', 'water']), WORDS);
  expect(found).toMatchObject({ line: 3, columns: { name: 0, login: 1, unit: 2 }, headings: { name: '姓 名*' } });
  expect(found?.rows).toEqual([expect.objectContaining({ line: 4, cells: ['王敏', 'wang', 'water'] })]);
});

test('a heading that stands twice names the first column', () => {
  expect(findHeader(sheet(['name', 'login', 'name']), WORDS)?.columns).toEqual({ name: 0, login: 1 });
});

test('a sheet that names fewer than two of the fields has no header', () => {
  expect(findHeader(sheet(['姓名', '电话'], ['王敏', '1']), WORDS)).toBeNull();
  expect(findHeader(sheet(), WORDS)).toBeNull();
});
