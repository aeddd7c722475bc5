import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { forgetClosedContacts } from '../../api/comments/forget.ts';
import { tellAuthors } from '../../api/comments/messages.ts';
import type { Channel } from '../../api/reminders/channels.ts';
import { caseMessages, comments } from '../../db/schema/comments.ts';
import { createTestApp } from '../support/app.ts';
import { seedPlans } from './progress.fixture.ts';

const { as, anonymous, dependencies, setTime } = await createTestApp();
const { db, city, config } = dependencies;
await seedPlans(db);
const moderator = await as('moderator');
const water = await as('unit-editor', 'water');

/** Days are Beijing days; 2026-10-12 is a Monday. */
const at = (day: string): void => setTime(new Date(`${day}T10:00:00+08:00`));
const sent: { channel: string; to: string; text: string }[] = [];
const channel = (id: Channel['id']): Channel => ({ id, send: async (to, text, page) => void sent.push({ channel: id, to, text: `${text.zh} ${page}` }) });
const both = [channel('mail'), channel('sms')];
const told = async (channels: readonly Channel[] = both, needs: typeof dependencies = dependencies) => {
  sent.length = 0;
  await tellAuthors(needs, channels);
  return sent.map(({ channel: by, to }) => `${by} ${to}`);
};

let count = 0;
async function published(contact: string): Promise<{ id: string; trackingCode: string }> {
  count += 1;
  const { trackingCode } = (await anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'complaint', body: `机密甲乙丙 ${count}`, contact })).body;
  const { id } = (await anonymous.call('POST', '/api/v1/comments/lookup', { trackingCode })).body;
  await moderator.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'publish' });
  return { id, trackingCode };
}
const answer = (id: string, body = '已安排处理，请放心。') => water.call('POST', `/api/v1/comments/${id}/replies`, { body });
const forget = (id: string) => db.update(comments).set({ contact: null }).where(eq(comments.id, id));

test('an answer is told once, by mail or by text message, without a word of the case', async () => {
  at('2026-10-12');
  const [mail, phone, none] = [await published('lin@example.com'), await published('138 0013 8000'), await published('')];
  expect(await told()).toEqual([]);
  for (const { id } of [mail, phone, none]) await answer(id);
  expect((await told()).sort()).toEqual(['mail lin@example.com', 'sms +8613800138000']);
  for (const { text } of sent) expect(text).not.toMatch(/机密|处理/);
  expect(sent.find(({ channel: by }) => by === 'sms')?.text).toContain(`${config.publicUrl}/comment`);
  expect(await told()).toEqual([]);
  await answer(mail.id, '另外补充：工期三天。');
  expect(await told()).toEqual(['mail lin@example.com']);
  for (const { id } of [mail, phone]) await forget(id);
});

test('a stopped clock is told while it stands, and four weeks after an answer the question comes once', async () => {
  at('2026-10-14');
  const { id, trackingCode } = await published('zhao@example.com');
  await water.call('POST', `/api/v1/comments/${id}/stop`, { reason: 'author' });
  expect(await told()).toEqual(['mail zhao@example.com']);
  expect(sent[0]?.text).toContain('中止了计时');
  await answer(id);
  expect(await told()).toEqual(['mail zhao@example.com']);
  at('2026-11-10');
  expect(await told()).toEqual([]);
  at('2026-11-11');
  expect(await told()).toEqual(['mail zhao@example.com']);
  expect(sent[0]?.text).toContain('答复已满 28 天');
  expect(await told()).toEqual([]);
  await anonymous.call('POST', '/api/v1/comments/verdict', { trackingCode, verdict: 'solved' });
  await forget(id);
});

test('who has said whether it is solved is not asked, and nobody is told of what is long past', async () => {
  at('2026-10-13');
  const [spoken, late] = [await published('a@example.com'), await published('b@example.com')];
  for (const { id } of [spoken, late]) await answer(id);
  await anonymous.call('POST', '/api/v1/comments/verdict', { trackingCode: spoken.trackingCode, verdict: 'solved' });
  at('2026-10-17');
  expect(await told()).toEqual([]);
  at('2026-11-16');
  expect(await told()).toEqual([]);
  for (const { id } of [spoken, late]) await forget(id);
});

test('once the contact is deleted nothing is told, and nothing is kept of whom', async () => {
  at('2026-10-15');
  const { id } = await published('gone@example.com');
  await answer(id);
  await forget(id);
  expect(await told()).toEqual([]);
  expect(await db.select().from(caseMessages).where(eq(caseMessages.commentId, id))).toEqual([]);
});

test('when the contact of a closed case expires, the record of messages goes with it', async () => {
  at('2026-09-01');
  const { id } = await published('old@example.com');
  await answer(id);
  await told();
  const kept = () => db.select().from(caseMessages).where(eq(caseMessages.commentId, id));
  expect(await kept()).toHaveLength(1);
  at('2026-11-18');
  expect(await forgetClosedContacts(dependencies)).toBe(1);
  expect(await kept()).toEqual([]);
});

test('without a channel nothing leaves the house, and with the wrong one neither', async () => {
  at('2026-10-16');
  const { id } = await published('+86 139 0013 9000');
  await answer(id);
  await tellAuthors(dependencies);
  expect(await db.select().from(caseMessages).where(eq(caseMessages.commentId, id))).toEqual([]);
  expect(await told([channel('mail')])).toEqual([]);
  await forget(id);
});

test('a server that cannot be reached is tried again, one that refuses is not; the log never says whom', async () => {
  at('2026-10-19');
  const logged: unknown[] = [];
  const needs = { ...dependencies, log: { ...dependencies.log, warn: (...words: unknown[]) => void logged.push(words) } } as typeof dependencies;
  const failing = (error: object): Channel => ({ id: 'mail', send: () => Promise.reject(Object.assign(new Error('secret@example.com'), error)) });
  const { id } = await published('secret@example.com');
  await answer(id);
  await told([failing({ code: 'ECONNREFUSED', syscall: 'connect' })], needs);
  await told([failing({ code: 'EENVELOPE' })], needs);
  expect(await told()).toEqual([]);
  expect(logged).toHaveLength(2);
  expect(JSON.stringify(logged)).not.toContain('secret');
  expect(city.comments?.followUp).toBe(28);
});
