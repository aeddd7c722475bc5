import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { readDemonstrationKey } from '../../api/windows/custody.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { draftWindow, openWindow, sealWindow } from '../../api/windows/windows.usecases.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { publicKeyOf } from '../../proof/keys.ts';
import { joinShares, readShare } from '../../proof/shares.ts';
import { createTestApp, PROJECT } from '../support/app.ts';
import { HOLDERS, insertCity, makeWindow } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps, anonymous } = app;
await insertCity(deps);
const parts = schemeParts(loadScheme(PROJECT, 'demo-flagship'));
const cycle = '2025';
const draft = (window: string, change: object = {}) =>
  draftWindow(deps, {
    window,
    cycle,
    opensAt: new Date('2026-11-01T00:00:00Z'),
    closesAt: new Date('2026-12-01T00:00:00Z'),
    custody: 'demonstration',
    ...change,
  });
const code = async (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'fine',
    (error: { code: string }) => error.code,
  );

test('a window goes from draft to sealed to open, and no other way', async () => {
  await draft('w1');
  expect(await code(openWindow(deps, 'w1'))).toBe('window.wrong_state');
  expect((await anonymous.call('GET', '/api/v1/windows/w1/manifest')).body.code).toBe('window.not_sealed');
  await sealWindow(deps, { window: 'w1', custody: 'demonstration', ...parts });
  expect(await code(sealWindow(deps, { window: 'w1', custody: 'demonstration', ...parts }))).toBe('window.wrong_state');
  await openWindow(deps, 'w1');
  expect(await code(openWindow(deps, 'w1'))).toBe('window.wrong_state');
  expect(await code(draft('w1'))).toBe('window.exists');
  expect(await code(openWindow(deps, 'nowhere'))).toBe('window.unknown');
});

test('a window does not open before its time', async () => {
  await draft('w-early', { opensAt: new Date('2026-11-21T00:00:00Z') });
  await sealWindow(deps, { window: 'w-early', custody: 'demonstration', ...parts });
  expect(await code(openWindow(deps, 'w-early'))).toBe('window.not_yet_due');
});

test.each<[string, object]>([
  ['window.bad_id', { window: '../etc' }],
  ['window.bad_id', { window: 'A b' }],
  ['window.bad_times', { closesAt: new Date('2026-01-01T00:00:00Z') }],
])('%s', async (wanted, change) => {
  expect(await code(draft('w-bad', change))).toBe(wanted);
});

test('the manifest is served in the very bytes whose digest is published', async () => {
  const response = await app.app.request('/api/v1/windows/w1/manifest');
  const bytes = Buffer.from(await response.arrayBuffer());
  const { body } = await anonymous.call('GET', '/api/v1/windows/w1');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(body.manifestSha256);
  const manifest = JSON.parse(bytes.toString());
  expect(manifest).toMatchObject({ keyCustody: 'demonstration', scheme: { id: 'demo-flagship@3' }, rules: { mergeBelow: 10, exclusion: [] } });
  expect(manifest.units).toHaveLength(122);
  expect(manifest.groups.map(({ weight }: { weight: string }) => Number(weight)).reduce((a: number, b: number) => a + b)).toBe(100);
  expect(manifest.questionnaires[0].levels).toContainEqual({ id: 'good2', value: '30' });
});

test('what is public: groups with channels and what they make sure of; no number of ballots before closing', async () => {
  const { body } = await anonymous.call('GET', '/api/v1/windows/w1');
  expect(body).toMatchObject({ state: 'open', ballots: null, closing: null, log: null, openingProposed: false, keyCustody: 'demonstration' });
  expect(body.keyCustodyNote.zh).toContain('演示');
  expect(body.groups[0]).toMatchObject({
    id: 'public-web',
    minimum: 10,
    channels: [
      { id: 'code', issued: null, used: null, ballots: null, unique: 'proof', here: true, uniqueness: { zh: expect.any(String) } },
      { id: 'sms', unique: 'proof' },
      { id: 'citizen', unique: 'person', here: false },
    ],
  });
  expect(JSON.stringify(body)).not.toContain('privateKey');
  expect((await anonymous.call('GET', '/api/v1/windows')).body.windows.map(({ id }: { id: string }) => id)).toContain('w1');
  expect((await anonymous.call('GET', '/api/v1/windows/nowhere')).status).toBe(404);
});

test('rules that do not fit the city are not sealed; every fault is told', async () => {
  await draft('w-faults');
  const faulty = {
    ...parts,
    levels: parts.levels.slice(1),
    questionWeights: { ...parts.questionWeights, panel: { other: '1' } },
    groups: [...parts.groups, { id: 'nobody', weight: '1', minimum: 1 }],
  };
  const refused = await sealWindow(deps, { window: 'w-faults', custody: 'demonstration', ...faulty }).catch((error) => error);
  expect(refused).toMatchObject({ code: 'window.manifest_faults', status: 422 });
  expect(refused.faults.map(({ path: where }: { path: string }) => where)).toEqual([
    'groups.nobody',
    'questionnaires.public.levels',
    'questionnaires.panel.levels',
    'questionnaires.panel.questions',
  ]);
  expect((await anonymous.call('GET', '/api/v1/windows/w-faults')).body.state).toBe('draft');
});

test.each(['', 'AAAA', HOLDERS.privateKey])('holders must give a public key, not %o', async (publicKey) => {
  await draft(`w-key-${publicKey.length}`);
  expect(await code(sealWindow(deps, { window: `w-key-${publicKey.length}`, custody: 'holders', publicKey, ...parts }))).toBe('window.bad_public_key');
});

test('the demonstration key lies in a file of the product’s user, never in the database', async () => {
  await makeWindow(deps, 'w-demo');
  const file = path.join(deps.secrets.demonstrationKeys, 'w-demo.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { shares, publicKey } = JSON.parse(readFileSync(file, 'utf8')) as { shares: string[]; publicKey: string };
  const privateKey = (await readDemonstrationKey(deps, 'w-demo')) ?? '';
  expect(publicKeyOf(privateKey)).toBe(publicKey);
  expect(shares).toHaveLength(3);
  expect(toBase64url(await joinShares(shares.slice(1).map(readShare)))).toBe(privateKey);
  const [row] = await deps.sql`select row_to_json(w)::text as text from windows w where id = 'w-demo'`;
  expect(row?.text).toContain(publicKey);
  for (const secret of [privateKey, ...shares]) expect(row?.text).not.toContain(secret);
  expect(JSON.parse(row?.text).manifest.keyShares).toEqual({ holders: 3, threshold: 2, bodies: [] });
});
