import fc from 'fast-check';
import { writeXlsx } from 'hucre';
import { describe, expect, test, vi } from 'vitest';
import { audit } from '../../api/audit.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { lockReport } from '../../db/queries/progress.ts';
import { goals, plans } from '../../db/schema/plans.ts';
import { createTestApp } from '../support/app.ts';
import { base64, fine } from './plans.fixture.ts';
import { seedPlans } from './progress.fixture.ts';

const { as, dependencies } = await createTestApp();
const { db } = dependencies;
await seedPlans(db);
const [editor, approver, office] = [await as('unit-editor', 'water'), await as('unit-approver', 'water'), await as('office-staff')];
const REPORT = '/api/v1/units/water/progress/2026/q3';
const MANY = '/api/v1/progress/2026';
const HEAD = ['编号', '目标名称', '本期完成值', '完成日期', '完成进度', '自评', '进展说明', '原因'];
const csvOf = (...rows: readonly (readonly string[])[]): string => base64(rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'));
const csv = (...rows: readonly (readonly string[])[]): string => csvOf(HEAD, ...rows);
const preview = (content: string, at = REPORT, who = editor) => who.call('POST', `${at}/import/preview`, { content });
const stored = async () => (await editor.call('GET', REPORT)).body;
const told = (answer: { body: { errors?: { messages: { zh: string } }[] } }): string[] => answer.body.errors?.map(({ messages }) => messages.zh) ?? [];

describe('a unit’s progress table', () => {
  test('is read as units write it: a title above, merged cells, full-width digits, per cent, days in words, a formula by its value', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '三季度',
          rows: [
            ['市水利局第三季度进展', null, null, null, null],
            ['目标编号', '指标名称', '完成值', '完成日期', '形象进度', '工作进展'],
            ['water-more', null, '约１，２３４', null, null, '按计划推进，已完成（八成）。'],
            ['water-less', null, null, null, null, '按计划推进'],
            ['water-step', null, null, null, 0.6, null],
            [null, '目标 water-part-a', 4, null, null, null],
          ],
          cells: new Map([
            ['3,2', { formula: 'HYPERLINK("http://x.example",9.5)', formulaResult: 9.5 }],
            ['4,4', { value: 0.6, style: { numFmt: '0%' } }],
          ]),
          merges: [{ startRow: 2, endRow: 3, startCol: 5, endCol: 5 }],
        },
      ],
    });
    const read = (await preview(base64(bytes))).body;
    expect(read.changes.map((change: { goal: string; now: Record<string, unknown> }) => [change.goal, change.now.reported, change.now.share])).toEqual([
      ['water-more', '1234', null],
      ['water-less', '9.5', null],
      ['water-step', null, '60'],
      ['water-part-a', '4', null],
    ]);
    expect(read.changes[0].now).toMatchObject({ approximate: true, narrativeZh: '按计划推进，已完成（八成）。' });
    expect(read.changes[1].now.narrativeZh).toBe('按计划推进，已完成（八成）。');
    expect(read).toMatchObject({ lines: 4, counts: { added: 4, changed: 0, same: 0, empty: 0 }, reports: [{ unit: 'water', period: 'q3', revision: 0 }] });
    expect((await stored()).revision).toBe(0);
    expect(await fine(editor, 'POST', `${REPORT}/import`, { revision: 0, content: base64(bytes) })).toEqual({
      goals: 4,
      reports: [{ unit: 'water', period: 'q3', revision: 1 }],
    });
    expect((await stored()).entries).toHaveLength(4);
  });

  test('sent a second time it finds nothing to change, and writes nothing', async () => {
    const content = csv(['water-more', '', '约1234', '', '', '', '按计划推进，已完成（八成）。', '']);
    const before = await stored();
    expect((await preview(content)).body).toMatchObject({ counts: { same: 1, changed: 0 }, changes: [], reports: [] });
    expect(await fine(editor, 'POST', `${REPORT}/import`, { revision: 0, content })).toEqual({ goals: 0, reports: [] });
    expect(await stored()).toEqual(before);
  });

  test('shows old and new beside each other; goals that it leaves empty or out stay', async () => {
    const content = csv(['water-more', '', '1300', '', '', '推进中', '', ''], ['water-less', '', '', '', '', '', '', '']);
    const { body } = await preview(content);
    expect(body.counts).toEqual({ added: 0, changed: 1, same: 0, empty: 1 });
    expect(body.changes[0]).toMatchObject({ line: 2, kind: 'changed', was: { reported: '1234' }, now: { reported: '1300', claim: 'under-way' } });
    await fine(editor, 'POST', `${REPORT}/import`, { revision: 1, content });
    const now = (await stored()).entries.map(({ goal, reported }: { goal: string; reported: string }) => [goal, reported]);
    expect(now).toContainEqual(['water-more', '1300']);
    expect(now).toContainEqual(['water-less', '9.5']);
    const rows = (await listAudit(db, 0, 100)).filter(({ action }) => action === 'report.imported');
    expect(rows.at(-1)).toMatchObject({ actor: editor.userId, subject: 'report:water/2026/q3', detail: { revision: 2, goals: 1 } });
  });

  test('with faults brings nothing, and each is told by line and heading', async () => {
    const before = await stored();
    const content = csv(
      ['water-more', '', '很多', '', '', '', '', ''],
      ['water-step', '', '5', '', '', '好', '', ''],
      ['nothing', '', '5', '', '', '', '', ''],
      ['', '', '5', '', '', '', '', ''],
      ['water-more', '', '5', '', '', '', '', ''],
      ['water-step', '', '', '2099-01-01', '', '', '', ''],
      ['water-less', '', '3亿元', '3月底', '', '', '', ''],
      ['water-whole', '', '3', '', '', '', '', ''],
    );
    const refused = await editor.call('POST', `${REPORT}/import`, { revision: before.revision, content });
    expect(refused.status).toBe(422);
    expect(told(refused)).toEqual([
      '第 2 行“本期完成值”：“很多”不是数字，请填写如 1500、12.5 或 85%。',
      '第 3 行“本期完成值”：节点目标不填数值，请填完成日期或完成进度。',
      '第 3 行“自评”：自评可以是：已完成、部分完成、未完成、推进中。',
      '第 4 行“编号”：计划书中没有编号为“nothing”的目标。',
      '第 5 行“目标名称”：请填写目标的编号或名称。',
      '第 6 行“编号”：这个目标的这一期已在第 2 行出现。',
      '第 7 行“编号”：这个目标的这一期已在第 3 行出现。',
      '第 7 行“完成日期”：完成日期不能晚于今天。',
      '第 8 行“本期完成值”：这个目标没有计量单位，“亿元”无法换算；请只填数字。',
      '第 9 行“本期完成值”：综合目标不填数值，请填它的分项。',
    ]);
    expect(await stored()).toEqual(before);
  });

  test('of GB 18030 is read; amounts are converted to the goal’s measure and told', async () => {
    await db.update(goals).set({ measureZh: '万元', measureEn: 'CNY 10,000' });
    // 编号,完成值 / water-more,3.2亿元
    const gb = Buffer.from([...Buffer.from('b1e0bac52ccdeab3c9d6b50a', 'hex'), ...Buffer.from('water-more,3.2'), ...Buffer.from('d2dad4aa0a', 'hex')]);
    const read = (await preview(base64(gb))).body;
    expect(read.changes[0].now.reported).toBe('32000');
    expect(read.notes).toEqual([{ line: 2, message: { zh: '第 2 行“完成值”：“3.2亿元”换算为 32000 万元', en: expect.any(String) } }]);
    await db.update(goals).set({ measureZh: '', measureEn: '' });
  });

  test('of another unit, of another period, or of an older revision is refused', async () => {
    const other = csvOf(['单位', '考核期', '编号', '完成值'], ['housing', 'q3', 'housing-more', '1'], ['water', 'q4', 'water-more', '1']);
    expect(told(await preview(other))).toEqual([expect.stringContaining('第 2 行“单位”：没有“housing”这个单位'), '第 3 行“考核期”：这一行是其他考核期的。']);
    const content = csv(['water-more', '', '7', '', '', '', '', '']);
    expect((await editor.call('POST', `${REPORT}/import`, { revision: 1, content })).body.code).toBe('report.stale_revision');
    expect((await preview(content, '/api/v1/units/housing/progress/2026/q3')).body.code).toBe('unit.not_yours');
    expect((await preview(content, '/api/v1/units/water/progress/2026/q9')).body.code).toBe('period.unknown');
    expect((await preview(content, '/api/v1/units/water/progress/1999/q3')).body.code).toBe('period.unknown');
  });

  test.each([
    ['a renamed program', base64(new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0xff, 0xff]))],
    ['an empty file', base64('')],
    ['a broken archive', base64(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))],
    ['a table about something else', base64('姓名,电话\n张三,1\n')],
    ['nothing but a header', csv()],
  ])('%s is refused with a sentence', async (_, content) => {
    const answer = await preview(content);
    expect(answer.status).toBe(422);
    expect(told(answer)[0]).toMatch(/[一-龥]/);
  });

  test('of 50 MB is refused before it is read', async () => {
    expect((await preview('A'.repeat(50 * 1024 * 1024))).body).toMatchObject({ status: 413, code: 'request.too_large' });
  });
});

