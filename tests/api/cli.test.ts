import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../tools/run-command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gongping-cli-'));
const gongping = (...args: string[]) => run('npx', ['gongping', ...args]);
const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
const input = write('input.json', JSON.stringify(JSON.parse(readFileSync('tests/vectors/s2.json', 'utf8')).cases[0].input));

test('score prints the published check of S2, and explains it', async () => {
  const { code, output } = await gongping('score', 's2', input);
  expect(code).toBe(0);
  expect(output).toMatch(/– +agency +88\.90/);
  expect((await gongping('score', 's2', input, '--explain', '--lang', 'zh')).output).toContain('88.90');
  expect(JSON.parse((await gongping('score', 's2', input, '--json')).output.replace(/^npm warn.*$/gm, '')).units[0].total).toEqual({
    exact: '88.9',
    rounded: '88.90',
  });
});

test('a scheme of one’s own is checked and used by file', async () => {
  const scheme = write('mine.yaml', readFileSync('content/schemes/s2.yaml', 'utf8'));
  expect((await gongping('scheme', 'check', scheme)).code).toBe(0);
  expect((await gongping('score', scheme, input)).code).toBe(0);
});

test.each([
  [
    'a scheme that does not sum',
    ['scheme', 'check', write('sum.yaml', readFileSync('content/schemes/s2.yaml', 'utf8').replace('weight: 60', 'weight: 61'))],
    1,
    /sum\.yaml:\d+ /,
  ],
  ['a scheme that is not YAML', ['scheme', 'check', write('broken.yaml', 'id: [')], 1, /broken\.yaml:1/],
  ['a scheme nobody knows', ['scheme', 'check', 'atlantis'], 1, /atlantis/],
  ['an input with a fault', ['score', 's2', write('bad.json', '{"scheme":"s2","cycle":"1","units":[{"id":"a","category":"nowhere"}]}')], 1, /nowhere/],
  ['a file that is not there', ['score', 's2', path.join(folder, 'none.json')], 2, /cannot be read \(ENOENT\)/],
  ['an unknown command', ['fly'], 2, /no command "fly"/],
  ['too few arguments', ['score', 's2'], 2, /Usage/],
])('%s: one sentence and the right exit code', async (_name, args, code, sentence) => {
  const ended = await gongping(...args);
  expect(ended.output).toMatch(sentence);
  expect(ended.output).not.toMatch(/\n\s+at /);
  expect(ended.code).toBe(code);
});

test('every case of a worked example is scored, under its name', async () => {
  const { code, output } = await gongping('score', 's3', 'tests/vectors/s3.json', '--explain');
  expect(code).toBe(0);
  expect(output).toContain('# base 91 with 23 bonus points');
  expect(output).toContain('4000');
  expect(output).toContain('3400');
  expect(JSON.parse((await gongping('score', 's4', 'tests/vectors/s4.json', '--json')).output.replace(/^npm warn.*$/gm, ''))).toHaveLength(3);
});
