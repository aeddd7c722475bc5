import { expect, test } from 'vitest';
import { readTrackingCode } from '../../api/comments/tracking-code.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { comments, replies } from '../../db/schema/comments.ts';
import { createTestApp } from '../support/app.ts';
import { seedPlans } from './progress.fixture.ts';

const { as, anonymous, dependencies, setTime } = await createTestApp();
const { db } = dependencies;
await seedPlans(db);
const moderator = await as('moderator');
const editor = await as('unit-editor', 'water');
const neighbour = await as('unit-editor', 'housing');
const TEXT = '新城大道路口经常积水，请问何时改造？';

/** Each comment comes a second after the one before, so that the queue has one order. */
let second = 0;
const write = (more: Record<string, unknown> = {}) => {
  second += 1;
  setTime(new Date(Date.parse('2026-11-20T08:00:00Z') + second * 1000));
  return anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'question', author: '张女士', body: TEXT, ...more });
};
const lookUp = async (trackingCode: string) => (await anonymous.call('POST', '/api/v1/comments/lookup', { trackingCode })).body;
const queue = async (): Promise<{ id: string; body: string }[]> => (await moderator.call('GET', '/api/v1/moderation/comments')).body.comments;
const last = async (): Promise<string> => (await queue()).at(-1)?.id ?? '';

test('a comment is taken, moderated, answered, and its author follows it by the code', async () => {
  const taken = await write({ goal: 'water-more' });
  expect(taken.body).toMatchObject({ state: 'pending', trackingCode: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/) });
  const { trackingCode } = taken.body;
  expect(await lookUp(trackingCode)).toMatchObject({ state: 'pending', body: TEXT, goal: 'water-more', replies: [], rule: null });
  expect((await editor.call('GET', '/api/v1/units/water/comments')).body.comments).toEqual([]);
  const id = await last();
  expect((await editor.call('POST', `/api/v1/comments/${id}/replies`, { body: '您好，感谢关注。' })).body).toMatchObject({
    status: 409,
    code: 'comment.not_published',
  });
  expect((await moderator.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'publish' })).body.state).toBe('published');
  expect((await editor.call('GET', '/api/v1/units/water/comments')).body.comments).toMatchObject([{ id, replyWithin: 2, replies: [] }]);
  expect((await editor.call('POST', `/api/v1/comments/${id}/replies`, { body: '您好，十二月底完工。' })).status).toBe(201);
  expect(await lookUp(` ${trackingCode.toLowerCase().replaceAll('-', ' ')} `)).toMatchObject({
    state: 'published',
    replies: [{ body: '您好，十二月底完工。' }],
  });
});

test('the table holds no code, only its digest', async () => {
  const { trackingCode } = (await write()).body;
  const rows = await db.select().from(comments);
  expect(rows.every((row) => /^[0-9a-f]{64}$/.test(row.trackingHash))).toBe(true);
  expect(JSON.stringify(rows)).not.toContain(trackingCode);
});

test('a rejection names a published rule and its author is told', async () => {
  const published = dependencies.city.comments?.rules.find(({ id }) => id === 'off-topic');
  const { trackingCode } = (await write({ body: '打一个广告广告广告' })).body;
  const id = await last();
  const decide = (body: unknown) => moderator.call('POST', `/api/v1/moderation/comments/${id}`, body);
  expect((await decide({ decision: 'reject' })).body.errors[0].path).toBe('rule');
  expect((await decide({ decision: 'reject', rule: 'no-such-rule' })).status).toBe(422);
  expect((await decide({ decision: 'publish', rule: 'off-topic' })).status).toBe(422);
  expect((await decide({ decision: 'reject', rule: 'off-topic' })).body.state).toBe('rejected');
  expect(await lookUp(trackingCode)).toMatchObject({ state: 'rejected', rule: { id: 'off-topic', text: published?.text } });
  expect((await decide({ decision: 'publish' })).body).toMatchObject({ status: 409, code: 'comment.already_decided' });
});

test('two moderators at once: one decides', async () => {
  await write();
  const id = await last();
  const second = await as('moderator');
  const answers = await Promise.all([
    moderator.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'publish' }),
    second.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'reject', rule: 'abuse' }),
  ]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
});

