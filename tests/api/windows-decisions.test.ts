import { expect, test } from 'vitest';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { forgetDestroyedKeys, windowsWithoutSecret } from '../../api/windows/window-secrets.ts';
import { openDueWindows } from '../../api/windows/windows.usecases.ts';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import { createTestApp, type Requester } from '../support/app.ts';
import { HOLDERS, insertCity, makeWindow } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const [first, second] = [await app.as('office-staff'), await app.as('office-approver')];
const [holder, otherHolder, auditor] = [await app.as('key-holder'), await app.as('key-holder'), await app.as('auditor')];
await deps.sql`update users set body = '市公证处' where id = ${otherHolder.userId}`;
const cycle = deps.city.cycles.at(-1)?.id ?? '';
const BODIES = ['市审计局', '市公证处', '市档案馆'];

const at = (window: string, rest = ''): string => `/api/v1/windows/${window}${rest}`;
const draft = (window: string, change: object = {}) =>
  first.call('POST', '/api/v1/windows', { window, cycle, opensAt: '2026-11-20T00:00:00Z', closesAt: '2030-01-01T00:00:00Z', custody: 'holders', ...change });
const propose = (window: string, who: Requester, proposal: object) => who.call('POST', at(window, '/decisions'), proposal);
const confirm = (window: string, who: Requester, kind: string) => who.call('POST', at(window, `/decisions/${kind}/confirm`));
const SEAL = { kind: 'seal', publicKey: HOLDERS.publicKey, bodies: BODIES, threshold: 2 };

test('from draft to open: checks tell what is missing, two people seal, the time opens', async () => {
  expect((await draft('w-way')).status).toBe(201);
  const { body } = await first.call('GET', at('w-way', '/office'));
  expect(body.checks.every(({ ok }: { ok: boolean }) => ok)).toBe(true);
  expect(body.rules.groups[0]).toMatchObject({ id: 'public-web', minimum: 10, label: { zh: expect.any(String) } });
  expect(body.rules.questionnaires[0].levels[0]).toMatchObject({ value: '100' });

  expect((await propose('w-way', first, SEAL)).status).toBe(200);
  expect((await propose('w-way', second, SEAL)).body.code).toBe('window.decision_already_proposed');
  expect((await confirm('w-way', first, 'seal')).body.code).toBe('window.decision_second_person');
  const seen = (await second.call('GET', at('w-way', '/office'))).body.decisions[0];
  expect(seen).toMatchObject({ kind: 'seal', mine: false, fingerprint: fingerprintOf(HOLDERS.publicKey), confirmedBy: null });
  expect((await confirm('w-way', second, 'seal')).status).toBe(200);
  expect((await confirm('w-way', second, 'seal')).body.code).toBe('window.decision_not_proposed');
  const manifest = (await app.anonymous.call('GET', at('w-way', '/manifest'))).body;
  expect(manifest).toMatchObject({ keyCustody: 'holders', publicKey: HOLDERS.publicKey, keyShares: { holders: 3, threshold: 2, bodies: BODIES } });
  await openDueWindows(deps);
  expect((await app.anonymous.call('GET', at('w-way'))).body.state).toBe('open');
  expect((await first.call('POST', at('w-way', '/begin'))).body.code).toBe('window.wrong_state');
});

test('what cannot be sealed is refused when it is proposed', async () => {
  await draft('w-bad');
  for (const [change, code] of [
    [{ publicKey: 'AAAA' }, 'window.bad_public_key'],
    [{ publicKey: undefined }, 'window.bad_public_key'],
    [{ bodies: BODIES.slice(1) }, 'window.bad_holders'],
    [{ bodies: ['市审计局', '市审计局', '市档案馆'] }, 'window.bad_holders'],
    [{ threshold: 3 }, 'window.bad_holders'],
    [{ threshold: 1 }, 'request.invalid'],
    [{ bodies: ['\u0000', 'b', 'c'] }, 'request.invalid'],
  ] as const)
    expect((await propose('w-bad', first, { ...SEAL, ...change })).body.code).toBe(code);
  expect((await propose('nowhere', first, SEAL)).body.code).toBe('window.unknown');
  expect((await draft('w-bad')).body.code).toBe('window.exists');
  expect((await draft('w-cycle', { cycle: 'never' })).body.code).toBe('window.unknown_cycle');
  expect((await draft('w-times', { closesAt: '2020-01-01T00:00:00Z' })).body.code).toBe('window.bad_times');
  expect((await draft('w-time', { closesAt: 'tomorrow' })).body.code).toBe('request.invalid');
  expect((await holder.call('POST', '/api/v1/windows', {})).status).toBe(403);
  expect((await propose('w-bad', holder, SEAL)).body.code).toBe('auth.not_allowed');
});

