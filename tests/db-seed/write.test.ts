import { count } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { loadCity } from '../../content/load.ts';
import { comments, findings, goals, periods, plans, replies, reportEntries, reports, tallies, units, windows } from '../../db/schema/index.ts';
import { writeCity, writeDemo } from '../../db/seed/write.ts';
import { createTestDatabase } from '../support/database.ts';
import { city, demo, INSTALLED, ROOT } from './demo.fixture.ts';

test('the demonstration goes into an empty database, whole and quickly', async () => {
  const { db } = await createTestDatabase();
  const started = performance.now();
  await writeCity(db, city, INSTALLED);
  await writeDemo(db, demo);
  expect(performance.now() - started).toBeLessThan(15_000);
  const rows = async (table: Parameters<ReturnType<typeof db.select>['from']>[0]): Promise<number> =>
    (await db.select({ n: count() }).from(table))[0]?.n as number;
  expect(await Promise.all([units, periods, plans, goals, reports, reportEntries, findings, comments, replies, tallies].map(rows))).toEqual([
    122,
    8,
    demo.plans.length,
    demo.goals.length,
    demo.reports.length,
    demo.entries.length,
    demo.findings.length,
    demo.comments.length,
    demo.replies.length,
    demo.tallies.length,
  ]);
  const written = await db.select().from(windows).orderBy(windows.id);
  expect(written.map(({ id, state, keyCustody }) => [id, state, keyCustody])).toEqual([
    ['demo-2024', 'archived', 'demonstration'],
    ['demo-2025', 'draft', 'demonstration'],
  ]);
  expect(written[1]?.opensAt.toISOString()).toBe('2026-02-15T16:00:00.000Z');
  expect(written[1]?.closesAt.toISOString()).toBe('2026-04-01T15:59:59.999Z');
});

test('the survey city goes in as a draft window and nothing else', async () => {
  const { db } = await createTestDatabase();
  await writeCity(db, loadCity(ROOT, 'bloomington-2017'), INSTALLED);
  expect((await db.select().from(units)).length).toBe(43);
  expect((await db.select().from(windows)).map(({ id, state }) => [id, state])).toEqual([['bloomington-2017', 'draft']]);
});

test('writing is one transaction: a failure leaves nothing behind', async () => {
  const { db } = await createTestDatabase();
  await writeCity(db, city, INSTALLED);
  const broken = { ...demo, replies: [...demo.replies, { commentId: '00000000-0000-4000-8000-000000000000', body: 'x' }] };
  await expect(writeDemo(db, broken)).rejects.toThrow();
  expect((await db.select().from(plans)).length).toBe(0);
});
