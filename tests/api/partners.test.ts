import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { isPlainJson } from '../../api/partners/strict-json.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { importFiles, imports, partnerBatches, partnerKeys } from '../../db/schema/imports.ts';
import { auditLog } from '../../db/schema/staff.ts';
import { envelopes } from '../../db/schema/windows.ts';
import { sha256Hex } from '../../proof/hash.ts';
import { createTestApp } from '../support/app.ts';
import { insertCity, makeWindow } from './ballots.fixture.ts';

const app = await createTestApp({ city: 'bloomington-2017' });
const { dependencies: deps } = app;
await insertCity(deps);
const holding = { ...deps, city: { ...deps.city, demonstration: true } };
const [staff, approver, administrator] = [await app.as('office-staff'), await app.as('office-approver'), await app.as('administrator')];
const W = await makeWindow(holding, 'partners');
const OTHER = await makeWindow(holding, 'other');

const scope = (change: object = {}) => ({
  ...{ window: W, partner: '楚江民意调查公司', group: 'residents', channel: 'third-party' },
  ...{ expiresAt: '2026-12-20T00:00:00Z', ...change },
});

async function issued(change: object = {}): Promise<{ readonly id: string; readonly key: string }> {
  const { body } = await staff.call('POST', '/api/v1/partner-keys', scope(change));
  const answer = await administrator.call('POST', `/api/v1/partner-keys/${body.id}/issue`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { id: body.id, key: answer.body.key };
}

const { id: KEY_ID, key: KEY } = await issued();

const record = (respondent: string, change: object = {}) => ({ respondent, unit: 'police-services', answers: { quality: 'good' }, ...change });
const batch = (answers: readonly object[], change: object = {}) => ({
  window: W,
  origin: { method: '电话访问', from: '2026-11-01', to: '2026-11-10' },
  answers,
  ...change,
});
const from = (key: string) => ({ authorization: `Bearer ${key}` });
const send = (name: string, body: unknown, key = KEY) => app.anonymous.call('POST', '/api/v1/partner/batches', body, { ...from(key), 'idempotency-key': name });
const read = (path: string, key = KEY) => app.anonymous.call('GET', `/api/v1/partner/batches${path}`, undefined, from(key));
const actions = async (): Promise<string[]> => (await deps.db.select().from(auditLog)).map(({ action }) => action);

test('a key is asked for by one person, issued by another, shown once and kept as a digest', async () => {
  const asked = await administrator.call('POST', '/api/v1/partner-keys', scope());
  expect(asked.status).toBe(201);
  expect((await administrator.call('POST', `/api/v1/partner-keys/${asked.body.id}/issue`)).body.code).toBe('partner_key.second_person_needed');
  expect((await staff.call('POST', `/api/v1/partner-keys/${asked.body.id}/issue`)).status).toBe(403);
  expect((await administrator.call('POST', `/api/v1/partner-keys/${KEY_ID}/issue`)).body.code).toBe('partner_key.issued');
  const { body } = await staff.call('GET', '/api/v1/partner-keys');
  expect(body.keys.find(({ id }: { id: string }) => id === KEY_ID)).toMatchObject({ state: 'active', prefix: KEY.slice(0, 12), requestedByYou: true });
  expect(JSON.stringify(body)).not.toContain(KEY.slice(0, 13));
  expect(JSON.stringify(await deps.db.select().from(partnerKeys))).not.toContain(KEY.slice(0, 13));
  expect(JSON.stringify(await deps.db.select().from(auditLog))).not.toContain(KEY.slice(0, 13));
  expect((await staff.call('POST', `/api/v1/partner-keys/${asked.body.id}/revoke`)).status).toBe(200);
  expect((await staff.call('POST', `/api/v1/partner-keys/${asked.body.id}/revoke`)).body.code).toBe('partner_key.revoked');
  expect(await actions()).toEqual(expect.arrayContaining(['partner_key.requested', 'partner_key.issued', 'partner_key.revoked']));
});

test.each([
  ['a channel that is not imported', { channel: 'code' }, 'partner_key.no_such_scope'],
  ['a group that is not there', { group: 'nobody' }, 'partner_key.no_such_scope'],
  ['a window that is not there', { window: 'nowhere' }, 'window.unknown'],
  ['yesterday', { expiresAt: '2026-11-19T00:00:00Z' }, 'partner_key.bad_expiry'],
  ['three years', { expiresAt: '2029-11-19T00:00:00Z' }, 'partner_key.bad_expiry'],
])('no key for %s', async (_, change, code) => {
  expect((await staff.call('POST', '/api/v1/partner-keys', scope(change))).body.code).toBe(code);
});

test('the same batch twice is one batch and one answer; another body under the same name is refused', async () => {
  const body = batch([record('a1'), record('a2', { answers: { quality: 'dk' } })]);
  const [first, again] = [await send('batch-1', body), await send('batch-1', body)];
  expect(first).toMatchObject({ status: 201, body: { state: 'received', people: 2, ballots: 2, window: W, idempotencyKey: 'batch-1' } });
  expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([201, first.body, 'true']);
  expect((await send('batch-1', batch([record('a3')]))).body).toMatchObject({ status: 409, code: 'partner.idempotency_key_reused' });
  const same = await send('batch-2', body);
  expect(same.body).toMatchObject({ status: 409, code: 'partner.same_file' });
  expect(same.body.messages.en).toContain(first.body.batch);
  expect(await deps.db.$count(partnerBatches)).toBe(1);
  const [kept] = await deps.db.select().from(importFiles);
  expect(Buffer.from(kept?.sealed ?? []).includes('a1')).toBe(false);
  expect(await actions()).toContain('partner_batch.received');
});

test('sent ten times at once under one name and ten times under others, it is taken once', async () => {
  const body = batch([record('p1')]);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => send(i < 10 ? 'parallel' : `parallel-${i}`, body)));
  expect(await deps.db.$count(partnerBatches)).toBe(2);
  expect(await deps.db.$count(importFiles)).toBe(2);
  const [taken] = await deps.db.select().from(partnerBatches).orderBy(partnerBatches.receivedAt, partnerBatches.id);
  const codes = new Set(answers.map(({ status, body: { code, batch: id } }) => (status === 201 ? `201 ${id === undefined}` : `${status} ${code}`)));
  expect([...codes].every((code) => code === '201 false' || code === '409 partner.same_file')).toBe(true);
  expect(taken).toBeDefined();
});

