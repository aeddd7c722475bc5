import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { window } from '../../api/cli/window.ts';
import { type CodesWish, issueToFile } from '../../api/cli/window-codes.ts';
import { createTestApp } from '../support/app.ts';
import { insertCity, makeWindow } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
await makeWindow(deps, 'w-codes');
const folder = mkdtempSync(path.join(tmpdir(), 'gongping-codes-'));
const wish = (name: string, more: Partial<CodesWish> = {}): CodesWish => ({
  ...{ window: 'w-codes', group: 'public-web', count: 3, list: null, out: path.join(folder, name), json: false, language: 'zh' },
  ...more,
});
const issued = async () => (await deps.sql`select count(*)::int as n from codes where window_id = 'w-codes'`)[0]?.['n'];

test('codes are issued to a file that only its owner reads, and open the way to a ballot', async () => {
  const made = wish('codes.csv');
  expect(await issueToFile(deps, made)).toMatchObject({ codes: 3 });
  expect(statSync(made.out).mode & 0o777).toBe(0o600);
  const lines = readFileSync(made.out, 'utf8').trim().split('\n');
  expect(lines).toHaveLength(4);
  const [code = ''] = lines[1]?.split(',') ?? [];
  expect(lines[1]).toContain(`/rate#code=${code}`);
  const shown = await app.anonymous.call('POST', '/api/v1/windows/w-codes/proofs/code', { code });
  expect(shown.status).toBe(200);
  const [row] = await deps.sql`select actor, detail from audit_log where action = 'codes.issued' order by sequence desc limit 1`;
  expect(row).toMatchObject({ actor: null, detail: { codes: 3, fromRoster: false } });
});

test('a list gives one card a line, printed with its recipient and without a script', async () => {
  const list = path.join(folder, 'list.csv');
  writeFileSync(list, `编号,姓名,地址\n${[1, 2, 3, 4, 5].map((n) => `${n},王<敏>${n},滨江路${n}号`).join('\n')}\n`);
  const made = wish('codes.html', { count: null, list });
  expect(await issueToFile(deps, made)).toMatchObject({ codes: 5 });
  const page = readFileSync(made.out, 'utf8');
  expect(page.match(/<article>/g)).toHaveLength(5);
  expect(page).toContain('王&lt;敏&gt;');
  expect(page.match(/<svg /g)).toHaveLength(5);
  expect(page).not.toContain('<script');
});

test('nothing is issued where it could not be written or the request is wrong', async () => {
  const before = await issued();
  writeFileSync(path.join(folder, 'there.csv'), 'kept');
  await expect(issueToFile(deps, wish('there.csv'))).rejects.toThrow('不会被覆盖');
  expect(readFileSync(path.join(folder, 'there.csv'), 'utf8')).toBe('kept');
  await expect(issueToFile(deps, wish('none.csv', { count: 0 }))).rejects.toMatchObject({ status: 422 });
  await expect(issueToFile(deps, wish('unknown.csv', { window: 'nowhere' }))).rejects.toMatchObject({ code: 'window.unknown' });
  expect(() => statSync(path.join(folder, 'unknown.csv'))).toThrow();
  expect(await issued()).toBe(before);
  const run = (...args: string[]) => window.run(args, { out: () => {}, error: () => {} });
  for (const args of [
    [],
    ['--group', 'g', '--out', 'x.html'],
    ['--group', 'g', '--count', '1', '--out', 'x.txt'],
    ['--group', 'g', '--count', '1', '--list', 'l', '--out', 'x.csv'],
  ])
    await expect(run('codes', 'w-codes', ...args)).rejects.toMatchObject({ exitCode: 2 });
});
