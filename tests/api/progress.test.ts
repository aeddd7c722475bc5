import { expect, test } from 'vitest';
import { listAudit } from '../../db/queries/audit.ts';
import { createTestApp } from '../support/app.ts';
import { entry, seedPlans } from './progress.fixture.ts';

const { as, anonymous, dependencies } = await createTestApp();
const { db } = dependencies;
await seedPlans(db);
const editor = await as('unit-editor', 'water');
const neighbour = await as('unit-editor', 'housing');
const office = await as('office-staff');
const Q3 = '/api/v1/units/water/progress/2026/q3';
const Q4 = '/api/v1/units/water/progress/2026/q4';
const HOUSING = '/api/v1/units/housing/progress/2026/q3';

const actions = async (): Promise<string[]> => (await listAudit(db, 0, 1000)).map((row) => row.action);

test('a report goes from its draft over the office to the public plan', async () => {
  expect((await editor.call('GET', Q3)).body).toMatchObject({ state: 'draft', revision: 0, entries: [], late: true });
  const draft = {
    revision: 0,
    narrative: { zh: '进展顺利\u0000', en: '' },
    entries: [entry('water-more', { reported: '1560.50', claim: 'done' }), entry('water-step', { doneOn: '2026-09-30', claim: 'done' })],
  };
  const saved = await editor.call('PUT', Q3, draft);
  expect(saved.body).toMatchObject({ state: 'draft', revision: 1, narrative: { zh: '进展顺利' } });
  expect(saved.body.entries[0]).toMatchObject({ goal: 'water-more', reported: '1560.50', verified: null, status: 'done' });
  const submitted = await editor.call('POST', `${Q3}/submit`, { revision: 1 });
  expect(submitted.body).toMatchObject({ state: 'submitted', revision: 2, late: true });
  expect((await anonymous.call('GET', '/api/v1/units/water/plans/2026')).body.goals[0].progress).toEqual([]);
  const found = { goal: 'water-more', seen: 0, outcome: 'corrected', figure: '1499', reason: '重复计算', document: '核查记录 3 号' };
  expect((await office.call('POST', `${Q3}/verifications`, { revision: 2, findings: [found] })).status).toBe(200);
  const accepted = await office.call('POST', `${Q3}/accept`, { revision: 2 });
  expect(accepted.body.state).toBe('accepted');
  // The office corrected the figure: the unit’s claim stays beside what the corrected figure says.
  const plan = (await anonymous.call('GET', '/api/v1/units/water/plans/2026')).body;
  expect(plan.goals[0].progress).toMatchObject([{ period: 'q3', reported: '1560.50', verified: '1499', claim: 'done', status: 'partly' }]);
  expect((await actions()).filter((action) => action.startsWith('report.'))).toEqual([
    'report.saved',
    'report.submitted',
    'report.verified',
    'report.accepted',
  ]);
});

test('accepting a report verifies nothing', async () => {
  await neighbour.call('PUT', HOUSING, {
    revision: 0,
    entries: [
      entry('housing-less', { reported: '9.5' }),
      entry('housing-part-a', { reported: '4' }),
      entry('housing-part-b', { reported: '2' }),
      entry('housing-whole', { claim: 'partly' }),
      entry('housing-step', { share: '60', reason: '汛期停工；十月底补齐' }),
    ],
  });
  expect((await neighbour.call('POST', `${HOUSING}/submit`, { revision: 1 })).status).toBe(200);
  const accepted = (await office.call('POST', `${HOUSING}/accept`, { revision: 2 })).body;
  expect(
    Object.fromEntries(accepted.entries.map((one: { goal: string; verified: string | null; status: string }) => [one.goal, [one.verified, one.status]])),
  ).toEqual({
    'housing-less': [null, 'done'],
    'housing-part-a': [null, 'done'],
    'housing-part-b': [null, 'partly'],
    'housing-whole': [null, 'partly'],
    'housing-step': [null, 'partly'],
  });
});

test('the plan is a tree: components follow their composite goal and name it', async () => {
  const { goals } = (await anonymous.call('GET', '/api/v1/units/housing/plans/2026')).body;
  expect(goals.map((goal: { code: string }) => goal.code.slice(8))).toEqual(['more', 'less', 'step', 'whole', 'part-a', 'part-b']);
  expect(goals.filter((goal: { parent: string | null }) => goal.parent === 'housing-whole').map((goal: { code: string }) => goal.code)).toEqual([
    'housing-part-a',
    'housing-part-b',
  ]);
  expect(goals.find((goal: { kind: string }) => goal.kind === 'composite').progress[0].status).toBe('partly');
});

test('an older revision is refused and changes nothing', async () => {
  await editor.call('PUT', Q4, { revision: 0, entries: [entry('water-more', { reported: '10' })] });
  await editor.call('PUT', Q4, { revision: 1, entries: [entry('water-more', { reported: '20' })] });
  const stale = await editor.call('PUT', Q4, { revision: 1, entries: [entry('water-more', { reported: '30' })] });
  expect(stale.body).toMatchObject({ status: 409, code: 'report.stale_revision' });
  expect((await editor.call('GET', Q4)).body).toMatchObject({ revision: 2, entries: [{ reported: '20' }] });
  expect((await editor.call('POST', `${Q4}/submit`, { revision: 1 })).body.code).toBe('report.stale_revision');
});

