import { expect, test } from 'vitest';
import { forgetDue } from '../../api/retention/retention.usecases.ts';
import { RETENTION, type RetentionRule } from '../../api/retention/rules.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { createTestApp } from '../support/app.ts';

const { as, dependencies } = await createTestApp();
const { db, sql } = dependencies;
const administrator = await as('administrator');
const user = administrator.userId;
await sql`insert into rate_limits (key, points, expire) values ('old', 1, ${dependencies.clock().getTime() - 1}), ('new', 1, ${dependencies.clock().getTime() + 1}), ('forever', 1, null)`;
await sql`insert into sessions (id_hash, user_id, expires_at, ends_at, started_at, confirmed_at, device) values
  ('old', ${user}, '2026-11-20T07:59:59Z', '2026-11-21', '2026-11-20', '2026-11-20', '?'), ('new', ${user}, '2026-11-20T08:00:01Z', '2026-11-21', '2026-11-20', '2026-11-20', '?')`;
await sql`insert into invitations (token_hash, user_id, expires_at, used_at) values
  ('unused', ${user}, '2026-10-20T00:00:00Z', null), ('fresh', ${user}, '2026-11-19T00:00:00Z', null), ('used', ${user}, '2026-12-20T00:00:00Z', '2026-10-01T00:00:00Z')`;

const due = async () =>
  Object.fromEntries((await administrator.call('GET', '/api/v1/retention')).body.rules.map((rule: { id: string; due: number | null }) => [rule.id, rule.due]));
const ids = async () => [
  (await sql`select id_hash from sessions where id_hash in ('old', 'new')`).map((row) => row.id_hash),
  (await sql`select token_hash from invitations`).map((row) => row.token_hash),
];

test('looking at what is due removes nothing', async () => {
  expect(await due()).toMatchObject({ sessions: 1, invitations: 2, 'import-files': 0, contacts: 0, proofs: null });
  expect((await ids())[0]).toHaveLength(2);
});

test('what has passed its age goes, what has not stays, and the log says how much went', async () => {
  await forgetDue(dependencies);
  expect(await ids()).toEqual([['new'], ['fresh']]);
  expect((await sql`select key from rate_limits where key in ('old', 'new', 'forever') order by key`).map((row) => row.key)).toEqual(['forever', 'new']);
  const rows = (await listAudit(db, 0, 100)).filter(({ action }) => action === 'retention.removed');
  expect(rows.map(({ subject, detail }) => [subject, (detail as { removed: number }).removed])).toEqual([
    ['retention:sessions', 1],
    ['retention:invitations', 2],
  ]);
  await forgetDue(dependencies);
  expect((await listAudit(db, 0, 100)).filter(({ action }) => action === 'retention.removed')).toHaveLength(2);
  expect((await administrator.call('GET', '/api/v1/retention')).body.rules[0].last).toEqual({ at: '2026-11-20T08:00:00.000Z', removed: 1 });
});

test('a rule that fails keeps no other from being applied', async () => {
  const applied: string[] = [];
  const broken = { ...RETENTION[0], id: 'broken', forget: () => Promise.reject(new Error('no such table')) } as RetentionRule;
  const sound = { ...RETENTION[0], id: 'sound', forget: async () => applied.push('sound') } as RetentionRule;
  await expect(forgetDue(dependencies, [broken, sound])).rejects.toBeInstanceOf(AggregateError);
  expect(applied).toEqual(['sound']);
});

test('every rule says what, how long and why in both languages; none is about the audit log, ballots or releases', () => {
  for (const rule of RETENTION)
    for (const text of [rule.what, rule.age, rule.because]) expect(text).toEqual({ zh: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
  expect(RETENTION.map(({ id }) => id).filter((id) => /audit|ballot|leaves|release/.test(id))).toEqual([]);
});