test('the same reply twice, a foreign unit’s reply and a moderator’s reply are refused', async () => {
  await write();
  const id = await last();
  await moderator.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'publish' });
  const reply = { body: '已转相关科室办理。' };
  expect((await neighbour.call('POST', `/api/v1/comments/${id}/replies`, reply)).body).toMatchObject({ status: 403, code: 'unit.not_yours' });
  expect((await moderator.call('POST', `/api/v1/comments/${id}/replies`, reply)).status).toBe(403);
  expect((await editor.call('POST', `/api/v1/comments/${id}/replies`, reply)).status).toBe(201);
  expect((await editor.call('POST', `/api/v1/comments/${id}/replies`, reply)).body.code).toBe('reply.repeated');
  expect((await neighbour.call('GET', '/api/v1/units/water/comments')).status).toBe(403);
});

test('decisions and replies leave their audit rows, refused ones none', async () => {
  const actions = (await listAudit(db, 0, 1000)).map((row) => row.action).filter((action) => action.startsWith('comment.'));
  const rows = await db.select().from(comments);
  expect(actions.filter((action) => action === 'comment.published' || action === 'comment.rejected')).toHaveLength(
    rows.filter((row) => row.decidedAt !== null).length,
  );
  expect(actions.filter((action) => action === 'comment.answered')).toHaveLength((await db.select().from(replies)).length);
});

test('each route lets in only whom it names', async () => {
  const id = '00000000-0000-4000-8000-000000000000';
  const office = await as('office-staff');
  expect((await anonymous.call('GET', '/api/v1/moderation/comments')).status).toBe(401);
  expect((await editor.call('GET', '/api/v1/moderation/comments')).status).toBe(403);
  expect((await office.call('GET', '/api/v1/moderation/comments')).status).toBe(200);
  expect((await office.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'publish' })).status).toBe(403);
  expect((await moderator.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'publish' })).body.code).toBe('comment.unknown');
  expect((await editor.call('POST', `/api/v1/comments/${id}/replies`, { body: '一个正式的答复' })).body.code).toBe('comment.unknown');
  expect((await anonymous.call('GET', '/api/v1/units/water/comments')).status).toBe(401);
  expect((await office.call('GET', '/api/v1/units/nowhere/comments')).body.code).toBe('unit.unknown');
});

test.each([
  ['unknown unit', { unit: 'nowhere' }, 404],
  ['unit that cannot be', { unit: '../water' }, 422],
  ['goal of another unit', { goal: 'housing-more' }, 422],
  ['unknown kind', { kind: 'praise' }, 422],
  ['kind missing', { kind: undefined }, 422],
  ['too short', { body: '嗯' }, 422],
  ['only spaces', { body: '          ' }, 422],
  ['only control characters', { body: '\u0000\u0001\u0002\u0003\u0004\u0005' }, 422],
  ['longer than the city allows', { body: '长'.repeat(1001) }, 422],
  ['longer than any text', { body: '长'.repeat(20_001) }, 422],
  ['endless name', { author: '名'.repeat(41) }, 422],
  ['name that is no text', { author: 5 }, 422],
  ['body that is a list', { body: ['a'] }, 422],
  ['unknown language', { language: 'fr' }, 422],
  ['unknown key', { state: 'published' }, 422],
  ['own tracking code', { trackingHash: 'x' }, 422],
])('a comment is refused: %s', async (_name, more, status) => {
  const before = (await db.select().from(comments)).length;
  expect((await write(more)).status).toBe(status);
  expect((await db.select().from(comments)).length).toBe(before);
});

test('a thousand characters outside the basic plane are a thousand characters', async () => {
  expect((await write({ body: '𠮷'.repeat(1000) })).status).toBe(201);
});

test('text stays text: markup is kept as written, control characters and turning marks go', async () => {
  const { trackingCode } = (await write({ body: '<script>alert(1)</script>\u0000\u202E\r\n第二行\u0007', author: '<b>李</b>' })).body;
  expect(await lookUp(trackingCode)).toMatchObject({ body: '<script>alert(1)</script>\n第二行', author: '<b>李</b>' });
});

test('a wrong or impossible code finds nothing', async () => {
  expect(await lookUp('0000-0000-0000')).toMatchObject({ status: 404, code: 'comment.unknown_code' });
  expect(await lookUp("' or 1=1 --")).toMatchObject({ status: 404 });
  expect(readTrackingCode('7q2m oxkd—9vtl')).toBe('7Q2M-0XKD-9VT1');
  expect(readTrackingCode('7Q2M-0XKD-9VTU')).toBeNull();
});
