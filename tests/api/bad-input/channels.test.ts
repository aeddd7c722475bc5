import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { importFiles, partnerBatches, partnerKeys } from '../../../db/schema/imports.ts';
import { namedBallots } from '../../../db/schema/named-ballots.ts';
import { envelopes } from '../../../db/schema/windows.ts';
import { createTestApp, ORIGIN } from '../../support/app.ts';
import { insertCity, makeRater, makeWindow, salt } from '../ballots.fixture.ts';

/** What can be sent to the ways beside the web: partners, files of answers, open votes, picks. */
const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const [staff, approver, administrator] = [await app.as('office-staff'), await app.as('office-approver'), await app.as('administrator')];
const rater = await makeRater(app, W);
const asked = { window: W, partner: '楚江民意调查公司', group: 'community', channel: 'interview', expiresAt: '2026-12-20T00:00:00Z' };
const { body: key } = await staff.call('POST', '/api/v1/partner-keys', asked);
const { body: issued } = await administrator.call('POST', `/api/v1/partner-keys/${key.id}/issue`);
const bearer = { authorization: `Bearer ${issued.key}`, 'idempotency-key': 'one' };
const UNIT = deps.city.units[0]?.id ?? '';
const NOWHERE = '00000000-0000-4000-8000-000000000000';

const kept = async (): Promise<number[]> =>
  Promise.all([partnerBatches, importFiles, partnerKeys, namedBallots, envelopes].map((table) => deps.db.$count(table)));

/** A refusal: never a fault of the server's own, and nothing is kept of it. */
async function refused(call: () => Promise<{ readonly status: number; readonly body: unknown }>): Promise<void> {
  const before = await kept();
  const { status, body } = await call();
  expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
  expect(status, JSON.stringify(body)).toBeLessThan(500);
  expect(await kept()).toEqual(before);
}

const ROUTES = [
  ['a batch', app.anonymous, 'POST', '/api/v1/partner/batches', bearer],
  ['a key asked for', staff, 'POST', '/api/v1/partner-keys', {}],
  ['the list of voters', staff, 'PUT', `/api/v1/windows/${W}/named-voters`, {}],
  ['an open vote', approver, 'PUT', `/api/v1/windows/${W}/named-ballots/own`, {}],
  ['a file', staff, 'POST', `/api/v1/windows/${W}/imports/files`, {}],
  ['a preview', staff, 'POST', `/api/v1/windows/${W}/imports/files/${NOWHERE}/preview`, {}],
  ['a proposal', staff, 'POST', `/api/v1/windows/${W}/imports/files/${NOWHERE}/proposal`, {}],
  ['a ballot about a category', rater, 'POST', `/api/v1/windows/${W}/units/category:departments/ballot/plain`, {}],
] as const;

const BODIES: readonly [string, string, Record<string, string>][] = [
  ['half a JSON', '{', {}],
  ['NaN', '{"window":NaN,"answers":[NaN]}', {}],
  ['null', 'null', {}],
  ['a list', '[]', {}],
  ['a text', '"x"', {}],
  ['nothing', '{}', {}],
  ['depth 10,000', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, {}],
  ['a thousand keys', JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i]))), {}],
  ['a key that would change every object', '{"__proto__":{"window":"w1"},"constructor":{"prototype":{}}}', {}],
  ['a NUL', '{"window":"\\u0000","group":"\\u0000","fileName":"\\u0000","place":"\\u0000"}', {}],
  ['the same key twice', '{"window":"w1","window":"w2"}', {}],
  ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['text/plain', '{}', { 'content-type': 'text/plain' }],
  ['40 MB', `"${'x'.repeat(40_000_000)}"`, {}],
];

test.each(ROUTES)('%s: nothing that is sent is a 500, and nothing is kept', async (_, who, method, path, headers) => {
  for (const [name, body, more] of BODIES) {
    await refused(async () => {
      const answer = await who.call(method, path, body, { ...headers, ...more });
      return { ...answer, body: `${name}: ${JSON.stringify(answer.body)}` };
    });
  }
  expect(({} as { window?: string }).window).toBeUndefined();
});

test.each(ROUTES.filter(([, who]) => who !== app.anonymous))('%s: another site cannot send it', async (_, who, method, path) => {
  for (const origin of ['https://evil.example', 'http://x.localhost:4321', 'null'])
    await refused(async () => {
      const answer = await who.call(method, path, {}, { origin });
      expect(answer.status).toBe(403);
      return answer;
    });
});

const record = (change: object = {}) => ({ respondent: 'r-1', unit: UNIT, answers: { results: 'good5' }, ...change });
const batch = (change: object = {}) => ({ window: W, origin: { method: '电话访问', from: '2026-11-01', to: '2026-11-10' }, answers: [record()], ...change });
const csv = (text: string, change: object = {}) => ({
  answers: undefined,
  file: { fileName: 'a.csv', content: Buffer.from(text).toString('base64'), sha256: '0'.repeat(64), mapping: { unit: 'unit' }, ...change },
});

