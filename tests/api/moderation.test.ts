import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { takeSnapshot } from '../../api/releases/snapshot.ts';
import { settleWithdrawals } from '../../api/releases/withdrawn.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { comments } from '../../db/schema/comments.ts';
import { jsonFile } from '../../proof/release/assemble.ts';
import type { UnitTexts } from '../../proof/release/files.ts';
import { commentDigest } from '../../proof/release/texts.ts';
import { createTestApp } from '../support/app.ts';
import { seedPlans } from './progress.fixture.ts';

const { as, anonymous, dependencies: deps, dataDir, builds } = await createTestApp();
const { db } = deps;
await seedPlans(db);
const moderator = await as('moderator');
const BODY = '收费员张某某，电话 139××××××××，住三栋。';

async function publish(body: string): Promise<string> {
  await anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'complaint', author: '居民', body });
  const { id } = (await moderator.call('GET', '/api/v1/moderation/comments')).body.comments.at(-1);
  await moderator.call('POST', `/api/v1/moderation/comments/${id}`, { decision: 'publish' });
  return id;
}

const textsOf = async (): Promise<UnitTexts> => (await takeSnapshot(deps, db, {})).texts.find(({ unit }) => unit === 'water') as UnitTexts;

/** Three releases as they lie on the disk, one of them still being put together. */
function lay(texts: UnitTexts): string[] {
  return ['1', '2', '3.draft'].map((release) => {
    const file = path.join(dataDir, 'releases', release, 'data', 'texts', 'water.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, jsonFile('', texts).text);
    return file;
  });
}

test('a comment is taken back by a rule: out of all releases at once, digest and ledger stay, the pages follow', async () => {
  const [gone, stays] = [await publish(BODY), await publish('请问新城路何时通水？谢谢。')];
  const files = lay(await textsOf());
  expect(files.every((file) => readFileSync(file, 'utf8').includes('张某某'))).toBe(true);

  const answer = await moderator.call('POST', `/api/v1/moderation/comments/${gone}/withdraw`, { rule: 'personal-data' });
  expect([answer.status, answer.body]).toEqual([202, { withdrawn: true }]);
  for (const file of files) {
    const left = JSON.parse(readFileSync(file, 'utf8')) as UnitTexts;
    expect(Object.keys(left.comments)).toEqual([stays]);
  }
  expect(builds).toHaveLength(1);
  expect((await listAudit(db, 0, 100)).map(({ action }) => action)).toEqual(expect.arrayContaining(['comment.withdrawn', 'release.daily']));

  const { contents, texts } = await takeSnapshot(deps, db, {});
  const [row] = await db.select().from(comments).where(eq(comments.id, gone));
  const digest = commentDigest(gone, { salt: row?.salt ?? '', author: '居民', body: BODY });
  expect(contents.comments.find(({ id }) => id === gone)).toMatchObject({ digest, withdrawn: { rule: 'personal-data' }, overdue: false });
  expect(contents.moderation.entries).toMatchObject([{ action: 'withdrawn', what: 'comment', unit: 'water', rule: 'personal-data', digest }]);
  expect(contents.moderation.rules.find(({ rule }) => rule === 'personal-data')).toMatchObject({ rejected: 0, withdrawn: 1 });
  expect(JSON.stringify([contents.comments, texts])).not.toContain('张某某');
});

test('a release that was being put together meanwhile loses the words before it goes live', async () => {
  const id = await publish('又一条含有电话 138×××××××× 的留言。');
  const late = await textsOf();
  await moderator.call('POST', `/api/v1/moderation/comments/${id}/withdraw`, { rule: 'abuse' });
  const [file = ''] = lay(late);
  await settleWithdrawals(db, dataDir);
  expect(existsSync(file) && !readFileSync(file, 'utf8').includes('138×')).toBe(true);
});

test('taking back names a published rule, and only what is public', async () => {
  const id = await publish('这条留言没有问题，只是用来试一试。');
  const withdraw = (of: string, rule: string) => moderator.call('POST', `/api/v1/moderation/comments/${of}/withdraw`, { rule });
  expect((await withdraw(id, 'no-such-rule')).body).toMatchObject({ status: 422, errors: [{ path: 'rule' }] });
  expect((await withdraw(id, 'abuse')).status).toBe(202);
  expect((await withdraw(id, 'abuse')).body.code).toBe('withdrawal.not_standing');
  expect((await withdraw('00000000-0000-4000-8000-000000000000', 'abuse')).status).toBe(404);
  expect((await moderator.call('POST', '/api/v1/moderation/evidence/00000000-0000-4000-8000-000000000000/withdraw', { rule: 'abuse' })).body.code).toBe(
    'withdrawal.unknown_file',
  );
});
