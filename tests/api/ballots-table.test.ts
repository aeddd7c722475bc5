import { expect, test } from 'vitest';
import { createClient } from '../../api/client.ts';
import { entitlementCookie } from '../../api/proofs/entitlement.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { envelopes } from '../../db/schema/windows.ts';
import { type TablePage, type TableState, tablePage } from '../../site/workspace/rate/server/table.ts';
import { answerName, nameOf } from '../../site/workspace/rate/server/table-form.ts';
import { createTestApp, ORIGIN } from '../support/app.ts';
import { castPlain, insertCity, makeRater, makeWindow } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const [FIRST = '', SECOND = '', THIRD = ''] = deps.city.units.map(({ id }) => id);
const path = `/api/v1/windows/${W}/ballots`;

const cookieOf = (subject: string, more: object = {}): string => {
  const right = { window: W, group: 'deputies', channel: 'invitation', stratum: 'all', subject, ...more };
  return entitlementCookie(right, deps.secrets.derive('entitlement'), deps.clock(), false).split(';')[0] ?? '';
};

test('the blank ballots of one sitting: a line for each unit, with what is in the box', async () => {
  const rater = await makeRater(app, W, 'deputies');
  await castPlain(rater, W, SECOND, { overall: 'good2' });
  const { status, body } = await rater.call('GET', path);
  expect(status).toBe(200);
  expect(body).toMatchObject({ window: W, group: 'deputies', channel: 'invitation', questionnaire: { id: 'panel', layout: 'table' } });
  expect(body.units.map(({ unit }: { unit: string }) => unit)).toEqual(deps.city.units.map(({ id }) => id));
  const { body: single } = await rater.call('GET', `/api/v1/windows/${W}/units/${SECOND}/ballot`);
  expect(body.units[1]).toEqual({ unit: SECOND, ticket: single.ticket, revision: 1, ownUnit: false });
  expect(body.units[0].revision).toBe(0);
  expect(new Set(body.units.map(({ ticket }: { ticket: string }) => ticket)).size).toBe(body.units.length);
});

test('without a right, or with that of another window, there is no table', async () => {
  expect((await app.anonymous.call('GET', path)).body.code).toBe('proof.missing');
  await makeWindow(deps, 'w-else');
  const stranger = await makeRater(app, 'w-else', 'deputies');
  expect((await stranger.call('GET', path)).body.code).toBe('ballot.other_window');
  await deps.sql`update windows set state = 'closed' where id = 'w-else'`;
});

async function visit(cookie: string, fields: Readonly<Record<string, string>> | null = null): Promise<{ page: TablePage; status: number }> {
  const { api } = createClient(app.app, ORIGIN, { cookie, language: 'zh', address: '', agent: '' });
  const response = { status: 200, headers: new Headers() };
  const request = new Request(
    `${ORIGIN}/rate/table`,
    fields ? { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields) } : { headers: { cookie } },
  );
  const context = { locals: { api, city: deps.city }, params: {}, request, response } as unknown as Parameters<typeof tablePage>[0];
  return { page: (await tablePage(context)) as TablePage, status: response.status };
}

const tableOf = ({ page }: { page: TablePage }): TableState => {
  if (page.view !== 'table') throw new Error(`the page shows ${page.view}`);
  return page.table;
};

/** What a browser without scripts sends: every row as it stands in the page, with what was chosen. */
function formOf({ rows, group, receipts }: TableState, save: string, chosen: Readonly<Record<string, string>>): Record<string, string> {
  const fields: Record<string, string> = { step: 'table', group, save, receipts: JSON.stringify(receipts) };
  for (const { unit, ticket, revision, salt, kept, answers, ownUnit } of rows) {
    if (ownUnit) continue;
    for (const [name, value] of Object.entries({ ticket, revision, salt, kept })) fields[nameOf(unit.id, name)] = String(value);
    const level = chosen[unit.id] ?? answers['overall'];
    if (level !== undefined) fields[answerName(unit.id, 'overall')] = level;
  }
  return fields;
}

const line = (table: TableState, unit: string) => table.rows.find((row) => row.unit.id === unit);
const box = () => deps.db.$count(envelopes);