test.each<[string, object]>([
  ['no answers and no file', { answers: undefined }],
  ['answers and a file', { ...csv('unit\n'), answers: [record()] }],
  ['no records', { answers: [] }],
  ['a record too many', { answers: Array.from({ length: 20_001 }, (_, i) => record({ respondent: `r-${i}` })) }],
  ['one person twice about one unit', { answers: [record(), record({ answers: { results: 'good1' } })] }],
  ['a respondent with a line break', { answers: [record({ respondent: 'a\nb' })] }],
  ['a formula as respondent', { answers: [record({ respondent: '=1+1' })] }],
  ['a unit that is not there', { answers: [record({ unit: 'constructor' })] }],
  ['a category in the place of a unit', { answers: [record({ unit: 'category:departments' })] }],
  ['a level that is not there', { answers: [record({ answers: { results: 'toString' } })] }],
  ['a level as a number', { answers: [record({ answers: { results: 5 } })] }],
  ['a question that is not asked', { answers: [record({ answers: { hasOwnProperty: 'good5' } })] }],
  ['no answer', { answers: [record({ answers: {} })] }],
  ['days the wrong way round', { origin: { method: 'x', from: '2026-11-10', to: '2026-11-01' } }],
  ['a day that is none', { origin: { method: 'x', from: '2026-02-30', to: '2026-11-01' } }],
  ['a file that is no base64', csv('unit\n', { content: '%%%' })],
  ['a file whose digest is another', csv('unit\n')],
  ['an empty file', csv('', { sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' })],
  ['a digest in capitals', csv('unit\n', { sha256: 'A'.repeat(64) })],
  ['a window that the key is not for', { window: 'w2' }],
  ['a group that the key is not for', { group: 'public-web' }],
  ['a mark of one’s own choosing', { mark: 'x' }],
])('a batch with %s is refused', async (_, change) => {
  await refused(() => app.anonymous.call('POST', '/api/v1/partner/batches', batch(change), bearer));
});

test.each<[string, Record<string, string>, number]>([
  ['no key', { authorization: '' }, 401],
  ['a key of another form', { authorization: 'Basic YTpi' }, 401],
  ['a made-up key', { authorization: `Bearer ${'x'.repeat(43)}` }, 401],
  ['a very long key', { authorization: `Bearer ${'x'.repeat(7000)}` }, 401],
  ['two keys', { authorization: `${bearer.authorization}, ${bearer.authorization}` }, 401],
  ['no name', { 'idempotency-key': '' }, 422],
  ['a name of 101 letters', { 'idempotency-key': 'x'.repeat(101) }, 422],
  ['a name with spaces', { 'idempotency-key': 'a b' }, 422],
])('a batch with %s is refused', async (_, headers, status) => {
  await refused(async () => {
    const answer = await app.anonymous.call('POST', '/api/v1/partner/batches', batch(), { ...bearer, ...headers });
    expect(answer.status).toBe(status);
    return answer;
  });
});

test('a batch that is packed is never unpacked', async () => {
  await refused(async () => {
    const answer = await app.app.request('/api/v1/partner/batches', {
      method: 'POST',
      body: new Uint8Array(gzipSync('0'.repeat(10_000_000))),
      headers: { origin: ORIGIN, 'content-type': 'application/json', 'content-encoding': 'gzip', ...bearer },
    });
    return { status: answer.status, body: await answer.text() };
  });
});

test.each(['%00', 'constructor', '..%2F..', NOWHERE, '水'.repeat(90)])('the address %s of a key, a batch or a file leads nowhere', async (name) => {
  for (const [who, method, path] of [
    [administrator, 'POST', `/api/v1/partner-keys/${name}/issue`],
    [staff, 'POST', `/api/v1/partner-keys/${name}/revoke`],
    [app.anonymous, 'GET', `/api/v1/partner/batches/${name}`],
    [staff, 'GET', `/api/v1/windows/${W}/imports/files/${name}`],
    [staff, 'DELETE', `/api/v1/windows/${W}/imports/files/${name}`],
    [approver, 'POST', `/api/v1/windows/${W}/imports/files/${name}/commit`],
    [approver, 'GET', `/api/v1/windows/${name}/named-ballots/own`],
  ] as const)
    await refused(() => who.call(method, path, undefined, bearer));
});

test.each<[string, object]>([
  ['a kind that is not there', { kind: 'exe' }],
  ['a name that climbs', { fileName: `${'../'.repeat(80)}etc/passwd` }],
  ['content that is no base64', { content: '%%%' }],
  ['no content', { content: '' }],
  ['content as a list', { content: [1, 2] }],
])('a hotline’s file with %s is refused', async (_, change) => {
  await refused(() => staff.call('POST', `/api/v1/windows/${W}/imports/files`, { kind: 'hotline', fileName: 'a.csv', content: 'YQ==', ...change }));
});

test.each([UNIT, 'category:departments', 'category:', 'category:constructor'])(
  'picks about %s, where units are rated one by one, are refused',
  async (place) => {
    const body = { ticket: 'A'.repeat(22), revision: 1, salt: salt(), answers: { [UNIT]: 'picked' } };
    await refused(() => rater.call('POST', `/api/v1/windows/${W}/units/${place}/ballot/plain`, body));
  },
);