test('two people import it like a survey; its sender follows it; a respondent counts once over all batches', async () => {
  const { files } = (await staff.call('GET', `/api/v1/windows/${W}/imports/files`)).body;
  const file = files.find(({ fileName }: { fileName: string }) => fileName === 'batch-1');
  expect(file).toMatchObject({ kind: 'partner', proposed: false, origin: { source: '楚江民意调查公司', method: '电话访问' } });
  const { batches } = (await read('')).body;
  const { batch: id } = batches.find(({ fileSha256 }: { fileSha256: string }) => fileSha256 === file.fileSha256);
  const office = (rest: string, body?: unknown, who = staff) => who.call('POST', `/api/v1/windows/${W}/imports/files/${file.id}/${rest}`, body);
  expect((await read(`/${id}`)).body.state).toBe('received');
  const { body: seen } = await office('preview', {});
  expect(seen).toMatchObject({ people: 2, ballots: 2, counts: { 'police-services': { good: 1, dk: 1 } } });
  expect((await read(`/${id}`)).body.state).toBe('previewed');
  const before = await deps.db.$count(envelopes);
  expect((await office('proposal', { digest: seen.digest })).status).toBe(200);
  expect((await office('commit')).body.code).toBe('import.second_person_needed');
  expect((await office('commit', undefined, approver)).status).toBe(202);
  await expect.poll(async () => (await read(`/${id}`)).body.state).toBe('committed');
  expect(await deps.db.$count(envelopes)).toBe(before + 2);
  const [made] = await deps.db.select().from(imports).where(eq(imports.windowId, W));
  expect(made).toMatchObject({ kind: 'partner', people: 2, ballots: 2, origin: { source: '楚江民意调查公司' }, committedBy: approver.userId });
  const repeated = await send('batch-3', batch([record('new'), record('a1', { answers: { quality: 'poor' } })]));
  expect(repeated.body).toMatchObject({ status: 422, code: 'partner.faulty_batch' });
  expect(repeated.body.errors.map(({ path }: { path: string }) => path)).toEqual(['answers.1.respondent']);
  expect((await send('batch-1', batch([record('a1'), record('a2', { answers: { quality: 'dk' } })]))).body.state, 'the first answer still').toBe('received');
});

