import { createServer, type Server } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { createLimits } from '../../api/limits.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { factorMessages, users } from '../../db/schema/staff.ts';
import { createRequester, createTestApp, type Requester } from '../support/app.ts';

const { as, dependencies, setTime } = await createTestApp();
const START = new Date('2026-11-20T08:00:00Z');
const PASSWORD = 'a long password';
const later = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

/** A gateway that remembers what it was asked, or refuses. */
const heard: { readonly number: string; readonly code: string; readonly text: string }[] = [];
let refuses = false;
const gateway: Server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  if (!refuses) heard.push(JSON.parse(body));
  response.writeHead(refuses ? 500 : 200);
  response.end();
});
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
afterAll(() => new Promise((resolve) => gateway.close(resolve)));
const url = `http://127.0.0.1:${(gateway.address() as { port: number }).port}/`;
const sms = { url, token: undefined, body: '{"number":"{number}","code":"{code}","text":"{text}"}', noticeBody: undefined, success: undefined };
const code = (): string => heard.at(-1)?.code ?? '';
const wrong = (): string => (code() === '000000' ? '000001' : '000000');

const city = { ...dependencies.city, staff: { ...dependencies.city.staff, factors: ['totp', 'sms'] as ('totp' | 'sms')[] } };
const messaging = { ...dependencies, city, config: { ...dependencies.config, sms } };
const app = createApp(messaging, { limits: createLimits(dependencies.sql, 1000) });

async function signedIn(role: Parameters<typeof as>[0], on = app): Promise<{ who: Requester; login: string }> {
  setTime(START);
  const { login } = (await (await as(role)).call('GET', '/api/v1/session')).body;
  const who = createRequester(on, null);
  expect((await who.call('POST', '/api/v1/session', { login, password: PASSWORD })).status).toBe(200);
  return { who, login };
}

/** Somebody whose codes come by text message. */
async function withPhone(role: Parameters<typeof as>[0] = 'auditor', phone = '138 0013 8000') {
  const { who, login } = await signedIn(role);
  expect((await who.call('POST', '/api/v1/account/factor/phone', { phone })).body).toEqual({
    number: `+86${phone.slice(0, 3)}****${phone.slice(-4)}`,
    shown: null,
  });
  const confirmed = await who.call('PUT', '/api/v1/account/factor', { code: code() });
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);
  return { who, login, recovery: confirmed.body.recoveryCodes as string[] };
}

/** Signs in as far as the password goes. */
async function half(login: string, on = app): Promise<Requester> {
  const browser = createRequester(on, null);
  expect((await browser.call('POST', '/api/v1/session', { login, password: PASSWORD })).body).toEqual({ next: 'code', by: 'sms' });
  return browser;
}

const show = async (who: Requester, given: string) => (await who.call('POST', '/api/v1/session/code', { code: given })).body;

describe('codes by text message', () => {
  test('the one that was sent opens, once; the newest only', async () => {
    const { login } = await withPhone();
    const browser = await half(login);
    expect((await browser.call('GET', '/api/v1/session')).status).toBe(401);
    await browser.call('POST', '/api/v1/session/code/message');
    const first = code();
    await browser.call('POST', '/api/v1/session/code/message');
    expect(heard.at(-1)).toMatchObject({ number: '+8613800138000', text: expect.stringContaining(code()) });
    if (first !== code()) expect((await show(browser, first)).code).toBe('auth.wrong_code');
    expect(await show(browser, code())).toMatchObject({ login });
    expect((await show(await half(login), code())).code).toBe('auth.wrong_code');
  });

  test('after five tries or five minutes it is void', async () => {
    const { login } = await withPhone();
    const browser = await half(login);
    await browser.call('POST', '/api/v1/session/code/message');
    for (let i = 0; i < 5; i++) expect((await show(browser, wrong())).code).toBe('auth.wrong_code');
    expect((await show(browser, code())).code).toBe('auth.wrong_code');
    await browser.call('POST', '/api/v1/session/code/message');
    setTime(later(301));
    expect((await show(browser, code())).code).toBe('auth.wrong_code');
    setTime(START);
  });

  test('without a message no figures open; a recovery code does', async () => {
    const { login, recovery } = await withPhone();
    const browser = await half(login);
    expect((await show(browser, '123456')).code).toBe('auth.wrong_code');
    expect(await show(browser, recovery[0] ?? '')).toMatchObject({ login });
  });

  test('one person’s code opens nothing for another', async () => {
    const [one, other] = [await withPhone(), await withPhone('moderator')];
    const browser = await half(one.login);
    await (await half(other.login)).call('POST', '/api/v1/session/code/message');
    expect((await show(browser, code())).code).toBe('auth.wrong_code');
  });

  test('steps that matter are confirmed by a message too', async () => {
    const { who } = await withPhone('office-approver');
    setTime(later(601));
    expect((await who.call('GET', '/api/v1/session')).body.confirmed).toBe(false);
    expect((await who.call('POST', '/api/v1/session/confirm', { proof: PASSWORD })).body.code).toBe('auth.wrong_code');
    await who.call('POST', '/api/v1/session/confirm/message');
    expect((await who.call('POST', '/api/v1/session/confirm', { proof: code() })).body).toEqual({ confirmed: true });
    setTime(START);
  });

  test('a second person at the screen gets one for account and password', async () => {
    const { login } = await withPhone('key-holder');
    const { who } = await signedIn('office-approver');
    const asked = (password: string) => who.call('POST', '/api/v1/session/person/message', { login, password });
    const before = heard.length;
    expect((await asked('another password')).body.code).toBe('auth.wrong_credentials');
    expect(heard).toHaveLength(before);
    expect((await asked(PASSWORD)).body).toEqual({ number: '+86138****8000', shown: null });
    expect(heard).toHaveLength(before + 1);
    const { who: outsider } = await signedIn('auditor');
    expect((await outsider.call('POST', '/api/v1/session/person/message', { login, password: PASSWORD })).status).toBe(403);
  });
});

