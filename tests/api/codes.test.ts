import { eq } from 'drizzle-orm';
import { writeXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { codes, rosterEntries } from '../../db/schema/proofs.ts';
import { createRequester, createTestApp, type Requester } from '../support/app.ts';
import { castPlain, GOOD, insertCity, makeWindow, salt } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps, anonymous } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const [UNIT = '', OTHER = ''] = deps.city.units.map(({ id }) => id);
const office = await app.as('office-staff');
const at = (window = W): string => `/api/v1/windows/${window}/codes`;
const show = (code: string, browser = createRequester(app.app, null)) => browser.call('POST', `/api/v1/windows/${W}/proofs/code`, { code });

interface Sheet {
  readonly code: string;
  readonly address: readonly string[];
}
const issue = async (body: Record<string, unknown>): Promise<{ batch: string; sheets: Sheet[] }> => {
  const answer = await office.call('POST', at(), body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const line = (n: number, employer: string | null = null) => ({ key: `no-${n}`, address: [`地址 ${n} 号`, `居民 ${n}`], employer });
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => line(from + i));
const channelOf = async (group: string, id: string, window = W) => {
  const { body } = await anonymous.call('GET', `/api/v1/windows/${window}`);
  return body.groups.find((entry: { id: string }) => entry.id === group).channels.find((entry: { id: string }) => entry.id === id);
};

/** Casts under a ticket of another unit's blank, for a unit that gives no blank. */
async function castBlindly(browser: Requester, unit: string, from: string, answers: Record<string, string>) {
  const { ticket } = (await browser.call('GET', `/api/v1/windows/${W}/units/${from}/ballot`)).body;
  return browser.call('POST', `/api/v1/windows/${W}/units/${unit}/ballot/plain`, { ticket, revision: 1, salt: salt(), answers });
}

/** Everything that the database holds, as text. */
async function dump(): Promise<string> {
  const tables = await deps.sql<{ name: string }[]>`select table_name as name from information_schema.tables where table_schema in ('public', 'pgboss')`;
  const parts = await Promise.all(
    tables.map(({ name }) => deps.sql.unsafe(`select coalesce(json_agg(t), '[]')::text as rows from "${name}" t`).catch(() => [])),
  );
  return JSON.stringify(parts);
}

test('codes are in the answer and nowhere in the database; neither is a word of the list', async () => {
  const { sheets } = await issue({ group: 'community', roster: lines(0, 6) });
  const batch = await issue({ group: 'public-web', count: 4 });
  expect(sheets.map(({ address }) => address[1])).toEqual(['居民 0', '居民 1', '居民 2', '居民 3', '居民 4', '居民 5']);
  await show(sheets[0]?.code ?? '');
  const everything = await dump();
  for (const { code } of [...sheets, ...batch.sheets]) {
    expect(everything).not.toContain(code);
    expect(everything).not.toContain(code.replaceAll('-', ''));
  }
  for (const word of ['居民', '地址 1', 'no-1']) expect(everything).not.toContain(word);
  const { body } = await office.call('GET', at());
  expect(JSON.stringify(body)).not.toContain(sheets[0]?.code);
});

test('what the list was given says nothing about which code: rows stand in the order of their hashes', async () => {
  const { batch } = await issue({ group: 'deputies', roster: lines(100, 130) });
  const stored = await deps.sql<{ hash: string }[]>`select code_hash as hash from codes where batch_id = ${batch} order by ctid`;
  expect(stored.map(({ hash }) => hash)).toEqual([...stored.map(({ hash }) => hash)].sort());
  const entries = await deps.sql<{ hash: string }[]>`select entry_hash as hash from roster_entries where batch_id = ${batch} order by ctid`;
  expect(entries.map(({ hash }) => hash)).toEqual([...entries.map(({ hash }) => hash)].sort());
});

test('an employer that the list names is refused, and nothing but that unit', async () => {
  const { sheets } = await issue({ group: 'civil-servants', roster: [...Array(6)].map((_, i) => line(200 + i, i === 2 ? UNIT : null)) });
  const browser = createRequester(app.app, null);
  expect((await show(sheets[2]?.code ?? '', browser)).body.refused).toEqual([UNIT]);
  const panel = { overall: 'good4' };
  expect((await browser.call('GET', `/api/v1/windows/${W}/units/${UNIT}/ballot`)).body.code).toBe('ballot.own_unit');
  expect((await castBlindly(browser, UNIT, OTHER, panel)).body.code).toBe('ballot.own_unit');
  expect((await castPlain(browser, W, OTHER, panel)).status).toBe(200);
});

test('a declared employer is refused too, beside the one that the list names', async () => {
  const { sheets } = await issue({ group: 'public-web', count: 1 });
  const browser = createRequester(app.app, null);
  const code = sheets[0]?.code ?? '';
  const proved = await browser.call('POST', `/api/v1/windows/${W}/proofs/code`, { code, employer: OTHER });
  expect(proved.body.refused).toEqual([OTHER]);
  expect((await castBlindly(browser, OTHER, UNIT, GOOD)).body.code).toBe('ballot.own_unit');
  expect((await browser.call('POST', `/api/v1/windows/${W}/proofs/code`, { code, employer: 'nowhere' })).body.code).toBe('proof.unknown_employer');
});

test('a list is checked whole: too short, too long, twice the same person, a person who has a code', async () => {
  const tried = async (group: string, roster: unknown[]) => (await office.call('POST', at(), { group, roster })).body;
  expect((await tried('community', lines(300, 304))).code).toBe('proof.roster_too_short');
  expect((await tried('community', lines(300, 420))).code).toBe('proof.roster_too_long');
  const twice = await tried('community', [...lines(310, 315), line(312)]);
  expect(twice).toMatchObject({ code: 'proof.bad_roster', errors: [{ path: 'roster.5' }] });
  await issue({ group: 'community', roster: lines(320, 325) });
  expect((await tried('community', lines(321, 330))).errors).toHaveLength(4);
  expect((await tried('community', [...lines(330, 335), line(336, 'nowhere')])).code).toBe('proof.unknown_employer');
  expect(await deps.db.$count(rosterEntries, eq(rosterEntries.group, 'community'))).toBe(11);
});

test('a batch by number: unused codes become void with a sentence of their own, used ones stay good', async () => {
  const { batch, sheets } = await issue({ group: 'public-web', count: 5 });
  const [used = '', unused = ''] = sheets.map(({ code }) => code);
  await show(used);
  expect((await office.call('POST', `${at()}/${batch}/void`)).body).toEqual({ voided: 4 });
  expect((await show(used)).status).toBe(200);
  expect((await show(unused)).body).toMatchObject({ status: 401, code: 'proof.voided_code' });
  expect((await office.call('POST', `${at()}/${batch}/void`)).body.code).toBe('proof.already_void');
  expect((await office.call('GET', at())).body.batches.find(({ id }: { id: string }) => id === batch)).toMatchObject({
    codes: 5,
    voided: 4,
    fromRoster: false,
  });
  expect((await channelOf('public-web', 'code')).voided).toBe(4);
});

test('a batch from a list can be made void while nobody has used it, and the people get new letters; afterwards not', async () => {
  const first = await issue({ group: 'journalists', roster: lines(400, 406) });
  expect((await office.call('POST', `${at()}/${first.batch}/void`)).body).toEqual({ voided: 6 });
  const second = await issue({ group: 'journalists', roster: lines(400, 406) });
  await show(second.sheets[3]?.code ?? '');
  expect((await office.call('POST', `${at()}/${second.batch}/void`)).body.code).toBe('proof.roster_in_use');
});

test('of codes shown while their batch becomes void, each is either used and good, or void', async () => {
  const { batch, sheets } = await issue({ group: 'public-web', count: 30 });
  const [voided, ...shown] = await Promise.all([office.call('POST', `${at()}/${batch}/void`), ...sheets.map(({ code }) => show(code))]);
  const good = shown.filter(({ status }) => status === 200).length;
  expect(voided.body.voided + good).toBe(30);
  for (const { code } of sheets.filter((_, i) => shown[i]?.status === 200)) expect((await show(code)).status).toBe(200);
});

test('what a channel makes unique is told from what was issued; uses are counted once and told after closing', async () => {
  const w = await makeWindow(deps, 'w-counts', { closesIn: 3_600_000 });
  const [inW, code] = [
    (group: string) => channelOf(group, 'invitation', w),
    async (body: object) => (await office.call('POST', at(w), body)).body.sheets[0].code,
  ];
  const shown = await code({ group: 'deputies', roster: lines(500, 510) });
  expect(await inW('deputies')).toMatchObject({ unique: 'person', issued: 10, used: null });
  for (let i = 0; i < 3; i++) await createRequester(app.app, null).call('POST', `/api/v1/windows/${w}/proofs/code`, { code: shown });
  await code({ group: 'honorary', count: 2 });
  expect(await inW('honorary')).toMatchObject({ unique: 'proof', uniqueNote: { zh: expect.stringContaining('凭证') } });
  await deps.sql`update windows set closes_at = now() - interval '1 second' where id = ${w}`;
  const closed = await office.call('POST', `/api/v1/windows/${w}/close`);
  expect(closed.body.statement.channels).toContainEqual({ group: 'deputies', channel: 'invitation', issued: 10, used: 1, ballots: 0 });
  expect(await inW('deputies')).toMatchObject({ issued: 10, used: 1 });
  expect((await office.call('POST', at(w), { group: 'deputies', count: 1 })).body.code).toBe('proof.codes_not_issuable');
});

test('a list comes as XLSX or CSV; employers are found by name, and what names nobody is told by line', async () => {
  const file = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
  const name = deps.city.units[0]?.name.zh ?? '';
  const rows = [
    ['社区居民代表名册'],
    ['编号', '姓名', '通信地址', '邮编', '工作单位'],
    ...[1, 2, 3, 4, 5].map((n) => [`A-${n}`, `代表${n}`, `某街 ${n} 号`, '400000', n === 2 ? name : '']),
  ];
  const xlsx = await writeXlsx({ sheets: [{ name: '名册', rows }] });
  const { sheets } = await issue({ group: 'community', file: file(xlsx) });
  expect(sheets[1]?.address).toEqual(['400000', '某街 2 号', '代表2']);
  expect((await show(sheets[1]?.code ?? '')).body.refused).toEqual([UNIT]);
  const csv = `编号,姓名\n${[6, 7, 8, 9].map((n) => `B-${n},代表${n}`).join('\n')}\n,,\n,\n`;
  expect((await office.call('POST', at(), { group: 'community', file: file(csv) })).body.code).toBe('proof.roster_too_short');
  expect((await office.call('POST', at(), { group: 'community', file: file('编号,姓名,工作单位\n,,市水利局\n') })).body).toMatchObject({
    code: 'proof.bad_roster',
    errors: [{ path: 'line 2' }],
  });
  for (const rubbish of ['', 'x', '\u0000\u0001', 'PK\u0003\u0004rubbish', '甲,乙\n1,2\n'])
    expect((await office.call('POST', at(), { group: 'community', file: file(rubbish) })).status).toBe(422);
});

test('a number or a list, not both and not neither; unknown groups, windows, batches; strangers', async () => {
  for (const body of [
    { group: 'deputies' },
    { group: 'deputies', count: 3, roster: lines(0, 3) },
    { group: 'deputies', count: 0 },
    { group: 'deputies', count: 1e9 },
  ])
    expect((await office.call('POST', at(), body)).status).toBe(422);
  expect((await office.call('POST', at(), { group: 'nobody', count: 1 })).status).toBe(409);
  expect((await office.call('POST', at('none'), { group: 'deputies', count: 1 })).status).toBe(404);
  expect((await office.call('GET', at('none'))).status).toBe(404);
  expect((await office.call('POST', `${at()}/00000000-0000-4000-8000-000000000000/void`)).body.code).toBe('proof.unknown_batch');
  for (const stranger of [anonymous, await app.as('unit-editor', UNIT)])
    expect([401, 403]).toContain((await stranger.call('POST', at(), { group: 'deputies', count: 1 })).status);
});

test('issuing and voiding stand in the audit log, without a code', async () => {
  const { body } = await (await app.as('auditor')).call('GET', '/api/v1/audit?limit=200');
  for (const action of ['codes.issued', 'codes.voided']) expect(JSON.stringify(body)).toContain(`"${action}"`);
});

test('codes that are cut short, swapped or of another window are told apart', async () => {
  const { sheets } = await issue({ group: 'public-web', count: 2 });
  const code = sheets[0]?.code ?? '';
  for (const [typed, expected] of [
    [code.slice(0, -1), 'proof.mistyped_code'],
    [`${code}0`, 'proof.mistyped_code'],
    ['', 'request.invalid'],
    ['零一二三', 'proof.mistyped_code'],
    ["' or 1=1 --", 'proof.mistyped_code'],
  ] as const)
    expect((await show(typed)).body.code).toBe(expected);
  await makeWindow(deps, 'w-other');
  expect((await anonymous.call('POST', '/api/v1/windows/w-other/proofs/code', { code })).body.code).toBe('proof.unknown_code');
  expect((await anonymous.call('POST', '/api/v1/windows/none/proofs/code', { code })).status).toBe(404);
  expect(await deps.db.$count(codes, eq(codes.voided, true))).toBeGreaterThan(0);
});
