import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { createLimits } from '../../api/limits.ts';
import { users } from '../../db/schema/staff.ts';
import { createRequester, createTestApp, type Requester } from '../support/app.ts';

const { as, anonymous, app, dependencies, setTime } = await createTestApp();
const START = new Date('2026-11-20T08:00:00Z');
const PASSWORD = 'a long password';
const BETTER = 'lantern river 7 orchard';

const loginOf = async (who: Requester): Promise<string> => (await who.call('GET', '/api/v1/session')).body.login;
const codeAt = (secret: string, now: Date): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
const later = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

/** Somebody with codes from an app in use. */
async function withFactor(): Promise<{ who: Requester; login: string; secret: string; recovery: string[] }> {
  setTime(START);
  const who = await as('auditor');
  const { secret } = (await who.call('POST', '/api/v1/account/factor')).body;
  const confirmed = await who.call('PUT', '/api/v1/account/factor', { code: codeAt(secret, START) });
  return { who, login: await loginOf(who), secret, recovery: confirmed.body.recoveryCodes };
}

/** Signs in as far as the password goes. */
async function half(login: string): Promise<Requester> {
  const browser = createRequester(app, null);
  expect((await browser.call('POST', '/api/v1/session', { login, password: PASSWORD })).body).toEqual({ next: 'code', by: 'totp' });
  return browser;
}

describe('the second factor', () => {
  test('a password alone then opens nothing', async () => {
    const { login } = await withFactor();
    const browser = await half(login);
    expect((await browser.call('GET', '/api/v1/session')).status).toBe(401);
    expect((await browser.call('GET', '/api/v1/audit?after=0&limit=1')).status).toBe(401);
  });

  test('the code of the app opens, once', async () => {
    const { login, secret } = await withFactor();
    setTime(later(60));
    const code = codeAt(secret, later(60));
    const first = await half(login);
    expect((await first.call('POST', '/api/v1/session/code', { code })).body).toMatchObject({ login, role: 'auditor' });
    expect((await first.call('GET', '/api/v1/session')).status).toBe(200);
    const second = await half(login);
    expect((await second.call('POST', '/api/v1/session/code', { code })).body.code).toBe('auth.wrong_code');
    setTime(START);
  });

  test('a code of ten minutes ago, a wrong one and none at all do not', async () => {
    const { login, secret } = await withFactor();
    const browser = await half(login);
    for (const code of [codeAt(secret, later(-600)), '000000', 'ABCD-EFGH-JKMN']) {
      expect((await browser.call('POST', '/api/v1/session/code', { code })).body.code).toBe('auth.wrong_code');
    }
    expect((await anonymous.call('POST', '/api/v1/session/code', { code: '123456' })).body.code).toBe('auth.no_code_awaited');
  });

  test('a recovery code opens once, typed in whatever way', async () => {
    const { login, recovery } = await withFactor();
    expect(new Set(recovery).size).toBe(10);
    const typed = ` ${(recovery[3] ?? '').toLowerCase().replaceAll('-', ' ')} `;
    expect((await (await half(login)).call('POST', '/api/v1/session/code', { code: typed })).status).toBe(200);
    expect((await (await half(login)).call('POST', '/api/v1/session/code', { code: typed })).body.code).toBe('auth.wrong_code');
  });

  test('neither the secret nor a recovery code stands readable in the database', async () => {
    const { secret, recovery } = await withFactor();
    const dump = JSON.stringify(await dependencies.db.select().from(users));
    for (const told of [secret, ...recovery]) expect(dump).not.toContain(told);
  });

  test('ten wrong codes lock for a while', async () => {
    const strict = createApp(dependencies, { limits: createLimits(dependencies.sql) });
    const { login } = await withFactor();
    const browser = createRequester(strict, null);
    await browser.call('POST', '/api/v1/session', { login, password: PASSWORD });
    const codes: string[] = [];
    for (let i = 0; i < 11; i++) codes.push((await browser.call('POST', '/api/v1/session/code', { code: '000000' })).body.code);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('auth.wrong_code'));
    expect(codes[10]).toBe('auth.too_many_tries');
  });

  test('it is ended with the password', async () => {
    const { who } = await withFactor();
    expect((await who.call('DELETE', '/api/v1/account/factor', { current: 'x' })).body.errors[0].path).toBe('current');
    expect((await who.call('DELETE', '/api/v1/account/factor', { current: PASSWORD })).status).toBe(200);
    expect((await who.call('GET', '/api/v1/account')).body.factor).toMatchObject({ inUse: false, recoveryCodes: 0 });
  });
});

describe('a city that requires the second factor', () => {
  const strict = createApp(
    { ...dependencies, city: { ...dependencies.city, staff: { passwords: 'nist', secondFactor: 'required', factors: ['totp'] } } },
    { limits: createLimits(dependencies.sql, 1000) },
  );

  test('whoever has none sets it up before anything else', async () => {
    setTime(START);
    const login = await loginOf(await as('auditor'));
    const browser = createRequester(strict, null);
    expect((await browser.call('POST', '/api/v1/session', { login, password: PASSWORD })).body.owes).toBe('factor');
    expect((await browser.call('GET', '/api/v1/audit?after=0&limit=1')).body.code).toBe('auth.set_factor_first');
    const { secret } = (await browser.call('POST', '/api/v1/account/factor')).body;
    await browser.call('PUT', '/api/v1/account/factor', { code: codeAt(secret, START) });
    expect((await browser.call('GET', '/api/v1/audit?after=0&limit=1')).status).toBe(200);
    expect((await browser.call('DELETE', '/api/v1/account/factor', { current: PASSWORD })).body.code).toBe('auth.factor_needed');
  });
});

