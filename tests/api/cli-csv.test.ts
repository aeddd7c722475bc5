import { describe, expect, it } from 'vitest';
import { score } from '../../api/cli/score.ts';
import { cell, table } from '../scoring/published/tables.ts';
import { loadScheme } from '../scoring/support.ts';
import { folder, runCommand } from './cli.fixture.ts';

const write = folder();
const csv = (rows: readonly (readonly string[])[]): string => `${rows.map((row) => row.join(',')).join('\n')}\n`;
const scored = async (scheme: string, file: string, ...more: string[]) => JSON.parse((await runCommand(score, scheme, file, '--json', ...more)).output);

/** GB 18030 bytes of the few characters that a header needs. */
const GB = { 单位: [0xb5, 0xa5, 0xce, 0xbb], 水利局: [0xcb, 0xae, 0xc0, 0xfb, 0xbe, 0xd6] } as const;

describe('a CSV file', () => {
  it('with one row a unit gives the published ranks of the Open Data Barometer', async () => {
    const ranking = table('odb-2014/rankings');
    const columns = ['Readiness', 'Implementation', 'Impact'];
    const rows = ranking.map((row) => [cell(row, 'ISO2').toLowerCase() || 'na', '2014', ...columns.map((column) => cell(row, column))]);
    const result = await scored('odb-2014', write('odb.csv', csv([['unit', 'cycle', 'readiness.score', 'implementation.score', 'impact.score'], ...rows])));
    const ranks = new Map(result.units.map(({ id, rank }: { id: string; rank: number }) => [id, rank]));
    expect(rows.map(([id]) => ranks.get(id))).toEqual(ranking.map((row) => Number(row['ODB-Rank'])));
  });

  it('takes answers, goals, findings and tallies, and scores like the same input in JSON', async () => {
    const text = csv([
      [
        'unit',
        'category',
        'key-tasks.manyuan',
        'main-business.g1.target',
        'main-business.g1.actual',
        'main-business.m1.kind',
        'main-business.m1.due',
        'main-business.m1.done',
        'management.half-year',
        'management.year-end',
        'findings.management.tier.banded-ranking',
        'findings.management.deduct.late-report.q1',
        'ratings.journalists.roster',
        'ratings.journalists.overall.good5',
        'ratings.journalists.overall.dk',
      ],
      ['water', 'departments', '92', '10', '8', 'milestone', '2026-06-30', '2026-06-30', '1', '1', 'tier-2', '2 2', '5', '3', '1'],
    ]);
    const deduct = { part: 'management', kind: 'deduct', criterion: 'late-report', period: 'q1', points: '2' };
    const unit = {
      id: 'water',
      category: 'departments',
      values: {
        'key-tasks': { manyuan: '92' },
        'main-business': [
          { goal: 'g1', target: '10', actual: '8' },
          { goal: 'm1', kind: 'milestone', due: '2026-06-30', done: '2026-06-30' },
        ],
        management: { 'half-year': '1', 'year-end': '1' },
      },
      findings: [{ part: 'management', kind: 'tier', criterion: 'banded-ranking', level: 'tier-2' }, deduct, deduct],
      ratings: { journalists: { roster: 5, counts: { overall: { good5: 3, dk: 1 } } } },
    };
    const plain = write('water.json', JSON.stringify({ scheme: 'demo-flagship', cycle: '2026', units: [unit] }));
    const result = await scored('demo-flagship', write('water.csv', text), '--cycle', '2026');
    expect(result).toEqual(await scored('demo-flagship', plain));
    expect(result.units[0].total).not.toBeNull();
    expect(result.unused).toEqual([]);
  });

  it('leaves out what an empty cell does not say, and keeps what a null expects', async () => {
    const file = write(
      'empty.csv',
      csv([
        ['unit', 'common.score', 'excellence.score', 'functional.f1.target', 'functional.f1.actual'],
        ['a', '', 'null', '', ''],
        ['b', '80', '70', '10', ''],
      ]),
    );
    const { units } = await scored('s2', file, '--cycle', '1');
    const part = (unit: number, id: string) => units[unit].tree.children.find((node: { id: string }) => node.id === id);
    expect([part(0, 'common').inputs, part(0, 'functional').children]).toEqual([[], []]);
    expect(part(0, 'excellence').notes[0].text.en).toContain('has no figure yet');
    expect(part(1, 'functional').children[0].notes[0].text.en).toContain('not reported');
  });

  it('takes answers of a checklist', async () => {
    const questions = loadScheme('godi-2015').categories[0]?.tree;
    const parts = questions !== undefined && 'parts' in questions ? questions.parts : [];
    const columns = parts.flatMap((node) => (node.kind === 'checklist' ? node.questions.map(({ id }) => `${node.id}.${id}`) : []));
    const file = write(
      'godi.csv',
      csv([
        ['unit', ...columns],
        ['tw', ...columns.map(() => 'yes')],
        ['xx', ...columns.map((_, n) => (n === 0 ? 'maybe' : 'no'))],
      ]),
    );
    expect(await runCommand(score, 'godi-2015', file, '--cycle', '2015')).toEqual({
      code: 1,
      output: `${file}:3 ${columns[0]} — There is no answer “maybe”; known are: yes, no, unsure.`,
    });
  });

  it.each([
    ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...Buffer.from('单位,subindex.score\n水利局,1\n甲,2\n')])],
    ['GB 18030', Uint8Array.from([...GB.单位, ...Buffer.from(',subindex.score\n'), ...GB.水利局, ...Buffer.from(',1\r\nb,2\r\n')])],
    ['semicolons and quotation marks', Buffer.from('单位;"subindex.score"\n"水利局";"1"\nb;2\n')],
  ])('is read in %s', async (_, bytes) => {
    const { units } = await scored('odb-2014-subindex', write('coded.csv', bytes), '--cycle', '1');
    expect(units.map(({ id }: { id: string }) => id)).toContain('水利局');
  });
});

