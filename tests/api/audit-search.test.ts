import { expect, test } from 'vitest';
import { audit } from '../../api/audit.ts';
import { units } from '../../db/schema/units.ts';
import { createTestApp } from '../support/app.ts';

const { as, dependencies, setTime } = await createTestApp();
const { db, sql, clock } = dependencies;
const auditor = await as('auditor');
const office = await as('office-staff');
const write = (actor: string | null, action: string, subject: string, detail: Record<string, unknown> = {}) =>
  db.transaction(async (tx) => {
    await tx.insert(units).values({ id: `u-${subject.replace(/\W/g, '')}`, category: 'c', nameZh: '单位', nameEn: 'Unit', position: 1 });
    await audit(tx, clock(), { actor, action, subject, detail });
  });
setTime(new Date('2026-11-18T15:59:59Z'));
await write(office.userId, 'report.returned', 'report:water/2026/q3', { reason: '数字与附件不符' });
setTime(new Date('2026-11-18T16:00:00Z'));
await write(office.userId, 'plan.accepted', 'plan:water/2026');
await write(null, 'release.daily', 'release:7');
await write(auditor.userId, 'report.read', '=cmd|x');

const search = async (query: string) => (await auditor.call('GET', `/api/v1/audit?${query}`)).body;
const actions = async (query: string): Promise<string[]> => (await search(query)).rows.map((row: { action: string }) => row.action);

test('by who, by the role at that time, by noun and action, by object, by words of the reason', async () => {
  const { login } = (await sql<{ login: string }[]>`select login from users where id = ${office.userId}`)[0] ?? { login: '' };
  expect(await actions(`actor=${login}`)).toEqual(['session.begun', 'report.returned', 'plan.accepted']);
  expect(await actions('actor=-')).toEqual(['release.daily']);
  expect(await actions('actor=nobody')).toEqual([]);
  expect(await actions('role=office-staff&action=plan')).toEqual(['plan.accepted']);
  expect(await actions('action=report')).toEqual(['report.returned', 'report.read']);
  expect(await actions('action=report.returned')).toEqual(['report.returned']);
  expect(await actions('action=rep')).toEqual([]);
  expect(await actions('subject=WATER/2026')).toEqual(['report.returned', 'plan.accepted']);
  expect(await actions(`text=${encodeURIComponent('附件')}`)).toEqual(['report.returned']);
  expect(await actions('text=%25')).toEqual([]);
  await sql`update users set role = 'moderator' where id = ${office.userId}`;
  expect((await search('action=plan')).rows[0].role).toBe('office-staff');
});

test('by days of the city, both included', async () => {
  expect(await actions('from=2026-11-18&to=2026-11-18')).toEqual(['report.returned']);
  expect(await actions('from=2026-11-19&to=2026-11-19')).toEqual(['plan.accepted', 'release.daily', 'report.read']);
});

test('newest first, page by page, with a chain that is checked in either order', async () => {
  const first = await search('order=newest&limit=2');
  const second = await search(`order=newest&limit=9&after=${first.next}`);
  expect([...first.rows, ...second.rows].map((row: { action: string }) => row.action)).toEqual([
    'report.read',
    'release.daily',
    'plan.accepted',
    'report.returned',
    'session.begun',
    'session.begun',
  ]);
  expect([first.chain.holds, second.chain.holds]).toEqual([true, true]);
});

test.each(['role=king', 'from=2026-13-01', 'to=yesterday', 'order=random', 'limit=0', 'limit=9999', 'actor=%00', `text=${'x'.repeat(300)}`])(
  '%s is refused',
  async (query) => {
    expect([404, 422]).toContain((await auditor.call('GET', `/api/v1/audit?${query}`)).status);
  },
);

test('a row is kept with digests of what was replaced and written', async () => {
  const [row] = (await search('action=plan')).rows;
  expect(row).toMatchObject({ before: null, after: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await db.transaction(async (tx) => {
    await tx.update(units).set({ position: 2 });
    await tx.delete(units);
    await audit(tx, clock(), { actor: null, action: 'unit.removed', subject: 'unit:all', detail: {} });
    await audit(tx, clock(), { actor: null, action: 'unit.counted', subject: 'unit:all', detail: {} });
  });
  const [counted, removed] = (await search('action=unit&order=newest')).rows;
  expect(removed).toMatchObject({ before: expect.stringMatching(/^[0-9a-f]{64}$/), after: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(counted).toMatchObject({ before: null, after: null });
});

test('an edit of a digest, a role or any other field is found, also among rows that are no neighbours', async () => {
  for (const change of [sql`after_digest = repeat('f', 64)`, sql`role = 'administrator'`, sql`subject = 'plan:fire/2026'`]) {
    const [kept] = await sql`select * from audit_log where action = 'plan.accepted'`;
    await sql`update audit_log set ${change} where action = 'plan.accepted'`;
    expect((await search('action=plan')).chain).toEqual({ holds: false, brokenAt: Number(kept?.sequence) });
    expect((await search('')).chain.holds).toBe(false);
    await sql`update audit_log set after_digest = ${kept?.after_digest}, role = ${kept?.role}, subject = ${kept?.subject} where action = 'plan.accepted'`;
  }
  expect((await search('')).chain.holds).toBe(true);
});

test('what was found is downloaded; no cell runs as a formula', async () => {
  const csv = await auditor.call('GET', '/api/v1/audit/files/audit.csv?action=report');
  expect(csv.headers.get('content-disposition')).toContain('audit.csv');
  expect(csv.body.split('\n')).toHaveLength(4);
  expect(csv.body).toContain("'=cmd|x");
  expect([...(await auditor.call('GET', '/api/v1/audit/files/audit.xlsx?lang=en')).body.slice(0, 2)]).toEqual([80, 75]);
  expect((await office.call('GET', '/api/v1/audit/files/audit.csv')).status).toBe(403);
});
