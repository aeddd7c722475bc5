import { expect, test } from 'vitest';
import { comments, replies } from '../../db/schema/comments.ts';
import { evidence, reports } from '../../db/schema/plans.ts';
import { createTestApp, type Requester } from '../support/app.ts';
import { entry, seedPlans } from './progress.fixture.ts';

/**
 * A change and its audit row are kept together or not at all: the log is made to refuse every row, then each staff and
 * unit write is tried, and nothing may have changed.
 */
const { as, anonymous, dependencies } = await createTestApp();
const { db, sql } = dependencies;
await seedPlans(db);
const editor = await as('unit-editor', 'water');
const office = await as('office-staff');
const moderator = await as('moderator');
const Q3 = '/api/v1/units/water/progress/2026/q3';
const Q4 = '/api/v1/units/water/progress/2026/q4';
const FILE = { fileName: 'a.pdf', content: Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64') };

const comment = async (): Promise<void> => {
  await anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'question', body: '请问窗口几点上班？' });
};
await comment();
await comment();
const queue = async () => (await moderator.call('GET', '/api/v1/moderation/comments')).body.comments;
const [published] = await queue();
await moderator.call('POST', `/api/v1/moderation/comments/${published.id}`, { decision: 'publish' });
const [pending] = await queue();
await editor.call('PUT', Q3, { revision: 0, entries: [entry('water-step', { doneOn: '2026-09-30' })] });
await editor.call('POST', `${Q3}/submit`, { revision: 1 });
await editor.call('PUT', Q4, {
  revision: 0,
  narrative: { zh: '草稿', en: '' },
  entries: ['more', 'less', 'step', 'part-a', 'part-b'].map((code) => entry(`water-${code}`, { reason: '原因' })),
});
const attached = (await editor.call('POST', `${Q4}/evidence`, FILE)).body;

const everything = async () => JSON.stringify(await Promise.all([reports, evidence, comments, replies].map((table) => db.select().from(table))));
const before = await everything();
await sql`create function refuse_audit() returns trigger language plpgsql as $$ begin raise exception 'the log refuses'; end $$`;
await sql`create trigger refuse_audit before insert on audit_log for each row execute function refuse_audit()`;

const WRITES: readonly (readonly [who: Requester, method: string, path: string, body?: unknown])[] = [
  [editor, 'PUT', Q4, { revision: 1, entries: [] }],
  [editor, 'POST', `${Q4}/submit`, { revision: 1 }],
  [editor, 'POST', `${Q4}/evidence`, { ...FILE, goal: 'water-more' }],
  [editor, 'DELETE', `${Q4}/evidence/${attached.id}`],
  [office, 'POST', `${Q3}/accept`, { revision: 2 }],
  [office, 'POST', `${Q3}/return`, { revision: 2, reason: '请补充凭证' }],
  [moderator, 'POST', `/api/v1/moderation/comments/${pending.id}`, { decision: 'publish' }],
  [editor, 'POST', `/api/v1/comments/${published.id}/replies`, { body: '上午九点。' }],
];

test.each(WRITES.map((write) => ({ name: `${write[1]} ${write[2]}`, write })))(
  'without its audit row nothing is kept: $name',
  async ({ write: [who, method, path, body] }) => {
    expect((await who.call(method, path, body)).body).toMatchObject({ status: 500, code: 'server.unexpected' });
    expect(await everything()).toBe(before);
  },
);

test('with the log willing again they go through', async () => {
  await sql`drop trigger refuse_audit on audit_log`;
  const contradicting = [`${Q4}/submit`, `${Q3}/return`];
  const answers = await Promise.all(
    WRITES.filter(([, , path]) => !contradicting.includes(path)).map(([who, method, path, body]) => who.call(method, path, body)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 201, 200, 200, 200, 201]);
});
