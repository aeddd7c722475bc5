import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { window } from '../../api/cli/window.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { publicKeyOf } from '../../proof/keys.ts';
import { joinShares, readShare } from '../../proof/shares.ts';

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'gongping-key-'));

async function run(...args: string[]): Promise<{ readonly code: number; readonly out: string }> {
  const said: string[] = [];
  const code = await window.run(args, { out: (text) => void said.push(text), error: () => {} });
  return { code, out: said.join('') };
}

test('the key is made and split; the private key is in no file', async () => {
  const out = folder();
  const made = JSON.parse((await run('key', '2026-annual', '--out', out, '--text', '--json')).out);
  expect(readdirSync(out).sort()).toEqual(['2026-annual.public-key.json', ...[1, 2, 3].map((n) => `2026-annual.share-${n}.txt`)]);
  const texts = [1, 2, 3].map((n) => readFileSync(path.join(out, `2026-annual.share-${n}.txt`), 'utf8'));
  const shares = texts.map((text) => readShare(text.split('\n')[1] ?? ''));
  const key = await joinShares(shares.slice(1));
  expect(publicKeyOf(toBase64url(key))).toBe(made.publicKey);
  for (const file of made.files) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    for (const encoding of ['base64', 'base64url', 'hex'] as const) expect(text).not.toContain(Buffer.from(key).toString(encoding));
  }
  await expect(run('key', '2026-annual', '--out', out)).rejects.toThrow('already exists');
});

test('a sheet per holder, in the language asked for, with its body and where it must not be', async () => {
  const out = folder();
  const { out: said } = await run('key', 'w', '--out', out, '--bodies', '市审计局，市公证处、市档案馆<b>,第四家', '--threshold', '3', '--lang', 'zh');
  expect(said).toContain('丢失 2 份');
  const sheet = readFileSync(path.join(out, 'w.share-3.html'), 'utf8');
  for (const words of ['第 3 份，共 4 份', '任意 3 份', '市档案馆&lt;b&gt;', '不拍照', '<svg', 'lang="zh-CN"']) expect(sheet).toContain(words);
  expect(sheet).not.toMatch(/https?:\/\//);
  expect(sheet).not.toContain('<script');
});

test('a share is checked without being shown', async () => {
  const out = folder();
  const { publicKey: _, fingerprint } = JSON.parse((await run('key', 'w-check', '--out', out, '--text', '--json')).out);
  const file = path.join(out, 'w-check.share-2.txt');
  const { code, out: said } = await run('check-share', file, '--json', '--window', 'w-check', '--fingerprint', fingerprint);
  expect(code).toBe(0);
  expect(JSON.parse(said)).toEqual({ window: 'w-check', number: 2, holders: 3, threshold: 2, fingerprint, fits: true });
  const groups = (readFileSync(file, 'utf8').split('/').at(-1) ?? '').trim().split('-').slice(5);
  const { out: plain } = await run('check-share', file, '--lang', 'zh');
  for (const group of groups) expect(plain).not.toContain(group);
  expect((await run('check-share', file, '--window', 'other')).code).toBe(1);
  const wrong = path.join(out, 'wrong.txt');
  writeFileSync(
    wrong,
    readFileSync(file, 'utf8').replace(/.(?=\n$)/, (last) => (last === '0' ? '1' : '0')),
  );
  await expect(run('check-share', wrong, '--lang', 'zh')).rejects.toThrow('输错');
  await expect(run('check-share', '/nowhere')).rejects.toThrow('cannot be read');
});

test.each([
  [['key'], 'Usage'],
  [['key', 'w'], 'Usage'],
  [['key', 'w', '--wrong'], 'Usage'],
  [['open', 'w'], 'Usage'],
  [['key', 'w', '--out', '/tmp', '--holders', '2'], '3 to 7'],
  [['key', 'w', '--out', '/tmp', '--holders', '3', '--threshold', '3'], '3 to 7'],
  [['key', 'W!', '--out', '/tmp'], '3 to 7'],
  [['key', 'w', '--out', '/etc/passwd/none'], 'cannot be made'],
  [['key', 'w', '--out', '/tmp', '--bodies', 'a,b', '--holders', '3'], 'Usage'],
])('%j is refused', async (args, sentence) => {
  await expect(run(...args)).rejects.toThrow(sentence);
});
