import { expect, test } from 'vitest';
import { sessions } from '../../db/schema/staff.ts';
import { createTestApp } from '../support/app.ts';

const { as, anonymous, dependencies, setTime } = await createTestApp();

test('a staff member signs in, is known, signs out and is forgotten', async () => {
  const office = await as('office-staff');
  expect((await office.call('GET', '/api/v1/session')).body).toMatchObject({ role: 'office-staff' });
  await office.call('DELETE', '/api/v1/session');
  expect((await office.call('GET', '/api/v1/session')).status).toBe(401);
});

test('a wrong password and an unknown account get the same answer', async () => {
  const wrong = await anonymous.call('POST', '/api/v1/session', { login: 'nobody', password: 'x' });
  expect(wrong.status).toBe(401);
  expect(wrong.body).toMatchObject({ code: 'auth.wrong_credentials', messages: { zh: expect.any(String), en: expect.any(String) } });
});

test('the table holds no session id that a cookie could carry', async () => {
  await as('auditor');
  const rows = await dependencies.db.select().from(sessions);
  expect(rows.every((row) => /^[0-9a-f]{64}$/.test(row.idHash))).toBe(true);
});

test('after eight hours a session is over however often it was used', async () => {
  const office = await as('office-staff');
  setTime(new Date('2026-11-20T16:00:01Z'));
  expect((await office.call('GET', '/api/v1/session')).status).toBe(401);
  setTime(new Date('2026-11-20T08:00:00Z'));
});

test('a form of another site is refused', async () => {
  const refused = await anonymous.call('POST', '/api/v1/session', { login: 'a', password: 'b' }, { origin: 'https://evil.example' });
  expect(refused.body).toMatchObject({ status: 403, code: 'request.foreign_origin' });
});

test('faults of the input are listed in both languages', async () => {
  const refused = await anonymous.call('POST', '/api/v1/session', { login: '' });
  expect(refused.status).toBe(422);
  expect(refused.body.errors.map((fault: { path: string }) => fault.path).sort()).toEqual(['login', 'password']);
});
