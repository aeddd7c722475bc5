import { expect, test } from 'vitest';
import { createApp } from '../../../api/app.ts';
import { createLimits } from '../../../api/limits.ts';
import { entitlementCookie } from '../../../api/proofs/entitlement.ts';
import { issueCodes } from '../../../api/proofs/issuing.usecases.ts';
import { users } from '../../../db/schema/staff.ts';
import { envelopes } from '../../../db/schema/windows.ts';
import { type Answer, createRequester, createTestApp, ORIGIN } from '../../support/app.ts';
import { GOOD, insertCity, makeRater, makeWindow, salt } from '../ballots.fixture.ts';

/** Rights to rate and sessions that are altered, over, someone else's or made up. */
const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const OTHER = await makeWindow(deps, 'w2');
const UNIT = deps.city.units[0]?.id ?? '';
const at = `/api/v1/windows/${W}/units/${UNIT}/ballot`;
const [CODE = '', SECOND = ''] = await issueCodes(deps, W, 'public-web', 2);
const [ELSEWHERE = ''] = await issueCodes(deps, OTHER, 'public-web', 1);
const prove = (code: unknown, on = app.app, headers: Record<string, string> = {}): Promise<Answer> =>
  createRequester(on, null).call('POST', `/api/v1/windows/${W}/proofs/code`, { code }, headers);

const right = { window: W, group: 'public-web', channel: 'code', stratum: 'all', subject: 'a'.repeat(64) };
const key = deps.secrets.derive('entitlement');
const cookieOf = (change: object = {}, now = deps.clock(), signedWith = key): string =>
  entitlementCookie({ ...right, ...change }, signedWith, now, false).split(';')[0] ?? '';
const withCookie = (cookie: string): Promise<Answer> => createRequester(app.app, null).call('GET', at, undefined, { cookie });

/** The text of a cookie's payload changed, its signature left as it was. */
function rewritten(change: (payload: string) => string): string {
  const [payload = '', signature = ''] = (cookieOf().split('=')[1] ?? '').split('.');
  return `gongping-rate=${Buffer.from(change(Buffer.from(payload, 'base64url').toString())).toString('base64url')}.${signature}`;
}

const swap = (code: string): string => {
  const plain = code.replaceAll('-', '');
  const i = [...plain].findIndex((letter, n) => n > 0 && letter !== plain[n - 1]);
  return `${plain.slice(0, i - 1)}${plain[i]}${plain[i - 1]}${plain.slice(i + 1)}`;
};

test.each<[string, () => Promise<Answer>, number, string | null]>([
  ['no right at all', () => withCookie(''), 401, 'proof.missing'],
  ['a right as it was given', () => withCookie(cookieOf()), 200, null],
  ['a right signed with another key', () => withCookie(cookieOf({}, deps.clock(), deps.secrets.derive('phone'))), 401, 'proof.missing'],
  ['a right that ran out', () => withCookie(cookieOf({}, new Date(deps.clock().getTime() - 1_801_000))), 401, 'proof.missing'],
  ['another group written into it', () => withCookie(rewritten((text) => text.replace('public-web', 'deputies'))), 401, 'proof.missing'],
  ['another person written into it', () => withCookie(rewritten((text) => text.replace('aaaa', 'bbbb'))), 401, 'proof.missing'],
  ['a longer life written into it', () => withCookie(rewritten((text) => text.replace(/"until":\d+/, '"until":9999999999'))), 401, 'proof.missing'],
  ['its signature cut off', () => withCookie(cookieOf().split('.')[0] ?? ''), 401, 'proof.missing'],
  ['its signature emptied', () => withCookie(`${cookieOf().split('.')[0]}.`), 401, 'proof.missing'],
  ['a payload that is no JSON', () => withCookie('gongping-rate=%7B.AAAA'), 401, 'proof.missing'],
  ['the right of another window', () => withCookie(cookieOf({ window: OTHER })), 403, 'ballot.other_window'],
  ['a group that the window does not ask', () => withCookie(cookieOf({ group: 'nobody' })), 403, 'ballot.group_not_asked'],
  ['the own unit', () => withCookie(cookieOf({ refused: [UNIT] })), 403, 'ballot.own_unit'],
  ['a code of another window', () => prove(ELSEWHERE), 401, 'proof.unknown_code'],
  ['a truncated code', () => prove(CODE.slice(0, -1)), 422, 'proof.mistyped_code'],
  ['two neighbours of a code swapped', () => prove(swap(CODE)), 422, 'proof.mistyped_code'],
  ['one letter of a code mistyped', () => prove(CODE.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))), 422, 'proof.mistyped_code'],
  ['two codes in one', () => prove(`${CODE}${SECOND}`), 422, 'proof.mistyped_code'],
  ['a code used again: the same right, not a second one', () => prove(CODE).then(() => prove(CODE)), 200, null],
])('%s', async (_, act, status, code) => {
  const answer = await act();
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  if (code !== null) expect(answer.body.code).toBe(code);
});