const HEAD = ['unit', 'cycle', 'common.score'];

describe('a faulty CSV file', () => {
  it.each<[string, string[][], string, string]>([
    [
      'no unit column',
      [
        ['cycle', 'common.score'],
        ['1', '5'],
      ],
      ':1 — There is no column “unit”.',
      '缺少“unit”',
    ],
    [
      'a column twice',
      [
        [...HEAD, 'common.score'],
        ['a', '1', '5', '5'],
      ],
      ':1 common.score — The column “common.score” appears twice.',
      '出现两次',
    ],
    [
      'a column nobody knows',
      [
        [...HEAD, 'remarks'],
        ['a', '1', '5', 'x'],
      ],
      ':1 remarks — Unknown column “remarks”; a column is unit,',
      '不认识列“remarks”',
    ],
    [
      'a goal field nobody knows',
      [
        [...HEAD, 'functional.f1.plan'],
        ['a', '1', '5', '9'],
      ],
      ':1 functional.f1.plan — A goal has no field “plan”; known are: target, actual,',
      '没有字段“plan”',
    ],
    [
      'a finding that a table cannot hold',
      [
        [...HEAD, 'findings.common.override.top'],
        ['a', '1', '5', '1'],
      ],
      ':1 findings.common.override.top — A table cannot hold a finding of the kind “override”',
      '不能写“override”',
    ],
    [
      'a rating column cut short',
      [
        [...HEAD, 'ratings.residents'],
        ['a', '1', '5', '1'],
      ],
      ':1 ratings.residents — Unknown column',
      '不认识列',
    ],
    ['a row too short', [HEAD, ['a', '1', '5'], ['b', '1']], ':3 — This row has 2 cells, the header has 3.', '这一行有 2 格'],
    ['a row without a unit', [HEAD, ['', '1', '5']], ':2 unit — This row names no unit.', '没有写单位'],
    ['no rows', [HEAD], ':1 — The table has no units.', '表中没有单位'],
    ['two cycles', [HEAD, ['a', '1', '5'], ['b', '2', '5']], ':3 cycle — A file holds one cycle: here it is “2”, above “1”.', '只能有一个考核年度'],
    [
      'no cycle',
      [
        ['unit', 'common.score'],
        ['a', '5'],
      ],
      ':1 — There is no cycle: add a column “cycle”, or give it with --cycle.',
      '没有考核年度',
    ],
    ['a value out of range', [HEAD, ['a', '1', '5'], ['b', '1', '105']], ':3 common.score — 105 lies outside the range 0 to 100.', '超出范围'],
    ['a value that is no number', [HEAD, ['a', '1', '1,5'.replace(',', ' ')]], ':2 common.score — An exact number is needed', '准确的数'],
    ['a unit twice', [HEAD, ['a', '1', '5'], ['a', '1', '6']], ':3 unit — The unit “a” appears twice.', '出现两次'],
    [
      'an unknown part',
      [
        [...HEAD, 'morale.score'],
        ['a', '1', '5', '6'],
      ],
      ':1 morale.score — In the category “agencies” no part “morale” takes such data. Known are: ',
      '没有接受数据的部分“morale”。可用：',
    ],
    [
      'an unknown value',
      [
        [...HEAD, 'common.points'],
        ['a', '1', '5', '6'],
      ],
      ':1 common.points — Unknown id “points”; known are: score.',
      '不认识的编号',
    ],
    [
      'a plan that is no number',
      [
        [...HEAD, 'functional.f1.target', 'functional.f1.actual'],
        ['a', '1', '5', 'ten', '9'],
      ],
      ':2 functional.f1.target — An exact number',
      '准确的数',
    ],
    [
      'a count that is none',
      [
        [...HEAD, 'ratings.leaders.overall.good5'],
        ['a', '1', '5', 'many'],
      ],
      ':2 ratings.leaders.overall.good5 — A count must be a whole number',
      '不小于 0 的整数',
    ],
    [
      'a group nobody knows',
      [
        [...HEAD, 'ratings.tourists.overall.good5'],
        ['a', '1', '5', '3'],
      ],
      ':1 ratings.tourists.overall.good5 — There is no group',
      '没有评议主体',
    ],
    [
      'a finding without its criterion in the scheme',
      [
        [...HEAD, 'findings.common.deduct.late'],
        ['a', '1', '5', '2'],
      ],
      ':1 findings.common.deduct.late — “common” has no criterion “late”',
      '没有这类依据',
    ],
  ])('%s: line, column and a sentence', async (_, rows, en, zh) => {
    const file = write('bad.csv', csv(rows));
    const ended = await runCommand(score, 's2', file);
    expect(ended.code).toBe(1);
    expect(ended.output).toContain(`${file}${en}`);
    expect((await runCommand(score, 's2', file, '--lang', 'zh')).output).toContain(zh);
  });

  it.each([
    ['n/a', 'percent sign. Leave the cell empty when there is no figure.', '百分号。没有这个数时，把格子留空。'],
    ['-', 'Leave the cell empty', '留空'],
    ['无', 'Leave the cell empty', '留空'],
    ['未报', 'Leave the cell empty', '留空'],
    ['"81,5"', 'percent sign. Write 81.5 with a point.', '百分号。小数用点号，写成 81.5。'],
    ['"1,234"', 'percent sign.', '百分号。'],
    ['many', 'percent sign.', '百分号。'],
  ])('says what to do about %s where a number belongs', async (given, en, zh) => {
    const file = write('given.csv', csv([HEAD, ['a', '1', given]]));
    for (const [lang, said] of [
      ['en', en],
      ['zh', zh],
    ] as const) {
      const { code, output } = await runCommand(score, 's2', file, '--lang', lang);
      expect(code).toBe(1);
      expect(output).toContain(`${file}:2 common.score — `);
      expect(output).toContain(said);
      if (said.startsWith('percent') || said.startsWith('百分号')) expect(output.endsWith(said)).toBe(true);
    }
  });

  it('says so of a count too', async () => {
    const file = write(
      'count.csv',
      csv([
        [...HEAD, 'ratings.leaders.overall.good5'],
        ['a', '1', '5', 'n/a'],
      ]),
    );
    expect((await runCommand(score, 's2', file)).output).toContain('A count must be a whole number, not below 0. Leave the cell empty');
  });

  it('tells what is wrong with a column once, however many rows it has', async () => {
    const head = [...HEAD, 'common.points', 'morale.score'];
    const file = write('column.csv', csv([head, ...['a', 'b', 'c'].map((id) => [id, '1', id === 'c' ? '105' : '5', '6', '7'])]));
    const places = (await runCommand(score, 's2', file)).output.split('\n').map((line) => line.slice(file.length).split(' — ')[0]);
    expect(places.sort()).toEqual([':1 common.points', ':1 morale.score', ':4 common.score']);
  });

  it('tells it once per category, on the first row, where a scheme has several', async () => {
    const head = ['unit', 'cycle', 'category', 'morale.score'];
    const file = write('columns.csv', csv([head, ...['departments', 'departments', 'counties'].map((category, n) => [`u${n}`, '1', category, '6'])]));
    const places = (await runCommand(score, 'demo-flagship', file)).output.split('\n').map((line) => line.slice(file.length).split(' — ')[0]);
    expect(places.sort()).toEqual([':2 morale.score', ':4 morale.score']);
  });

  it('needs the category where a scheme has several', async () => {
    const file = write(
      'several.csv',
      csv([
        ['unit', 'cycle'],
        ['a', '1'],
      ]),
    );
    expect((await runCommand(score, 'demo-flagship', file)).output).toContain(
      'The scheme has several categories (departments, counties, zone); there is no column “category”.',
    );
    const stranger = write(
      'stranger.csv',
      csv([
        ['unit', 'cycle', '类别'],
        ['a', '1', 'villages'],
      ]),
    );
    expect((await runCommand(score, 'demo-flagship', stranger)).output).toContain(`${stranger}:2 类别 — The scheme has no category “villages”.`);
  });

  it('tells several faults at once, and quotation marks without their partner by line', async () => {
    const file = write('many.csv', csv([HEAD, ['a', '1', '105'], ['b', '1', '106']]));
    expect((await runCommand(score, 's2', file)).output.split('\n')).toHaveLength(2);
    const broken = write('broken.csv', 'unit,cycle\n"a,1\n');
    expect(await runCommand(score, 's2', broken)).toMatchObject({ code: 1, output: expect.stringMatching(/broken\.csv:\d+ — Line \d+ is not proper CSV/) });
    expect((await runCommand(score, 's2', write('none.csv', ''), '--lang', 'zh')).output).toContain('文件是空的');
  });

  it('counts lines of the file, not rows: a cell may hold several', async () => {
    const file = write(
      'lines.csv',
      'unit,cycle,common.score,functional.f1.source,functional.f1.target,functional.f1.actual\na,1,5,"two\nlines",1,1\nb,1,500,,,\n',
    );
    expect((await runCommand(score, 's2', file)).output).toContain(`${file}:4 common.score`);
  });
});
