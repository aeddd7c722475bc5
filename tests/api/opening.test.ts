import { setTimeout as delay } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { castMany } from '../../api/ballots/batch.usecases.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { readDemonstrationKey } from '../../api/windows/custody.ts';
import { confirmOpening, startOpening } from '../../api/windows/opening.usecases.ts';
import { sealedWindow } from '../../api/windows/sealed.ts';
import { readEnvelopes } from '../../db/queries/envelopes.ts';
import { listArchive, listLeaves, listTallies, listTickets } from '../../db/queries/leaves.ts';
import { codes } from '../../db/schema/proofs.ts';
import { envelopes } from '../../db/schema/windows.ts';
import { ballotLeafHash } from '../../proof/ballot.ts';
import { fromBase64url } from '../../proof/bytes.ts';
import { canonicalJson } from '../../proof/canonical.ts';
import { readRecord } from '../../proof/envelope.ts';
import { openingKey } from '../../proof/keys.ts';
import { closingRoot, logRoot, openEnvelopes } from '../../proof/opening.ts';
import { isSigned } from '../../proof/receipt.ts';
import { createTestApp } from '../support/app.ts';
import { castPlain, castSealed, GOOD, HOLDERS, insertCity, makeRater, makeWindow } from './ballots.fixture.ts';
import { rebuiltTallies } from './opening/rebuilt.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const [staff, approver, auditor] = [await app.as('office-staff'), await app.as('office-approver'), await app.as('auditor')];
const [UNIT = '', SECOND = '', THIRD = ''] = deps.city.units.map(({ id }) => id);

const at = (window: string, rest: string): string => `/api/v1/windows/${window}${rest}`;
const close = async (window: string) => ({ body: await closeWindow(deps, window, staff.userId ?? '', '演示提前截止') });

/** Confirms and waits for the end, as somebody does who looks at the page until it is done. */
async function confirm(window: string, body: object = {}) {
  const begun = await approver.call('POST', at(window, '/opening/confirm'), body);
  if (begun.status !== 202) return begun;
  for (;;) {
    const { opening } = (await staff.call('GET', at(window, '/opening'))).body;
    if (opening.state === 'done') return { ...begun, status: 200, body: (await staff.call('GET', at(window, ''))).body.log };
    if (opening.state !== 'running') return { ...begun, status: 409, body: { status: 409, ...opening.failure } };
    await delay(20);
  }
}

async function openBox(window: string, body: object = {}) {
  await staff.call('POST', at(window, '/opening'));
  return confirm(window, body);
}

test('closing early needs a reason; only the office closes; a closed window is closed once', async () => {
  await makeWindow(deps, 'w-close');
  expect((await auditor.call('POST', at('w-close', '/close'), { reason: 'because' })).status).toBe(403);
  expect((await staff.call('POST', at('w-close', '/close'), {})).body).toMatchObject({ status: 409, code: 'window.not_over' });
  const { body } = await close('w-close');
  expect(isSigned('closing', body.statement, body.signature, (await app.anonymous.call('GET', at('w-close', ''))).body.signingKey)).toBe(true);
  expect((await staff.call('POST', at('w-close', '/close'), {})).body).toMatchObject({ status: 409, code: 'window.wrong_state' });
});

test('one person alone cannot open', async () => {
  await makeWindow(deps, 'w-one');
  expect((await staff.call('POST', at('w-one', '/opening'))).body.code).toBe('window.wrong_state');
  await close('w-one');
  expect((await approver.call('POST', at('w-one', '/opening/confirm'), {})).body.code).toBe('window.opening_not_proposed');
  expect((await staff.call('POST', at('w-one', '/opening'))).status).toBe(200);
  expect((await staff.call('POST', at('w-one', '/opening/confirm'), {})).body).toMatchObject({ status: 409, code: 'window.second_person_needed' });
  expect((await approver.call('POST', at('w-one', '/opening'))).body.code).toBe('window.opening_already_proposed');
  expect((await confirm('w-one')).status).toBe(200);
  expect((await approver.call('POST', at('w-one', '/opening/confirm'), {})).body.code).toBe('window.wrong_state');
});