test('a code used again stands for the same rater: what was cast is replaced, never doubled', async () => {
  const tickets = [];
  for (let i = 0; i < 3; i++) {
    const rater = createRequester(app.app, null);
    await rater.call('POST', `/api/v1/windows/${W}/proofs/code`, { code: SECOND });
    const { body } = await rater.call('GET', at);
    const cast = await rater.call('POST', `${at}/plain`, { ticket: body.ticket, revision: body.revision + 1, salt: salt(), answers: GOOD });
    tickets.push(cast.body.receipt?.ticket);
  }
  expect(new Set(tickets).size).toBe(1);
  expect(await deps.db.$count(envelopes)).toBe(1);
});

test('a flood of messages to one number ends; other numbers and printed codes go on', async () => {
  const strict = createApp(deps, { limits: createLimits(deps.sql, 1) });
  const ask = (phone: string): Promise<Answer> =>
    createRequester(strict, null).call('POST', `/api/v1/windows/${W}/proofs/sms`, { phone }, { 'x-gongping-address': '10.1.2.3' });
  const answers = [];
  for (let i = 0; i < 8; i++) answers.push((await ask('13900000001')).status);
  expect(answers.filter((status) => status === 200)).toHaveLength(5);
  expect(new Set(answers.slice(5))).toEqual(new Set([429]));
  expect((await ask('13900000002')).status).toBe(200);
  expect((await prove(CODE, strict, { 'x-gongping-address': '10.1.2.3' })).status).toBe(200);
});

const signIn = (headers: Record<string, string>, login: string) =>
  app.app.request('/api/v1/session', {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ login, password: 'a long password' }),
  });
const whoIs = (cookie: string): Promise<Answer> => createRequester(app.app, null).call('GET', '/api/v1/session', undefined, { cookie });
const sessionOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((pair) => /^gongping=.+/.test(pair)) ?? '';

async function newAccount(): Promise<{ login: string; id: string }> {
  const { userId } = await app.as('office-staff');
  const found = (await deps.db.select().from(users)).find(({ id }) => id === userId);
  return { login: found?.login ?? '', id: userId ?? '' };
}

test('a session id that somebody fixed beforehand is not the one that sign-in gives', async () => {
  const { login } = await newAccount();
  const fixed = `gongping=${'a'.repeat(40)}`;
  const given = sessionOf(await signIn({ cookie: fixed }, login));
  expect(given).not.toBe(fixed);
  expect((await whoIs(fixed)).status).toBe(401);
  expect((await whoIs(given)).status).toBe(200);
});

test('a cookie copied before signing out is worth nothing afterwards', async () => {
  const { login } = await newAccount();
  const copied = sessionOf(await signIn({}, login));
  await app.app.request('/api/v1/session', { method: 'DELETE', headers: { origin: ORIGIN, cookie: copied } });
  expect((await whoIs(copied)).status).toBe(401);
});

test('a role that was changed elsewhere holds from the next request on, up and down', async () => {
  const { login, id } = await newAccount();
  const cookie = sessionOf(await signIn({}, login));
  const close = (): Promise<Answer> => createRequester(app.app, null).call('POST', `/api/v1/windows/${OTHER}/close`, {}, { cookie });
  expect((await close()).body.code).toBe('window.not_over');
  await deps.sql`update users set role = 'auditor' where id = ${id}`;
  expect((await close()).body.code).toBe('auth.not_allowed');
  await deps.sql`update users set role = 'office-staff' where id = ${id}`;
  expect((await close()).body.code).toBe('window.not_over');
});

test.each<[string, Record<string, string>]>([
  ['another site', { origin: 'https://evil.example' }],
  ['a sibling domain', { origin: 'http://evil.localhost:4321' }],
  ['a sibling domain that the browser names', { 'sec-fetch-site': 'same-site' }],
  ['another site that the browser names', { 'sec-fetch-site': 'cross-site' }],
  ['the origin "null" of a frame', { origin: 'null' }],
  ['an origin that only begins like ours', { origin: `${ORIGIN}.evil.example` }],
])('a cast from %s is refused', async (_, headers) => {
  const rater = await makeRater(app, W);
  const { body } = await rater.call('GET', at);
  const before = await deps.db.$count(envelopes);
  const answer = await rater.call('POST', `${at}/plain`, { ticket: body.ticket, revision: 1, salt: salt(), answers: GOOD }, headers);
  expect(answer.body).toMatchObject({ status: 403, code: 'request.foreign_origin' });
  expect(await deps.db.$count(envelopes)).toBe(before);
});

test('a cast with a cookie and without any origin is refused: a form of another site could send it', async () => {
  const answer = await app.app.request(`${at}/plain`, { method: 'POST', headers: { cookie: cookieOf(), 'content-type': 'application/json' }, body: '{}' });
  expect(answer.status).toBe(403);
});
