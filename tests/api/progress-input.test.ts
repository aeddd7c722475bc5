import { expect, test } from 'vitest';
import { createTestApp } from '../support/app.ts';
import { entry, seedPlans } from './progress.fixture.ts';

const { as, dependencies } = await createTestApp();
await seedPlans(dependencies.db);
const editor = await as('unit-editor', 'water');
const ADDRESS = '/api/v1/units/water/progress/2026/q4';

const one = (goal: string, more: Record<string, unknown> = {}) => ({ revision: 0, entries: [entry(goal, more)] });

/** What is sent, and where the fault must stand. */
const WRONG: readonly (readonly [name: string, body: unknown, path: string])[] = [
  ['unknown goal', one('water-none'), 'entries.0.goal'],
  ['another unit’s goal', one('housing-more'), 'entries.0.goal'],
  ['a goal twice', { revision: 0, entries: [entry('water-more'), entry('water-more')] }, 'entries.1.goal'],
  ['figure with unit', one('water-more', { reported: '1500 亩' }), 'entries.0.reported'],
  ['figure with separators', one('water-more', { reported: '1,500' }), 'entries.0.reported'],
  ['full-width digits', one('water-more', { reported: '１５００' }), 'entries.0.reported'],
  ['"about"', one('water-more', { reported: '约1500' }), 'entries.0.reported'],
  ['exponent', one('water-more', { reported: '1e3' }), 'entries.0.reported'],
  ['not a number', one('water-more', { reported: 'NaN' }), 'entries.0.reported'],
  ['a JSON number', one('water-more', { reported: 1500 }), 'entries.0.reported'],
  ['fraction', one('water-more', { reported: '1/3' }), 'entries.0.reported'],
  ['too many digits', one('water-more', { reported: '1'.repeat(31) }), 'entries.0.reported'],
  ['longer than any field', one('water-more', { reported: '1'.repeat(300) }), 'entries.0.reported'],
  ['figure for a milestone', one('water-step', { reported: '1' }), 'entries.0.reported'],
  ['figure for a composite goal', one('water-whole', { reported: '1' }), 'entries.0.reported'],
  ['day for a numeric goal', one('water-more', { doneOn: '2026-09-30' }), 'entries.0.doneOn'],
  ['day that does not exist', one('water-step', { doneOn: '2026-02-30' }), 'entries.0.doneOn'],
  ['day in the future', one('water-step', { doneOn: '2026-11-21' }), 'entries.0.doneOn'],
  ['share above 100', one('water-step', { share: '100.01' }), 'entries.0.share'],
  ['negative share', one('water-step', { share: '-1' }), 'entries.0.share'],
  ['day and share', one('water-step', { doneOn: '2026-09-30', share: '50' }), 'entries.0.share'],
  ['claimed done without a day', one('water-step', { claim: 'done' }), 'entries.0.doneOn'],
  ['unknown claim', one('water-more', { claim: 'brilliant' }), 'entries.0.claim'],
  ['unknown key', one('water-more', { verified: '1' }), 'entries.0'],
  ['endless narrative', { revision: 0, narrative: { zh: '长'.repeat(4001), en: '' }, entries: [] }, 'narrative.zh'],
  ['no revision', { entries: [] }, 'revision'],
  ['negative revision', { revision: -1, entries: [] }, 'revision'],
];

test.each(WRONG)('a draft is refused: %s', async (_name, body, path) => {
  const refused = await editor.call('PUT', ADDRESS, body);
  expect(refused.status).toBe(422);
  expect(refused.body.errors.map((fault: { path: string }) => fault.path)).toContain(path);
  expect((await editor.call('GET', ADDRESS)).body.revision).toBe(0);
});

test('all faults of a draft are told at once', async () => {
  const refused = await editor.call('PUT', ADDRESS, { revision: 0, entries: [entry('water-more', { reported: 'x' }), entry('water-step', { share: 'y' })] });
  expect(refused.body.errors).toHaveLength(2);
});

test('broken JSON and addresses that cannot exist are refused as problems', async () => {
  expect((await editor.call('PUT', ADDRESS, '{"revision":')).status).toBe(400);
  expect((await editor.call('GET', '/api/v1/units/water/progress/2026/Q%204')).status).toBe(422);
  expect((await editor.call('GET', '/api/v1/units/%00/plans/2026')).status).toBe(404);
});