test('two editors who save at the same moment: one is stored, the other hears of it', async () => {
  const second = await as('unit-approver', 'water');
  const answers = await Promise.all(
    [editor, second].map((who, index) => who.call('PUT', Q4, { revision: 2, entries: [entry('water-more', { reported: String(index) })] })),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
});

test('a missed goal keeps the report back until its reason is written', async () => {
  const entries = [entry('water-more', { reported: '900' }), entry('water-step', { share: '40' })];
  await editor.call('PUT', Q4, { revision: 3, entries });
  const refused = await editor.call('POST', `${Q4}/submit`, { revision: 4 });
  expect(refused.body).toMatchObject({ status: 422, code: 'report.reason_missing' });
  expect(refused.body.errors.map((fault: { path: string }) => fault.path)).toEqual([
    'goals.water-more.reason',
    'goals.water-less.reason',
    'goals.water-step.reason',
    'goals.water-part-a.reason',
    'goals.water-part-b.reason',
  ]);
  expect(refused.body.errors[0].messages.zh).toContain('目标 water-more');
  const told = ['water-more', 'water-less', 'water-step', 'water-part-a', 'water-part-b'].map((goal) => ({
    ...(entries.find((one) => one.goal === goal) ?? entry(goal)),
    reason: '原因与改进措施',
  }));
  await editor.call('PUT', Q4, { revision: 4, entries: told });
  expect((await editor.call('POST', `${Q4}/submit`, { revision: 5 })).body).toMatchObject({ state: 'submitted', late: false });
});

test('a second submission, a late edit and a second decision are refused', async () => {
  expect((await editor.call('POST', `${Q4}/submit`, { revision: 6 })).body).toMatchObject({ status: 409, code: 'report.already_submitted' });
  expect((await editor.call('PUT', Q4, { revision: 6, entries: [] })).body).toMatchObject({ status: 409, code: 'report.not_editable' });
  expect((await office.call('POST', `${Q4}/return`, { revision: 5, reason: '请补充凭证' })).body.code).toBe('report.stale_revision');
  const returned = await office.call('POST', `${Q4}/return`, { revision: 6, reason: '请补充凭证' });
  expect(returned.body).toMatchObject({ state: 'returned', returnReason: '请补充凭证' });
  expect((await office.call('POST', `${Q4}/accept`, { revision: 7 })).body).toMatchObject({ status: 409, code: 'report.not_awaiting_decision' });
  expect((await editor.call('GET', Q4)).body.returnReason).toBe('请补充凭证');
  expect((await office.call('GET', Q4)).body.code).toBe('report.not_submitted');
});

test('an empty report is not submitted', async () => {
  expect((await neighbour.call('POST', '/api/v1/units/housing/progress/2026/q4/submit', { revision: 0 })).body).toMatchObject({
    status: 422,
    code: 'report.empty',
  });
});

test('a unit sees and writes its own reports only', async () => {
  for (const [method, path, body] of [
    ['GET', Q3, undefined],
    ['PUT', Q3, { revision: 0, entries: [] }],
    ['POST', `${Q3}/submit`, { revision: 0 }],
  ] as const) {
    expect((await neighbour.call(method, path, body)).body).toMatchObject({ status: 403, code: 'unit.not_yours' });
  }
  const own = (await neighbour.call('GET', '/api/v1/reports?unit=water')).body.reports;
  expect(own.every((line: { unit: string }) => line.unit === 'housing')).toBe(true);
  const all = (await office.call('GET', '/api/v1/reports?state=accepted')).body.reports;
  expect(all.map((line: { unit: string }) => line.unit).sort()).toEqual(['housing', 'water']);
});

test('the list of reports comes in pages', async () => {
  const all = (await office.call('GET', '/api/v1/reports')).body;
  expect(all).toMatchObject({ next: null });
  expect((await office.call('GET', '/api/v1/reports?offset=1')).body.reports).toEqual(all.reports.slice(1));
  expect((await office.call('GET', '/api/v1/reports?offset=-1')).status).toBe(422);
});

test('each route lets in only whom it names', async () => {
  const [moderator, verifier] = [await as('moderator'), await as('verifier')];
  expect((await anonymous.call('GET', Q3)).status).toBe(401);
  expect((await anonymous.call('PUT', Q3, {})).status).toBe(401);
  expect((await moderator.call('GET', Q3)).status).toBe(403);
  expect((await office.call('PUT', Q3, { revision: 0, entries: [] })).status).toBe(403);
  expect((await editor.call('POST', `${Q3}/accept`, { revision: 1 })).status).toBe(403);
  expect((await verifier.call('GET', Q3)).status).toBe(200);
});

test('unknown unit, cycle and period are not found', async () => {
  expect((await anonymous.call('GET', '/api/v1/units/nowhere/plans/2026')).body.code).toBe('unit.unknown');
  expect((await anonymous.call('GET', '/api/v1/units/water/plans/1999')).body.code).toBe('plan.none');
  expect((await editor.call('GET', '/api/v1/units/water/progress/2026/q9')).body.code).toBe('period.unknown');
});

test('a change and its audit row are kept together or not at all', async () => {
  const before = (await actions()).length;
  const unchanged = (await editor.call('GET', Q4)).body.revision;
  await editor.call('PUT', Q4, { revision: 1, entries: [] });
  await office.call('POST', `${Q4}/accept`, { revision: 999 });
  expect((await actions()).length).toBe(before);
  await editor.call('PUT', Q4, { revision: unchanged, entries: [] });
  const [row] = (await listAudit(db, 0, 1000)).slice(-1);
  expect(row).toMatchObject({ action: 'report.saved', subject: 'report:water/2026/q4', actor: editor.userId, detail: { revision: unchanged + 1 } });
});

test('the document of the API lists the routes', async () => {
  const { paths } = (await anonymous.call('GET', '/api/openapi.json')).body;
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/api/v1/units/{unit}/plans/{cycle}', '/api/v1/audit', '/evidence/{sha256}']));
});
