import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { scheme as schemeCommand } from '../../api/cli/scheme.ts';
import { score } from '../../api/cli/score.ts';
import { vector } from '../scoring/support.ts';
import { folder, runCommand } from './cli.fixture.ts';

const write = folder();
const s2 = vector('s2').cases[0].input;
const json = write('s2.json', JSON.stringify(s2, null, 2));

describe('one input in three forms', () => {
  it('gives the same result from JSON, YAML and the text of a program', async () => {
    const yaml = write('s2.yaml', stringify(s2));
    const [a, b] = [await runCommand(score, 's2', json, '--json'), await runCommand(score, 's2', yaml, '--json')];
    expect(a.code).toBe(0);
    expect(b.output).toBe(a.output);
    expect(JSON.parse(a.output).units[0].total).toEqual({ exact: '88.9', rounded: '88.90' });
  });

  it('reads JSON indented by tabs', async () => {
    const tabs = write('tabs.json', JSON.stringify(s2, null, '\t'));
    expect((await runCommand(score, 's2', tabs)).code).toBe(0);
  });
});

describe('what it prints', () => {
  it('gives a total one more digit where the printed one would contradict its grade', async () => {
    const scheme = write(
      'limit.yaml',
      stringify({
        id: 'limit',
        version: 1,
        title: { zh: '界线', en: 'Limit' },
        decimals: 2,
        rank_on: 'printed',
        visibility: 'public',
        grades: {
          bands: [
            { id: 'a', label: { zh: '甲', en: 'A' }, from: 90 },
            { id: 'b', label: { zh: '乙', en: 'B' }, below: 90 },
          ],
        },
        categories: [
          {
            id: 'units',
            label: { zh: '单位', en: 'Units' },
            ranked: true,
            tree: { id: 'total', label: { zh: '总分', en: 'Total' }, kind: 'value', value: 'score', range: [0, 100] },
          },
        ],
      }),
    );
    const file = write('limit.csv', 'unit,cycle,total.score\nu,1,89.995\nw,1,90.004\n');
    const { output } = await runCommand(score, scheme, file);
    expect(output).toMatch(/ 1 +u +89\.995 +B\n/);
    expect(output).toMatch(/ 1 +w +90\.00 +A\n/);
    for (const lang of ['zh', 'en']) expect((await runCommand(score, scheme, file, '--explain', '--lang', lang)).output).toMatch(/(Total: |总分：)89\.995/);
    expect(JSON.parse((await runCommand(score, scheme, file, '--json')).output).units[0].total).toEqual({ exact: '89.995', rounded: '90.00' });
  });

  it('is a table by default, best first, labels in the language asked for', async () => {
    const units = ['81', '93'].map((points, n) => ({ ...s2.units[0], id: `u${n}`, values: { ...s2.units[0].values, common: { score: points } } }));
    const file = write('two.json', JSON.stringify({ ...s2, units }));
    const { output } = await runCommand(score, 's2', file, '--lang', 'zh');
    expect(output.split('\n')[0]).toMatch(/^省直单位：平均分 \d+\.\d\d，2 个单位中 2 个有总分$/);
    expect(output).toMatch(/ 1 +u1 .*\n +2 +u0 /);
    expect(output).toContain('达标');
    expect((await runCommand(score, 's2', file)).output).toContain('Provincial agencies: mean');
  });

  it('tells why a unit has no total', async () => {
    const bare = write('bare.json', JSON.stringify({ ...s2, units: [{ id: 'x', category: 'agencies' }] }));
    expect((await runCommand(score, 's2', bare)).output).toMatch(/x +no result.*No total, grade or rank\./);
    expect((await runCommand(score, 's2', bare, '--lang', 'zh')).output).toMatch(/x +无得分.*没有总分/);
  });

  it('explains in both languages', async () => {
    expect((await runCommand(score, 's2', json, '--explain')).output).toContain('Weighted mean:');
    expect((await runCommand(score, 's2', json, '--explain', '--lang=zh')).output).toContain('按权重加权平均');
  });

  it('lists what the scheme did not use', async () => {
    const settled = { part: 'main-business', kind: 'level', criterion: 'office-figure', goal: 'g', points: '50' };
    const unit = { id: 'u', category: 'departments', values: { 'main-business': [{ goal: 'g', target: '1', actual: '1' }] }, findings: [settled] };
    const file = write('unused.json', JSON.stringify({ scheme: 'demo-flagship', cycle: '2026', units: [unit] }));
    expect((await runCommand(score, 'demo-flagship', file)).output).toContain('1 entry of the input was not used by the scheme:\n  units.u.findings.0');
    expect((await runCommand(score, 'demo-flagship', file, '--explain', '--lang', 'zh')).output).toContain('数据中有 1 项没有被办法用到：');
  });
});

