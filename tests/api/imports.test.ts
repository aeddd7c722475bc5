import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { importSurvey } from '../../api/imports/imports.usecases.ts';
import type { SurveyMapping } from '../../api/imports/survey.ts';
import { listTallies } from '../../db/queries/leaves.ts';
import { imports } from '../../db/schema/imports.ts';
import { envelopes } from '../../db/schema/windows.ts';
import { createTestApp } from '../support/app.ts';
import { insertCity, makeWindow } from './ballots.fixture.ts';

const app = await createTestApp({ city: 'bloomington-2017' });
const { dependencies: deps } = app;
await insertCity(deps);
const [staff, approver] = [await app.as('office-staff'), await app.as('office-approver')];
const W = await makeWindow(deps, 'w1');
const at = (rest = ''): string => `/api/v1/windows/${W}/imports${rest}`;

const mapping: SurveyMapping = {
  respondent: 'id',
  columns: { q1: 'police-services', q2: 'street-repair' },
  question: 'quality',
  answers: { 1: 'excellent', 2: 'good', 3: 'fair', 4: 'poor', 5: 'dk' },
  group: 'residents',
  channel: 'third-party',
};
const request = (content: string | Uint8Array, change: object = {}) => ({
  fileName: 'survey.csv',
  content: Buffer.from(content as string).toString('base64'),
  mapping,
  ...change,
});
const preview = (content: string | Uint8Array, change: object = {}) => staff.call('POST', at('/preview'), request(content, change));
const faultsOf = async (content: string | Uint8Array, change: object = {}): Promise<[string, string][]> => {
  const { status, body } = await preview(content, change);
  expect(status).toBe(422);
  return body.errors.map(({ path, messages }: { path: string; messages: { en: string } }) => [path, messages.en]);
};

test('the real survey comes in with its control totals', async () => {
  const window = await makeWindow(deps, 'bloomington');
  const { import: real, folder } = deps.city;
  if (!real) throw new Error('no mapping');
  const imported = await importSurvey(deps, window, readFileSync(path.join(folder, real.file)), real, null);
  expect(imported.people).toBe(374);
  await staff.call('POST', `/api/v1/windows/${window}/close`, { reason: '演示提前截止' });
  await staff.call('POST', `/api/v1/windows/${window}/opening`);
  expect((await approver.call('POST', `/api/v1/windows/${window}/opening/confirm`, {})).body.statement).toMatchObject({
    ballots: imported.ballots,
    spoiled: {},
  });
  const tallies = await listTallies(deps.db, window);
  const police = tallies.find(({ unitId }) => unitId === 'police-services')?.counts.quality;
  expect(police).toEqual({ excellent: 93, good: 177, fair: 43, poor: 14, dk: 36 });
  expect(374 - Object.values(police ?? {}).reduce((a, b) => a + b, 0)).toBe(11);
  expect(tallies.find(({ unitId }) => unitId === 'street-repair')?.counts.quality).toEqual({ excellent: 18, good: 105, fair: 153, poor: 72, dk: 11 });
  expect(tallies).toHaveLength(43);
  expect(tallies.find(({ unitId }) => unitId === 'police-services')).toMatchObject({
    pairs: { 'quality*quality': 327 },
    products: { 'quality*quality': '15880000/9' },
  });
}, 60_000);

test('a preview counts without writing; the commit takes what was previewed; the same file comes once', async () => {
  const file = 'id,q1,q2\n1,1,5\n2,,3\n';
  const { body: seen } = await preview(file);
  expect(seen).toMatchObject({ people: 2, ballots: 3, counts: { 'police-services': { excellent: 1 }, 'street-repair': { dk: 1, fair: 1 } } });
  expect(await deps.db.$count(imports)).toBe(1);
  const other = await staff.call('POST', at(), request(file, { digest: seen.digest, mapping: { ...mapping, answers: { ...mapping.answers, 5: 'poor' } } }));
  expect(other.body).toMatchObject({ status: 409, code: 'import.other_than_previewed' });
  const before = await deps.db.$count(envelopes);
  expect((await staff.call('POST', at(), request(file, { digest: seen.digest }))).status).toBe(201);
  expect(await deps.db.$count(envelopes)).toBe(before + 3);
  expect((await staff.call('POST', at(), request(file))).body).toMatchObject({ status: 409, code: 'import.already_imported' });
  expect((await staff.call('GET', at())).body.imports).toHaveLength(1);
});

test('the same file sent ten times at once comes in once', async () => {
  const before = await deps.db.$count(envelopes);
  const answers = await Promise.all(Array.from({ length: 10 }, () => staff.call('POST', at(), request('id,q1,q2\nx1,2,2\n'))));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  expect(await deps.db.$count(envelopes)).toBe(before + 2);
});

