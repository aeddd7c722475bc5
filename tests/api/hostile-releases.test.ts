import { expect, test } from 'vitest';
import { findRelease, insertRelease } from '../../db/queries/releases.ts';
import { insertRun } from '../../db/queries/scores.ts';
import { cycles } from '../../db/schema/cycles.ts';
import { createTestApp } from '../support/app.ts';

const { as, dependencies } = await createTestApp();
const { db } = dependencies;
await db.insert(cycles).values(['2024', '2025'].map((id, position) => ({ id, labelZh: id, labelEn: id, schemeId: 'demo-flagship', position })));
const [first, second] = [await as('office-staff'), await as('office-approver')];
/** A computation of nobody's scores. */
const result = JSON.stringify({ scheme: 's', engine: 'e', cycle: 'c', categories: [], units: [], unused: [] });
const compute = (cycleId: string) => insertRun(db, { cycleId, scheme: 's', engine: 'e', inputSha256: 'x', input: '{}', result });

test('a prepared release never brings back another cycle’s scores that were live when it was prepared', async () => {
  const [old, older] = [await compute('2024'), await compute('2025')];
  await insertRelease(db, { kind: 'daily', state: 'published', number: 1, manifestSha256: 'x', runs: { 2024: old.id, 2025: older.id } });
  const newer = await compute('2024');
  const prepared = await first.call('POST', '/api/v1/releases', { kind: 'score', cycle: '2024' });
  expect(prepared.body).toMatchObject({ state: 'prepared', cycles: ['2024'] });
  expect((await findRelease(db, prepared.body.id))?.runs).toEqual({ 2024: newer.id });
});

test('of many who publish at once one is heard; the one who prepared never, on whatever session', async () => {
  const prepared = await first.call('POST', '/api/v1/releases', { kind: 'score', cycle: '2025' });
  const address = `/api/v1/releases/${prepared.body.id}/publish`;
  expect((await first.call('POST', address)).body.code).toBe('release.same_person');
  const answers = await Promise.all(Array.from({ length: 8 }, () => second.call('POST', address)));
  expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array(7).fill(409)]);
});