describe('what goes out comes in again unchanged', () => {
  const figure = fc.tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^(\.[0-9]{0,5}[1-9])?$/)).map(([minus, whole, rest]) => {
    const text = `${whole}${rest}`;
    return minus && text !== '0' ? `-${text}` : text;
  });
  const words = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('=HYPERLINK("http://x","y")', "'=1", "''@x", '+1', '－2', '已完成，详见附件（一）。', 'a\nb', '"q"'),
  );
  const entry = fc.record({
    reported: fc.option(figure),
    approximate: fc.boolean(),
    comparable: fc.boolean(),
    claim: fc.option(fc.constantFrom('done', 'partly', 'not-done', 'under-way')),
    narrative: fc.record({ zh: words, en: words }),
    reason: fc.option(words),
  });

  test.each(['progress.csv', 'progress.xlsx'])('%s', async (file) => {
    await fc.assert(
      fc.asyncProperty(entry, fc.constantFrom('zh', 'en'), async (said, lang) => {
        const { revision } = await stored();
        const approximate = said.approximate && said.reported !== null;
        await fine(editor, 'PUT', REPORT, {
          revision,
          entries: [
            { goal: 'water-more', ...said, approximate },
            { goal: 'water-step', share: '12.5' },
          ],
        });
        const { body, headers } = await editor.call('GET', `${REPORT}/files/${file}?lang=${lang}`);
        expect(headers.get('content-disposition')).toContain(`water-2026-q3-${file}`);
        if (typeof body === 'string') expect(body).not.toMatch(/(^|,)"?[=+@]/m);
        const read = (await preview(base64(body))).body;
        expect(read).toMatchObject({ changes: [], counts: { added: 0, changed: 0 }, lines: 6 });
      }),
      { numRuns: 25 },
    );
  });
});

