import { expect, test } from 'vitest';
import { forgetExpired } from '../../db/queries/housekeeping.ts';
import { createTestDatabase } from '../support/database.ts';

const { db, sql } = await createTestDatabase();

test('what is over is forgotten, what is not stays', async () => {
  const now = new Date('2026-11-20T08:00:00Z');
  await sql`insert into rate_limits (key, points, expire) values ('old', 1, ${now.getTime() - 1}), ('new', 1, ${now.getTime() + 1}), ('forever', 1, null)`;
  const [user] = await sql`insert into users (login, name, role, password_hash) values ('a', 'a', 'auditor', 'x') returning id`;
  await sql`insert into sessions (id_hash, user_id, expires_at, ends_at, started_at, confirmed_at, device) values
    ('old', ${user?.id}, '2026-11-20T07:59:59Z', '2026-11-21', '2026-11-20', '2026-11-20', '?'), ('new', ${user?.id}, '2026-11-20T08:00:01Z', '2026-11-21', '2026-11-20', '2026-11-20', '?')`;
  await forgetExpired(db, now);
  expect((await sql`select key from rate_limits order by key`).map((row) => row.key)).toEqual(['forever', 'new']);
  expect((await sql`select id_hash from sessions`).map((row) => row.id_hash)).toEqual(['new']);
});