test('opening counts every ballot once, leaves no mark, and every receipt finds its leaf', async () => {
  const window = await makeWindow(deps, 'w-full');
  const receipts: { leafHash: string; ticket: string }[] = [];
  for (let i = 0; i < 12; i++) {
    const rater = await makeRater(app, window);
    receipts.push((await (i % 2 ? castPlain(rater, window, UNIT) : castSealed(rater, window, UNIT))).body.receipt);
  }
  const changing = await makeRater(app, window);
  await castPlain(changing, window, SECOND, GOOD);
  receipts.push((await castSealed(changing, window, SECOND, { ...GOOD, results: 'good1' })).body.receipt);
  const { statement: closing } = (await close(window)).body;
  expect(closing.ballots).toBe(13);
  const { body: log } = await openBox(window);
  expect(log.statement).toMatchObject({ ballots: 13, spoiled: {}, closingRoot: closing.root });

  const leaves = await listLeaves(deps.db, window);
  expect(leaves.map(({ leafHash }) => leafHash)).toEqual([...leaves.map(({ leafHash }) => leafHash)].sort());
  expect(leaves.every(({ ballot, leafHash }) => ballot !== null && ballotLeafHash(ballot) === leafHash)).toBe(true);
  for (const { leafHash } of receipts) expect(leaves.some((leaf) => leaf.leafHash === leafHash)).toBe(true);
  expect((await listTickets(deps.db, window)).find(({ ticket }) => ticket === receipts.at(-1)?.ticket)?.revision).toBe(2);
  expect(await deps.db.$count(envelopes, eq(envelopes.windowId, window))).toBe(0);
  expect(await deps.db.$count(codes, eq(codes.windowId, window))).toBe(0);
  // Nor do the files keep what was deleted: no other window has proofs here, and nothing of the tables is left.
  const bytes = async () => (await deps.sql`select pg_relation_size('used_proofs')::int + pg_relation_size('codes')::int as n`)[0]?.['n'];
  await vi.waitFor(async () => expect(await bytes()).toBe(0), { timeout: 20_000, interval: 100 });
  const tallies = await listTallies(deps.db, window);
  expect(tallies.find(({ unitId }) => unitId === UNIT)).toMatchObject({
    group: 'public-web',
    origin: 'ballots',
    roster: null,
    counts: { results: { good5: 12 }, openness: { dk: 12 } },
    pairs: { 'integrity*results': 12, 'openness*openness': 0 },
    products: { 'attitude*results': '96000' },
  });
  expect(tallies.find(({ unitId }) => unitId === SECOND)?.counts.results).toEqual({ good1: 1 });
});

test('opened again from the archive, in any order, the same bytes come out', async () => {
  const { manifest } = await sealedWindow(deps, 'w-full');
  const archive = await listArchive(deps.db, 'w-full');
  const { closingRoot: root, logRoot: published } = (
    await deps.sql`select closing_root as "closingRoot", log_root as "logRoot" from windows where id = 'w-full'`
  )[0] as Record<string, string>;
  expect(closingRoot(archive.map(({ digest }) => digest))).toBe(root);
  const key = await openingKey((await readDemonstrationKey(deps, 'w-full')) ?? '');
  const again = await openEnvelopes(archive.map(({ record }) => readRecord(record)).reverse(), manifest, key);
  const stored = await listLeaves(deps.db, 'w-full');
  expect(again).toEqual(stored.map(({ windowId: _, position: __, unitId: unit, ...leaf }) => ({ ...leaf, unit })));
  expect(
    logRoot(
      manifest,
      again.map(({ leafHash }) => leafHash),
    ),
  ).toBe(published);
  const rebuilt = await rebuiltTallies('w-full', manifest, again);
  expect(JSON.stringify(await rebuiltTallies('w-full', manifest, [...again].reverse()))).toBe(JSON.stringify(rebuilt));
  expect(canonicalJson(rebuilt as never)).toBe(canonicalJson((await listTallies(deps.db, 'w-full')) as never));
});