describe('faults stand on their line', () => {
  it('in JSON', async () => {
    const bad = structuredClone(s2);
    bad.units[0].values.common.score = '101';
    const text = JSON.stringify(bad, null, 2);
    const line = text.split('\n').findIndex((one) => one.includes('"101"')) + 1;
    const file = write('bad.json', text);
    expect(await runCommand(score, 's2', file)).toEqual({
      code: 1,
      output: `${file}:${line} units[0].values.common.score — 101 lies outside the range 0 to 100.`,
    });
    expect((await runCommand(score, 's2', file, '--lang', 'zh')).output).toContain('101 超出范围 0—100。');
  });

  it('in YAML, several at once', async () => {
    const file = write(
      'bad.yaml',
      'scheme: s2\ncycle: "2026"\nunits:\n  - id: a\n    category: agencies\n    values:\n      common: { score: 101 }\n      morale: { score: 1 }\n',
    );
    const { code, output } = await runCommand(score, 's2', file);
    expect(code).toBe(1);
    expect(output.split('\n').map((one) => one.replace(file, ''))).toEqual([
      ':7 units[0].values.common.score — 101 lies outside the range 0 to 100.',
      ':8 units[0].values.morale — In the category “agencies” no part “morale” takes such data. Known are: functional, common, efficiency, excellence.',
    ]);
  });

  it.each([
    ['a key twice', '{"scheme": "s2",\n"scheme": "s3"}', ':2 ', '同一个键'],
    ['a quotation mark without its partner', '{"scheme": "s2', ':1', '缺少一个符号'],
    ['an alias that leads back to where it stands', 'scheme: s2\nunits: &a\n  - id: x\n    values: *a\n', ':4 units', '形成循环'],
    ['an alias without an anchor', 'scheme: *nowhere\n', ':1', '锚点'],
  ])('in writing: %s', async (_, text, place, zh) => {
    const file = write('writing.yaml', text);
    const { code, output } = await runCommand(score, 's2', file, '--lang', 'zh');
    expect(code).toBe(1);
    expect(output).toContain(`${file}${place}`);
    expect(output).toContain(zh);
    expect((await runCommand(score, 's2', file)).output).not.toMatch(/\p{Script=Han}/u);
  });

  it('in a scheme, in both languages', async () => {
    const text = readFileSync('content/schemes/s2.yaml', 'utf8').replace('weight: 60', 'weight: 61');
    const file = write('sum.yaml', text);
    expect(await runCommand(schemeCommand, 'check', file)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/sum\.yaml:\d+ categories\[0\]\.tree\.parts — The weights are declared to sum to 100, but sum to 101\.$/),
    });
    expect((await runCommand(schemeCommand, 'check', file, '--lang', 'zh')).output).toContain('声明权重之和为 100，实际为 101。');
  });

  it.each([
    ['a full-width colon', 'version: 1', 'version：1', 3],
    ['a full-width comma', 'id: advanced, label', 'id: advanced， label', 17],
    ['a full-width digit', 'decimals: 2', 'decimals: ２', 10],
  ])('in punctuation of a Chinese keyboard: %s', async (_, plain, wide, line) => {
    const file = write('wide.yaml', readFileSync('content/schemes/s2.yaml', 'utf8').replace(plain, wide));
    const { code, output } = await runCommand(schemeCommand, 'check', file, '--lang', 'zh');
    expect({ code, output }).toEqual({ code: 1, output: `${file}:${line} — 这一行用了全角的冒号、逗号或数字，请改成半角（: , 0-9）。` });
    const input = write('wide-input.yaml', 'scheme: s2\ncycle：2026\nunits: []\n');
    expect((await runCommand(score, 's2', input)).output).toBe(`${input}:2 — This line has a full-width colon, comma or digit; write the plain one (: , 0-9).`);
  });

  it('not in Chinese text that is as it should be', async () => {
    const text = readFileSync('content/schemes/s2.yaml', 'utf8').replace('weight: 60', 'weight: 61');
    expect((await runCommand(schemeCommand, 'check', write('wide.yaml', text))).output).toContain('sum to 101');
  });

  it('in a scheme that contains itself', async () => {
    const file = write('circle.yaml', 'id: a\ncategories: &all\n  - id: b\n    tree:\n      parts: *all\n');
    expect(await runCommand(schemeCommand, 'check', file)).toMatchObject({
      code: 1,
      output: expect.stringContaining(`${file}:5 categories[0].tree.parts — An alias`),
    });
  });

  it('in a scheme that repeats itself without end', async () => {
    const rows = Array.from(
      { length: 9 },
      (_, n) =>
        `a${n}: &a${n} [${Array(9)
          .fill(n === 0 ? '1' : `*a${n - 1}`)
          .join(', ')}]`,
    );
    const file = write('bomb.yaml', `${rows.join('\n')}\n`);
    expect(await runCommand(schemeCommand, 'check', file)).toMatchObject({ code: 1, output: expect.stringContaining('too many aliases') });
  });
});

