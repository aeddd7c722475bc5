import { expect, test } from 'vitest';
import { verifyRelease } from '../../../proof/release/verify.ts';
import { FIRST, makeReleases, readerOf, SECOND } from './fixture.ts';

const { before, release } = makeReleases();

test('a release as it was made holds, and says what nobody outside can check', async () => {
  const { findings, verdict, manifest } = await verifyRelease(readerOf(release, before));
  expect(findings.filter(({ holds }) => holds === false)).toEqual([]);
  expect(verdict).toBe('holds');
  expect(manifest).toMatchObject({ release: 2, kind: 'daily', city: 'demo', key: SECOND.id });
  expect(findings.filter(({ holds }) => holds === null).map(({ id }) => id)).toEqual([
    'keys.known',
    'log.published',
    'texts.withdrawn',
    'outside.ballots',
    'outside.facts',
    'outside.omitted',
  ]);
  expect(findings.filter(({ holds }) => holds).map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'file.digest',
      'signature.valid',
      'keys.introduction',
      'chain.previous',
      'table.agrees',
      'scheme.digest',
      'scores.computed',
      'tallies.minimum',
      'window.statements',
      'status.goals',
      'chain.walked',
      'texts.digest',
      'kept.before',
      'moderation.ledger',
      'plan.versions',
      'documents.public',
      'replies.record',
    ]),
  );
});

test('the first release holds too, without one before it', async () => {
  const { findings } = await verifyRelease({ ...readerOf(before, null), number: 1 });
  expect(findings.filter(({ holds }) => holds === false)).toEqual([]);
  expect(findings.map(({ id }) => id)).toContain('chain.first');
});

test('every sentence is there in both languages', async () => {
  const { findings } = await verifyRelease(readerOf(release, before));
  for (const { sentence } of findings) {
    expect(sentence.zh).toMatch(/[\u4e00-\u9fff].*[。：]/);
    expect(sentence.en).toMatch(/^[A-Z2-9].*[.]$/s);
  }
});

test('a key known from elsewhere is looked for in the chain of keys', async () => {
  const known = async (key: string) => (await verifyRelease(readerOf(release, before), { key })).findings.find(({ id }) => id === 'keys.known')?.holds;
  expect(await known(SECOND.id)).toBe(true);
  expect(await known(FIRST.publicKey)).toBe(true);
  expect(await known('0'.repeat(32))).toBe(false);
});

test('the release before that cannot be reached is said, not held against it', async () => {
  const { findings, verdict } = await verifyRelease(readerOf(release, null));
  expect(findings.find(({ id }) => id === 'chain.previous')?.holds).toBe(null);
  expect(verdict).toBe('holds');
});

test('a release under another number, and none at all', async () => {
  expect((await verifyRelease({ ...readerOf(release, before), number: 7 })).findings.map(({ id }) => id)).toContain('manifest.number');
  expect((await verifyRelease({ read: async () => null })).verdict).toBe('nothing');
});

test('progress tells each file and each step in both languages', async () => {
  const steps: string[] = [];
  await verifyRelease(readerOf(release, before), { progress: ({ zh, en }, share) => void steps.push(`${zh}|${en}|${share?.done ?? ''}`) });
  expect(steps.length).toBeGreaterThan(30);
  expect(steps.some((step) => step.includes('computing the scores of 2024'))).toBe(true);
});