test('new times of a draft take the proposal back', async () => {
  await draft('w-redraft');
  await propose('w-redraft', first, SEAL);
  expect((await second.call('PUT', at('w-redraft'), { opensAt: '2026-12-01T00:00:00Z', closesAt: '2026-12-20T00:00:00Z' })).status).toBe(200);
  expect((await confirm('w-redraft', second, 'seal')).body.code).toBe('window.decision_not_proposed');
  await propose('w-redraft', first, SEAL);
  expect((await second.call('DELETE', at('w-redraft', '/decisions/seal'))).status).toBe(200);
  expect((await second.call('DELETE', at('w-redraft', '/decisions/seal'))).body.code).toBe('window.decision_not_proposed');
  const passed = { opensAt: '2026-01-01T00:00:00Z', closesAt: '2026-01-02T00:00:00Z' };
  await second.call('PUT', at('w-redraft'), passed);
  const { checks } = (await first.call('GET', at('w-redraft', '/office'))).body;
  expect(checks.find(({ id }: { id: string }) => id === 'times')).toMatchObject({ ok: false, sentence: { zh: expect.stringContaining('已经过去') } });
});

test('extending and closing early take two people and a reason', async () => {
  await makeWindow(deps, 'w-time');
  const later = '2031-01-01T00:00:00.000Z';
  expect((await propose('w-time', first, { kind: 'extend', closesAt: '2026-11-20T08:00:00Z', reason: '提早不是延长' })).body.code).toBe('window.not_later');
  expect((await propose('w-time', first, { kind: 'extend', closesAt: later, reason: '短' })).body.code).toBe('request.invalid');
  await propose('w-time', first, { kind: 'extend', closesAt: later, reason: '暴雨停电，顺延一周' });
  expect((await confirm('w-time', second, 'extend')).status).toBe(200);
  expect((await app.anonymous.call('GET', at('w-time'))).body.closesAt).toBe(later);
  expect((await first.call('POST', at('w-time', '/close'), {})).body.code).toBe('window.not_over');
  await propose('w-time', second, { kind: 'close-early', reason: '演练结束，提前截止' });
  expect((await confirm('w-time', second, 'close-early')).body.code).toBe('window.decision_second_person');
  expect((await confirm('w-time', first, 'close-early')).status).toBe(200);
  const { body } = await app.anonymous.call('GET', at('w-time'));
  expect(body).toMatchObject({ state: 'closed', closing: { statement: { earlyBecause: '演练结束，提前截止' } } });
});

test('the database itself refuses one person, and one body for the end of a key', async () => {
  const [a, b] = [first.userId, second.userId];
  const insert = (kind: string, by: string | null, body: string | null) => deps.sql`
    insert into window_decisions (window_id, kind, detail, proposed_by, proposed_body, confirmed_by, confirmed_body, confirmed_at)
    values ('w-time', ${kind}, '{}', ${a}, '甲', ${by}, ${body}, now())`;
  await expect(insert('extend', a, '乙')).rejects.toThrow(/two_people/);
  await expect(insert('destroy-key', b, '甲')).rejects.toThrow(/two_bodies/);
  await expect(insert('destroy-key', b, null)).rejects.toThrow(/bodies_known/);
  await deps.sql`update windows set key_custody = 'holders', opening_proposed_by = ${a} where id = 'w-time'`;
  await deps.sql`update users set body = 'body of office-staff' where id = ${b}`;
  await expect(deps.sql`update windows set opened_by = ${b} where id = 'w-time'`).rejects.toThrow(/different bodies/);
  await deps.sql`update users set body = 'body of office-approver' where id = ${b}`;
  await deps.sql`update windows set key_custody = 'demonstration', opening_proposed_by = null where id = 'w-time'`;
});

test('two holders of different bodies end a key: archive, key and secret go together, and the window is archived', async () => {
  await makeWindow(deps, 'w-end');
  await closeWindow(deps, 'w-end', first.userId ?? '', '演练结束，提前截止');
  await deps.sql`update windows set state = 'opened' where id = 'w-end'`;
  await deps.sql`insert into sealed_archive (window_id, digest, ciphertext) values ('w-end', 'd', '\\x00')`;
  const note = { kind: 'destroy-key', complaintsEndedOn: '2026-11-19', note: '申诉期已满，无未结申诉' };
  expect((await propose('w-end', holder, { ...note, complaintsEndedOn: '2026-11-21' })).body.code).toBe('window.complaints_not_over');
  expect((await propose('w-end', auditor, note)).status).toBe(403);
  expect((await app.anonymous.call('GET', at('w-end'))).body.keyDestroyed).toBeNull();
  expect(deps.secrets.hasWindow('w-end')).toBe(true);
  const before = deps.secrets.derive('mark:w-end').slice();
  await propose('w-end', holder, note);
  await deps.sql`update users set body = 'body of key-holder' where id = ${otherHolder.userId}`;
  expect((await confirm('w-end', otherHolder, 'destroy-key')).body.code).toBe('window.decision_second_body');
  await deps.sql`update users set body = null where id = ${otherHolder.userId}`;
  expect((await confirm('w-end', otherHolder, 'destroy-key')).body.code).toBe('window.body_unknown');
  await deps.sql`update users set body = '市公证处' where id = ${otherHolder.userId}`;
  expect((await confirm('w-end', otherHolder, 'destroy-key')).status).toBe(200);
  const { body } = await app.anonymous.call('GET', at('w-end'));
  expect(body).toMatchObject({ state: 'archived', keyDestroyed: { on: '2026-11-20T08:00:00.000Z', by: ['body of key-holder', '市公证处'] } });
  expect(await deps.sql`select from sealed_archive where window_id = 'w-end'`).toHaveLength(0);
  expect(deps.secrets.hasWindow('w-end')).toBe(false);
  expect(deps.secrets.derive('mark:w-end')).not.toEqual(before);
  await forgetDestroyedKeys(deps);
});