test('a bogus leaf hash, a made-up level and other tampering become spoiled leaves with a reason', async () => {
  const window = await makeWindow(deps, 'w-spoil');
  const rater = async () => makeRater(app, window);
  const bogus = 'ab'.repeat(32);
  expect((await castSealed(await rater(), window, UNIT, GOOD, { leafHash: bogus })).status).toBe(200);
  expect((await castSealed(await rater(), window, UNIT, { results: 'good6' })).status).toBe(200);
  await castSealed(await rater(), window, UNIT, { 'made-up': 'good5' });
  await castSealed(await rater(), window, UNIT, GOOD, { ballot: { unit: SECOND } });
  await castSealed(await rater(), window, UNIT, {});
  await castSealed(await rater(), window, UNIT, GOOD, { ballot: { salt: 'short' } });
  await castSealed(await rater(), window, UNIT, GOOD, { ballot: { answers: { results: 5 } as never } });
  await castSealed(await rater(), window, UNIT, GOOD, { text: '{"answers":{"results":"good5","results":"good1"},"v":1}' });
  await castSealed(await rater(), window, UNIT, GOOD, { text: 'not json at all' });
  await castSealed(await rater(), window, UNIT, GOOD);
  const flipped = await castSealed(await rater(), window, THIRD);
  await deps.sql`update envelopes set ciphertext = set_byte(ciphertext, 100, get_byte(ciphertext, 100) # 1) where ticket = ${flipped.body.receipt.ticket}`;
  const moved = await castSealed(await rater(), window, THIRD);
  await deps.sql`update envelopes set unit_id = ${SECOND} where ticket = ${moved.body.receipt.ticket}`;
  await close(window);
  const { status, body } = await openBox(window);
  expect(status).toBe(200);
  expect(body.statement.spoiled).toEqual({
    'leaf-mismatch': 1,
    'unknown-level': 1,
    'unknown-question': 1,
    'other-ballot': 1,
    empty: 1,
    'bad-salt': 1,
    'bad-form': 3,
    unreadable: 2,
  });
  const { spoiled } = (await app.anonymous.call('GET', at(window, ''))).body;
  expect(spoiled.find(({ reason }: { reason: string }) => reason === 'bad-form')).toMatchObject({ ballots: 3, sentence: { zh: expect.any(String) } });
  const leaves = await listLeaves(deps.db, window);
  expect(leaves.find(({ leafHash }) => leafHash === bogus)?.spoiled).toBe('leaf-mismatch');
  expect(leaves.find(({ leafHash }) => leafHash === flipped.body.receipt.leafHash)).toMatchObject({ spoiled: 'unreadable', ballot: null });
  expect((await listTallies(deps.db, window)).map(({ counts }) => counts.results)).toEqual([{ good5: 1 }]);
});

test('anything changed between closing and opening stops the opening', { timeout: 120_000 }, async () => {
  const window = await makeWindow(deps, 'w-tamper');
  await castMany(
    deps,
    window,
    ['a', 'b', 'c'].map((subject) => ({ unit: UNIT, group: 'public-web', channel: 'sms', subject, answers: GOOD })),
  );
  await close(window);
  const changes = [
    deps.sql`delete from envelopes where ticket = (select min(ticket) from envelopes where window_id = 'w-tamper')`,
    deps.sql`update envelopes set revision = 9 where ticket = (select min(ticket) from envelopes where window_id = 'w-tamper')`,
    deps.sql`update envelopes set sealed_leaf = ciphertext where ticket = (select min(ticket) from envelopes where window_id = 'w-tamper')`,
  ];
  await staff.call('POST', at(window, '/opening'));
  await deps.sql`create table kept as select * from envelopes where window_id = 'w-tamper'`;
  for (const change of changes) {
    await change;
    expect((await confirm(window)).body).toMatchObject({ status: 409, code: 'window.altered_after_closing' });
    await deps.sql`delete from envelopes where window_id = 'w-tamper'`;
    await deps.sql`insert into envelopes select * from kept`;
  }
  expect((await confirm(window)).status).toBe(200);
});

test('with holders the server has no key: theirs comes with the confirmation, and only the right one opens', async () => {
  const window = await makeWindow(deps, 'w-holders', { custody: 'holders' });
  expect(await readDemonstrationKey(deps, window)).toBeNull();
  await castPlain(await makeRater(app, window), window, UNIT);
  await close(window);
  expect((await openBox(window)).body.code).toBe('window.shares_needed');
  expect((await openBox(window, { privateKey: HOLDERS.privateKey })).body.code).toBe('window.shares_needed');
  const actors = { proposedBy: staff.userId ?? '', confirmedBy: approver.userId ?? '' };
  const foreign = fromBase64url((await readDemonstrationKey(deps, 'w-full')) ?? '');
  await expect(startOpening(deps, window, actors, foreign)).rejects.toMatchObject({ code: 'window.private_key_wrong' });
  await expect(startOpening(deps, window, actors, new Uint8Array(3))).rejects.toMatchObject({ code: 'window.private_key_wrong' });
  await (await startOpening(deps, window, actors, fromBase64url(HOLDERS.privateKey))).finished;
  const { rows } = {
    rows: await deps.sql`select row_to_json(w)::text || coalesce((select string_agg(a::text, '') from audit_log a), '') as text from windows w`,
  };
  expect(rows.map(({ text }) => text).join('')).not.toContain(HOLDERS.privateKey);
});

