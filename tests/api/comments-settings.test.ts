import { expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { createLimits } from '../../api/limits.ts';
import type { City } from '../../content/load.ts';
import { createRequester, createTestApp } from '../support/app.ts';
import { seedPlans } from './progress.fixture.ts';

const { dependencies, as } = await createTestApp();
await seedPlans(dependencies.db);
const { city } = dependencies;
const comment = { unit: 'water', kind: 'question', body: '请问窗口几点上班？' };

/** The same database under other settings of the city. */
function under(comments: City['comments'] | null, scale = 1000) {
  const { comments: _, ...rest } = city;
  const changed: City = comments ? { ...rest, comments } : rest;
  return createRequester(createApp({ ...dependencies, city: changed }, { limits: createLimits(dependencies.sql, scale) }), null);
}
const settings = city.comments as NonNullable<City['comments']>;

test('a city that moderates afterwards shows a comment at once, and a moderator can still take it down, once', async () => {
  const app = createApp(
    { ...dependencies, city: { ...city, comments: { ...settings, moderation: 'after' } } },
    { limits: createLimits(dependencies.sql, 1000) },
  );
  const reader = createRequester(app, null);
  const { trackingCode, state } = (await reader.call('POST', '/api/v1/comments', comment)).body;
  expect(state).toBe('published');
  const { id } = (await reader.call('POST', '/api/v1/comments/lookup', { trackingCode })).body;
  const moderator = await as('moderator');
  expect((await moderator.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'reject', rule: 'repeated' })).status).toBe(200);
  expect((await moderator.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'publish' })).status).toBe(409);
});

test('a city that asks for names refuses a comment without one', async () => {
  const asked = under({ ...settings, names: 'required' });
  expect((await asked.call('POST', '/api/v1/comments', comment)).body.errors[0].path).toBe('author');
  expect((await asked.call('POST', '/api/v1/comments', { ...comment, author: '王' })).status).toBe(201);
});

test('a city without comments takes none', async () => {
  expect((await under(null).call('POST', '/api/v1/comments', comment)).body).toMatchObject({ status: 403, code: 'comment.closed' });
});

test('one address writes ten comments an hour; another is not held up; faults do not count', async () => {
  const limited = under(settings, 1);
  const from = (address: string, body: unknown = comment) => limited.call('POST', '/api/v1/comments', body, { 'x-gongping-address': address });
  for (let left = 10; left > 0; left--) expect((await from('192.0.2.1', { ...comment, body: '' })).status).toBe(422);
  for (let left = 9; left > 0; left--) expect((await from('192.0.2.1', { ...comment, body: `请问第 ${left} 号窗口几点上班？` })).status).toBe(201);
  expect((await from('192.0.2.1', { ...comment, body: '请问第 1 号窗口几点上班？' })).body).toMatchObject({ status: 409, code: 'comment.said_already' });
  const refused = await from('192.0.2.1');
  expect(refused.body).toMatchObject({ status: 429, code: 'comment.too_many' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await from('192.0.2.2')).status).toBe(201);
  const keys = await dependencies.sql`select key from rate_limits`;
  expect(JSON.stringify(keys)).not.toContain('192.0.2');
});

test('guessing codes is slowed down', async () => {
  const limited = under(settings, 1);
  const guess = () => limited.call('POST', '/api/v1/comments/lookup', { trackingCode: '0000-0000-0000' }, { 'x-gongping-address': '192.0.2.9' });
  for (let left = 30; left > 0; left--) expect((await guess()).status).toBe(404);
  expect((await guess()).body).toMatchObject({ status: 429, code: 'comment.too_many_lookups' });
});
