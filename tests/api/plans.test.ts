import { expect, test } from 'vitest';
import { listAudit } from '../../db/queries/audit.ts';
import { DRAFT, fine, planApp, typed } from './plans.fixture.ts';

const { as, anonymous, dependencies, editor, approver, office, setTime } = await planApp();
const { db } = dependencies;
const neighbour = await as('unit-editor', 'housing');
const PUBLIC = '/api/v1/units/water/plans/2025';

test('a plan goes from its draft over office and notice to the public, and its change over a second person', async () => {
  setTime(new Date('2025-02-10T08:00:00Z'));
  expect((await editor.call('GET', DRAFT)).body).toMatchObject({ state: 'none', revision: 0, editable: true, late: false, goals: [] });
  await fine(editor, 'POST', `${DRAFT}/goals`, { goal: typed('新建泊位', { target: '３.２万', weight: '5' }) });
  const whole = await fine(editor, 'POST', `${DRAFT}/goals`, { goal: { titleZh: '<script>alert(1)</script>', kind: '综合', due: '年底前' } });
  expect(whole.goals[0]).toMatchObject({ code: 'water-2025-1', target: '32000', measure: { zh: '个' }, due: '2025-12-31', weight: '5', part: 'main-business' });

  const early = await approver.call('POST', `${DRAFT}/submit`, { revision: whole.revision });
  expect(early.body).toMatchObject({ status: 422, code: 'plan.incomplete', errors: [{ path: 'goals.water-2025-2.kind' }] });
  const part = await fine(editor, 'POST', `${DRAFT}/goals`, { parent: 'water-2025-2', goal: { titleZh: '分项', kind: '节点', due: '6月30日' } });
  expect(part.goals.map((goal: { parent: string | null }) => goal.parent)).toEqual([null, null, 'water-2025-2']);

  expect((await office.call('GET', DRAFT)).body.code).toBe('plan.not_submitted');
  expect((await editor.call('POST', `${DRAFT}/submit`, { revision: part.revision })).body.code).toBe('auth.not_allowed');
  const submitted = await fine(approver, 'POST', `${DRAFT}/submit`, { revision: part.revision });
  expect(submitted).toMatchObject({ state: 'submitted', late: false });
  expect((await approver.call('POST', `${DRAFT}/submit`, { revision: part.revision })).body.code).toBe('plan.already_submitted');
  expect((await editor.call('POST', `${DRAFT}/goals`, { goal: typed('迟来') })).body.code).toBe('plan.not_editable');

  const told = { revision: submitted.revision, reason: '请补充依据', goals: [{ goal: 'water-2025-1', reason: '目标偏低' }] };
  const returned = await fine(office, 'POST', `${DRAFT}/return`, told);
  expect(returned.goals.map((goal: { returnReason: string | null }) => goal.returnReason)).toEqual(['目标偏低', null, null]);
  setTime(new Date('2025-03-10T08:00:00Z'));
  const again = await fine(approver, 'POST', `${DRAFT}/submit`, { revision: returned.revision });
  expect(again.late).toBe(false);

  const bulk = (step: string, revision: number) =>
    office.call('POST', '/api/v1/plans/decisions', {
      step,
      plans: [
        { unit: 'water', cycle: '2025', revision },
        { unit: 'housing', cycle: '2025', revision: 1 },
      ],
    });
  expect((await bulk('accept', again.revision)).body).toMatchObject({ done: [{ unit: 'water' }], refused: [{ unit: 'housing', code: 'plan.no_draft' }] });
  const accepted = (await office.call('GET', DRAFT)).body;
  expect((await anonymous.call('GET', PUBLIC)).status).toBe(404);
  const notice = await fine(office, 'POST', `${DRAFT}/notice`, { revision: accepted.revision });
  expect(notice).toMatchObject({ state: 'notice', noticeTo: '2025-03-17T15:59:59.999Z', noticeEnded: false });
  expect((await anonymous.call('GET', PUBLIC)).body).toMatchObject({ state: 'notice', version: 1 });
  expect((await office.call('POST', `${DRAFT}/final`, { revision: notice.revision })).body.code).toBe('plan.notice_running');
  setTime(new Date('2025-03-18T08:00:00Z'));
  expect(await fine(office, 'POST', `${DRAFT}/final`, { revision: notice.revision })).toMatchObject({ state: 'final', editable: false });

  // What was reported before a new version stays with its goals.
  const report = '/api/v1/units/water/progress/2025/h1';
  await fine(editor, 'PUT', report, { revision: 0, entries: [{ goal: 'water-2025-1', reported: '100' }] });
  setTime(new Date('2025-08-01T08:00:00Z'));
  const second = await fine(approver, 'POST', `${DRAFT}/begin`);
  expect(second).toMatchObject({ version: 2, state: 'draft', changes: [], goals: [{ target: '32000', weight: '5' }, {}, { parent: 'water-2025-2' }] });
  expect((await approver.call('POST', `${DRAFT}/begin`)).body.code).toBe('plan.not_final');
  const lowered = await fine(approver, 'PUT', `${DRAFT}/goals/water-2025-1`, {
    revision: second.goals[0].revision,
    goal: typed('新建泊位', { target: '2万' }),
  });
  expect(lowered.changes).toMatchObject([
    { goal: 'water-2025-1', field: 'target', from: '32000', to: '20000', lowered: true, late: true },
    { field: 'weight', from: '5', to: null, lowered: true },
  ]);
  expect((await approver.call('POST', `${DRAFT}/submit`, { revision: lowered.revision })).body.errors.map((fault: { path: string }) => fault.path)).toEqual([
    'reasonZh',
    'approverZh',
  ]);
  const reasoned = await fine(editor, 'PUT', DRAFT, { revision: lowered.revision, reasonZh: '洪涝', approverZh: '市政府常务会议' });
  expect((await approver.call('POST', `${DRAFT}/submit`, { revision: reasoned.revision })).body.code).toBe('plan.second_person');
  const other = await as('unit-approver', 'water');
  let plan = await fine(other, 'POST', `${DRAFT}/submit`, { revision: reasoned.revision });
  expect(plan).toMatchObject({ lowers: true, late: false });
  plan = await fine(office, 'POST', `${DRAFT}/accept`, { revision: plan.revision });
  plan = await fine(office, 'POST', `${DRAFT}/notice`, { revision: plan.revision });
  expect((await anonymous.call('GET', PUBLIC)).body).toMatchObject({ version: 1, state: 'final' });
  setTime(new Date('2025-09-01T08:00:00Z'));
  await fine(office, 'POST', `${DRAFT}/final`, { revision: plan.revision });
  expect((await anonymous.call('GET', PUBLIC)).body).toMatchObject({ version: 2, goals: [{ code: 'water-2025-1', target: '20000' }, {}, {}] });
  expect((await editor.call('GET', report)).body.entries).toMatchObject([{ goal: 'water-2025-1', reported: '100' }]);
  const actions = (await listAudit(db, 0, 1000)).map(({ action }) => action).filter((action) => action.startsWith('plan.'));
  expect(new Set(actions)).toEqual(
    new Set(
      ['goal_added', 'goal_changed', 'details_saved', 'version_begun', 'submitted', 'returned', 'accepted', 'notice_opened', 'final'].map(
        (name) => `plan.${name}`,
      ),
    ),
  );
});