describe('what may go wrong', () => {
  test('neither number nor code stands readable in the database', async () => {
    const { login } = await withPhone();
    await (await half(login)).call('POST', '/api/v1/session/code/message');
    const dump = JSON.stringify([await dependencies.db.select().from(users), await dependencies.db.select().from(factorMessages)]);
    expect(dump).not.toContain('13800138000');
    expect(dump).not.toContain(`"${code()}"`);
  });

  test('a number that is changed before it is confirmed makes the code sent to the first void', async () => {
    const { who } = await signedIn('auditor');
    await who.call('POST', '/api/v1/account/factor/phone', { phone: '13800138000' });
    const first = code();
    await who.call('POST', '/api/v1/account/factor/phone', { phone: '13900139000' });
    if (first !== code()) expect((await who.call('PUT', '/api/v1/account/factor', { code: first })).body.code).toBe('auth.wrong_code');
    expect((await who.call('PUT', '/api/v1/account/factor', { code: code() })).status).toBe(200);
    expect((await who.call('GET', '/api/v1/account')).body.factor).toMatchObject({ inUse: true, kind: 'sms', number: '+86139****9000' });
    expect((await who.call('POST', '/api/v1/account/factor/phone', { phone: '13800138000' })).body.code).toBe('auth.factor_in_use');
  });

  test.each(['12345', '138001380001', '+86 999', '<script>', ' '])('%s is no number', async (phone) => {
    const { who } = await signedIn('auditor');
    expect((await who.call('POST', '/api/v1/account/factor/phone', { phone })).status).toBe(422);
  });

  test('a gateway that refuses is told; no code waits then', async () => {
    const { login } = await withPhone();
    const browser = await half(login);
    refuses = true;
    const answer = await browser.call('POST', '/api/v1/session/code/message');
    refuses = false;
    expect([answer.status, answer.body.code]).toEqual([503, 'proof.gateway_refused']);
    expect((await show(browser, code())).code).toBe('auth.wrong_code');
  });

  test('whoever uses an app, or has begun no sign-in, gets no message', async () => {
    const { who } = await signedIn('auditor');
    expect((await who.call('POST', '/api/v1/session/confirm/message')).body.code).toBe('auth.no_phone');
    expect((await createRequester(app, null).call('POST', '/api/v1/session/code/message')).body.code).toBe('auth.no_code_awaited');
  });

  test('a site without a gateway says so', async () => {
    const { login } = await withPhone();
    const real = { ...messaging, city: { ...city, demonstration: false }, config: dependencies.config };
    const browser = await half(login, createApp(real, { limits: createLimits(dependencies.sql, 1000) }));
    expect((await browser.call('POST', '/api/v1/session/code/message')).body.code).toBe('auth.no_messages');
  });

  test('a city offers what it names', async () => {
    const only = (factors: ('totp' | 'sms')[]) =>
      createApp({ ...messaging, city: { ...city, staff: { ...city.staff, factors } } }, { limits: createLimits(dependencies.sql, 1000) });
    const { who: byApp } = await signedIn('auditor', only(['totp']));
    expect((await byApp.call('POST', '/api/v1/account/factor/phone', { phone: '13800138000' })).body.code).toBe('auth.factor_not_offered');
    const { who: byPhone } = await signedIn('auditor', only(['sms']));
    expect((await byPhone.call('POST', '/api/v1/account/factor')).body.code).toBe('auth.factor_not_offered');
  });

  test('a sixth message within an hour is refused, with when to try again', async () => {
    const { login } = await withPhone('administrator', '13700001111');
    const strict = createApp(messaging, { limits: createLimits(dependencies.sql) });
    const browser = await half(login, strict);
    const answers: number[] = [];
    for (let i = 0; i < 5; i++) answers.push((await browser.call('POST', '/api/v1/session/code/message')).status);
    expect(answers).toEqual([200, 200, 200, 200, 429]); // one went out when the number was confirmed
  });

  test('each message that goes out leaves an audit row without number and code', async () => {
    const { login } = await withPhone();
    await (await half(login)).call('POST', '/api/v1/session/code/message');
    const rows = (await listAudit(dependencies.db, 0, 10_000)).filter(({ subject }) => subject === `user:${login}`);
    expect(rows.map(({ action }) => action)).toEqual([
      ...['session.begun', 'session.begun', 'user.factor_begun', 'user.factor_message', 'user.factor_set', 'user.factor_message'],
    ]);
    expect(JSON.stringify(rows)).not.toContain('138001');
  });
});
