import { expect, test } from 'vitest';
import { publicWindows } from '../../api/releases/windows.ts';
import { confirmOpening, proposeOpening } from '../../api/windows/opening.usecases.ts';
import { closeClippings, openNumbers, receiveClippings } from '../../db/queries/clippings.ts';
import { listImports } from '../../db/queries/imports.ts';
import { listTallies } from '../../db/queries/leaves.ts';
import { clippingKeyings } from '../../db/schema/imports.ts';
import { envelopes } from '../../db/schema/windows.ts';
import { importFaults } from '../../proof/release/checks/imports.ts';
import { createTestApp } from '../support/app.ts';
import { insertCity, makeWindow } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const [one, two, three] = [await app.as('office-staff'), await app.as('office-staff'), await app.as('office-approver')];
const W = await makeWindow(deps, 'w1');
const at = (rest = ''): string => `/api/v1/windows/${W}/clippings${rest}`;
const key = (who: typeof one, number: number, keyed: string | { readonly spoiled: string }) =>
  who.call('POST', at(`/${number}/keyings`), typeof keyed === 'string' ? { text: keyed } : keyed);
const ORIGIN = { source: '《楚江日报》', method: '剪报票，编号后由两人各录一遍', from: '2026-11-01', to: '2026-11-20' };
const commit = () => one.call('POST', at('/commit'), { origin: ORIGIN });
const [first = '', second = ''] = deps.city.units.map(({ id }) => id);

test('clippings are numbered one after the other, also by several people at once', async () => {
  const answers = await Promise.all([one, two, three].map((who) => who.call('POST', at(), { count: 2 })));
  const ranges = answers.map(({ body }) => [body.first, body.last]).sort(([a], [b]) => a - b);
  expect(ranges).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
});

test('two different people key a clipping; equal readings settle it, however they were typed', async () => {
  expect((await key(one, 1, `1 12345\n${second} 00-11`)).body).toEqual({ keying: 1 });
  expect((await key(one, 1, '1 12345')).body.code).toBe('clipping.keyed_by_you');
  expect((await key(two, 1, '２　００－１１\n1 1 2 3 4 5\n')).body).toEqual({ keying: 2 });
  expect((await key(three, 1, '1 12345')).body.code).toBe('clipping.settled');
  const rows = await deps.db.select().from(clippingKeyings);
  expect(rows.some(({ sealed }) => Buffer.from(sealed).includes('good'))).toBe(false);
});

test('where they differ, a third person decides', async () => {
  await key(one, 2, '1 11111');
  await key(two, 2, '1 11112');
  expect((await three.call('GET', at())).body).toMatchObject({ open: 6, settled: 1, differing: [2] });
  expect((await key(one, 2, '1 11112')).body.code).toBe('clipping.keyed_by_you');
  expect((await key(three, 2, '1 11112')).body).toEqual({ keying: 3 });
  expect((await one.call('GET', at())).body).toMatchObject({ settled: 2, differing: [], next: [3, 4, 5, 6] });
});

test('the same clipping keyed by two at the same moment has a first and a second keying', async () => {
  const answers = await Promise.all([one, two].map((who) => key(who, 3, '1 55555')));
  expect(answers.map(({ body }) => body.keying).sort()).toEqual([1, 2]);
});

test.each([
  ['', '第1行：没有任何答案；空白票请选作废原因。'],
  ['999 11111', '第1行：没有单位“999”。'],
  ['0 11111', '第1行：没有单位“0”。'],
  ['1 1111', '第1行：应有 5 个答案，录了 4 个。'],
  ['1 11116', '第1行：“6”不是答案；可以录 1–5、0 或 -。'],
  ['1 -----', '第1行：一个答案也没有。'],
  ['1 11111\n1 22222', '第2行：单位“1”前面已经录过。'],
])('%j is not taken', async (text, sentence) => {
  const { status, body } = await key(one, 4, text);
  expect([status, body.errors[0].messages.zh]).toEqual([422, sentence]);
});

