import { describe, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { createLimits } from '../../api/limits.ts';
import { loggable, refusalOf } from '../../api/unexpected.ts';
import { insertComment } from '../../db/queries/comments.ts';
import { releases } from '../../db/schema/releases.ts';
import { createRequester, createTestApp } from '../support/app.ts';
import { seedPlans } from './progress.fixture.ts';

const { as, anonymous, app, dependencies } = await createTestApp();
const { db } = dependencies;
await seedPlans(db);
const editor = await as('unit-editor', 'water');
const office = await as('office-staff');
const REPORT = '/api/v1/units/water/progress/2026/q4';
const comment = (more: Record<string, unknown> = {}) =>
  anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'question', author: '张女士', body: '新城大道路口经常积水。', ...more });

describe('names that every object has', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is no cycle and no file', async (name) => {
    await db.insert(releases).values({ kind: 'daily', state: 'published', number: 1, manifestSha256: 'x', runs: {} }).onConflictDoNothing();
    expect((await anonymous.call('GET', `/api/v1/cycles/${name}/exports/public-scores.json`)).body.code).toBe('scores.not_computed');
    expect((await anonymous.call('GET', `/api/docs/${name}`)).status).toBe(404);
    expect((await anonymous.call('GET', `/api/v1/units/${name}`)).status).toBe(404);
  });
});

describe('characters that a database cannot hold', () => {
  test('NUL', async () => {
    expect((await anonymous.call('POST', '/api/v1/session', { login: 'a\u0000b', password: 'x' })).status).toBe(422);
    expect((await comment({ goal: 'a\u0000b' })).status).toBe(422);
    expect((await office.call('POST', '/api/v1/releases', { kind: 'score', cycle: 'a\u0000b' })).status).toBe(422);
  });

  test('half of a character', async () => {
    const reason = '因汛期停工\ud800';
    const goals = ['more', 'less', 'step', 'part-a', 'part-b'].map((goal) => ({ goal: `water-${goal}`, reason }));
    expect((await comment({ body: 'abcdef\ud800' })).status).toBe(201);
    const draft = await editor.call('PUT', REPORT, { revision: 0, narrative: { zh: '进展', en: '' }, entries: goals });
    expect((await editor.call('POST', `${REPORT}/submit`, { revision: draft.body.revision })).body.errors).toBeUndefined();
    const returned = await office.call('POST', `${REPORT}/return`, { revision: draft.body.revision + 1, reason: '\ud800请补充' });
    expect(returned.body).toMatchObject({ state: 'returned', returnReason: '\ufffd请补充' });
    expect((await office.call('POST', '/api/v1/windows/none/decisions', { kind: 'close-early', reason: '\ud800\ud800\ud800\ud800\ud800' })).status).toBe(422);
  });
});

test('a cookie that does not read as one is none', async () => {
  for (const cookie of ['gongping=%', '%=x', 'gongping=%ff', 'gongping-rate=%.%', ';;;=']) {
    expect((await anonymous.call('GET', '/api/v1/session', undefined, { cookie })).status, cookie).toBe(401);
    expect((await anonymous.call('GET', '/api/v1/units', undefined, { cookie })).status, cookie).toBe(200);
  }
});

test('a session’s cookie goes when the browser is closed', async () => {
  const answer = await app.request('/api/v1/session', {
    method: 'POST',
    headers: { origin: 'http://localhost:4321', 'content-type': 'application/json' },
    body: JSON.stringify({ login: (await db.query.users.findFirst())?.login, password: 'a long password' }),
  });
  const given = answer.headers.getSetCookie().filter((cookie) => !/^gongping=;/.test(cookie));
  expect(given).toHaveLength(1);
  expect(given[0]).toMatch(/^gongping=[a-z0-9]{40}; HttpOnly; Path=\/; SameSite=Lax$/);
});

test('taking a file off a report of a cycle that is not there is told, not broken', async () => {
  const file = 'evidence/00000000-0000-4000-8000-000000000000';
  expect((await editor.call('DELETE', `/api/v1/units/water/progress/nope/q4/${file}`)).status).toBe(404);
  expect((await editor.call('DELETE', `/api/v1/units/water/progress/2026/nope/${file}`)).status).toBe(404);
  expect((await editor.call('DELETE', `${REPORT}/${file}`)).body.code).toBe('evidence.unknown');
});

