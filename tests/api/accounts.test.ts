import { writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { invitations, users } from '../../db/schema/staff.ts';
import { units } from '../../db/schema/units.ts';
import { createRequester, createTestApp, type Requester } from '../support/app.ts';

const { as, anonymous, app, dependencies, setTime } = await createTestApp();
const START = new Date('2026-11-20T08:00:00Z');
const PASSWORD = 'lantern river 7 orchard';
await dependencies.db.insert(units).values(['water', 'housing'].map((id, position) => ({ id, category: 'departments', nameZh: id, nameEn: id, position })));
const admin = await as('administrator');

let made = 0;
/** A new account that has not been used yet. */
async function invited(role = 'unit-editor', unit: string | null = 'water'): Promise<{ login: string; token: string }> {
  made += 1;
  const answer = await admin.call('POST', '/api/v1/accounts', { login: `person-${made}`, name: `Person ${made}`, role, unit, body: null });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

async function accepted(role?: string, unit?: string | null): Promise<{ login: string; who: Requester }> {
  const { login, token } = await invited(role, unit);
  expect((await anonymous.call('POST', '/api/v1/invitations', { token, password: PASSWORD })).body).toEqual({ login });
  const who = createRequester(app, null);
  expect((await who.call('POST', '/api/v1/session', { login, password: PASSWORD })).status).toBe(200);
  return { login, who };
}

const stateOf = async (login: string) => (await admin.call('GET', '/api/v1/accounts')).body.accounts.find((one: { login: string }) => one.login === login);

describe('an invitation', () => {
  test('sets the password once, and only its hash is kept', async () => {
    const { login, token } = await invited();
    expect((await stateOf(login)).state).toBe('invited');
    expect((await anonymous.call('POST', '/api/v1/invitations/look', { token })).body).toMatchObject({ login, shortestPassword: 15 });
    expect(JSON.stringify(await dependencies.db.select().from(invitations))).not.toContain(token);
    await anonymous.call('POST', '/api/v1/invitations', { token, password: PASSWORD });
    expect((await stateOf(login)).state).toBe('active');
    expect((await anonymous.call('POST', '/api/v1/invitations', { token, password: PASSWORD })).body.code).toBe('auth.invitation_over');
  });

  test('two people who open the same link at once: one password is set', async () => {
    const { token } = await invited();
    const answers = await Promise.all([1, 2, 3].map((i) => anonymous.call('POST', '/api/v1/invitations', { token, password: `${PASSWORD} ${i}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
  });

  test('ends after a week, and with the next one', async () => {
    const { login, token } = await invited();
    setTime(new Date(START.getTime() + 7 * 86_400_000 + 1000));
    expect((await anonymous.call('POST', '/api/v1/invitations/look', { token })).status).toBe(410);
    setTime(START);
    const second = (await admin.call('POST', `/api/v1/accounts/${login}/invitation`)).body.token;
    expect((await anonymous.call('POST', '/api/v1/invitations/look', { token })).status).toBe(410);
    expect((await anonymous.call('POST', '/api/v1/invitations/look', { token: second })).status).toBe(200);
  });

  test('an account without a password is signed in to by nobody', async () => {
    const { login } = await invited();
    for (const password of ['', 'null', 'undefined', 'a long password']) {
      expect((await anonymous.call('POST', '/api/v1/session', { login, password })).status).toBeGreaterThanOrEqual(401);
    }
  });
});

describe('the administrator', () => {
  test('resets an account: password, factor and sign-ins end', async () => {
    const { login, who } = await accepted();
    await admin.call('POST', `/api/v1/accounts/${login}/invitation`);
    expect((await who.call('GET', '/api/v1/session')).status).toBe(401);
    expect((await anonymous.call('POST', '/api/v1/session', { login, password: PASSWORD })).status).toBe(401);
  });

  test('a role raised elsewhere counts from the next sign-in only', async () => {
    const { login, who } = await accepted('office-staff', null);
    expect((await admin.call('PATCH', `/api/v1/accounts/${login}`, { role: 'auditor', reason: '调岗' })).status).toBe(200);
    expect((await who.call('GET', '/api/v1/session')).status).toBe(401);
  });

  test('hands a post over: the successor has it, the predecessor has nothing, and what was done keeps its author', async () => {
    const { login, who } = await accepted('unit-approver', 'housing');
    const answer = await admin.call('POST', `/api/v1/accounts/${login}/successor`, { login: `${login}-next`, name: '继任', reason: '任期届满' });
    expect(answer.status).toBe(201);
    expect((await who.call('GET', '/api/v1/session')).status).toBe(401);
    expect(await stateOf(`${login}-next`)).toMatchObject({ role: 'unit-approver', unit: 'housing', succeeds: login, state: 'invited' });
    expect(await stateOf(login)).toMatchObject({ state: 'ended' });
  });

  test('does not end or change the own account, and one administrator always remains', async () => {
    const { login } = (await admin.call('GET', '/api/v1/session')).body;
    expect((await admin.call('POST', `/api/v1/accounts/${login}/end`, { reason: 'x' })).body.code).toBe('account.not_yourself');
    expect((await admin.call('PATCH', `/api/v1/accounts/${login}`, { role: 'auditor', reason: 'x' })).body.code).toBe('account.not_yourself');
    const second = await accepted('administrator', null);
    expect((await second.who.call('POST', `/api/v1/accounts/${login}/end`, { reason: '离职' })).status).toBe(200);
    const third = await accepted2(second.who);
    expect((await second.who.call('POST', `/api/v1/accounts/${third}/end`, { reason: 'x' })).status).toBe(200);
    await dependencies.db.update(users).set({ active: true });
  });

  test.each([
    [{ role: 'unit-editor', unit: null }, 'unit'],
    [{ role: 'unit-editor', unit: 'nowhere' }, 'unit'],
    [{ role: 'moderator', unit: 'water' }, 'unit'],
    [{ role: 'king', unit: null }, 'role'],
    [{ login: 'A B', role: 'auditor', unit: null }, 'login'],
  ])('is told what is wrong with %j', async (input, path) => {
    const refused = await (await as('administrator')).call('POST', '/api/v1/accounts', { login: 'fine', name: 'n', body: null, ...input });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((fault: { path: string }) => fault.path)).toContain(path);
  });
});

async function accepted2(who: Requester): Promise<string> {
  const { login } = (await who.call('POST', '/api/v1/accounts', { login: 'third-admin', name: 'Third', role: 'administrator', unit: null, body: null })).body;
  return login;
}

describe('a list of staff', () => {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const listOf = async (...rows: (string | null)[][]): Promise<string> =>
    base64(await writeXlsx({ sheets: [{ name: '名单', rows: [['2026年工作人员名单', null, null, null], ['账号', '姓名', '角色', '单位'], ...rows] }] }));

  test('three hundred people are made at once, each with a link', async () => {
    const office = await as('administrator');
    const content = await listOf(...Array.from({ length: 300 }, (_, i) => [`staff${i}`, `职员${i}`, i % 2 ? '单位填报员' : 'auditor', i % 2 ? 'water' : null]));
    expect((await office.call('POST', '/api/v1/accounts/import/preview', { content })).body.accounts).toHaveLength(300);
    const { invitations: links } = (await office.call('POST', '/api/v1/accounts/import', { content })).body;
    expect(new Set(links.map((one: { token: string }) => one.token)).size).toBe(300);
  });

  test('every fault is told by line and column, and with one of them nobody is made', async () => {
    const office = await as('administrator');
    const before = (await office.call('GET', '/api/v1/accounts')).body.accounts.length;
    const content = await listOf(
      ['good-one', '甲', '审计员', null],
      ['Good One', '乙', '审计员', null],
      ['good-one', '丙', '审计员', null],
      ['d-d', '', '皇帝', null],
      ['e-e', '戊', '单位填报员', '气象站'],
    );
    const refused = await office.call('POST', '/api/v1/accounts/import', { content });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((fault: { path: string }) => fault.path)).toEqual([
      'line 4, column 账号',
      'line 5, column 账号',
      'line 6, column 姓名',
      'line 6, column 角色',
      'line 7, column 单位',
    ]);
    expect(refused.body.errors[1].messages.zh).toBe('第 5 行“账号”：账号“good-one”已在第 3 行出现。');
    expect((await office.call('GET', '/api/v1/accounts')).body.accounts).toHaveLength(before);
  });

  test('what is no list gets a sentence', async () => {
    const office = await as('administrator');
    for (const content of ['', base64(new TextEncoder().encode('a,b\n1,2\n')), base64(new Uint8Array([0x50, 0x4b, 3, 4]))]) {
      const refused = await office.call('POST', '/api/v1/accounts/import/preview', { content });
      expect([refused.status, refused.body.errors?.[0]?.messages.zh ?? '']).toEqual([422, expect.stringMatching(/[。？]$/)]);
    }
  });
});
