import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { castMany } from '../../../api/ballots/batch.usecases.ts';
import { repeatedKey } from '../../../api/ballots/repeated-keys.ts';
import { envelopes } from '../../../db/schema/windows.ts';
import { createRequester, createTestApp, ORIGIN, type Requester } from '../../support/app.ts';
import { GOOD, insertCity, makeRater, makeWindow, salt, sealInBrowser } from '../ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const UNIT = deps.city.units[0]?.id ?? '';
const at = (unit = UNIT, window = W): string => `/api/v1/windows/${window}/units/${unit}/ballot`;
let rater: Requester & { readonly code: string };
let ticket = '';

beforeAll(async () => {
  rater = await makeRater(app, W);
  ticket = (await rater.call('GET', at())).body.ticket;
});

/** Nothing may be kept, and nothing may be a 500, whatever comes. */
async function refused(answer: { status: number; body: { code?: string } }, status: number, code?: string): Promise<void> {
  expect(answer).toMatchObject({ status, ...(code !== undefined && { body: { code } }) });
  expect(await deps.db.$count(envelopes)).toBe(0);
}

const plain = (change: object) => rater.call('POST', `${at()}/plain`, { ticket, revision: 1, salt: salt(), answers: GOOD, ...change });

test.each([6, 0, -1, 4.5, '5', null, true, [5], {}, '', 'good6', 'GOOD5', 'good5 ', 'constructor', '水', 'x'.repeat(81)])(
  'readable: %o is not an answer',
  async (level) => {
    await refused(await plain({ answers: { ...GOOD, results: level } }), 422);
  },
);

test.each(['{"results":NaN}', '{"results":1e309}', '{"results":"good5"', ''])('readable: %s is not JSON that can be an answer', async (answers) => {
  const answer = await rater.call('POST', `${at()}/plain`, `{"ticket":"${ticket}","revision":1,"salt":"${salt()}","answers":${answers}}`);
  expect([400, 422]).toContain(answer.status);
  await refused(answer, answer.status);
});

test.each<[string, object]>([
  ['a made-up question', { answers: { ...GOOD, bribe: 'good5' } }],
  ['a thousand extra answers', { answers: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`q${i}`, 'good5'])) }],
  ['a thousand extra keys', Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, 1]))],
  ['no answers', { answers: {} }],
  ['answers as a list', { answers: ['good5'] }],
  ['no salt', { salt: undefined }],
  ['a short salt', { salt: 'AAAA' }],
  ['revision 0', { revision: 0 }],
  ['revision 1.5', { revision: 1.5 }],
  ['a revision beyond all', { revision: 2 ** 40 }],
  ['a revision as text', { revision: '1' }],
  ['no ticket', { ticket: '' }],
  ['a ticket of the wrong form', { ticket: '水'.repeat(22) }],
  ['another screening answer', { screening: 'maybe' }],
])('readable: %s', async (_, change) => {
  await refused(await plain(change), 422);
});

test('readable: a key that would change every object is not an answer', async () => {
  const body = `{"ticket":"${ticket}","revision":1,"salt":"${salt()}","answers":{"__proto__":"good5"}}`;
  await refused(await rater.call('POST', `${at()}/plain`, body), 422);
  expect(({} as { results?: string }).results).toBeUndefined();
});

test.each([
  ['don’t know plus a level', '{"results":"dk","results":"good5"}'],
  ['the same answer twice', '{"results":"dk","results":"dk"}'],
  ['a question in two spellings', '{"results":"dk","r\\u0065sults":"good5"}'],
])('readable: %s is said twice and not an answer', async (_, answers) => {
  const body = `{"ticket":"${ticket}","revision":1,"salt":"${salt()}","answers":${answers}}`;
  await refused(await rater.call('POST', `${at()}/plain`, body), 422, 'ballot.said_twice');
});