test('a number that nobody gave out, a reason that does not exist and others than the office are refused', async () => {
  expect((await key(one, 99, '1 11111')).body.code).toBe('clipping.unknown');
  expect((await key(one, 4, { spoiled: 'ugly' })).status).toBe(422);
  expect((await one.call('POST', at('/none/keyings'), { text: '1 11111' })).status).toBe(422);
  expect((await (await app.as('auditor')).call('POST', at(), { count: 1 })).status).toBe(403);
});

test('nothing is counted while one is left; then all are, with what differed and what was spoiled', async () => {
  await key(one, 4, { spoiled: 'copy' });
  await key(two, 4, { spoiled: 'copy' });
  await key(one, 5, { spoiled: 'blank' });
  await key(two, 5, '1 33333');
  await key(three, 5, { spoiled: 'blank' });
  expect((await commit()).body).toMatchObject({ code: 'clipping.not_settled', messages: { zh: '还有 1 张没有录完或两遍不一致：6。' } });
  expect(await deps.db.$count(envelopes)).toBe(0);
  await key(one, 6, '1 22222');
  await key(two, 6, '1 22222');
  expect((await commit()).body).toEqual({ received: 6, spoiled: { copy: 1, blank: 1 }, differed: 2, ballots: 5 });
  expect(await deps.db.$count(envelopes)).toBe(5);
  expect(await deps.db.$count(clippingKeyings)).toBe(0);
  expect((await commit()).body.code).toBe('clipping.none');
  expect((await key(one, 6, '1 22222')).body.code).toBe('clipping.settled');
  expect((await listImports(deps.db, W))[0]).toMatchObject({ kind: 'clippings', group: 'public-newspaper', channel: 'newspaper', people: 6, origin: ORIGIN });
});

test('clippings that come while others are being counted wait for the next count', async () => {
  const [counted] = await listImports(deps.db, W);
  await receiveClippings(deps.db, W, 1);
  const before = await openNumbers(deps.db, W);
  await receiveClippings(deps.db, W, 2);
  await closeClippings(deps.db, W, counted?.id ?? '', before.at(-1) ?? 0);
  expect([before, await openNumbers(deps.db, W)]).toEqual([[7], [8, 9]]);
});

test('opened, they are the answers of the newspaper group and of no other', async () => {
  const early = { kind: 'close-early', reason: '测试提前截止' };
  const refused = await one.call('POST', `/api/v1/windows/${W}/decisions`, early);
  expect(refused.body).toMatchObject({ status: 409, code: 'window.something_waits' });
  expect(refused.body.messages.zh).toContain('还有 2 张剪报票、0 个上传文件、0 个合作机构批次');
  expect((await one.call('POST', `/api/v1/windows/${W}/decisions`, { ...early, leaveOut: true })).status).toBe(200);
  expect((await two.call('POST', `/api/v1/windows/${W}/decisions/close-early/confirm`)).status).toBe(200);
  expect((await one.call('GET', `/api/v1/windows/${W}/closing`)).body.statement.leftOut).toEqual({ clippings: 2, files: 0, batches: 0 });
  await proposeOpening(deps, W, one.userId ?? '');
  await (await confirmOpening(deps, W, two.userId ?? '')).finished;
  const tallies = await listTallies(deps.db, W);
  expect(tallies.map(({ unitId, group }) => [unitId, group]).sort()).toEqual(
    [
      [first, 'public-newspaper'],
      [second, 'public-newspaper'],
    ].sort(),
  );
  expect(tallies.find(({ unitId }) => unitId === first)?.counts.results).toEqual({ good5: 2, good4: 1, good1: 1 });
  expect(tallies.find(({ unitId }) => unitId === second)?.counts.results).toEqual({ dk: 1 });
  const [record] = (await publicWindows(deps, deps.db)).records;
  expect(record?.imports).toEqual([
    expect.objectContaining({
      kind: 'clippings',
      people: 6,
      ballots: 5,
      sha256: null,
      origin: ORIGIN,
      clippings: { received: 6, spoiled: { copy: 1, blank: 1 }, differed: 2 },
    }),
  ]);
  expect(record && importFaults(record)).toEqual([]);
}, 60_000);
