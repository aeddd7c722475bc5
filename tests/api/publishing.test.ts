import { expect, test } from 'vitest';
import { takeSnapshot } from '../../api/releases/snapshot.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../../api/windows/opening.usecases.ts';
import { moveRelease } from '../../db/queries/releases.ts';
import { latestRun } from '../../db/queries/scores.ts';
import type { PublicPlan, PublicReport, PublicWindow } from '../../proof/release/files.ts';
import { createTestApp } from '../support/app.ts';
import { seedDemo, WINDOW } from '../support/demo.ts';

const city = await createTestApp();
const { dependencies: deps, as, anonymous, builds } = city;
await seedDemo(city, ['water', 'education', 'housing']);
const first = await as('office-staff');
const second = await as('office-approver');

const file = async (path: string, runs: Record<string, string> = {}): Promise<string> => {
  const snapshot = await takeSnapshot(deps, deps.db, runs);
  return snapshot.files.find((one) => one.path === path)?.text ?? '';
};

test('an open window cannot be scored, and its snapshot shows dates and custody only', async () => {
  expect((await first.call('POST', '/api/v1/cycles/2025/scores')).body.code).toBe('scores.window_not_opened');
  const windows = JSON.parse(await file('windows.json')) as PublicWindow[];
  expect(windows.find(({ id }) => id === WINDOW)).toMatchObject({ state: 'open', keyCustody: 'demonstration', closingRoot: null, ballots: null, origin: null });
});

test('before a release nothing can be taken for import', async () => {
  expect((await anonymous.call('GET', '/api/v1/cycles/2025/exports/public-scores.csv')).body.code).toBe('scores.not_computed');
});

test('the office closes, two people open, one computes and previews with reasons', async () => {
  const [one, other] = [first.userId ?? '', second.userId ?? ''];
  await closeWindow(deps, WINDOW, one, 'end of the test');
  await proposeOpening(deps, WINDOW, one);
  await expect(confirmOpening(deps, WINDOW, one)).rejects.toThrow();
  await (await confirmOpening(deps, WINDOW, other)).finished;
  const summary = await first.call('POST', '/api/v1/cycles/2025/scores');
  expect(summary.status, JSON.stringify(summary.body).slice(0, 400)).toBe(200);
  const departments = summary.body.categories.find((one: { category: string }) => one.category === 'departments');
  const lines = new Map(departments.lines.map((line: { unit: string }) => [line.unit, line]));
  expect(lines.get('education')).toMatchObject({ total: expect.stringMatching(/^\d+\.\d\d$/), image: expect.any(String), previousTotal: null });
  expect(lines.get('audit')).toMatchObject({ total: null, rank: null, reasons: expect.arrayContaining([expect.objectContaining({ zh: expect.any(String) })]) });
});

test('computing twice from the same data gives the same bytes', async () => {
  const once = await latestRun(deps.db, '2025');
  await first.call('POST', '/api/v1/cycles/2025/scores');
  const again = await latestRun(deps.db, '2025');
  expect(again?.id).not.toBe(once?.id);
  expect(again?.input).toBe(once?.input);
  expect(again?.result).toBe(once?.result);
});

test('publishing takes a second person, and each release is built once', async () => {
  const prepared = await first.call('POST', '/api/v1/releases', { kind: 'score', cycle: '2025' });
  expect(prepared.body).toMatchObject({ state: 'prepared', number: null, cycles: ['2025'] });
  const address = `/api/v1/releases/${prepared.body.id}/publish`;
  expect((await first.call('POST', address)).body.code).toBe('release.same_person');
  expect((await second.call('POST', address)).status).toBe(202);
  expect((await second.call('POST', address)).body.code).toBe('release.already_moved');
  expect(builds).toEqual([prepared.body.id]);
});

