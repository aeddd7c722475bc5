import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { listAudit } from '../../db/queries/audit.ts';
import { findUserByLogin } from '../../db/queries/staff.ts';
import { goals } from '../../db/schema/plans.ts';
import { users } from '../../db/schema/staff.ts';
import { createTestApp } from '../support/app.ts';
import { entry, seedPlans } from './progress.fixture.ts';

const { as, anonymous, dependencies } = await createTestApp();
const { db } = dependencies;
await seedPlans(db);
await db
  .update(goals)
  .set({ kind: 'level', levels: ['合格', '良好', '优秀'], target: '2', direction: 'at-least', start: null })
  .where(eq(goals.code, 'water-less'));
const editor = await as('unit-editor', 'water');
const verifier = await as('verifier');
const second = await as('verifier');
const office = await as('office-staff');
const Q3 = '/api/v1/units/water/progress/2026/q3';
const SHEET = `${Q3}/verifications`;

const loginOf = async (who: { userId: string | null }): Promise<string> => {
  const [row] = await db
    .select()
    .from(users)
    .where(eq(users.id, who.userId ?? ''));
  return (await findUserByLogin(db, row?.login ?? ''))?.login ?? '';
};
const scope = (login: string, revision: number, more: object) =>
  office.call('PUT', `/api/v1/verifiers/${login}/scope`, { revision, categories: [], units: [], goals: [], ...more });
const confirm = (goal: string, seen = 0) => ({ goal, seen, outcome: 'confirmed' });
const correct = (goal: string, more: object) => ({ goal, seen: 0, outcome: 'corrected', reason: '重复计算一处', document: '统计局〔2026〕12 号', ...more });

await editor.call('PUT', Q3, {
  revision: 0,
  entries: [
    entry('water-more', { reported: '1560', claim: 'done' }),
    entry('water-less', { reported: '2', claim: 'done' }),
    entry('water-step', { doneOn: '2026-09-20', claim: 'done' }),
    entry('water-part-a', { reported: '4' }),
  ],
});

test('nothing can be verified before it was submitted', async () => {
  expect((await office.call('POST', SHEET, { revision: 1, findings: [confirm('water-more')] })).body.code).toBe('verification.nothing_submitted');
  expect((await editor.call('POST', `${Q3}/submit`, { revision: 1 })).body.state).toBe('submitted');
});

const revision = async (): Promise<number> => (await office.call('GET', SHEET)).body.revision;

test('an account verifies what the office has given it, and nothing else', async () => {
  expect((await verifier.call('GET', '/api/v1/verifications')).body.lines).toEqual([]);
  expect((await verifier.call('POST', SHEET, { revision: await revision(), findings: [confirm('water-more')] })).body).toMatchObject({
    status: 403,
    code: 'verification.out_of_scope',
  });
  const login = await loginOf(verifier);
  expect((await scope(login, 0, { goals: ['water-more'], units: ['housing'] })).body).toMatchObject({ revision: 1, goals: ['water-more'] });
  expect((await scope(login, 0, { categories: ['departments'] })).body.code).toBe('verification.stale_scope');
  expect((await scope(login, 1, { categories: ['nothing'] })).body.errors[0].path).toBe('categories.0');
  expect((await verifier.call('GET', SHEET)).body.goals).toEqual(['water-more']);
  expect((await verifier.call('GET', '/api/v1/verifications')).body.lines).toMatchObject([{ unit: 'water', figures: 1, waiting: 1 }]);
  expect((await verifier.call('POST', SHEET, { revision: await revision(), findings: [confirm('water-step')] })).body.code).toBe('verification.out_of_scope');
});

test('a corrected figure stands beside the reported one, with reason and document', async () => {
  const bare = await verifier.call('POST', SHEET, {
    revision: await revision(),
    findings: [{ goal: 'water-more', seen: 0, outcome: 'corrected', figure: '1499' }],
  });
  expect(bare.body.errors.map((fault: { path: string }) => fault.path)).toEqual(['findings.0.reason', 'findings.0.document']);
  const done = await verifier.call('POST', SHEET, { revision: await revision(), findings: [correct('water-more', { figure: '1499' })] });
  expect(done.body.looks).toMatchObject([{ goal: 'water-more', number: 1, stands: true, reported: '1560', figure: '1499', body: 'body of verifier' }]);
  // The unit sees what was corrected, why, and from which figure its status is computed.
  expect((await editor.call('GET', Q3)).body.entries[0]).toMatchObject({
    reported: '1560',
    verified: '1499',
    claim: 'done',
    status: 'partly',
    basis: 'verified',
    verification: { outcome: 'corrected', reason: '重复计算一处', document: '统计局〔2026〕12 号' },
  });
  const row = (await listAudit(db, 0, 1000)).at(-1);
  expect(row).toMatchObject({
    action: 'report.verified',
    actor: verifier.userId,
    detail: { findings: [{ goal: 'water-more', figure: '1499', before: null }] },
  });
});

