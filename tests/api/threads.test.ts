import { expect, test } from 'vitest';
import { forgetClosedContacts } from '../../api/comments/forget.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { comments } from '../../db/schema/comments.ts';
import { createTestApp } from '../support/app.ts';
import { seedPlans } from './progress.fixture.ts';

const { as, anonymous, dependencies, setTime } = await createTestApp();
const { db } = dependencies;
await seedPlans(db);
const moderator = await as('moderator');
const second = await as('moderator');
const editor = await as('unit-editor', 'water');
const neighbour = await as('unit-editor', 'housing');
const office = await as('office-staff');

/** Days are Beijing days; 2026-11-02 is a Monday. */
const at = (day: string, hour = 10): void => setTime(new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`));
let count = 0;

async function write(more: Record<string, unknown> = {}): Promise<{ id: string; trackingCode: string }> {
  count += 1;
  const { trackingCode } = (
    await anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'complaint', body: `第 ${count} 处路口经常积水。`, ...more })
  ).body;
  return { trackingCode, id: (await lookUp(trackingCode)).id };
}
async function published(more: Record<string, unknown> = {}) {
  const made = await write(more);
  await moderator.call('POST', `/api/v1/moderation/comments/${made.id}`, { decision: 'publish' });
  return made;
}
const lookUp = async (trackingCode: string) => (await anonymous.call('POST', '/api/v1/comments/lookup', { trackingCode })).body;
const answer = (id: string, body = '已安排抢修，请放心。') => editor.call('POST', `/api/v1/comments/${id}/replies`, { body });
const verdict = (trackingCode: string, said: string, body = '') => anonymous.call('POST', '/api/v1/comments/verdict', { trackingCode, verdict: said, body });
const actions = async (id: string) => (await listAudit(db, 0, 10_000)).filter(({ subject }) => subject === `comment:${id}`).map(({ action }) => action);

test('answered, not solved, reopened: the clock starts again; the office sees it; solved ends it', async () => {
  at('2026-11-02');
  const { id, trackingCode } = await published();
  expect((await lookUp(trackingCode)).clock).toMatchObject({ answerBy: '2026-11-09', isAnswered: false });
  expect((await verdict(trackingCode, 'solved')).body.code).toBe('comment.not_answered');
  at('2026-11-04');
  await answer(id);
  at('2026-11-05');
  expect((await verdict(trackingCode, 'not-solved')).body.verdict).toBe('not-solved');
  const reopened = (await verdict(trackingCode, 'reopen', '昨天下雨还是积水。')).body;
  expect(reopened).toMatchObject({ reopened: 1, clock: { answerBy: '2026-11-12', isAnswered: false }, may: { judge: false, reopen: false } });
  expect((await verdict(trackingCode, 'solved')).body.code).toBe('comment.not_answered');
  const waiting = (await office.call('GET', '/api/v1/comments/waiting')).body.comments;
  expect(waiting.find((one: { id: string }) => one.id === id)).toMatchObject({ reopened: 1 });
  at('2026-11-13');
  expect((await lookUp(trackingCode)).clock.overdue).toBe(true);
  await answer(id, '泵站已换新泵，请再看看。');
  expect((await verdict(trackingCode, 'solved')).body).toMatchObject({ verdict: 'solved', clock: { overdue: false } });
  expect((await verdict(trackingCode, 'solved')).body.code).toBe('comment.said_already');
});

test('an author’s mind changes a few times about one answer, not for ever', async () => {
  at('2026-11-02');
  const { id, trackingCode } = await published();
  await answer(id);
  for (const [hour, said] of ['solved', 'not-solved', 'solved', 'not-solved', 'solved'].entries()) {
    at('2026-11-03', hour);
    expect((await verdict(trackingCode, said)).status).toBe(200);
  }
  expect((await verdict(trackingCode, 'not-solved', '还是没有解决。')).body.code).toBe('comment.judged_enough');
  expect((await lookUp(trackingCode)).may).toMatchObject({ judge: false, reopen: true });
  expect((await verdict(trackingCode, 'reopen')).status).toBe(200);
});

test('it can be reopened as often and as long after the answer as the city sets', async () => {
  at('2026-11-02');
  const { id, trackingCode } = await published();
  for (const n of [1, 2]) {
    at('2026-11-03', 8 + n);
    await answer(id, `第 ${n} 次答复您的问题。`);
    expect((await verdict(trackingCode, 'reopen')).status).toBe(200);
  }
  at('2026-11-04');
  await answer(id, '最后一次答复您的问题。');
  expect((await verdict(trackingCode, 'reopen')).body.code).toBe('comment.reopened_enough');
  const late = await published();
  await answer(late.id);
  at('2027-01-20');
  expect((await verdict(late.trackingCode, 'reopen')).body.code).toBe('comment.reopened_enough');
  expect((await verdict(late.trackingCode, 'not-solved')).status).toBe(200);
});

test('after four weeks the author is asked, until there is a word', async () => {
  at('2026-11-02');
  const { id, trackingCode } = await published();
  await answer(id);
  expect((await lookUp(trackingCode)).may.followUp).toBe(false);
  at('2026-12-01');
  expect((await lookUp(trackingCode)).may.followUp).toBe(true);
  expect((await verdict(trackingCode, 'solved')).body.may.followUp).toBe(false);
});

test('the clock stops for a published reason only, stands, and runs again; what ran out cannot be stopped', async () => {
  at('2026-11-02');
  const { id, trackingCode } = await published();
  const stop = (reason: string, who = editor) => who.call('POST', `/api/v1/comments/${id}/stop`, { reason });
  expect((await stop('weather')).body.errors[0].path).toBe('reason');
  expect((await stop('author', neighbour)).status).toBe(403);
  at('2026-11-03');
  expect((await stop('author')).body.clock).toMatchObject({ isStopped: true, answerBy: '2026-11-23' });
  expect((await stop('author')).body.code).toBe('comment.cannot_stop');
  at('2026-11-05');
  expect((await editor.call('POST', `/api/v1/comments/${id}/resume`)).body.clock).toMatchObject({ isStopped: false, answerBy: '2026-11-11' });
  expect((await editor.call('POST', `/api/v1/comments/${id}/resume`)).body.code).toBe('comment.not_stopped');
  expect((await lookUp(trackingCode)).events.map((one: { kind: string }) => one.kind)).toEqual(['stopped', 'resumed']);
  at('2026-11-12');
  expect((await stop('author')).body.code).toBe('comment.cannot_stop');
  expect(await actions(id)).toEqual(expect.arrayContaining(['comment.clock_stopped', 'comment.clock_resumed']));
});

test('a misdirected comment is handed on: the next unit answers, by a clock of its own', async () => {
  at('2026-11-02');
  const { id, trackingCode } = await published({ goal: 'water-more' });
  at('2026-11-04');
  const hand = (to: string, who = editor) => who.call('POST', `/api/v1/comments/${id}/hand-on`, { to });
  expect((await hand('water')).status).toBe(422);
  expect((await hand('nobody')).status).toBe(422);
  expect((await hand('housing')).body).toMatchObject({ unit: 'housing', goal: null, clock: { answerBy: '2026-11-11' } });
  expect((await answer(id)).status).toBe(403);
  at('2026-11-04', 11);
  expect((await hand('water', neighbour)).status).toBe(200);
  expect((await hand('housing')).body.code).toBe('comment.handed_on_enough');
  expect(await actions(id)).toContain('comment.handed_on');
  expect((await lookUp(trackingCode)).events).toMatchObject([
    { from: 'water', to: 'housing' },
    { from: 'housing', to: 'water' },
  ]);
});

test('an author adds to the own comment; a moderator reads it first', async () => {
  at('2026-11-02');
  const { id, trackingCode } = await published();
  const add = (body: string) => anonymous.call('POST', '/api/v1/comments/messages', { trackingCode, body });
  expect((await add('一')).status).toBe(422);
  expect((await add('补充一张照片说明：积水到膝盖。')).body.events).toMatchObject([{ kind: 'message', state: 'pending' }]);
  expect((await add('补充一张照片说明：积水到膝盖。')).body.code).toBe('comment.said_already');
  const seen = async () => (await editor.call('GET', '/api/v1/units/water/comments')).body.comments.find((one: { id: string }) => one.id === id).events;
  expect(await seen()).toEqual([]);
  const [message] = (await moderator.call('GET', '/api/v1/moderation/messages')).body.messages.filter(
    (one: { comment: { id: string } }) => one.comment.id === id,
  );
  const decide = (body: unknown) => moderator.call('POST', `/api/v1/moderation/messages/${message.id}`, body);
  expect((await decide({ decision: 'reject' })).status).toBe(422);
  expect((await decide({ decision: 'publish' })).status).toBe(200);
  expect((await decide({ decision: 'publish' })).body.code).toBe('comment.already_decided');
  expect(await actions(id)).toContain('comment.message_published');
  expect(await seen()).toMatchObject([{ kind: 'message', body: '补充一张照片说明：积水到膝盖。' }]);
});

test('a refusal is appealed once and decided by another moderator', async () => {
  const { id, trackingCode } = await write();
  const appeal = () => anonymous.call('POST', '/api/v1/comments/appeal', { trackingCode, body: '这不是广告，是真实情况。' });
  expect((await appeal()).body.code).toBe('comment.not_refused');
  await moderator.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'reject', rule: 'off-topic' });
  expect((await appeal()).body.appeal).toMatchObject({ outcome: null });
  expect((await appeal()).body.code).toBe('comment.appealed_already');
  const settle = (who: typeof moderator, outcome: string) => who.call('POST', `/api/v1/moderation/appeals/${id}`, { outcome });
  expect((await settle(moderator, 'dismissed')).body.code).toBe('comment.own_decision');
  expect((await second.call('GET', '/api/v1/moderation/appeals')).body.appeals.map((one: { comment: { id: string } }) => one.comment.id)).toContain(id);
  expect((await settle(second, 'granted')).body).toMatchObject({ state: 'published', rule: null });
  expect((await settle(second, 'dismissed')).body.code).toBe('comment.no_appeal');
  expect(await actions(id)).toContain('comment.appeal_granted');
});

test('a contact is encrypted, shown to the answering unit with an audit row, and deleted some days after the case is closed', async () => {
  at('2026-11-02');
  expect(
    (await anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'question', body: '请问几点上班呢？', contact: '<b>x</b>' })).body.errors[0].path,
  ).toBe('contact');
  const { id, trackingCode } = await published({ contact: '138 0000 1234' });
  expect(JSON.stringify(await db.select().from(comments))).not.toContain('0000 1234');
  expect(JSON.stringify(await lookUp(trackingCode))).not.toContain('0000 1234');
  const read = (who: typeof editor) => who.call('POST', `/api/v1/comments/${id}/contact`);
  expect((await read(neighbour)).status).toBe(403);
  expect((await read(office)).status).toBe(403);
  expect((await read(editor)).body).toEqual({ contact: '138 0000 1234' });
  expect(await actions(id)).toContain('comment.contact_read');
  const hidden = await write({ contact: 'a@example.cn' });
  expect((await editor.call('POST', `/api/v1/comments/${hidden.id}/contact`)).body.code).toBe('comment.not_published');
  await answer(id);
  await verdict(trackingCode, 'solved');
  const has = async (): Promise<boolean> => (await lookUp(trackingCode)).hasContact;
  at('2026-11-30');
  await forgetClosedContacts(dependencies);
  expect(await has()).toBe(true);
  at('2026-12-03');
  await forgetClosedContacts(dependencies);
  expect(await has()).toBe(false);
});

test('what programs send is refused: the hidden field filled in, the same words again, codes that are none', async () => {
  const spam = { unit: 'water', kind: 'question', body: '加微信领红包，先到先得。', website: 'http://spam.example' };
  expect((await anonymous.call('POST', '/api/v1/comments', spam)).status).toBe(422);
  for (const trackingCode of ['', '0000-0000-0000', "' or 1=1 --", '零'.repeat(60)])
    expect((await verdict(trackingCode, 'solved')).status, trackingCode).toBeGreaterThanOrEqual(404);
  expect((await verdict('0000-0000-0000', 'deleted')).status).toBe(422);
});
