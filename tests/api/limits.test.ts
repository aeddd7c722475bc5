import { expect, test } from 'vitest';
import { createLimits } from '../../api/limits.ts';
import { createTestDatabase } from '../support/database.ts';

const { sql } = await createTestDatabase();

test('a limit counts, tells how long to wait, gives back and is cleared', async () => {
  const limits = createLimits(sql, 1, { most: 3, seconds: 900 });
  for (let i = 0; i < 3; i++) expect(await limits.signIn('anna')).toBe(0);
  const wait = await limits.signIn('anna');
  expect(wait).toBeGreaterThan(890);
  expect(wait).toBeLessThanOrEqual(900);
  expect(await limits.signIn('berta')).toBe(0);
  await limits.signedIn('anna');
  expect(await limits.signIn('anna')).toBe(0);
  for (let i = 0; i < 30; i++) expect(await limits.proof('an address')).toBe(0);
  await limits.proved('an address');
  expect(await limits.proof('an address')).toBe(0);
  expect(await limits.proof('an address')).toBeGreaterThan(0);
});

test('a hundred at the same moment count as a hundred', async () => {
  const limits = createLimits(sql);
  const waits = await Promise.all(Array.from({ length: 100 }, () => limits.comment('everybody')));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
});

test('the table tells neither who came nor when, beyond the hour; it leaves nothing in the write-ahead log', async () => {
  const before = Date.now();
  await createLimits(sql).messageFrom('keyed-hash-of-an-address');
  const [row] = await sql`select key, expire::text, until::text from rate_limits where key like 'message-from:%'`;
  expect(row?.key).toMatch(/^message-from:[0-9a-f]{40}$/);
  expect(Number(row?.expire) % 3_600_000).toBe(0);
  expect(Number(row?.expire)).toBeGreaterThanOrEqual(before + 3_600_000);
  expect(Math.abs(Number(row?.until) - before), 'the exact time is masked').toBeGreaterThan(86_400_000);
  const [table] = await sql`select relpersistence from pg_class where relname = 'rate_limits'`;
  expect(table?.relpersistence).toBe('u');
});

test('a counter whose time is over begins again', async () => {
  const limits = createLimits(sql, 1, { most: 1, seconds: 0.2 });
  expect(await limits.signIn('carla')).toBe(0);
  expect(await limits.signIn('carla')).toBe(1);
  await expect.poll(() => limits.signIn('carla'), { timeout: 5000, interval: 300 }).toBe(0);
});