test('an answer about faults stays small, however many there are', async () => {
  const columns = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`c${i}`, 1]));
  const mapping = { respondent: 'id', columns, question: 'q', answers: {}, group: 'g', channel: 'c' };
  const refused = await office.call('POST', '/api/v1/windows/none/imports/files/00000000-0000-4000-8000-000000000000/preview', { mapping });
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toHaveLength(101);
  expect(refused.body.errors.at(-1).messages.en).toBe('And 19900 more.');
  const strange = await anonymous.call('POST', '/api/v1/session', Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key-${i}`, 1])));
  expect(JSON.stringify(strange.body).length).toBeLessThan(5000);
});

test('a comment of nothing that can be seen is empty', async () => {
  for (const body of ['\u200b\u200b\u200b\u200b\u200b\u200b', 'a\u2060\u00ad\u034f\u115f\u3164\ufe0f', '积\u3000\u3000\u3000\u3000水'])
    expect((await comment({ body })).status).toBe(422);
  expect((await comment({ author: '👩‍👩‍👧', body: '👩‍👩‍👧 路口积水' })).status).toBe(201);
});

describe('where a write may come from', () => {
  const as = (host: string, origin: string) => anonymous.call('POST', '/api/v1/session', { login: 'a', password: 'b' }, { host, origin });
  test('a name that somebody else points at this machine is not its own', async () => {
    expect((await as('evil.example:4321', 'http://evil.example:4321')).body.code).toBe('request.foreign_origin');
    expect((await as('localhost.evil.example', 'http://localhost.evil.example')).body.code).toBe('request.foreign_origin');
  });
  test('its plain addresses are', async () => {
    for (const host of ['127.0.0.1:4321', 'localhost:8080', '[::1]:4321']) expect((await as(host, `http://${host}`)).status, host).toBe(401);
  });
});

test('only addresses that take files take long bodies', async () => {
  const long = JSON.stringify({ code: 'x'.repeat(1_200_000) });
  for (const path of [
    '/api/v1/windows/evidence/proofs/code',
    '/api/v1/windows/imports/proofs/sms',
    '/api/v1/comments/imports',
    '/api/v1/units/evidence/comments',
  ])
    expect((await anonymous.call('POST', path, long, { 'content-length': String(long.length) })).status, path).toBe(413);
  const file = JSON.stringify({ fileName: 'a.pdf', content: 'A'.repeat(1_200_000) });
  expect((await editor.call('POST', `${REPORT}/evidence`, file, { 'content-length': String(file.length) })).status).not.toBe(413);
});

test('trying one password on many accounts ends', async () => {
  const patient = createApp(dependencies, { limits: createLimits(dependencies.sql, 0.2) });
  const thief = createRequester(patient, null);
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      thief.call('POST', '/api/v1/session', { login: `account-${i}`, password: 'spring2026' }, { 'x-gongping-address': '203.0.113.9' }),
    ),
  );
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
});

describe('what is kept of an error', () => {
  const secret = 'the words of a resident';
  const broken = () =>
    insertComment(db, { unitId: 'nowhere', cycleId: '2026', kind: 'question', author: secret, body: secret, trackingHash: 'x' }).then(
      () => {
        throw new Error('it was taken');
      },
      (error: Error) => error,
    );

  test('of one that the database raised neither the query nor what people wrote', async () => {
    const error = await broken();
    expect(error.message).toContain(secret);
    const kept = loggable(error);
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(kept).toMatchObject({ code: '23503', table: 'comments', constraint: expect.stringContaining('unit'), stack: expect.stringContaining(' at ') });
    expect(loggable(new TypeError('ours'))).toMatchObject({ name: 'TypeError', message: 'ours' });
  });

  test('a full disk is told, whoever met it', () => {
    const full = Object.assign(new Error('could not extend file'), { name: 'PostgresError', code: '53100' });
    expect(refusalOf(Object.assign(new Error('Failed query', { cause: full }), { query: 'insert' }))?.status).toBe(507);
    expect(refusalOf(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))?.status).toBe(507);
  });

  test('a database that is gone is said to be, and is no fault of the request', () => {
    const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(refusalOf(Object.assign(new Error('Failed query', { cause: gone }), { query: 'select 1' }))).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    });
    expect(refusalOf(Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' }))?.status).toBe(503);
    expect(refusalOf(Object.assign(new Error('no file'), { code: 'ENOENT' }))).toBeNull();
  });
});