test('after publication anyone takes the public scores as CSV, XLSX and JSON', async () => {
  const run = await latestRun(deps.db, '2025');
  await moveRelease(deps.db, builds[0] as string, 'building', {
    state: 'published',
    number: 1,
    manifestSha256: 'x',
    runs: { 2025: run?.id ?? '' },
    objectionsUntil: '2026-12-01',
  });
  const json = await anonymous.call('GET', '/api/v1/cycles/2025/exports/public-scores.json');
  expect(json.body.scores).toHaveLength(122);
  const education = json.body.scores.find((score: { unit: string }) => score.unit === 'education');
  expect(education).toMatchObject({ nameZh: '市教育局', publicImage: expect.stringMatching(/^\d+\.\d\d$/), validAnswers: expect.any(Number) });
  const csv = await city.app.request('/api/v1/cycles/2025/exports/public-scores.csv');
  expect(csv.headers.get('content-disposition')).toContain('2025-public-scores.csv');
  expect((await csv.text()).split('\n').find((line) => line.startsWith('education,'))).toContain(education.publicImage);
  const xlsx = await city.app.request('/api/v1/cycles/2025/exports/public-scores.xlsx');
  expect(new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
});

test('the snapshot holds the water bureau’s own claim beside what its figures say', async () => {
  const plans = JSON.parse(await file('plans.json')) as PublicPlan[];
  const goals = plans.find(({ unit, cycle }) => unit === 'water' && cycle === '2025')?.goals ?? [];
  const all = goals.flatMap((goal) => [goal, ...goal.components]);
  const statuses = new Set(all.map((goal) => goal.latest.status));
  expect([...statuses].sort()).toEqual(['done', 'not-comparable', 'not-done', 'not-reported', 'partly'].filter((status) => statuses.has(status as never)));
  expect(all.some((goal) => goal.latest.ratio === '104.00')).toBe(true);
  expect(all.filter((goal) => goal.borrowed !== null).length).toBeGreaterThan(10);
});

test('a report that is not there is awaited until its day and overdue after it', async () => {
  const q4 = async (): Promise<PublicReport | undefined> =>
    (JSON.parse(await file('reports.json')) as PublicReport[]).find(({ unit, cycle, period }) => unit === 'housing' && cycle === '2025' && period === 'q4');
  expect(await q4()).toMatchObject({ state: 'awaited', late: false });
  city.setTime(new Date('2026-12-02T08:00:00Z'));
  expect(await q4()).toMatchObject({ state: 'overdue', late: true });
  city.setTime(new Date('2026-11-20T08:00:00Z'));
});

test('a snapshot names nothing that is not public: no pending comment, no login, no mark', async () => {
  const everything = (await takeSnapshot(deps, deps.db, {})).files.map((one) => one.text).join('\n');
  const texts = JSON.stringify((await takeSnapshot(deps, deps.db, {})).texts);
  const [withdrawn] = await deps.sql`select id, body from comments where state = 'withdrawn'`;
  expect([everything.includes(withdrawn?.id), (everything + texts).includes(withdrawn?.body)]).toEqual([true, false]);
  const hidden =
    await deps.sql`select id, body from comments c where state in ('pending', 'rejected') and not exists (select 1 from comments p where p.state = 'published' and position(c.body in p.body) > 0)`;
  expect(hidden.length).toBeGreaterThan(5);
  expect(hidden.filter(({ id, body }) => (everything + texts).includes(id) || (everything + texts).includes(body))).toEqual([]);
  for (const [table, column] of [
    ['users', 'login'],
    ['comments', 'tracking_hash'],
  ] as const) {
    const rows = await deps.sql.unsafe(`select ${column} as secret from ${table} limit 20`);
    expect(rows.filter((row) => everything.includes(row.secret))).toEqual([]);
  }
});

test('a release that was prepared before newer scores went out cannot bring the old ones back', async () => {
  const reason = { zh: '计票汇总有误，更正。', en: 'The counts were added up wrongly.' };
  const correction = { kind: 'score', cycle: '2025', corrects: { release: 1, reason } };
  const old = (await first.call('POST', '/api/v1/releases', correction)).body.id;
  await first.call('POST', '/api/v1/cycles/2025/scores');
  const fresh = (await first.call('POST', '/api/v1/releases', correction)).body.id;
  expect((await second.call('POST', `/api/v1/releases/${fresh}/publish`)).status).toBe(202);
  expect((await second.call('POST', `/api/v1/releases/${old}/publish`)).body).toMatchObject({ status: 409, code: 'release.outdated' });
});
