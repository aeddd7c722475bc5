import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { writeXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { giveBackInterrupted } from '../../api/imports/committing.usecases.ts';
import type { CountsMapping } from '../../api/imports/counts-mapping.ts';
import { importSurvey } from '../../api/imports/imports.usecases.ts';
import type { SurveyMapping } from '../../api/imports/mapping.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../../api/windows/opening.usecases.ts';
import { addressOf, connect } from '../../db/client.ts';
import { deleteFile, forgetFiles, lockImport, updateFile } from '../../db/queries/imports.ts';
import { listTallies } from '../../db/queries/leaves.ts';
import { lockWindowAlone } from '../../db/queries/windows.ts';
import { importFiles, imports } from '../../db/schema/imports.ts';
import { auditLog } from '../../db/schema/staff.ts';
import { envelopes } from '../../db/schema/windows.ts';
import { createTestApp } from '../support/app.ts';
import { insertCity, makeWindow } from './ballots.fixture.ts';

const app = await createTestApp({ city: 'bloomington-2017' });
const { dependencies: deps } = app;
await insertCity(deps);
/** A real city's key is never the server's; here it is, so that a test can open the box. */
const holding = { ...deps, city: { ...deps.city, demonstration: true } };
const [staff, approver] = [await app.as('office-staff'), await app.as('office-approver')];
const W = await makeWindow(holding, 'w1');
const at = (rest = ''): string => `/api/v1/windows/${W}/imports${rest}`;

const mapping: SurveyMapping = {
  respondent: 'id',
  columns: { q1: 'police-services', q2: 'street-repair' },
  question: 'quality',
  answers: { 1: 'excellent', 2: 'good', 3: 'fair', 4: 'poor', 5: 'dk' },
  group: 'residents',
  channel: 'third-party',
};
const ORIGIN = { source: '社情民意调查中心', method: '电话访问', from: '2026-10-01', to: '2026-10-20' };
const upload = (content: string | Uint8Array, more: object = {}) => ({
  fileName: 'survey.csv',
  content: Buffer.from(content as string).toString('base64'),
  ...more,
});
const stage = (content: string | Uint8Array, more: object = {}) => staff.call('POST', at('/files'), upload(content, more));
type Change = { readonly mapping?: SurveyMapping | CountsMapping; readonly kind?: 'hotline' };
/** Uploads, previews and removes the file again. */
const preview = async (content: string | Uint8Array, { mapping: by = mapping, ...more }: Change = {}) => {
  const staged = await stage(content, more);
  if (staged.status !== 201) return staged;
  const answer = await staff.call('POST', at(`/files/${staged.body.id}/preview`), { mapping: by });
  await staff.call('DELETE', at(`/files/${staged.body.id}`));
  return answer;
};
/** Uploads, previews, proposes and, as the second person, commits. @returns the answer of the commit. */
const bringIn = async (content: string | Uint8Array, { mapping: by = mapping, ...more }: Change = {}) => {
  const { body: staged } = await stage(content, more);
  const { body: seen } = await staff.call('POST', at(`/files/${staged.id}/preview`), { mapping: by });
  await staff.call('POST', at(`/files/${staged.id}/proposal`), { mapping: by, origin: ORIGIN, digest: seen.digest });
  return { staged, commit: await approver.call('POST', at(`/files/${staged.id}/commit`)) };
};
const stateOf = async ({ id, fileSha256 }: { id: string; fileSha256: string }): Promise<string> =>
  (await staff.call('GET', at(`/files/${id}/progress?fileSha256=${fileSha256}`))).body.state;
const faultsOf = async (content: string | Uint8Array, change: Change = {}): Promise<[string, string][]> => {
  const { status, body } = await preview(content, change);
  expect(status).toBe(422);
  return body.errors.map(({ path, messages }: { path: string; messages: { en: string } }) => [path, messages.en]);
};

test('the real survey comes in with its control totals', async () => {
  const window = await makeWindow(holding, 'bloomington');
  const { import: real, folder } = deps.city;
  if (!real) throw new Error('no mapping');
  const imported = await importSurvey(deps, window, readFileSync(path.join(folder, real.file)), real, null);
  expect(imported.people).toBe(374);
  await closeWindow(holding, window, staff.userId ?? '', '演示提前截止');
  await proposeOpening(holding, window, staff.userId ?? '');
  const { statement } = await (await confirmOpening(holding, window, approver.userId ?? '')).finished;
  expect(statement).toMatchObject({ ballots: imported.ballots, spoiled: {} });
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

test('a preview counts without writing; two people bring in what was previewed; the same file comes once', async () => {
  const file = 'id,q1,q2\n1,1,5\n2,,3\n';
  const { body: seen } = await preview(file);
  expect(seen).toMatchObject({ people: 2, ballots: 3, counts: { 'police-services': { excellent: 1 }, 'street-repair': { dk: 1, fair: 1 } } });
  expect(await deps.db.$count(imports)).toBe(1);
  const { body: staged } = await stage(file);
  const file1 = (rest: string, body?: unknown, who = staff, method = 'POST') => who.call(method, at(`/files/${staged.id}/${rest}`), body);
  expect((await file1('commit', undefined, approver)).body.code).toBe('import.not_proposed');
  expect((await file1('proposal', { digest: seen.digest })).body.code).toBe('import.mapping_needed');
  const other = { ...mapping, answers: { ...mapping.answers, 5: 'poor' } };
  expect((await file1('proposal', { mapping: other, origin: ORIGIN, digest: seen.digest })).body).toMatchObject({
    status: 409,
    code: 'import.other_than_previewed',
  });
  expect((await file1('proposal', { mapping, origin: ORIGIN, digest: seen.digest })).status).toBe(200);
  expect((await file1('proposal', { mapping, origin: ORIGIN, digest: seen.digest }, approver)).body.code).toBe('import.proposed');
  expect((await file1('commit')).body).toMatchObject({ status: 409, code: 'import.second_person_needed' });
  expect((await file1('proposal', undefined, approver, 'DELETE')).status).toBe(200);
  expect((await file1('commit', undefined, approver)).body.code).toBe('import.not_proposed');
  expect((await file1('proposal', { digest: seen.digest })).status, 'what was said of it is remembered').toBe(200);
  const before = await deps.db.$count(envelopes);
  expect((await file1('preview', {}, approver)).body).toEqual(seen);
  expect((await file1('commit', undefined, approver)).status).toBe(202);
  await expect.poll(() => stateOf(staged)).toBe('done');
  expect(await deps.db.$count(envelopes)).toBe(before + 3);
  expect((await stage(file)).body).toMatchObject({ status: 409, code: 'import.already_imported' });
  expect((await staff.call('GET', at())).body.imports).toHaveLength(1);
  const rows = await deps.db.select().from(auditLog);
  expect(rows.filter(({ detail }) => (detail as { file?: string }).file === staged.id).map(({ action }) => action)).toEqual([
    'import.staged',
    'import.proposed',
    'import.withdrawn',
    'import.proposed',
  ]);
  const made = await deps.db.select().from(imports);
  expect(made.at(-1)).toMatchObject({ proposedBy: staff.userId, committedBy: approver.userId });
  await expect(
    deps.db
      .update(imports)
      .set({ committedBy: staff.userId })
      .where(eq(imports.id, made.at(-1)?.id ?? '')),
  ).rejects.toThrow();
});

test('the same file in ten uploads, committed at once, comes in once', async () => {
  const before = await deps.db.$count(envelopes);
  const answers = [];
  for (let i = 0; i < 10; i += 1) {
    const { body: staged } = await stage('id,q1,q2\nx1,2,2\n');
    const { body: seen } = await staff.call('POST', at(`/files/${staged.id}/preview`), { mapping });
    await staff.call('POST', at(`/files/${staged.id}/proposal`), { mapping, origin: ORIGIN, digest: seen.digest });
    answers.push(staged);
  }
  expect((await stage('id,q1,q2\nx2,2,2\n')).body.code).toBe('import.too_many_files');
  await Promise.all(answers.map(({ id }) => approver.call('POST', at(`/files/${id}/commit`))));
  await expect.poll(async () => (await staff.call('GET', at('/files'))).body.files.some(({ running }: { running: boolean }) => running)).toBe(false);
  expect(await deps.db.$count(envelopes)).toBe(before + 2);
  for (const { id } of answers) await staff.call('DELETE', at(`/files/${id}`));
  expect((await staff.call('GET', at('/files'))).body.files).toEqual([]);
});

test('a file whose proposal was taken back, or that was removed, while it was being sealed does not come in', async () => {
  const before = await deps.db.$count(envelopes);
  const file = 'id,q1,q2\ntaken-back,2,2\n';
  const { body: staged } = await stage(file);
  const { body: seen } = await staff.call('POST', at(`/files/${staged.id}/preview`), { mapping });
  await staff.call('POST', at(`/files/${staged.id}/proposal`), { mapping, origin: ORIGIN, digest: seen.digest });
  const sealing = () =>
    importSurvey(deps, W, Buffer.from(file), mapping, approver.userId, { fileId: staged.id, previewed: seen.digest, proposedBy: staff.userId ?? '' });
  await staff.call('DELETE', at(`/files/${staged.id}/proposal`));
  await expect(sealing()).rejects.toMatchObject({ code: 'import.not_proposed' });
  await staff.call('DELETE', at(`/files/${staged.id}`));
  await expect(sealing()).rejects.toMatchObject({ code: 'import.unknown_file' });
  expect(await deps.db.$count(envelopes)).toBe(before);
});

test('an import waits for whoever holds the window before it holds its file: closing forgets the file meanwhile', async () => {
  const file = 'id,q1,q2\nwaits,2,2\n';
  const { body: staged } = await stage(file);
  const { body: seen } = await staff.call('POST', at(`/files/${staged.id}/preview`), { mapping });
  await staff.call('POST', at(`/files/${staged.id}/proposal`), { mapping, origin: ORIGIN, digest: seen.digest });
  const options = { fileId: staged.id, previewed: seen.digest, proposedBy: staff.userId ?? '' };
  const { importing } = await deps.db.transaction(async (tx) => {
    await lockWindowAlone(tx, W);
    const waiting = importSurvey(deps, W, Buffer.from(file), mapping, approver.userId, options).catch(({ code }) => code);
    await expect.poll(async () => (await deps.sql`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`)[0]?.['n']).toBe(1);
    await deleteFile(tx, staged.id);
    return { importing: waiting };
  });
  expect(await importing).toBe('import.unknown_file');
});

test('an import that names who committed it names another person who proposed it', async () => {
  const file = 'id,q1,q2\nalone,2,2\n';
  await expect(importSurvey(deps, W, Buffer.from(file), mapping, approver.userId, {})).rejects.toMatchObject({
    cause: { constraint_name: 'imports_two_people' },
  });
});

test('an import whose process died is told as such, given back at the start, and goes on with the second person', async () => {
  const { body: staged } = await stage('id,q1,q2\ndied,2,2\n');
  const { body: seen } = await staff.call('POST', at(`/files/${staged.id}/preview`), { mapping });
  await staff.call('POST', at(`/files/${staged.id}/proposal`), { mapping, origin: ORIGIN, digest: seen.digest });
  await updateFile(deps.db, staged.id, { done: 1, total: 2 });
  expect(await stateOf(staged)).toBe('failed');
  const own = connect(addressOf(deps.sql), { max: 1 });
  expect(await lockImport(own.db, staged.id)).toBe(true);
  expect(await stateOf(staged)).toBe('running');
  expect((await approver.call('POST', at(`/files/${staged.id}/commit`))).body.code).toBe('import.being_imported');
  expect((await staff.call('DELETE', at(`/files/${staged.id}`))).body.code).toBe('import.being_imported');
  expect(await giveBackInterrupted(deps)).toBe(0);
  await own.close();
  expect(await giveBackInterrupted(deps)).toBe(1);
  expect((await staff.call('GET', at('/files'))).body.files[0]).toMatchObject({ running: false, proposed: true, failure: { code: 'import.interrupted' } });
  expect((await approver.call('POST', at(`/files/${staged.id}/commit`))).status).toBe(202);
  await expect.poll(() => stateOf(staged)).toBe('done');
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
  expect(faults[2]?.[1]).toBe('Line 4, "id": the respondent "2" already stands in line 3.');
  expect((await bringIn('id,q1,q2\n1,1,9\n')).commit.body.code).toBe('import.not_proposed');
  await deps.db.delete(importFiles);
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
  expect((await (await app.as('auditor')).call('POST', at('/files'), upload('id\n'))).status).toBe(403);
  expect((await app.anonymous.call('POST', at('/files'), upload('id\n'))).status).toBe(401);
  expect((await staff.call('POST', at('/files'), { ...upload('x'), content: '***' })).status).toBe(422);
  expect((await staff.call('POST', '/api/v1/windows/bloomington/imports/files', upload('id,q1,q2\n1,1,1\n'))).body).toMatchObject({
    status: 409,
    code: 'window.wrong_state',
  });
  expect((await staff.call('POST', at('/files'), { ...upload('id,q1,q2\n1,1,1\n'), fileName: 'a\u0000b' })).status).toBe(422);
  expect((await preview('id,q1,q2\n1,\u0000,1\n')).status).toBe(422);
  expect((await preview('id,q1,q2\n\u0000,1,1\n')).status).toBe(200);
  expect((await staff.call('POST', '/api/v1/windows/nowhere/imports/files', upload('id,q1,q2\n1,1,1\n'))).status).toBe(404);
});

const long: SurveyMapping = {
  respondent: '问卷编号',
  unit: '被评单位',
  questions: { 窗口服务: 'quality' },
  answers: { 满意: 'good', 不满意: 'poor' },
  group: 'residents',
  channel: 'third-party',
};

test('a long table under a title, with units by their names, gives one ballot a row', async () => {
  const unit = deps.city.units.find(({ id }) => id === 'police-services');
  const file = `2026年满意度调查,,\n问卷编号,被评单位,窗口服务\n1,${unit?.name.zh},满意\n1,street-repair,不满意\n,,\n２,Police-Nowhere,满意\n`;
  const { status, body } = await preview(file, { mapping: long });
  expect([status, body.errors.length]).toEqual([422, 1]);
  expect(body.errors[0].messages.zh).toBe('第6行“被评单位”：没有单位“Police-Nowhere”。');
  const { body: seen } = await preview(file.replace('Police-Nowhere', unit?.name.en ?? ''), { mapping: long });
  expect(seen).toMatchObject({ people: 2, ballots: 3, counts: { 'police-services': { good: 2 }, 'street-repair': { poor: 1 } } });
  expect((await faultsOf(file.replace('２,Police-Nowhere', '1,street-repair'), { mapping: long }))[0]?.[1]).toContain('already stands in line 4');
});

test('a workbook is uploaded, looked at, previewed and committed; its mapping is remembered and its content never readable in the database', async () => {
  const file = await writeXlsx({
    sheets: [
      { name: '说明', rows: [['密'], ['secret-note']], hidden: true },
      {
        name: '数据',
        rows: [
          ['满意度调查表', null, null],
          ['编号', '警察', '街道'],
          ['r-77', 1, 5],
          [null, null, null],
          ['r-78', 2, null],
        ],
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 2 }],
      },
    ],
  });
  const { status, body: staged } = await stage(file);
  expect(status).toBe(201);
  expect(staged).toMatchObject({ encoding: 'XLSX', mapping: null, sheets: [{ name: '数据', headerLine: 2, rows: 2 }] });
  expect(staged.sheets[0].columns[1]).toEqual({ heading: '警察', first: ['1', '2'], codes: ['1', '2'] });
  const [kept] = await deps.db.select().from(importFiles);
  expect(Buffer.from(kept?.sealed ?? []).includes('r-77')).toBe(false);
  const own = { ...mapping, respondent: '编号', columns: { 警察: 'police-services', 街道: 'street-repair' }, sheet: '数据' };
  const { body: seen } = await staff.call('POST', at(`/files/${staged.id}/preview`), { mapping: own });
  expect(seen).toMatchObject({ people: 2, ballots: 3 });
  const before = await deps.db.$count(envelopes);
  const send = (change: object = {}) =>
    staff.call('POST', at(`/files/${staged.id}/proposal`), { mapping: own, origin: ORIGIN, digest: seen.digest, ...change });
  expect((await send({ digest: '0'.repeat(64) })).body.code).toBe('import.other_than_previewed');
  expect((await send({ origin: { ...ORIGIN, to: '2026-09-01' } })).status).toBe(422);
  expect((await send()).status).toBe(200);
  expect((await approver.call('POST', at(`/files/${staged.id}/commit`))).status).toBe(202);
  const far = () => staff.call('GET', at(`/files/${staged.id}/progress?fileSha256=${staged.fileSha256}`));
  await expect.poll(async () => (await far()).body.state, { timeout: 20_000 }).toBe('done');
  expect(await deps.db.$count(envelopes)).toBe(before + 3);
  await expect.poll(() => deps.db.$count(importFiles)).toBe(0);
  expect((await stage(file)).body.code).toBe('import.already_imported');
  expect((await staff.call('GET', at())).body.imports.at(-1)).toMatchObject({ kind: 'survey', channel: 'third-party', people: 2, ballots: 3, origin: ORIGIN });
  const { body: next } = await stage('编号,警察,街道\n1,2,3\n');
  const again = await staff.call('GET', at(`/files/${next.id}?source=${encodeURIComponent(ORIGIN.source)}`));
  expect(again.body.mapping).toEqual(own);
  expect((await staff.call('GET', at(`/files/${next.id}?headerLine=2`))).body.sheets[0].headerLine).toBe(2);
  expect((await staff.call('DELETE', at(`/files/${next.id}`))).status).toBe(200);
  expect((await staff.call('POST', at(`/files/${next.id}/preview`), { mapping: own })).body.code).toBe('import.unknown_file');
});

test('a faulty file is committed by nobody, and a file waits for a day only', async () => {
  const { body: staged } = await stage('id,q1,q2\n1,1,9\n');
  const before = await deps.db.$count(envelopes);
  const commit = { mapping, origin: ORIGIN, digest: '0'.repeat(64) };
  expect((await staff.call('POST', at(`/files/${staged.id}/proposal`), commit)).body.errors[0].messages.zh).toBe('第2行“q2”：代码“9”没有对应的答案。');
  expect(await deps.db.$count(envelopes)).toBe(before);
  await forgetFiles(deps.db, deps.clock());
  expect(await deps.db.$count(importFiles)).toBe(1);
  await forgetFiles(deps.db, new Date(deps.clock().getTime() + 1));
  expect(await deps.db.$count(importFiles)).toBe(0);
});

const bomb = (): Uint8Array => {
  const zeros = deflateRawSync(Buffer.alloc(220_000_000), { level: 1 });
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(zeros.length, 18);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(zeros.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + zeros.length, 16);
  return Buffer.concat([local, name, zeros, entry, name, end]);
};

test.each<[string, () => string | Uint8Array, number, string]>([
  ['nothing', () => '', 422, 'import.faulty_file'],
  ['a zip bomb', bomb, 422, 'import.faulty_file'],
  ['10,000 columns', () => `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n`, 422, 'import.faulty_file'],
  ['ten megabytes of spaces', () => ' '.repeat(10_000_000), 422, 'import.faulty_file'],
  ['a quotation mark without its partner', () => 'id,q1\n"1,2\n', 422, 'import.faulty_file'],
  ['two encodings in one file', () => Buffer.concat([Buffer.from('编号,q1\n'), Buffer.from([0xbe, 0xaf, 0xff, 0x0a])]), 422, 'import.faulty_file'],
  ['a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa, 0xff, 0xfe, 0x80]), 422, 'import.faulty_file'],
  ['an old workbook', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 422, 'import.faulty_file'],
  ['50 MB', () => 'a,b\n'.repeat(12_500_000), 413, 'request.too_large'],
])(
  '%s is refused with a sentence before anything is kept',
  async (_, make, status, code) => {
    const answer = await stage(make());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await deps.db.$count(importFiles)).toBe(0);
  },
  60_000,
);
