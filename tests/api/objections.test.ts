import { expect, test } from 'vitest';
import { insertRun } from '../../db/queries/scores.ts';
import { cycles } from '../../db/schema/cycles.ts';
import { units } from '../../db/schema/units.ts';
import { createTestApp, type Requester } from '../support/app.ts';
import { publishUnbuilt } from './releases/published.ts';

const city = await createTestApp();
const { as, dependencies, setTime } = city;
const { db, sql } = dependencies;
// Five minutes before the day ends in the city: the test crosses midnight without anybody's session running out.
setTime(new Date('2026-11-20T15:55:00Z'));
await db.insert(cycles).values(['2024', '2025'].map((id, position) => ({ id, labelZh: id, labelEn: id, schemeId: 'demo-flagship', position })));
await db.insert(units).values(['water', 'housing'].map((id, position) => ({ id, category: 'departments', nameZh: id, nameEn: id, position })));
const [office, approver, other] = [await as('office-staff'), await as('office-approver'), await as('office-approver')];
const [water, housing] = [await as('unit-editor', 'water'), await as('unit-editor', 'housing')];

/** A result with nothing but the parts and totals that objections look at. */
const resultOf = (totals: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    ...{ scheme: 's', engine: 'e', cycle: '2024', categories: [], unused: [] },
    units: Object.entries(totals).map(([id, total]) => ({
      ...{ id, category: 'departments', notes: [], total: { exact: total, rounded: total } },
      tree: {
        id: 'total',
        label: { zh: '总分', en: 'Total' },
        visibility: 'public',
        children: [{ id: 'management', label: { zh: '管理', en: 'Management' }, visibility: 'public', children: [] }],
      },
    })),
  });
const compute = (totals: Readonly<Record<string, string>>) =>
  insertRun(db, { cycleId: '2024', scheme: 's', engine: 'e', inputSha256: 'x', input: '{}', result: resultOf(totals) });

const TEXT = '管理得分中的迟报扣分与事实不符，我局按期报送。';
const REASON = '经核对报送记录，情况属实，予以更正。';
const file = (who: Requester, more: object = {}) => who.call('POST', '/api/v1/objections', { cycle: '2024', part: 'management', body: TEXT, ...more });
const act = (who: Requester, id: string, what: string, body?: unknown) => who.call('POST', `/api/v1/objections/${id}/${what}`, body);
const prepare = (more: object = {}) => office.call('POST', '/api/v1/releases', { kind: 'score', cycle: '2024', ...more });

let upheld = '';

test('nothing can be objected to before provisional scores are published', async () => {
  expect((await file(water)).body.code).toBe('objection.nothing_provisional');
});

test('scores cannot become final before they were provisional', async () => {
  await compute({ water: '80', housing: '70' });
  expect((await prepare({ stage: 'final' })).body.code).toBe('release.provisional_first');
  const prepared = await prepare();
  expect(prepared.body).toMatchObject({ stage: 'provisional', objectionsUntil: null, corrects: null, state: 'prepared' });
  expect((await approver.call('POST', `/api/v1/releases/${prepared.body.id}/publish`)).status).toBe(202);
  await publishUnbuilt(city, prepared.body.id, 1, '2026-11-20');
});

test('a unit objects about a part or a goal of its own, with words', async () => {
  expect((await file(water, { part: 'no-such-part' })).body.errors[0].path).toBe('part');
  expect((await file(water, { goal: 'g9' })).body.errors[0].path).toBe('goal');
  expect((await file(water, { body: '不对' })).body.errors[0].path).toBe('body');
  expect((await file(office)).status).toBe(403);
  const filed = await file(water, { document: '楚绩考〔2025〕3 号' });
  expect(filed.body).toMatchObject({ unit: 'water', state: 'open', publishedBody: null, document: '楚绩考〔2025〕3 号' });
  upheld = filed.body.id;
  expect((await file(water)).body.code).toBe('objection.repeated');
});

test('a unit sees its own objections only, the office all, with what can be objected to', async () => {
  await file(housing, { part: null });
  const own = (await water.call('GET', '/api/v1/objections')).body;
  expect(own.objections.map(({ unit }: { unit: string }) => unit)).toEqual(['water']);
  expect(own.periods).toMatchObject([{ cycle: '2024', release: 1, until: '2026-11-20', parts: [{ id: 'total' }, { id: 'management' }] }]);
  expect((await office.call('GET', '/api/v1/objections')).body.objections).toHaveLength(2);
  expect((await act(housing, upheld, 'withdrawal')).status).toBe(403);
});

test('the text is disclosed once, and before the decision', async () => {
  expect((await act(office, upheld, 'decision', { outcome: 'upheld', reasonZh: REASON })).body.code).toBe('objection.disclose_first');
  expect((await act(office, upheld, 'disclosure', {})).body.publishedBody).toBe(TEXT);
  expect((await act(office, upheld, 'disclosure', {})).body.code).toBe('objection.already_disclosed');
});

