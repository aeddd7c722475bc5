import { expect, test } from 'vitest';
import { workCalendar } from '../../api/releases/calendar.ts';
import { publicComments, releasedComments } from '../../api/releases/comments.ts';
import { assembleInput } from '../../api/scores/input.ts';
import { readReplies } from '../../api/scores/replies.ts';
import { dayOf } from '../../content/load.ts';
import { listPeriods } from '../../db/queries/cycles.ts';
import { checkReplyValues } from '../../proof/release/checks/reply-values.ts';
import type { ReleaseContents } from '../../proof/release/contents.ts';
import type { PublicScores } from '../../proof/release/files.ts';
import { checkInput, score } from '../../scoring/index.ts';
import { category, node, schemeOf } from '../scoring/systems/small.ts';
import { createTestApp } from '../support/app.ts';
import { seedPlans } from './progress.fixture.ts';

const { as, anonymous, dependencies, setTime } = await createTestApp();
const { db, city, clock } = dependencies;
await seedPlans(db);
const moderator = await as('moderator');
const other = await as('moderator');
const water = await as('unit-editor', 'water');

const at = (day: string): void => setTime(new Date(`${day}T10:00:00+08:00`));
const toDay = (moment: Date): string => dayOf(moment, city.timezone);
const units = ['water', 'housing'].map((id) => ({ id, category: 'departments' }));
const scheme = schemeOf([
  category('departments', node('replies', 'total', { take: 'in-time', no_cases: 'full' }), {
    figures: [node('replies', 'solved', { take: 'solved', no_cases: 'empty' })],
  }),
]);

async function write(body: string): Promise<{ id: string; trackingCode: string }> {
  const { trackingCode } = (await anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'complaint', body })).body;
  return { trackingCode, id: (await anonymous.call('POST', '/api/v1/comments/lookup', { trackingCode })).body.id };
}
const decide = (id: string, decision: object) => moderator.call('POST', `/api/v1/moderation/comments/${id}`, decision);
const read = async (asOf: string | null) => {
  const asked = { city, now: clock(), cycle: '2026', units, periods: await listPeriods(db), asOf };
  return db.transaction((tx) => readReplies(tx, scheme, asked));
};
const nothing = { periodPositions: new Map(), plans: [], goals: [], reports: [], entries: [], partValues: [], findings: [], tallies: [] };
const inputOf = (replies: Awaited<ReturnType<typeof read>>) => assembleInput(scheme, { cycle: '2026', units, ...nothing, replies });

/** What a release of today says of the scores. */
async function verified(input: ReturnType<typeof inputOf>): Promise<unknown> {
  const said = await db.transaction((tx) => publicComments(tx));
  const [rules, day] = [city.comments ?? { kinds: [] }, toDay(clock())];
  const calendar = workCalendar(
    said.map(({ comment }) => toDay(comment.createdAt)),
    day,
  );
  const comments = releasedComments(said, { rules, calendar, day, toDay }).map(({ record }) => record);
  const contents = { comments, calendar } as unknown as ReleaseContents;
  return checkReplyValues(scheme, rules, contents, { cycle: '2026', input } as unknown as PublicScores).map(({ holds }) => holds);
}

test('scores count the record up to a day that is over, and a release made much later finds the same', async () => {
  at('2026-10-12');
  const [kept, late, quiet] = [await write('路灯不亮，已有一周。'), await write('井盖松动，夜里很响。'), await write('公交站牌被撞歪了。')];
  for (const { id } of [kept, late]) await decide(id, { decision: 'publish' });
  at('2026-10-14');
  await water.call('POST', `/api/v1/comments/${kept.id}/replies`, { body: '已更换灯泡，请放心。' });
  await anonymous.call('POST', '/api/v1/comments/verdict', { trackingCode: kept.trackingCode, verdict: 'solved' });
  at('2026-10-30');
  const replies = await read(null);
  const input = inputOf(replies);
  expect(input.repliesAsOf).toBe('2026-10-29');
  expect(input.units.map(({ values }) => values)).toEqual([
    { total: { ended: '0', 'in-time': '0' }, solved: { judged: '0', solved: '0' } },
    { total: { ended: '2', 'in-time': '1' }, solved: { judged: '1', solved: '1' } },
  ]);
  expect(checkInput(scheme, input).ok).toBe(true);
  expect(score(scheme, input, { digest: 'sha256-0' }).units.map(({ total }) => total?.exact)).toEqual(['100', '50']);
  expect(await verified(input)).toEqual([true]);

  // What waited for a moderator, an answer, a changed mind, a withdrawal and the appeal that undoes it: all after the day.
  await decide(quiet.id, { decision: 'publish' });
  await water.call('POST', `/api/v1/comments/${late.id}/replies`, { body: '井盖已经加固，抱歉来晚了。' });
  await anonymous.call('POST', '/api/v1/comments/verdict', { trackingCode: kept.trackingCode, verdict: 'reopen' });
  expect(await verified(input)).toEqual([true]);
  at('2026-11-02');
  const rule = city.comments?.rules[0]?.id ?? '';
  expect((await moderator.call('POST', `/api/v1/moderation/comments/${late.id}/withdraw`, { rule })).status).toBe(202);
  expect(await verified(input)).toEqual([true]);
  at('2026-11-03');
  const away = inputOf(await read(null));
  at('2026-11-04');
  await anonymous.call('POST', '/api/v1/comments/appeal', { trackingCode: late.trackingCode, body: '我说的都是事实，请再看一遍。' });
  expect((await other.call('POST', `/api/v1/moderation/appeals/${late.id}`, { outcome: 'granted' })).status).toBe(200);
  expect([await verified(input), await verified(away)]).toEqual([[true], [true]]);
});

test('the office names a day of the cycle that is over, and no other', async () => {
  at('2026-11-27');
  expect((await read('2026-11-03'))?.asOf).toBe('2026-11-03');
  for (const day of ['2026-11-27', '2027-01-01', '2026-06-30']) await expect(read(day)).rejects.toMatchObject({ code: 'scores.replies_day' });
  at('2027-03-01');
  expect((await read(null))?.asOf).toBe('2026-12-31');
});

test('a scheme that does not count it reads nothing', async () => {
  const plain = schemeOf([category('departments', node('value', 'total', { value: 'v', range: [0, 100] }))]);
  const asked = { city, now: clock(), cycle: '2026', units, periods: [], asOf: null };
  expect(await db.transaction((tx) => readReplies(tx, plain, asked))).toBeNull();
});