test('two people at one goal: the later one is told what differs, nothing is lost; other goals are not in the way', async () => {
  const path = '/api/v1/units/housing/plans/2025/draft';
  await fine(neighbour, 'POST', `${path}/goals`, { goal: typed('甲') });
  const plan = await fine(neighbour, 'POST', `${path}/goals`, { goal: typed('乙') });
  await fine(neighbour, 'PUT', `${path}/goals/housing-2025-1`, { revision: 1, goal: typed('甲', { target: '2000' }) });
  const late = await neighbour.call('PUT', `${path}/goals/housing-2025-1`, { revision: 1, goal: typed('甲', { target: '1800' }) });
  expect(late.body).toMatchObject({ status: 409, code: 'plan.stale_revision', errors: [{ path: 'goal.target', messages: { zh: '现存内容：“2000”' } }] });
  expect((await neighbour.call('PUT', `${path}/goals/housing-2025-2`, { revision: 1, goal: typed('乙', { target: '7' }) })).status).toBe(200);
  const both = await Promise.all(
    ['1', '2', '3'].map((target) => neighbour.call('PUT', `${path}/goals/housing-2025-1`, { revision: 2, goal: typed('甲', { target }) })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const now = (await neighbour.call('GET', path)).body;
  const moved = await fine(neighbour, 'POST', `${path}/goals/housing-2025-2/move`, { revision: now.revision, by: 'up' });
  expect(moved.goals.map((goal: { code: string }) => goal.code)).toEqual(['housing-2025-2', 'housing-2025-1']);
  expect((await neighbour.call('POST', `${path}/goals/housing-2025-2/move`, { revision: plan.revision, by: 'up' })).body.code).toBe('plan.stale_revision');
  const gone = await fine(neighbour, 'POST', `${path}/goals/housing-2025-2/remove`, { revision: 2 });
  expect(gone.goals).toHaveLength(1);
});

test('last year’s plan is copied: its targets stand beside the new ones, its days a year later', async () => {
  const path = '/api/v1/units/housing/plans/2025/draft';
  expect((await neighbour.call('POST', `${path}/copy`, { revision: 0, from: '2026' })).body.code).toBe('plan.not_empty');
  for (const goal of (await neighbour.call('GET', path)).body.goals)
    await fine(neighbour, 'POST', `${path}/goals/${goal.code}/remove`, { revision: goal.revision });
  const { revision } = (await neighbour.call('GET', path)).body;
  const copied = await fine(neighbour, 'POST', `${path}/copy`, { revision, from: '2026' });
  expect(copied.goals).toHaveLength(6);
  expect(copied.goals.find((goal: { lastYear: string }) => goal.lastYear === '1500')).toMatchObject({ due: '2025-12-31', target: '1500' });
});

test('other units, other roles and bad input are refused with a sentence', async () => {
  expect((await neighbour.call('GET', DRAFT)).body.code).toBe('unit.not_yours');
  expect((await neighbour.call('POST', `${DRAFT}/goals`, { goal: typed('偷改') })).body.code).toBe('unit.not_yours');
  expect((await anonymous.call('GET', '/api/v1/plans?cycle=2025')).status).toBe(401);
  expect((await (await as('moderator')).call('GET', DRAFT)).status).toBe(403);
  expect((await neighbour.call('GET', '/api/v1/plans?cycle=2025')).body.plans.map((line: { unit: string }) => line.unit)).toEqual(['housing']);
  const lines = (await office.call('GET', '/api/v1/plans?cycle=2025')).body.plans;
  expect(lines.map((line: { unit: string; state: string; late: boolean }) => [line.unit, line.state, line.late])).toEqual([
    ['water', 'final', false],
    ['housing', 'draft', true],
  ]);
  const path = '/api/v1/units/housing/plans/2025/draft/goals';
  for (const [goal, field] of [
    [typed('', {}), 'titleZh'],
    [typed('x', { target: '很多' }), 'target'],
    [typed('x', { due: '2月30日' }), 'due'],
    [typed('x', { weight: '-1' }), 'weight'],
    [typed('x', { part: '别处' }), 'part'],
    [typed('x', { kind: '节点' }), 'target'],
  ] as const) {
    const answer = await neighbour.call('POST', path, { goal });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((fault: { path: string }) => fault.path)).toContain(`goal.${field}`);
  }
  expect((await neighbour.call('POST', path, { parent: 'housing-2025-1', goal: typed('x') })).body.errors[0].path).toBe('parent');
});