test('two verifiers of the same figure: one is stored, the other hears of it and loses nothing', async () => {
  await scope(await loginOf(second), 0, { categories: ['departments'] });
  const again = await second.call('POST', SHEET, { revision: await revision(), findings: [correct('water-more', { figure: '1500' })] });
  expect(again.body).toMatchObject({ status: 409, code: 'verification.stale' });
  const now = await revision();
  const both = await Promise.all(
    [verifier, second].map((who, at) => who.call('POST', SHEET, { revision: now, findings: [correct('water-more', { seen: 1, figure: String(1490 + at) })] })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { looks } = (await office.call('GET', SHEET)).body;
  expect(looks.map(({ number, stands }: { number: number; stands: boolean }) => [number, stands])).toEqual([
    [1, false],
    [2, true],
  ]);
});

test('milestones and levels are verified too; a composite is not', async () => {
  const found = await office.call('POST', SHEET, {
    revision: await revision(),
    findings: [correct('water-step', { share: '80' }), correct('water-less', { figure: '1' }), confirm('water-part-a')],
  });
  expect(found.status).toBe(200);
  const entries = new Map((await editor.call('GET', Q3)).body.entries.map((one: { goal: string }) => [one.goal, one]));
  expect(entries.get('water-step')).toMatchObject({ doneOn: '2026-09-20', verifiedShare: '80', status: 'partly', basis: 'verified' });
  expect(entries.get('water-less')).toMatchObject({ reported: '2', verified: '1', status: 'partly' });
  expect(entries.get('water-part-a')).toMatchObject({ reported: '4', verified: '4', verification: { outcome: 'confirmed', body: '' } });
  const refused = async (findings: object[]) =>
    (await office.call('POST', SHEET, { revision: await revision(), findings })).body.errors.map((fault: { path: string }) => fault.path);
  expect(await refused([confirm('water-whole')])).toEqual(['findings.0.goal']);
  expect(await refused([correct('water-less', { seen: 1, figure: '3' })])).toEqual(['findings.0.figure']);
  expect(await refused([correct('water-part-a', { seen: 1, figure: '4' })])).toEqual(['findings.0.figure']);
  expect(await refused([correct('water-step', { seen: 1, figure: '5' }), confirm('water-step')])).toEqual(['findings.0.figure', 'findings.1.goal']);
});

test('nobody verifies their own unit, and neither unit nor reader verifies at all', async () => {
  const own = await as('verifier', 'water');
  await scope(await loginOf(own), 0, { categories: ['departments'] });
  expect((await own.call('GET', '/api/v1/verifications')).body.lines).toEqual([]);
  expect((await own.call('POST', SHEET, { revision: await revision(), findings: [confirm('water-part-b')] })).body.code).toBe('verification.own_unit');
  expect((await editor.call('POST', SHEET, { revision: 3, findings: [confirm('water-part-b')] })).status).toBe(403);
  expect((await (await as('auditor')).call('POST', SHEET, { revision: 3, findings: [] })).status).toBe(403);
  expect((await anonymous.call('GET', SHEET)).status).toBe(401);
  expect((await verifier.call('PUT', `/api/v1/verifiers/${await loginOf(verifier)}/scope`, {})).status).toBe(403);
  expect((await verifier.call('POST', `${Q3}/accept`, { revision: await revision() })).status).toBe(403);
});

test('what was verified stands where the unit reports the same again, and waits where it does not', async () => {
  const before = await revision();
  await office.call('POST', `${Q3}/return`, { revision: before, reason: '请补充说明' });
  expect((await office.call('POST', SHEET, { revision: before + 1, findings: [confirm('water-part-b')] })).body.code).toBe('verification.nothing_submitted');
  const { entries, revision: now } = (await editor.call('GET', Q3)).body;
  const kept = entries.map((one: Record<string, unknown>) =>
    entry(String(one['goal']), {
      reported: one['goal'] === 'water-more' ? '1500' : one['reported'],
      doneOn: one['doneOn'],
      claim: one['claim'],
      reason: one['reason'],
    }),
  );
  await editor.call('PUT', Q3, { revision: now, entries: kept });
  const after = new Map((await editor.call('GET', Q3)).body.entries.map((one: { goal: string }) => [one.goal, one]));
  expect(after.get('water-more')).toMatchObject({ reported: '1500', verified: null, verification: null, basis: 'reported', status: 'done' });
  expect(after.get('water-less')).toMatchObject({ verified: '1', basis: 'verified' });
  const submitted = (await editor.call('POST', `${Q3}/submit`, { revision: now + 1 })).body;
  expect(submitted.errors ?? submitted.state).toBe('submitted');
  const stale = await office.call('POST', SHEET, { revision: now, findings: [confirm('water-more', 2)] });
  expect(stale.body.code).toBe('report.stale_revision');
  expect((await office.call('POST', SHEET, { revision: await revision(), findings: [confirm('water-more', 2)] })).status).toBe(200);
});

test('both figures are public once the report is accepted', async () => {
  await office.call('POST', `${Q3}/accept`, { revision: await revision() });
  const plan = (await anonymous.call('GET', '/api/v1/units/water/plans/2026')).body;
  expect(plan.goals.find(({ code }: { code: string }) => code === 'water-less')).toMatchObject({
    kind: 'level',
    levels: ['合格', '良好', '优秀'],
    progress: [{ reported: '2', verified: '1', basis: 'verified', status: 'partly' }],
  });
  // A figure can still be corrected after the report was accepted; the next release shows it.
  const late = await office.call('POST', SHEET, { revision: await revision(), findings: [correct('water-part-a', { seen: 1, figure: '3.5' })] });
  expect(late.status).toBe(200);
});

test('the queue filters by unit, period and status', async () => {
  const lines = async (query: string) => (await office.call('GET', `/api/v1/verifications?${query}`)).body.lines.length;
  expect(await lines('unit=water&cycle=2026&period=q3&status=corrected')).toBe(1);
  expect(await lines('unit=housing')).toBe(0);
  expect(await lines('status=done')).toBe(1);
  expect(await lines('status=waiting')).toBe(0);
  expect((await office.call('GET', '/api/v1/verifications?status=nothing')).status).toBe(422);
});
