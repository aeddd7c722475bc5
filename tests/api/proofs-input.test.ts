import { expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { createLimits } from '../../api/limits.ts';
import { issueCodes } from '../../api/proofs/issuing.usecases.ts';
import { createRequester, createTestApp } from '../support/app.ts';
import { insertCity, makeWindow } from './ballots.fixture.ts';

const { dependencies: plain } = await createTestApp();
const deps = { ...plain, config: { ...plain.config, logins: [{ issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y' }] } };
const app = createApp(deps, { limits: createLimits(deps.sql, 1000) });
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
await makeWindow(deps, 'w-closed');
const [CLOSED_CODE = ''] = await issueCodes(deps, 'w-closed', 'public-web', 1);
await deps.sql`update windows set closes_at = now() - interval '1 second' where id = 'w-closed'`;
await makeWindow(deps, 'w-sealed', { open: false });
const [CODE = ''] = await issueCodes(deps, W, 'public-web', 1);

const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  createRequester(app, null).call('POST', `/api/v1/windows/${path}`, body, headers);

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  4.5,
  [],
  ['x'],
  {},
  { toString: 'x' },
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '𠮷'.repeat(30),
  "'; drop table codes; --",
  '../../etc/passwd',
  '%00',
  'x'.repeat(100_000),
];

const ROUTES = {
  'proofs/code': { code: CODE, employer: null, ticket: 'x' },
  'proofs/sms': { phone: '13800138000', ticket: 'x' },
  'proofs/sms/confirm': { challenge: 'x', code: '123456', employer: null },
  'proofs/login/citizen': { language: 'zh', employer: null, ticket: 'x' },
  'proofs/login/citizen/confirm': { query: '?code=x&state=y' },
} as const;

test.each(Object.entries(ROUTES))('%s: odd values of each field, and around it, are refused and never a 500', async (route, good) => {
  for (const field of Object.keys(good)) {
    for (const odd of ODD) {
      const { status, body } = await send(`${W}/${route}`, { ...good, [field]: odd });
      expect(status, `${field}: ${JSON.stringify(odd)?.slice(0, 60)} → ${JSON.stringify(body).slice(0, 200)}`).not.toBe(500);
      if (status !== 200) expect(body.messages?.zh?.length).toBeGreaterThan(3);
    }
  }
  for (const raw of ['', '{', 'null', '[]', '"x"', '1e309', '{"__proto__":{"code":"x"}}', `{"code":"x","code":"y"}`, '['.repeat(10_000)])
    expect([400, 422, 401]).toContain((await send(`${W}/${route}`, raw)).status);
  expect((await send(`${W}/${route}`, { ...good, extra: 1 })).status).toBe(422);
  expect((await send(`${W}/${route}`, 'code=x', { 'content-type': 'text/plain' })).status).toBeLessThan(500);
  expect((await send(`${W}/${route}`, good, { origin: 'https://evil.example' })).status).toBe(403);
});

test.each([
  ['a window that is not there', 'none/proofs/code', { code: CODE }, 404, 'window.unknown'],
  ['a closed window', 'w-closed/proofs/code', { code: CLOSED_CODE }, 409, 'proof.window_not_open'],
  ['a window that has not opened', 'w-sealed/proofs/code', { code: CODE }, 409, 'proof.window_not_open'],
  ['another window’s code', 'w-sealed/proofs/sms', { phone: '13800138000' }, 409, 'proof.window_not_open'],
  ['a message asked for after closing', 'w-closed/proofs/sms', { phone: '13800138000' }, 409, 'proof.window_not_open'],
  ['six figures without a message', `${W}/proofs/sms/confirm`, { challenge: 'none', code: '123456' }, 401, 'proof.wrong_message_code'],
  ['five figures', `${W}/proofs/sms/confirm`, { challenge: 'none', code: '12345' }, 401, 'proof.wrong_message_code'],
  ['a number that is none', `${W}/proofs/sms`, { phone: '12345' }, 422, 'proof.bad_number'],
  ['a sign-in that is not on its way', `${W}/proofs/login/citizen/confirm`, { query: '' }, 401, 'proof.login_expired'],
  ['an employer that is no unit', `${W}/proofs/code`, { code: CODE, employer: 'nowhere' }, 422, 'proof.unknown_employer'],
] as const)('%s has a sentence of its own', async (_, path, body, status, code) => {
  expect((await send(path, body)).body).toMatchObject({ status, code });
});

test('a six-figure code of one window proves nothing in another', async () => {
  const { body } = await send(`${W}/proofs/sms`, { phone: '13800138000' });
  const code = /\d{6}/.exec(body.demonstrationMessage.zh)?.[0] ?? '';
  await makeWindow(deps, 'w-other');
  expect((await send('w-other/proofs/sms/confirm', { challenge: body.challenge, code })).body.code).toBe('proof.wrong_message_code');
  expect((await send(`${W}/proofs/sms/confirm`, { challenge: body.challenge, code: `　${code} ` })).status).toBe(200);
});

test('a flood of messages to many numbers from one address is stopped; a printed code still goes', async () => {
  const own = createApp(deps, { limits: createLimits(deps.sql, 1) });
  const from = { 'x-gongping-address': '10.77.0.1' };
  const call = (path: string, body: unknown) => createRequester(own, null).call('POST', `/api/v1/windows/${W}/proofs/${path}`, body, from);
  const answers: string[] = [];
  for (let i = 0; i < 70; i++) {
    await deps.sql`delete from rate_limits where key like 'pressure%'`;
    answers.push((await call('sms', { phone: `139${String(10_000_000 + i)}` })).body.code ?? 'sent');
  }
  expect(answers.filter((answer) => answer === 'sent').length).toBeLessThanOrEqual(30);
  expect(answers.at(-1)).toBe('proof.too_many_tries');
  await deps.sql`delete from rate_limits where key like 'pressure%'`;
  expect((await call('code', { code: CODE })).status).toBe(200);
});
