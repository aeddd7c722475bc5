import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { planFile } from '../../api/plans/export.ts';
import { readWorkbook } from '../../api/spreadsheets/workbook.ts';
import { base64, DRAFT, fine, planApp, typed } from './plans.fixture.ts';

const { editor } = await planApp();
const HEAD = ['编号', '上级编号', '目标名称', '类型', '方向', '计量单位', '目标值', '完成时限', '责任人'];
const csv = (...rows: readonly (readonly string[])[]): string => base64([HEAD, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'));
const preview = (content: string) => editor.call('POST', `${DRAFT}/import/preview`, { content });
const revisionNow = async (): Promise<number> => (await editor.call('GET', DRAFT)).body.revision;

describe('a plan’s spreadsheet', () => {
  test('is read as units write it: title above the header, merged cells, units, deadlines in words', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '计划',
          rows: [
            ['市水利局2025年目标计划书', null, null, null, null, null, null, null],
            ['序号', '所属目标', '考核目标（必填）', '类型', '方向', '单位', '年度目标值', '完成时间'],
            ['１', null, '水利投资', null, '不低于', '万元', '３.２亿元', '12月底'],
            ['2', null, '民生工程', '综合', null, null, null, '年底前'],
            ['3', '2', '达标率', null, '不低于', null, 0.85, '第三季度末'],
            ['4', null, '建堤', '节点', null, null, null, '6月30日'],
          ],
          merges: [{ startRow: 4, endRow: 4, startCol: 1, endCol: 1 }],
        },
      ],
    });
    const read = (await preview(base64(bytes))).body;
    expect(read.goals.map((goal: { target: string; due: string; parent: string; line: number }) => [goal.line, goal.target, goal.due, goal.parent])).toEqual([
      [3, '32000', '2025-12-31', null],
      [4, null, '2025-12-31', null],
      [5, '0.85', '2025-09-30', 'water-2025-2'],
      [6, null, '2025-06-30', null],
    ]);
    expect(read.notes).toEqual([{ line: 3, message: { zh: '第 3 行“年度目标值”：“3.2亿元”换算为 32000 万元', en: expect.any(String) } }]);
    expect((await editor.call('GET', DRAFT)).body.state).toBe('none');
    await fine(editor, 'POST', `${DRAFT}/import`, { revision: 0, content: base64(bytes) });
    expect((await editor.call('GET', DRAFT)).body.goals.map((goal: { title: { zh: string } }) => goal.title.zh)).toEqual([
      '水利投资',
      '民生工程',
      '达标率',
      '建堤',
    ]);
  });

  test('with faults brings nothing, and each is told by line and heading', async () => {
    const before = (await editor.call('GET', DRAFT)).body;
    const content = csv(
      ['1', '', '甲', '', '不低于', '个', '很多', '12月底', ''],
      ['2', '9', '乙', '', '不低于', '个', '5', '尽快', ''],
      ['2', '', '丙', '', '不低于', '个', '5', '12月底', ''],
    );
    const refused = await editor.call('POST', `${DRAFT}/import`, { revision: before.revision, content });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((fault: { messages: { zh: string } }) => fault.messages.zh)).toEqual([
      '第 2 行“目标值”：“很多”不是数字，请填写如 1500、12.5 或 85%。',
      expect.stringContaining('第 3 行“完成时限”：'),
      '第 4 行“编号”：编号“2”已在第 3 行出现。',
      '第 3 行“上级编号”：表中没有编号为“9”的目标。',
    ]);
    expect((await editor.call('GET', DRAFT)).body).toEqual(before);
  });

  test('of GB 18030 is read; a goal of the same title keeps its code; the rest is told as removed', async () => {
    // 目标名称,目标值,方向,完成时限 / 水利投资,5,不低于,12月底
    const gb = Buffer.from('c4bfb1eac3fbb3c62cc4bfb1ead6b52cb7bdcff22ccdeab3c9cab1cfde0acbaec0fbcdb6d7ca2c352cb2bbb5cdd3da2c3132d4c2b5d70a', 'hex');
    const read = (await preview(base64(gb))).body;
    expect(read.goals).toMatchObject([{ code: 'water-2025-1', change: 'changed', target: '5', due: '2025-12-31' }]);
    expect(read.removed).toHaveLength(3);
  });

  test('goes out and comes in again as the same plan; formulas are made harmless', async () => {
    await fine(editor, 'POST', `${DRAFT}/goals`, { goal: typed('=HYPERLINK("http://x","y")', { responsible: '+1', target: '123456789012345678.25' }) });
    for (const file of ['plan.csv', 'plan.xlsx']) {
      const { status, body, headers } = await editor.call('GET', `${DRAFT}/files/${file}`);
      expect(status).toBe(200);
      expect(headers.get('content-disposition')).toBe(`attachment; filename="water-2025-${file}"`);
      if (file.endsWith('csv')) {
        expect(body).not.toMatch(/(^|,)"?=HYPERLINK/m);
        const read = (await preview(base64(body))).body;
        expect(read.goals.filter((goal: { change: string }) => goal.change === 'same')).toHaveLength(4);
        expect(read.goals.at(-1)).toMatchObject({ target: '123456789012345678.25' });
        expect(read.removed).toEqual([]);
      }
    }
    for (const file of ['template.csv', 'template.xlsx']) expect((await editor.call('GET', `${DRAFT}/files/${file}?lang=en`)).status).toBe(200);
    const template = await preview(base64((await editor.call('GET', `${DRAFT}/files/template.csv`)).body));
    expect(template.body.goals).toHaveLength(2);
  });

  test('of ten thousand lines is taken whole; one more is refused', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => [
      String(i + 1),
      i > 100 ? '1' : '',
      `目标 ${i + 1}`,
      i === 0 ? '综合' : '',
      i === 0 ? '' : '不低于',
      '个',
      i === 0 ? '' : String(i),
      '12月底',
      '',
    ]);
    const plan = await fine(editor, 'POST', `${DRAFT}/import`, { revision: await revisionNow(), content: csv(...lines) });
    expect(plan.goals).toHaveLength(10_000);
    const more = await preview(csv(...lines, ['x', '', '多一个', '', '', '', '', '', '']));
    expect(more.body.errors[0].messages.zh).toBe('一份计划书最多 10000 个目标。');
    const bad = await preview(csv(...lines.map((line) => line.with(6, '坏'))));
    expect(bad.body.errors).toHaveLength(201);
  });

  test.each([
    ['a renamed program', base64(new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0xff, 0xff]))],
    ['an empty file', base64('')],
    ['a broken archive', base64(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))],
    ['an old workbook', base64(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))],
    ['a zip bomb', base64(bomb())],
    ['a table about something else', base64('姓名,电话\n张三,1\n')],
    ['nothing but a header', csv()],
  ])('%s is refused with a sentence', async (_, content) => {
    const answer = await preview(content);
    expect(answer.status).toBe(422);
    expect(answer.body.messages.zh).toMatch(/[一-龥]/);
  });

  test('of 50 MB is refused before it is read', async () => {
    const answer = await preview('A'.repeat(50 * 1024 * 1024));
    expect(answer.body).toMatchObject({ status: 413, code: 'request.too_large' });
  });

  test('of an older revision is refused', async () => {
    const content = csv(['1', '', '甲', '', '不低于', '个', '1', '12月底', '']);
    expect((await editor.call('POST', `${DRAFT}/import`, { revision: 1, content })).body.code).toBe('plan.stale_revision');
  });
});

/** One entry that claims little and unfolds to more than a workbook may. */
function bomb(): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(210_000_000));
  const name = Buffer.from('xl/workbook.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

test('the workbook that goes out opens as one, every figure as text', async () => {
  const { body } = await planFile({ goals: [], parts: [] }, 'template.xlsx', 'zh');
  const { sheets } = await readWorkbook(body as Uint8Array);
  expect(sheets?.[0]?.rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
    ['编号', '上级编号', '目标名称'],
    ['1', '', '(示例,请删除)新建公共停车泊位'],
    ['2', '', '(示例,请删除)建成市民服务中心'],
  ]);
});