test('a refused batch tells why, and may be sent again mended or not', async () => {
  const { files } = (await staff.call('GET', `/api/v1/windows/${W}/imports/files`)).body;
  const address = `/api/v1/windows/${W}/imports/files/${files[0].id}`;
  expect((await staff.call('DELETE', address)).body.code).toBe('import.reason_needed');
  expect((await staff.call('DELETE', `${address}?reason=${encodeURIComponent('单位名称有误')}`)).status).toBe(200);
  const { batches } = (await read('')).body;
  expect(batches.find(({ state }: { state: string }) => state === 'refused')).toMatchObject({ reason: '单位名称有误' });
  expect((await send('batch-4', batch([record('p1')]))).status).toBe(201);
});

test('a file comes with its digest and mapping; a wrong digest and faults of its lines are told', async () => {
  const table = 'id,unit,q\n1,police-services,1\n2,street-repair,2\n';
  const file = (content: string, change: object = {}) => ({
    file: {
      fileName: 'wave-1.csv',
      content: Buffer.from(content).toString('base64'),
      sha256: sha256Hex(Buffer.from(content)),
      mapping: { respondent: 'id', unit: 'unit', questions: { q: 'quality' }, answers: { 1: 'good', 2: 'poor' } },
      ...change,
    },
  });
  const { answers: _, ...rest } = batch([]);
  expect((await send('file-1', { ...rest, ...file(table, { sha256: '0'.repeat(64) }) })).body).toMatchObject({ status: 422, code: 'partner.wrong_hash' });
  const faulty = await send('file-2', { ...rest, ...file(`${table}3,nowhere,9\n`) });
  expect(faulty.body.errors.map(({ path }: { path: string }) => path)).toEqual(['line 4, column unit']);
  expect((await send('file-3', { ...rest, ...file(table) })).body).toMatchObject({ people: 2, ballots: 2, fileSha256: sha256Hex(Buffer.from(table)) });
  expect((await send('file-4', { ...rest, ...file(table, { fileName: 'other.csv' }) })).body.code).toBe('partner.same_file');
  expect((await send('file-5', { ...rest, ...file(table), answers: [record('x')] })).status).toBe(422);
});

test('records are checked strictly, and one fault refuses all', async () => {
  const before = await deps.db.$count(partnerBatches);
  const faults = await send(
    'faults',
    batch([
      record('ok'),
      record('x', { unit: 'nowhere' }),
      record('y', { answers: { speed: 'good', quality: 'superb' } }),
      record('ok'),
      record('z', { answers: {} }),
      record('w', { answers: { constructor: 'good' } }),
    ]),
  );
  expect(faults.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    'answers.1.unit',
    'answers.2.answers.speed',
    'answers.2.answers.quality',
    'answers.3.respondent',
    'answers.4.answers',
    'answers.5.answers.constructor',
  ]);
  expect(await deps.db.$count(partnerBatches)).toBe(before);
});