describe('the office’s table of many units', () => {
  const MANY_HEAD = ['单位', '考核期', '编号', '本期完成值', '进展说明', '原因'];

  test('writes drafts of several units and periods at once, all or nothing', async () => {
    const lines = [
      ['市water局', '第 3 季度', 'water-more', '11', '', ''],
      ['housing bureau', 'Quarter 4', 'housing-more', '12', '说明', ''],
      ['housing', 'q3', 'housing-less', '13', '', '缺料'],
    ];
    const look = await fine(office, 'POST', `${MANY}/import/preview`, { content: csvOf(MANY_HEAD, ...lines) });
    expect(look.counts).toMatchObject({ added: 2, changed: 1 });
    const faulty = csvOf(MANY_HEAD, ...lines, ['无此单位', 'q3', 'x', '1', '', ''], ['housing', '第五季度', 'housing-more', '1', '', '']);
    expect(told(await preview(faulty, MANY, office))).toEqual([
      '第 5 行“单位”：没有“无此单位”这个单位，或该单位这一年度没有已定稿的目标计划书。',
      '第 6 行“考核期”：没有“第五季度”这个考核期；可以是：第 3 季度、第 4 季度。',
    ]);
    const stale = look.reports.map((report: { revision: number }) => ({ ...report, revision: report.revision + 1 }));
    const reports = look.reports.map(({ unit, period, revision }: Record<string, unknown>) => ({ unit, period, revision }));
    const content = csvOf(MANY_HEAD, ...lines);
    expect((await office.call('POST', `${MANY}/import`, { content, reports: stale.map(({ state: _, ...report }: { state: string }) => report) })).status).toBe(
      409,
    );
    expect((await office.call('POST', `${MANY}/import`, { content, reports: reports.slice(0, 1) })).body.code).toBe('report.stale_revision');
    expect((await office.call('POST', `${MANY}/import/preview`, { content })).body).toEqual(look);
    expect(await fine(office, 'POST', `${MANY}/import`, { content, reports })).toMatchObject({ goals: 3 });
    expect((await office.call('POST', `${MANY}/import/preview`, { content })).body.counts).toMatchObject({ same: 3 });
    expect((await editor.call('POST', `${MANY}/import/preview`, { content })).status).toBe(403);
  });

  test('waits for a unit that is writing one of the drafts, and neither breaks the other', async () => {
    const content = csvOf(MANY_HEAD, ['housing', 'q3', 'housing-less', '14', '', '缺料'], ['water', 'q3', 'water-more', '12', '', '']);
    const look = await fine(office, 'POST', `${MANY}/import/preview`, { content });
    const reports = look.reports.map(({ unit, period, revision }: Record<string, unknown>) => ({ unit, period, revision }));
    const waiting = async () =>
      (await dependencies.sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).length > 0;
    let imported: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await lockReport(tx, { unit: 'water', cycle: '2026', period: 'q3' });
      imported = fine(office, 'POST', `${MANY}/import`, { content, reports });
      await vi.waitUntil(waiting, { timeout: 20_000 });
      await audit(tx, dependencies.clock(), { actor: null, action: 'report.saved', subject: 'report:water/2026/q3', detail: {} });
    });
    expect(await imported).toMatchObject({ goals: 2 });
  });

  test('does not touch what a unit has handed in, and the export of it comes in again unchanged', async () => {
    const { revision } = await stored();
    await fine(editor, 'PUT', REPORT, {
      revision,
      entries: ['more', 'less']
        .map((goal) => ({ goal: `water-${goal}`, reported: '5', reason: '原因' }))
        .concat([{ goal: 'water-step', reported: null, reason: '雨季' } as never]),
    });
    await fine(approver, 'POST', `${REPORT}/submit`, { revision: revision + 1 });
    const content = csvOf(MANY_HEAD, ['water', 'q3', 'water-more', '99', '', '']);
    expect(told(await preview(content, MANY, office))).toEqual(['第 2 行“单位”：该单位这一期的进展已经提交，不能导入；需要改动的，请先退回。']);
    const exported = await office.call('GET', `${MANY}/files/progress.csv?period=q3`);
    expect(exported.body).toContain('water-more');
    expect(exported.body).not.toContain('缺料'); // a draft is not shown
    expect((await preview(base64(exported.body), MANY, office)).body).toMatchObject({ changes: [], lines: 12, counts: { same: 3, empty: 9 } });
    expect((await preview(csv(['water-more', '', '7', '', '', '', '', '']))).body.code).toBe('report.not_editable');
  });

  test('of ten thousand lines is taken whole; one more is refused with the number', async () => {
    const [plan] = await db.insert(plans).values({ unitId: 'housing', cycleId: '2026', version: 2, state: 'final' }).returning();
    const rows = Array.from({ length: 5000 }, (_, i) => ({
      code: `h-${i}`,
      kind: 'numeric' as const,
      part: 'main-business',
      titleZh: `目标 ${i}`,
      titleEn: `Goal ${i}`,
      due: '2026-12-31',
      position: i,
      planId: plan?.id ?? '',
    }));
    for (let at = 0; at < rows.length; at += 1000) await db.insert(goals).values(rows.slice(at, at + 1000));
    const lines = rows.flatMap(({ code }, i) => ['q3', 'q4'].map((period) => ['housing', period, code, `${i}.5`, '', '']));
    const content = csvOf(MANY_HEAD, ...lines);
    const look = await fine(office, 'POST', `${MANY}/import/preview`, { content });
    expect(look).toMatchObject({ lines: 10_000, counts: { added: 10_000 } });
    expect(look.changes).toHaveLength(500);
    const reports = look.reports.map(({ unit, period, revision }: Record<string, unknown>) => ({ unit, period, revision }));
    expect(await fine(office, 'POST', `${MANY}/import`, { content, reports })).toMatchObject({ goals: 10_000 });
    const more = await preview(csvOf(MANY_HEAD, ...lines, ['housing', 'q3', 'x', '1', '', '']), MANY, office);
    expect(told(more)).toEqual(['表格有 10001 行，一次最多导入 10000 行，请分开导入。']);
    expect((await preview(csvOf(MANY_HEAD, ...lines.map((line) => line.with(3, '坏'))), MANY, office)).body.errors).toHaveLength(201);
  });
});