test('labels leave the opening only in cells of ten', async () => {
  const window = await makeWindow(deps, 'w-merge');
  const line = (unit: string, channel: string, n: number) =>
    Array.from({ length: n }, (_, i) => ({ unit, group: 'public-web', channel, subject: `${channel}-${i}`, answers: GOOD }));
  await castMany(deps, window, [...line(UNIT, 'sms', 10), ...line(UNIT, 'code', 11), ...line(SECOND, 'sms', 30), ...line(SECOND, 'code', 9)]);
  await close(window);
  await openBox(window);
  const cells = new Map<string, number>();
  for (const { unitId, stratum, channel, riskClass } of await listLeaves(deps.db, window))
    cells.set(`${unitId} ${stratum} ${channel} ${riskClass}`, (cells.get(`${unitId} ${stratum} ${channel} ${riskClass}`) ?? 0) + 1);
  expect(Object.fromEntries(cells)).toEqual({ [`${UNIT} all sms ordinary`]: 10, [`${UNIT} all code ordinary`]: 11, [`${SECOND} merged merged merged`]: 39 });
});

test('broken off at any step nothing has happened; beginning again gives the same bytes', { timeout: 120_000 }, async () => {
  const window = await makeWindow(deps, 'w-broken');
  const ballots = Array.from({ length: 40 }, (_, i) => ({ unit: i % 2 ? UNIT : SECOND, group: 'public-web', channel: 'sms', subject: `s${i}`, answers: GOOD }));
  await castMany(deps, window, ballots);
  await makeRater(app, window);
  await close(window);
  await staff.call('POST', at(window, '/opening'));
  const { manifest } = await sealedWindow(deps, window);
  const expected = await openEnvelopes(await readEnvelopes(deps.db, window), manifest, await openingKey((await readDemonstrationKey(deps, window)) ?? ''));
  await deps.sql`create function break_off() returns trigger language plpgsql as $$ begin raise 'broken off'; end $$`;
  const [{ box } = { box: '' }] = await deps.sql<{ box: string }[]>`select box_of_window(${window}) as box`;
  for (const [step, table] of [
    ['insert', 'leaves'],
    ['insert', 'tickets'],
    ['insert', 'sealed_archive'],
    ['insert', 'tallies'],
    ['truncate', 'envelopes'],
    ['delete', 'codes'],
    ['update', 'windows'],
    ['insert', 'audit_log'],
  ] as const) {
    const [[where = '', each = '']] = step === 'truncate' ? [[box, 'statement']] : [[table, 'row']];
    await deps.sql.unsafe(`create trigger broken before ${step} on ${where} for each ${each} execute function break_off()`);
    await expect(confirmOpening(deps, window, approver.userId ?? '').then(({ finished }) => finished)).rejects.toThrow();
    await deps.sql.unsafe(`drop trigger broken on ${where}`);
    expect(await deps.db.$count(envelopes, eq(envelopes.windowId, window))).toBe(40);
    expect([
      await listLeaves(deps.db, window),
      await listTickets(deps.db, window),
      await listArchive(deps.db, window),
      await listTallies(deps.db, window),
    ]).toEqual([[], [], [], []]);
  }
  const { statement } = await (await confirmOpening(deps, window, approver.userId ?? '')).finished;
  expect(statement.root).toBe(
    logRoot(
      manifest,
      expected.map(({ leafHash }) => leafHash),
    ),
  );
  expect((await listLeaves(deps.db, window)).map(({ ballot }) => ballot)).toEqual(expected.map(({ ballot }) => ballot));
});

test('two confirmations at the same moment open once', { timeout: 120_000 }, async () => {
  const window = await makeWindow(deps, 'w-twice');
  await castPlain(await makeRater(app, window), window, UNIT);
  await close(window);
  await staff.call('POST', at(window, '/opening'));
  const answers = await Promise.all(Array.from({ length: 5 }, () => approver.call('POST', at(window, '/opening/confirm'), {})));
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
  for (const { body } of answers.filter(({ status }) => status === 409)) expect(['window.already_opening', 'window.wrong_state']).toContain(body.code);
  while ((await staff.call('GET', at(window, '/opening'))).body.opening.state === 'running') await delay(20);
  expect(await listLeaves(deps.db, window)).toHaveLength(1);
});

test('every step of a window has its audit row', async () => {
  const rows = await deps.sql`select action from audit_log where subject = 'window:w-holders' order by sequence`;
  expect(rows.map(({ action }) => action)).toEqual([
    'window.drafted',
    'window.sealed',
    'window.began',
    'codes.issued',
    'window.closed',
    'window.opening_proposed',
    'window.opened',
  ]);
});