test('sealed: a key that is named twice is refused, and the same word in two places is not', async () => {
  const good = await sealInBrowser((await rater.call('GET', at())).body, GOOD);
  const twice = JSON.stringify(good).replace('{', `{"revision":${good.revision},`);
  await refused(await rater.call('PUT', at(), twice), 422, 'ballot.said_twice');
  expect(repeatedKey('{"a":{"b":1},"c":[{"b":2},{"b":"b","a":":"}]}')).toBeNull();
  expect(repeatedKey('{"a":{"b":1,"b":2}}')).toBe('b');
});

test.each([
  ['quotes that are never closed', `"${'\\"'.repeat(500_000)}`],
  ['a string that breaks off at every line', `"${'a\\\n"'.repeat(250_000)}`],
  ['one long string', `"${'a'.repeat(1_000_000)}`],
  ['nothing but brackets', '['.repeat(1_000_000)],
])('a megabyte of %s is looked through once', (_, text) => {
  expect(repeatedKey(text)).toBeNull();
});

test.each<[string, () => { body: Uint8Array<ArrayBuffer> | ReadableStream; headers: Record<string, string> }, number]>([
  ['a gzip bomb: it is never unpacked', () => ({ body: new Uint8Array(gzipSync('0'.repeat(10_000_000))), headers: { 'content-encoding': 'gzip' } }), 400],
  ['10 MB that declare their length', () => ({ body: new Uint8Array(10_000_000), headers: { 'content-length': '10000000' } }), 413],
  ['10 MB in pieces without a length', () => ({ body: pieces(10), headers: { 'transfer-encoding': 'chunked' } }), 413],
  ['text/plain', () => ({ body: new Uint8Array(Buffer.from('{}')), headers: { 'content-type': 'text/plain' } }), 415],
  ['a form', () => ({ body: new Uint8Array(Buffer.from('a=b')), headers: { 'content-type': 'multipart/form-data; boundary=x' } }), 415],
  ['bytes that are no text', () => ({ body: new Uint8Array([0xff, 0xfe, 0x00]), headers: {} }), 400],
])('a body of %s is refused', async (_, make, status) => {
  const { body, headers } = make();
  const cookie = await cookieOf(rater.code);
  const answer = await app.app.request(`${at()}/plain`, {
    method: 'POST',
    body,
    headers: { origin: ORIGIN, cookie, 'content-type': 'application/json', ...headers },
    ...({ duplex: 'half' } as object),
  });
  await refused({ status: answer.status, body: {} }, status);
});

function pieces(megabytes: number): ReadableStream {
  let left = megabytes;
  return new ReadableStream({ pull: (out) => (left-- > 0 ? out.enqueue(new Uint8Array(1_000_000)) : out.close()) });
}

