import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { listAudit } from '../../db/queries/audit.ts';
import { type ReportState, reports } from '../../db/schema/plans.ts';
import { fine, planApp, typed } from './plans.fixture.ts';
import { entry } from './progress.fixture.ts';

const { dependencies, as, editor, approver, office, anonymous } = await planApp();
const DRAFT = '/api/v1/units/water/plans/2026/draft';
const Q3 = '/api/v1/units/water/progress/2026/q3';
const Q4 = '/api/v1/units/water/progress/2026/q4';
const effectOf = async (who: typeof editor, report: string) => (await fine(who, 'GET', `${report}/effect`)).parts;
const save = (report: string, revision: number, figure: string) =>
  fine(editor, 'PUT', report, { revision, entries: [entry('water-more', { reported: figure })] });
const become = (periodId: string, state: ReportState) => dependencies.db.update(reports).set({ state }).where(eq(reports.periodId, periodId));

test('a report tells what it would do to the part, until it is accepted', async () => {
  expect(await effectOf(editor, Q3)).toEqual([]);
  await save(Q3, 0, '1200');
  expect(await effectOf(editor, Q3)).toMatchObject([{ part: 'main-business', before: null, after: { exact: '80', rounded: '80.00' } }]);
  expect((await office.call('GET', `${Q3}/effect`)).body.code).toBe('report.not_submitted');
  expect((await anonymous.call('GET', `${Q3}/effect`)).status).toBe(401);
  expect((await (await as('unit-editor', 'housing')).call('GET', `${Q3}/effect`)).status).toBe(403);
  await become('q3', 'submitted');
  expect(await effectOf(office, Q3)).toMatchObject([{ after: { exact: '80' } }]);
  await become('q3', 'accepted');
  expect(await effectOf(office, Q3)).toEqual([]);
});

test('one of a later period stands beside what counts now, an equal one says nothing', async () => {
  const saved = await save(Q4, 0, '1350');
  expect(await effectOf(editor, Q4)).toMatchObject([{ before: { exact: '80' }, after: { exact: '90', rounded: '90.00' } }]);
  const again = await save(Q4, saved.revision, '1200');
  expect(await effectOf(editor, Q4)).toEqual([]);
  await fine(editor, 'PUT', Q4, { revision: again.revision, entries: [] });
  expect(await effectOf(editor, Q4)).toEqual([]);
});

test('a version tells what it does to the part; as it was when it was submitted it stays', async () => {
  const begun = await fine(editor, 'POST', `${DRAFT}/begin`);
  expect(begun).toMatchObject({ changes: [], effect: [] });
  const goal = begun.goals.find(({ code }: { code: string }) => code === 'water-more');
  const more = { titleEn: goal.title.en, direction: '增加到', start: '0', due: '2026-12-31', measureZh: '' };
  const lowered = await fine(editor, 'PUT', `${DRAFT}/goals/water-more`, {
    revision: goal.revision,
    goal: typed(goal.title.zh, { ...more, target: '1350' }),
  });
  const label = { zh: expect.any(String), en: expect.any(String) };
  expect(lowered.effect).toEqual([{ part: 'main-business', label, before: { exact: '80', rounded: '80.00' }, after: { exact: '800/9', rounded: '88.89' } }]);
  const reasoned = await fine(editor, 'PUT', DRAFT, { revision: lowered.revision, reasonZh: '洪涝', approverZh: '市政府常务会议' });
  await fine(approver, 'POST', `${DRAFT}/submit`, { revision: reasoned.revision });
  await save(Q4, 3, '1350').then(() => become('q4', 'accepted'));
  const shown = await fine(office, 'GET', DRAFT);
  expect(shown).toMatchObject({ state: 'submitted', lowers: true, effect: lowered.effect });
  const row = (await listAudit(dependencies.db, 0, 1000)).find(({ action }) => action === 'plan.submitted');
  expect(row?.detail).toMatchObject({ lowers: true, effect: [{ part: 'main-business', after: { exact: '800/9' } }] });
  await fine(office, 'POST', `${DRAFT}/return`, { revision: shown.revision, reason: '请说明受灾范围' });
  expect((await fine(editor, 'GET', DRAFT)).effect).toMatchObject([{ before: { exact: '90' }, after: { exact: '100' } }]);
});

test('a report of a period before the newest accepted one changes nothing', async () => {
  await become('q3', 'submitted');
  expect(await effectOf(office, Q3)).toEqual([]);
});