test('a decision has a reason; one that changes a figure takes effect with a second person only', async () => {
  expect((await act(office, upheld, 'decision', { outcome: 'upheld', reasonZh: '对' })).body.errors[0].path).toBe('reasonZh');
  expect((await act(office, upheld, 'decision', { outcome: 'refused', reasonZh: REASON, changesScore: true })).body.errors[0].path).toBe('changesScore');
  expect((await act(approver, upheld, 'confirmation', { confirm: true })).body.code).toBe('objection.nothing_to_confirm');
  const decided = await act(approver, upheld, 'decision', { outcome: 'upheld', reasonZh: REASON, changesScore: true });
  expect(decided.body).toMatchObject({ state: 'open', outcome: 'upheld' });
  const seen = (await water.call('GET', '/api/v1/objections')).body.objections[0];
  expect(seen, 'the unit sees no decision that has not taken effect').toMatchObject({ state: 'open', outcome: null, reason: null });
  expect((await act(office, upheld, 'decision', { outcome: 'partly', reasonZh: REASON })).body.code).toBe('objection.waiting');
  expect((await act(approver, upheld, 'confirmation', { confirm: true })).body.code).toBe('objection.same_person');
  expect((await act(office, upheld, 'confirmation', { confirm: true })).status).toBe(403);
  expect((await act(other, upheld, 'confirmation', { confirm: false })).body).toMatchObject({ state: 'open', outcome: null });
  await act(office, upheld, 'decision', { outcome: 'upheld', reasonZh: REASON, changesScore: true });
  expect((await act(approver, upheld, 'confirmation', { confirm: true })).body).toMatchObject({ state: 'upheld' });
  expect((await act(approver, upheld, 'confirmation', { confirm: true })).body.code).toBe('objection.already_decided');
});

test('the database itself refuses one person for both, and a decision without a reason', async () => {
  await expect(sql`update objections set confirmed_by = decided_by where id = ${upheld}`).rejects.toThrow('objections_two_people');
  await expect(sql`update objections set reason_zh = null where id = ${upheld}`).rejects.toThrow('objections_decided_has_reason');
});

test('scores become final when the days are over, each objection is decided and the figures follow', async () => {
  expect((await prepare()).body).toMatchObject({ status: 409, code: 'release.objections_open', messages: { zh: expect.stringContaining('2026-11-20') } });
  setTime(new Date('2026-11-20T15:59:59Z')); // the last second of the day in the city
  expect((await prepare()).body.code).toBe('release.objections_open');
  setTime(new Date('2026-11-20T16:00:00Z'));
  expect((await file(housing, { body: `${TEXT}另` })).body.code).toBe('objection.too_late');
  expect((await prepare()).body).toMatchObject({ code: 'release.objections_undecided', messages: { zh: expect.stringContaining('1 件') } });
  const [open] = (await housing.call('GET', '/api/v1/objections')).body.objections;
  expect((await act(housing, open.id, 'withdrawal')).body.state).toBe('withdrawn');
  expect((await prepare()).body).toMatchObject({ code: 'release.score_unchanged', messages: { zh: expect.stringContaining('water') } });
  await compute({ water: '82', housing: '70' });
  const prepared = await prepare();
  expect(prepared.body).toMatchObject({ stage: 'final' });
  expect((await approver.call('POST', `/api/v1/releases/${prepared.body.id}/publish`)).status).toBe(202);
  await publishUnbuilt(city, prepared.body.id, 2);
});

test('final scores are replaced by a correction only, with its reason in both languages, by two people', async () => {
  expect((await prepare()).body).toMatchObject({ code: 'release.correction_needed', messages: { zh: expect.stringContaining('第 2 号') } });
  const reason = { zh: '报送记录核对有误，更正迟报扣分。', en: 'The record of reports was misread; the deduction is corrected.' };
  expect((await prepare({ corrects: { release: 1, reason } })).body.code).toBe('release.wrong_correction');
  expect((await prepare({ corrects: { release: 2, reason: { ...reason, en: '' } } })).status).toBe(422);
  const prepared = await prepare({ corrects: { release: 2, reason } });
  expect(prepared.body).toMatchObject({ stage: 'final', corrects: { release: 2, reason } });
  expect((await office.call('POST', `/api/v1/releases/${prepared.body.id}/publish`)).body.code).toBe('release.same_person');
  expect((await approver.call('POST', `/api/v1/releases/${prepared.body.id}/publish`)).status).toBe(202);
  await expect(sql`update releases set reason_en = null where id = ${prepared.body.id}`).rejects.toThrow('releases_correction_has_reason');
  await expect(sql`update releases set published_by = prepared_by where id = ${prepared.body.id}`).rejects.toThrow('releases_two_people');
  await expect(sql`update releases set published_by = null where id = ${prepared.body.id}`).rejects.toThrow('releases_scores_by_two_named');
});

test('every step stands in the audit log', async () => {
  const actions = (await sql<{ action: string }[]>`select action from audit_log where subject = ${`objection:${upheld}`} order by sequence`).map(
    ({ action }) => action,
  );
  expect(actions).toEqual(['filed', 'disclosed', 'decision_proposed', 'decision_returned', 'decision_proposed', 'decided'].map((what) => `objection.${what}`));
});