async function cookieOf(code: string): Promise<string> {
  const proved = await app.app.request(`/api/v1/windows/${W}/proofs/code`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  return proved.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

test.each<[string, (good: Awaited<ReturnType<typeof sealInBrowser>>) => object]>([
  ['a short ciphertext', (good) => ({ ...good, ciphertext: good.ciphertext.slice(4) })],
  ['a long ciphertext', (good) => ({ ...good, ciphertext: `${good.ciphertext}AAAA` })],
  ['an empty ciphertext', (good) => ({ ...good, ciphertext: '' })],
  ['a ciphertext that is not base64url', (good) => ({ ...good, ciphertext: good.ciphertext.replace(/./, '+') })],
  ['a huge ciphertext', (good) => ({ ...good, ciphertext: 'A'.repeat(500_000) })],
  ['a ciphertext as a list', (good) => ({ ...good, ciphertext: [1, 2, 3] })],
  ['no leaf hash', (good) => ({ ...good, leafHash: undefined })],
  ['a leaf hash in capitals', (good) => ({ ...good, leafHash: good.leafHash.toUpperCase().replace(/^./, 'A') })],
  ['a short leaf hash', (good) => ({ ...good, leafHash: good.leafHash.slice(2) })],
  ['a mark of one’s own choosing', (good) => ({ ...good, mark: 'x' })],
  ['no group', (good) => ({ ...good, group: undefined })],
  ['a stratum that is no text', (good) => ({ ...good, stratum: 1 })],
])('sealed: %s', async (_, change) => {
  const good = await sealInBrowser((await rater.call('GET', at())).body, GOOD);
  await refused(await rater.call('PUT', at(), change(good)), 422);
});

test.each<[string, string, string | undefined, Record<string, string>, number]>([
  ['depth 10,000', 'PUT', '['.repeat(10_000) + ']'.repeat(10_000), {}, 422],
  ['not JSON', 'PUT', '{', {}, 400],
  ['a NUL', 'PUT', '{"ticket":"\\u0000","revision":1,"ciphertext":"","leafHash":""}', {}, 422],
  ['no body', 'PUT', undefined, {}, 422],
  ['another content type', 'PUT', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['more than a megabyte', 'PUT', JSON.stringify({ ticket: 'x'.repeat(1_100_000) }), {}, 413],
  ['another site', 'PUT', '{}', { origin: 'https://evil.example' }, 403],
  ['a sibling domain', 'PUT', '{}', { origin: 'http://x.localhost:4321' }, 403],
  ['another method', 'DELETE', undefined, {}, 404],
])('%s is refused', async (_, method, body, headers, status) => {
  await refused(await rater.call(method, at(), body, headers), status);
});

test.each(['%00', '..%2F..%2Fetc', '水'.repeat(90), "'; drop table envelopes; --", 'constructor'])('the unit %s is not there', async (unit) => {
  const answer = await rater.call('GET', at(encodeURIComponent(decodeURIComponent(unit))));
  expect([404, 422]).toContain(answer.status);
});

test.each(['%00', '水', 'constructor', "' or 1=1 --"])('the window %s is not there', async (window) => {
  for (const answer of [
    await app.anonymous.call('GET', `/api/v1/windows/${window}`),
    await rater.call('GET', at(UNIT, window)),
    await app.anonymous.call('POST', `/api/v1/windows/${window}/proofs/code`, { code: 'x' }),
  ])
    expect([404, 422]).toContain(answer.status);
});

test('a unit that was removed meanwhile is told, not a 500', async () => {
  const other = await makeRater(app, W);
  const removed = deps.city.units.at(-1)?.id ?? '';
  const cast = await sealInBrowser((await other.call('GET', at(removed))).body, GOOD);
  await deps.sql`delete from units where id = ${removed}`;
  await refused(await other.call('PUT', at(removed), cast), 404, 'unit.unknown');
});

test('a batch with one faulty ballot is refused as a whole, each fault told', async () => {
  const good = { unit: UNIT, group: 'public-web', channel: 'sms', subject: 'a', answers: GOOD };
  const faulty = [good, { ...good, unit: 'nowhere' }, { ...good, channel: 'paper' }, { ...good, group: 'nobody' }, { ...good, answers: { results: 'x' } }];
  const error = await castMany(deps, W, faulty).catch((thrown) => thrown);
  expect(error.faults.map(({ path }: { path: string }) => path)).toEqual([
    'ballots.1.unit',
    'ballots.2.channel',
    'ballots.3.group',
    'ballots.4.answers.results',
  ]);
  await expect(castMany(deps, W, [good, good])).rejects.toMatchObject({ code: 'ballot.not_all_new' });
  expect(await deps.db.$count(envelopes)).toBe(0);
});

test('a batch of no ballots is no fault', async () => {
  expect(await castMany(deps, W, [])).toBe(0);
});

test('a code that names a group which the window does not ask gives no ballot', async () => {
  await deps.sql`insert into codes (window_id, code_hash, "group") values (${W}, 'x', 'nobody')`;
  const browser = createRequester(app.app, null);
  expect((await browser.call('GET', at())).status).toBe(401);
});

test('a sealed ballot for another key is taken and can be told only at the opening', async () => {
  const { body: blank } = await rater.call('GET', at());
  const other = await makeWindow(deps, 'w-key');
  const stranger = await makeRater(app, other);
  const { publicKey } = (await stranger.call('GET', at(UNIT, other))).body;
  expect((await rater.call('PUT', at(), await sealInBrowser({ ...blank, publicKey } as never, GOOD))).status).toBe(200);
});