describe('what cannot be run', () => {
  it.each([[['s2']], [[]], [['s2', json, 'more']], [['s2', json, '--loud']], [['s2', json, '--lang', 'fr']], [['s2', json, '--cycle']]])(
    '%j: the usage line, in the language asked for',
    async (args) => {
      expect(await runCommand(score, ...args)).toMatchObject({ code: 2, output: expect.stringMatching(/^Usage: gongping score /) });
      expect((await runCommand(score, ...args.slice(0, 1), '--lang', 'zh')).output).toMatch(/^用法/);
    },
  );

  it.each([[[]], [['check']], [['look', 's2']], [['check', 's2', 's3']]])('scheme %j', async (args) => {
    expect(await runCommand(schemeCommand, ...args)).toMatchObject({ code: 2, output: expect.stringMatching(/^Usage: gongping scheme check /) });
  });

  it('a file that is not there', async () => {
    expect(await runCommand(score, 's2', '/nowhere/x.csv')).toEqual({ code: 2, output: '/nowhere/x.csv cannot be read (ENOENT).' });
    expect(await runCommand(score, 's2', '/nowhere/x.json', '--lang', 'zh')).toEqual({ code: 2, output: '无法读取文件 /nowhere/x.json（ENOENT）。' });
    expect(await runCommand(score, '/nowhere/x.yaml', json)).toEqual({ code: 2, output: '/nowhere/x.yaml cannot be read (ENOENT).' });
  });

  it('a scheme nobody knows', async () => {
    expect(await runCommand(score, 'atlantis', json)).toEqual({ code: 1, output: 'content/schemes/atlantis.yaml:1 — there is no such scheme.' });
    expect(await runCommand(schemeCommand, 'check', 'atlantis', '--lang', 'zh')).toEqual({
      code: 1,
      output: 'content/schemes/atlantis.yaml:1 — 没有这个办法。',
    });
  });
});
