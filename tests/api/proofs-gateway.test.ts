import { createServer, type Server } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { Config } from '../../api/config.ts';
import { readConfig } from '../../api/config.ts';
import { createLimits } from '../../api/limits.ts';
import { createRequester, createTestApp } from '../support/app.ts';
import { insertCity, makeWindow } from './ballots.fixture.ts';

const { dependencies: plain } = await createTestApp();
await insertCity(plain);
const W = await makeWindow(plain, 'w1');

/** A gateway that remembers what it was asked and answers as it is told. */
const heard: { readonly body: string; readonly authorization: string | undefined }[] = [];
let answer: { readonly status: number; readonly body: string } | 'silence' = { status: 200, body: '{"result":{"code":0}}' };
const gateway: Server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  heard.push({ body, authorization: request.headers.authorization });
  if (answer === 'silence') {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, { location: 'http://127.0.0.1:9/' });
  response.end(answer.body);
});
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
afterAll(() => new Promise((resolve) => gateway.close(resolve)));
const url = `http://127.0.0.1:${(gateway.address() as { port: number }).port}/send`;

const appWith = (sms: Partial<NonNullable<Config['sms']>>) => {
  const body = '{"PhoneNumbers":["{national}"],"Template":{"code":"{code}"},"text":"{text}","app":"{token}","n":1}';
  const settings = { url, token: 'a"token', body, noticeBody: body, success: 'result.code=0', ...sms };
  return createApp({ ...plain, config: { ...plain.config, sms: settings } }, { limits: createLimits(plain.sql, 1000) });
};
const send = (app = appWith({}), phone = '13800138000') => createRequester(app, null).call('POST', `/api/v1/windows/${W}/proofs/sms`, { phone });
const last = () => JSON.parse(heard.at(-1)?.body ?? '{}');

test('one POST in the form of the template; the page is shown no code; the code that went out proves', async () => {
  const app = appWith({});
  const { status, body } = await send(app);
  expect(status).toBe(200);
  expect(body.demonstrationMessage).toBeNull();
  expect(heard).toHaveLength(1);
  expect(heard[0]?.authorization).toBe('Bearer a"token');
  expect(last()).toMatchObject({ PhoneNumbers: ['13800138000'], app: 'a"token', n: 1 });
  expect(last().text).toContain(last().Template.code);
  const browser = createRequester(app, null);
  const confirm = { challenge: body.challenge, code: last().Template.code };
  expect((await browser.call('POST', `/api/v1/windows/${W}/proofs/sms/confirm`, confirm)).body).toMatchObject({ channel: 'sms' });
});

test.each([
  ['a refusal in the answer', { status: 200, body: '{"result":{"code":7}}' }, 'proof.gateway_refused'],
  ['an answer that is no JSON', { status: 200, body: 'OK' }, 'proof.gateway_refused'],
  ['an HTTP error', { status: 500, body: '{"result":{"code":0}}' }, 'proof.gateway_refused'],
  ['a redirect', { status: 302, body: '' }, 'proof.gateway_silent'],
  ['a broken connection', 'silence', 'proof.gateway_silent'],
] as const)('%s is told in a sentence, is not asked again and issues nothing', async (_, told, code) => {
  answer = told;
  const before = heard.length;
  const [counted] = await plain.sql`select coalesce(sum(issued), 0)::int as n from proof_counts where channel = 'sms'`;
  expect((await send()).body).toMatchObject({ status: 503, code });
  expect(heard.length - before).toBe(1);
  const [after] =
    await plain.sql`select coalesce(sum(issued), 0)::int as n, (select count(*)::int from sms_challenges) as waiting from proof_counts where channel = 'sms'`;
  expect(after).toEqual({ n: counted?.n, waiting: 0 });
  answer = { status: 200, body: '{"result":{"code":0}}' };
});

test('a gateway that is not there, and without a test of the answer the status alone', async () => {
  expect((await send(appWith({ url: 'http://127.0.0.1:9/' }))).body.code).toBe('proof.gateway_silent');
  answer = { status: 202, body: 'queued' };
  expect((await send(appWith({ success: undefined }))).status).toBe(200);
});

test('settings: a template that is no JSON, providers that are not of one number, plain http from outside', () => {
  const read = (variables: Record<string, string>) => () => readConfig(variables, '/');
  expect(read({ SMS_GATEWAY_URL: 'https://a.example/', SMS_GATEWAY_BODY: '{' })).toThrow(/SMS_GATEWAY_BODY/);
  expect(read({ OIDC_ISSUER: 'https://a.example https://b.example', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y z' })).toThrow(/same number/);
  expect(read({ OIDC_ISSUER: 'http://a.example', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' })).toThrow(/https/);
  expect(readConfig({ OIDC_ISSUER: 'https://a.example http://127.0.0.1:9', OIDC_CLIENT_ID: 'x y', OIDC_CLIENT_SECRET: 's t' }, '/').logins).toHaveLength(2);
  expect(readConfig({ SMS_GATEWAY_URL: url }, '/').sms).toEqual({
    url,
    token: undefined,
    body: '{"phone":"{number}","text":"{text}"}',
    noticeBody: '{"phone":"{number}","text":"{text}"}',
    success: undefined,
  });
});