test.each<[string, () => unknown, number, string]>([
  ['another window than the key is for', () => batch([record('s')], { window: OTHER }), 403, 'partner.wrong_scope'],
  ['a window that is not there', () => batch([record('s')], { window: 'nowhere' }), 403, 'partner.wrong_scope'],
  ['another group', () => batch([record('s')], { group: 'panel' }), 403, 'partner.wrong_scope'],
  ['no record', () => batch([]), 422, 'request.invalid'],
  ['a number for a level', () => batch([record('s', { answers: { quality: 5 } })]), 422, 'request.invalid'],
  ['a respondent with a comma', () => batch([record('a,b')]), 422, 'request.invalid'],
  ['a key too many', () => batch([record('s', { age: 40 })]), 422, 'request.invalid'],
  ['20,001 records', () => batch(Array.from({ length: 20_001 }, (_, i) => record(`n${i}`))), 422, 'request.invalid'],
  [
    'the same key twice',
    () => JSON.stringify(batch([record('s')])).replace('"respondent":"s"', '"respondent":"s","respondent":"t"'),
    422,
    'partner.ambiguous_json',
  ],
  [
    'the same key twice, once escaped',
    () => JSON.stringify(batch([record('s')])).replace('"unit":', '"\\u0075nit":"street-repair","unit":'),
    422,
    'partner.ambiguous_json',
  ],
  ['a depth of 10,000', () => `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 422, 'request.invalid'],
  ['no JSON', () => '{"window":', 400, 'request.malformed'],
  ['10 MB in one name', () => batch([record('s')], { group: 'x'.repeat(10_000_000) }), 422, 'request.invalid'],
  ['21 MB', () => batch([record('s')], { group: 'x'.repeat(21 * 1024 * 1024) }), 413, 'request.too_large'],
])('%s is refused', async (_, body, status, code) => {
  const answer = await send('bad', body());
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test('a batch needs a name and a key that is good now', async () => {
  const body = batch([record('k')]);
  const call = (headers: Record<string, string>) => app.anonymous.call('POST', '/api/v1/partner/batches', body, headers);
  expect((await call(from(KEY))).body.code).toBe('partner.idempotency_key_needed');
  expect((await call({ ...from(KEY), 'idempotency-key': 'a b' })).body.code).toBe('partner.idempotency_key_needed');
  const without = await call({ 'idempotency-key': 'k' });
  expect([without.status, without.body.code, without.headers.get('www-authenticate')]).toEqual([401, 'partner.key_missing', 'Bearer realm="gongping-partner"']);
  expect((await send('k', body, `${KEY.slice(0, -1)}${KEY.endsWith('A') ? 'B' : 'A'}`)).body).toMatchObject({ status: 401, code: 'partner.key_unknown' });
  expect((await send('k', body, 'gpk_')).status).toBe(401);
  const { id, key } = await issued();
  expect((await read('', key)).body).toEqual({ batches: [] });
  expect((await read(`/${(await read('')).body.batches[0].batch}`, key)).body.code).toBe('partner.unknown_batch');
  await staff.call('POST', `/api/v1/partner-keys/${id}/revoke`);
  expect((await read('', key)).body).toMatchObject({ status: 401, code: 'partner.key_revoked' });
  const brief = await issued({ expiresAt: '2026-11-20T09:00:00Z' });
  const now = deps.clock();
  app.setTime(new Date('2026-11-20T09:00:01Z'));
  expect((await read('', brief.key)).body).toMatchObject({ status: 401, code: 'partner.key_expired' });
  app.setTime(now);
  expect((await staff.call('GET', '/api/v1/partner/batches')).status, 'staff have no batches').toBe(401);
});

test('what waits when the window closes is refused with the reason; afterwards nothing is taken', async () => {
  const waits = (await read('')).body.batches.find(({ state }: { state: string }) => state === 'received');
  const early = '演示提前截止';
  await expect(closeWindow(holding, W, staff.userId ?? '', early)).rejects.toMatchObject({ code: 'window.something_waits' });
  const pending = (await staff.call('GET', `/api/v1/windows/${W}/imports/pending`)).body;
  expect(pending).toEqual({ clippings: 0, files: 0, batches: 2 });
  const { statement } = await closeWindow(holding, W, staff.userId ?? '', early, true);
  expect(statement.leftOut).toEqual(pending);
  expect((await read(`/${waits.batch}`)).body).toMatchObject({ state: 'refused', reason: expect.stringContaining('截止') });
  expect(await deps.db.$count(importFiles)).toBe(0);
  expect((await send('late', batch([record('late')]))).body).toMatchObject({ status: 409, code: 'window.wrong_state' });
});

test('a key has sixty requests a minute', async () => {
  const slow = await createTestApp({ city: 'bloomington-2017', limitScale: 1 });
  await insertCity(slow.dependencies);
  await makeWindow({ ...slow.dependencies, city: { ...slow.dependencies.city, demonstration: true } }, 'partners');
  const { body: asked } = await (await slow.as('office-staff')).call('POST', '/api/v1/partner-keys', scope());
  const { body } = await (await slow.as('administrator')).call('POST', `/api/v1/partner-keys/${asked.id}/issue`);
  const call = () => slow.anonymous.call('GET', '/api/v1/partner/batches', undefined, from(body.key));
  for (let i = 0; i < 60; i += 1) expect((await call()).status).toBe(200);
  const last = await call();
  expect([last.status, last.body.code]).toEqual([429, 'partner.too_fast']);
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
});

test.each([
  ['{"a":1,"b":{"a":1}}', true],
  ['[{"a":1},{"a":1}]', true],
  ['{"a":"\\\\","a":1}', false],
  ['{"a":"x\\"","b":"{\\"b\\":1,\\"b\\":2}"}', true],
  ['{"a":["a","a"],"b":"a"}', true],
  [`${'['.repeat(33)}${']'.repeat(33)}`, false],
  ['{"__proto__":1,"__proto__":2}', false],
])('%s means one thing only: %s', (text, plain) => {
  expect(isPlainJson(text)).toBe(plain);
});