describe('the password', () => {
  test('is changed with the present one; the other sign-ins end', async () => {
    const who = await as('moderator');
    const login = await loginOf(who);
    const elsewhere = createRequester(app, null);
    await elsewhere.call('POST', '/api/v1/session', { login, password: PASSWORD });
    expect((await who.call('POST', '/api/v1/account/password', { current: 'wrong', password: BETTER })).body.errors[0].path).toBe('current');
    expect((await who.call('POST', '/api/v1/account/password', { current: PASSWORD, password: BETTER })).status).toBe(200);
    expect((await who.call('GET', '/api/v1/session')).status).toBe(200);
    expect((await elsewhere.call('GET', '/api/v1/session')).status).toBe(401);
    expect((await anonymous.call('POST', '/api/v1/session', { login, password: PASSWORD })).status).toBe(401);
  });

  test.each([
    ['too short', 'short', '至少 15 个字符'],
    ['guessable', 'gongping-gongping', '太容易猜到'],
  ])('%s is refused with a sentence', async (_, password, sentence) => {
    const who = await as('moderator');
    const refused = await who.call('POST', '/api/v1/account/password', { current: PASSWORD, password });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toMatchObject({ path: 'password', messages: { zh: expect.stringContaining(sentence) } });
  });

  test('the one before is refused with a sentence', async () => {
    const who = await as('moderator');
    await who.call('POST', '/api/v1/account/password', { current: PASSWORD, password: BETTER });
    const refused = await who.call('POST', '/api/v1/account/password', { current: BETTER, password: BETTER });
    expect(refused.body.errors[0].messages.zh).toContain('以前用过');
  });

  test('under the rules of the protection level it is set anew every ninety days', async () => {
    setTime(START);
    const who = await as('moderator');
    const login = await loginOf(who);
    await who.call('POST', '/api/v1/account/password', { current: PASSWORD, password: BETTER });
    const level3 = createApp(
      { ...dependencies, city: { ...dependencies.city, staff: { passwords: 'djbh3', secondFactor: 'optional', factors: ['totp'] } } },
      { limits: createLimits(dependencies.sql, 1000) },
    );
    setTime(later(91 * 86_400));
    const browser = createRequester(level3, null);
    expect((await browser.call('POST', '/api/v1/session', { login, password: BETTER })).body.owes).toBe('password');
    expect((await browser.call('GET', '/api/v1/moderation/comments')).body.code).toBe('auth.set_password_first');
    const uniform = await browser.call('POST', '/api/v1/account/password', { current: BETTER, password: 'onlysmalllettersherenow' });
    expect(uniform.body.errors[0].messages.zh).toContain('至少 3 类');
    await browser.call('POST', '/api/v1/account/password', { current: BETTER, password: 'Orchard-river-7-Lantern' });
    expect((await browser.call('GET', '/api/v1/moderation/comments')).status).toBe(200);
    setTime(START);
  });
});

describe('devices and confirmation', () => {
  test('one sees where one is signed in, by browser and system, and ends it', async () => {
    const who = await as('auditor');
    const login = await loginOf(who);
    const phone = createRequester(app, null);
    const agent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0';
    await phone.call('POST', '/api/v1/session', { login, password: PASSWORD }, { 'user-agent': agent });
    const { devices } = (await who.call('GET', '/api/v1/account')).body;
    expect(devices.map(({ device, here }: { device: string; here: boolean }) => [device, here]).sort()).toEqual([
      ['?', true],
      ['WeChat · Android', false],
    ]);
    const other = devices.find(({ here }: { here: boolean }) => !here);
    expect((await who.call('DELETE', `/api/v1/account/devices/${other.id}`)).status).toBe(200);
    expect((await phone.call('GET', '/api/v1/session')).status).toBe(401);
    expect((await (await as('auditor')).call('DELETE', `/api/v1/account/devices/${devices[0].id}`)).status).toBe(404);
  });

  test('publishing asks for a confirmation that is not older than ten minutes', async () => {
    setTime(START);
    const office = await as('office-approver');
    const address = '/api/v1/releases/00000000-0000-4000-8000-000000000000/publish';
    expect((await office.call('POST', address)).status).toBe(404);
    setTime(later(11 * 60));
    expect((await office.call('POST', address)).body.code).toBe('auth.confirm_first');
    expect((await office.call('POST', '/api/v1/session/confirm', { proof: 'wrong' })).status).toBe(422);
    expect((await office.call('POST', '/api/v1/session/confirm', { proof: PASSWORD })).status).toBe(200);
    expect((await office.call('POST', address)).status).toBe(404);
    setTime(START);
  });
});
