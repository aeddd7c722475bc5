import { expect, test } from 'vitest';
import { comments, replies } from '../../db/schema/comments.ts';
import { createTestApp } from '../support/app.ts';
import { seedPlans } from './progress.fixture.ts';

const { as, anonymous, dependencies, setTime } = await createTestApp();
const { db } = dependencies;
await seedPlans(db);
const office = await as('office-staff');
const housing = await as('unit-editor', 'housing');
const moderator = await as('moderator');

/** Days are Beijing days; 2026-11-16 is a Monday. */
const at = (day: string): Date => new Date(`${day}T10:00:00+08:00`);
setTime(at('2026-11-16'));
type Kind = 'question' | 'complaint' | 'suggestion';
async function make(unitId: string, kind: Kind, day: string, body: string, state: 'published' | 'pending' = 'published'): Promise<string> {
  const row = { unitId, cycleId: '2026', kind, author: '', body, state, trackingHash: body, createdAt: at(day) };
  return (await db.insert(comments).values(row).returning())[0]?.id ?? '';
}
await make('water', 'complaint', '2026-11-02', '=HYPERLINK("x") 井盖松动');
await make('housing', 'question', '2026-11-13', '公租房几时摇号');
await make('water', 'suggestion', '2026-11-03', '建议多设饮水点');
await make('water', 'question', '2026-11-03', '没有公开的', 'pending');
const answered = await make('water', 'question', '2026-11-04', '已经答复的');
await db.insert(replies).values({ commentId: answered, body: '已办', createdAt: at('2026-11-05') });
const stopped = await make('housing', 'complaint', '2026-11-10', '电梯停运');
await housing.call('POST', `/api/v1/comments/${stopped}/stop`, { reason: 'expertise' });
const { trackingCode } = (await anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'complaint', body: '路灯还是不亮，已说过一次。' })).body;
const { id: reopened } = (await anonymous.call('POST', '/api/v1/comments/lookup', { trackingCode })).body;
await moderator.call('POST', `/api/v1/moderation/comments/${reopened}`, { decision: 'publish' });
await db.insert(replies).values({ commentId: reopened, body: '已修好', createdAt: at('2026-11-16') });
await anonymous.call('POST', '/api/v1/comments/verdict', { trackingCode, verdict: 'reopen' });

const list = async (query = '', who = office) => (await who.call('GET', `/api/v1/lists/cases${query}`)).body;
const linesOf = async (query = '', who = office) => (await list(query, who)).lines.map(({ excerpt }: { excerpt: string }) => excerpt.slice(0, 4));

test('what waits, the longest overdue first and what has no term last', async () => {
  const { lines, total } = await list();
  expect(total).toBe(5);
  expect(lines.map((line: Record<string, unknown>) => [line['state'], line['answerBy'], line['late'], line['reopened']])).toEqual([
    ['overdue', '2026-11-09', 5, 0],
    ['running', '2026-11-17', 0, 0],
    ['running', '2026-11-23', 0, 1],
    ['stopped', '2026-12-01', 0, 0],
    ['undated', null, 0, 0],
  ]);
  expect((await linesOf('?direction=desc')).at(-1)).toBe('建议多设');
});

test.each([
  ['?state=overdue', ['=HYP']],
  ['?state=again', ['路灯还是']],
  ['?state=stopped', ['电梯停运']],
  ['?unit=housing&sort=received&direction=desc', ['公租房几', '电梯停运']],
  ['?kind=suggestion', ['建议多设']],
  ['?words=摇号', ['公租房几']],
  ['?category=counties', []],
])('%s', async (query, wanted) => {
  expect(await linesOf(query)).toEqual(wanted);
});

test('a unit sees its own, whatever it asks for', async () => {
  expect(await linesOf('?unit=water', housing)).toEqual(['公租房几', '电梯停运']);
});

test('the file has the whole list, and nothing in it is a formula', async () => {
  const { body } = await office.call('GET', '/api/v1/lists/cases/files/csv?state=overdue&lang=zh');
  const lines = String(body).trim().split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('单位编号,单位,类别,内容,收到日,最迟答复日,状态,逾期工作日,重办次数');
  expect(lines[1]).toContain("'=HYPERLINK");
});

test('who may not read it, and what cannot be asked', async () => {
  expect((await anonymous.call('GET', '/api/v1/lists/cases')).status).toBe(401);
  expect((await moderator.call('GET', '/api/v1/lists/cases')).status).toBe(403);
  expect((await office.call('GET', '/api/v1/lists/cases?state=lost')).status).toBe(422);
  expect((await office.call('GET', '/api/v1/lists/cases?page=99')).body.lines).toEqual([]);
});