test('a key is not destroyed while scores of its cycle can be objected to, or an objection waits', async () => {
  await makeWindow(deps, 'w-object');
  await closeWindow(deps, 'w-object', first.userId ?? '', '演练结束，提前截止');
  await deps.sql`update windows set state = 'opened' where id = 'w-object'`;
  const [{ cycle_id: ofWindow } = {}] = await deps.sql`select cycle_id from windows where id = 'w-object'`;
  const note = { kind: 'destroy-key', complaintsEndedOn: '2026-11-19', note: '申诉期已满，无未结申诉' };
  expect((await propose('w-object', holder, note)).status).toBe(200);
  const [release] = await deps.sql`
    insert into releases (kind, state, number, stage, runs, cycles, objections_until, prepared_by, published_by, manifest_sha256, published_at)
    values ('score', 'published', 1, 'provisional', '{}', ${JSON.stringify([ofWindow])}::text::jsonb, '2026-11-20',
      ${first.userId}, ${second.userId}, ${'a'.repeat(64)}, now()) returning id`;
  const refused = await confirm('w-object', otherHolder, 'destroy-key');
  expect(refused.body).toMatchObject({ code: 'window.objections_until', messages: { zh: expect.stringContaining('2026-11-20') } });
  await deps.sql`update releases set objections_until = '2026-11-19' where id = ${release?.['id']}`;
  const [objection] = await deps.sql`
    insert into objections (unit_id, cycle_id, release_id, body) select id, ${ofWindow}, ${release?.['id']}, '扣分与事实不符' from units limit 1 returning id`;
  expect((await confirm('w-object', otherHolder, 'destroy-key')).body.code).toBe('window.objections_open');
  await holder.call('DELETE', at('w-object', '/decisions/destroy-key'));
  expect((await propose('w-object', holder, note)).body.code).toBe('window.objections_open');
  await deps.sql`update objections set state = 'withdrawn', decided_at = now() where id = ${objection?.['id']}`;
  expect((await propose('w-object', holder, note)).status).toBe(200);
  expect((await confirm('w-object', otherHolder, 'destroy-key')).status).toBe(200);
});

test('what takes two people takes a confirmation not older than ten minutes, from both', async () => {
  await makeWindow(deps, 'w-fresh');
  const now = deps.clock();
  const extend = { kind: 'extend', closesAt: '2031-01-01T00:00:00.000Z', reason: '暴雨停电，顺延一周' };
  const fresh = (who: Requester) => who.call('POST', '/api/v1/session/confirm', { proof: 'a long password' });
  app.setTime(new Date(now.getTime() + 11 * 60_000));
  expect((await propose('w-fresh', first, extend)).body.code).toBe('auth.confirm_first');
  expect((await first.call('GET', '/api/v1/session')).body.confirmed).toBe(false);
  expect((await fresh(first)).status).toBe(200);
  expect((await first.call('GET', '/api/v1/session')).body.confirmed).toBe(true);
  expect((await propose('w-fresh', first, extend)).status).toBe(200);
  expect((await confirm('w-fresh', second, 'extend')).body.code).toBe('auth.confirm_first');
  for (const step of ['/close', '/opening', '/opening/confirm']) expect((await second.call('POST', at('w-fresh', step))).body.code).toBe('auth.confirm_first');
  expect((await second.call('GET', at('w-fresh', '/ballots-file'))).body.code).toBe('auth.confirm_first');
  await fresh(second);
  expect((await confirm('w-fresh', second, 'extend')).status).toBe(200);
  app.setTime(now);
});

test('a database restored without the secret of an open window is told', async () => {
  await makeWindow(deps, 'w-lost');
  expect(await windowsWithoutSecret(deps)).not.toContain('w-lost');
  deps.secrets.forgetWindow('w-lost');
  expect(await windowsWithoutSecret(deps)).toContain('w-lost');
});