test('without JavaScript: one row by its button, the others by the one for all, unchanged rows not again', async () => {
  const cookie = cookieOf('b'.repeat(64));
  const before = await box();
  const one = tableOf(await visit(cookie, formOf(tableOf(await visit(cookie)), FIRST, { [FIRST]: 'good5', [SECOND]: 'good1' })));
  expect(await box()).toBe(before + 1);
  expect(line(one, FIRST)).toMatchObject({ saved: true, inBox: 1, revision: 2, answers: { overall: 'good5' } });
  expect(line(one, SECOND)).toMatchObject({ saved: false, inBox: 0, answers: { overall: 'good1' } });
  const all = tableOf(await visit(cookie, formOf(one, 'all', { [THIRD]: 'dk' })));
  expect(await box()).toBe(before + 3);
  expect([FIRST, SECOND, THIRD].map((unit) => line(all, unit)?.inBox)).toEqual([1, 1, 1]);
  const changed = tableOf(await visit(cookie, formOf(all, 'all', { [SECOND]: 'good3' })));
  expect([FIRST, SECOND, THIRD].map((unit) => line(changed, unit)?.inBox)).toEqual([1, 2, 1]);
  expect(Object.keys(changed.receipts).sort()).toEqual([FIRST, SECOND, THIRD].sort());
  expect(changed.receipts[SECOND]?.receipt.revision).toBe(2);
  expect(await box()).toBe(before + 3);
});

test('the same form sent twice counts once', async () => {
  const cookie = cookieOf('c'.repeat(64));
  const fields = formOf(tableOf(await visit(cookie)), 'all', { [FIRST]: 'good4', [SECOND]: 'good4' });
  const before = await box();
  await Promise.all([visit(cookie, fields), visit(cookie, fields)]);
  const after = tableOf(await visit(cookie, fields));
  expect(await box()).toBe(before + 2);
  expect([line(after, FIRST)?.inBox, line(after, SECOND)?.inBox]).toEqual([1, 1]);
});

test('the own unit has no row to fill in, and one that is made up is refused', async () => {
  const cookie = cookieOf('d'.repeat(64), { refused: [FIRST] });
  const table = tableOf(await visit(cookie));
  expect(line(table, FIRST)?.ownUnit).toBe(true);
  const fields = { ...formOf(table, 'all', { [SECOND]: 'good4' }), [nameOf(FIRST, 'ticket')]: 'A'.repeat(22), [answerName(FIRST, 'overall')]: 'good5' };
  const { page, status } = await visit(cookie, fields);
  expect(status).toBe(422);
  expect(line(tableOf({ page }), SECOND)).toMatchObject({ saved: true, inBox: 1 });
  expect(line(tableOf({ page }), FIRST)?.inBox).toBe(0);
});

test.each([
  ['an invented level', 'good9'],
  ['a level that every object has', 'constructor'],
])('%s: the row says why, the others are saved, and nothing chosen is lost', async (_, level) => {
  const cookie = cookieOf(`e${level}`.padEnd(64, '0'));
  const { page, status } = await visit(cookie, formOf(tableOf(await visit(cookie)), 'all', { [FIRST]: level, [SECOND]: 'good4' }));
  expect(status).toBe(422);
  expect(line(tableOf({ page }), FIRST)).toMatchObject({ saved: false, inBox: 0, problem: expect.stringContaining('没有投入') });
  expect(line(tableOf({ page }), SECOND)).toMatchObject({ saved: true, inBox: 1 });
});

test('a row without an answer is not cast, and says so; receipts that somebody made up are dropped', async () => {
  const cookie = cookieOf('f'.repeat(64));
  const fields = { ...formOf(tableOf(await visit(cookie)), FIRST, {}), receipts: '[1,' };
  const { page, status } = await visit(cookie, fields);
  expect(status).toBe(422);
  expect(line(tableOf({ page }), FIRST)?.problem).toContain('没有投入');
  expect(tableOf({ page }).receipts).toEqual({});
});

test('the right runs out while the table is filled in: everything chosen stays on the page, to be sent again', async () => {
  const cookie = cookieOf('9'.repeat(64));
  const fields = formOf(tableOf(await visit(cookie)), 'all', { [FIRST]: 'good2', [THIRD]: 'dk' });
  const before = await box();
  const { page, status } = await visit('', fields);
  expect(status).toBe(401);
  const table = tableOf({ page });
  expect(table.problem?.kind).toBe('expired');
  expect(line(table, FIRST)).toMatchObject({ answers: { overall: 'good2' }, ticket: fields[nameOf(FIRST, 'ticket')], salt: fields[nameOf(FIRST, 'salt')] });
  expect(await box()).toBe(before);
  const again = tableOf(await visit(cookie, formOf(table, 'all', {})));
  expect([line(again, FIRST)?.inBox, line(again, THIRD)?.inBox]).toEqual([1, 1]);
});

test('after closing the table is closed, and a form sent late is told to be lost', async () => {
  const late = await makeWindow(deps, 'w-late');
  const cookie = cookieOf('8'.repeat(64), { window: late });
  await deps.sql`update windows set state = 'closed' where id = ${W}`;
  const fields = formOf(tableOf(await visit(cookie)), 'all', { [FIRST]: 'good2' });
  await closeWindow(deps, late, '00000000-0000-4000-8000-000000000001', '测试提前截止');
  expect((await visit(cookie, fields)).page).toMatchObject({ view: 'closed', lost: true });
});