test.each([
  ['UTF-8 with mark', '\ufeffid,q1,q2\n甲,1,2\n'],
  ['semicolons', 'id;q1;q2\n甲;1;2\n'],
  ['tabs and Windows line ends', 'id\tq1\tq2\r\n甲\t1\t2\r\n'],
  ['full-width figures and spaces', 'id,q1,q2\n甲, １ ,2\n'],
  ['quoted cells with commas', '"id","q1","q2"\n"甲,乙","1","2"\n'],
])('%s is read', async (_, file) => {
  expect((await preview(file)).body).toMatchObject({ people: 1, ballots: 2, counts: { 'police-services': { excellent: 1 }, 'street-repair': { good: 1 } } });
});

test('GB 18030 is read', async () => {
  const file = Buffer.concat([Buffer.from('id,'), Buffer.from([0xbe, 0xaf, 0xb2, 0xec]), Buffer.from(',q2\n1,2,3\n')]);
  const { body } = await preview(file, { mapping: { ...mapping, columns: { 警察: 'police-services' } } });
  expect(body.counts).toEqual({ 'police-services': { good: 1 } });
});

test('faults are told by line and column, all of them, and nothing is imported', async () => {
  const before = await deps.db.$count(envelopes);
  const faults = await faultsOf('id,q1,q2\n1,1,9\n2,7,2\n2,1,1\n3,1\n,1,1\n');
  expect(faults.map(([where]) => where)).toEqual(['line 2, column q2', 'line 3, column q1', 'line 4, column id', 'line 5', 'line 6, column id']);
  expect(faults[2]?.[1]).toBe('The respondent "2" already stands in line 3.');
  expect((await staff.call('POST', at(), request('id,q1,q2\n1,1,9\n'))).status).toBe(422);
  expect(await deps.db.$count(envelopes)).toBe(before);
});

test('a mapping that does not fit is told', async () => {
  const file = 'id,q1,q2\n1,1,1\n';
  expect(await faultsOf(file, { mapping: { ...mapping, columns: { q1: 'police-services', q9: 'trails' } } })).toEqual([
    ['line 1, column q9', 'The header has no column "q9".'],
  ]);
  const wrong = { ...mapping, question: 'speed', columns: { q1: 'nowhere', q2: 'nowhere' }, answers: { 1: 'superb' } };
  expect((await faultsOf(file, { mapping: wrong })).map(([where]) => where)).toEqual([
    'mapping.question',
    'mapping.columns.q1',
    'mapping.columns.q2',
    'mapping.columns.q2',
    'mapping.answers.1',
  ]);
  expect((await preview(file, { mapping: { ...mapping, channel: 'code' } })).body).toMatchObject({ status: 422, code: 'import.channel_not_imported' });
  expect((await preview(file, { mapping: { ...mapping, group: 'nobody' } })).body.code).toBe('import.channel_not_imported');
});

test.each([
  ['empty', ''],
  ['an open quotation mark', 'id,q1,q2\n"1,1,1\n2,1,1\n'],
  ['the same column twice', 'id,q1,q1\n1,1,1\n'],
  ['bytes of no encoding', new Uint8Array([0xff, 0xff, 0x80, 0x00, 0xff])],
  ['a code that is a property of every object', 'id,q1,q2\n1,constructor,__proto__\n'],
])('%s is refused with a sentence', async (_, file) => {
  expect((await faultsOf(file)).length).toBeGreaterThan(0);
});

test('others than the office, a closed window and wrong base64 are refused', async () => {
  expect((await (await app.as('auditor')).call('POST', at('/preview'), request('id\n'))).status).toBe(403);
  expect((await app.anonymous.call('POST', at(), request('id\n'))).status).toBe(401);
  expect((await staff.call('POST', at('/preview'), { ...request('x'), content: '***' })).status).toBe(422);
  expect((await staff.call('POST', '/api/v1/windows/bloomington/imports', request('id,q1,q2\n1,1,1\n'))).body).toMatchObject({
    status: 409,
    code: 'window.wrong_state',
  });
  expect((await staff.call('POST', at(), { ...request('id,q1,q2\n1,1,1\n'), fileName: 'a\u0000b' })).status).toBe(422);
  expect((await preview('id,q1,q2\n1,\u0000,1\n')).status).toBe(422);
  expect((await preview('id,q1,q2\n\u0000,1,1\n')).status).toBe(200);
  expect((await staff.call('POST', '/api/v1/windows/nowhere/imports', request('id,q1,q2\n1,1,1\n'))).status).toBe(404);
});
