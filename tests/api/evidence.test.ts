import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { listAudit } from '../../db/queries/audit.ts';
import { createTestApp } from '../support/app.ts';
import { entry, seedPlans } from './progress.fixture.ts';

const { as, anonymous, dependencies, dataDir } = await createTestApp();
await seedPlans(dependencies.db);
const editor = await as('unit-editor', 'water');
const neighbour = await as('unit-editor', 'housing');
const office = await as('office-staff');
const REPORT = '/api/v1/units/water/progress/2026/q4';
const FILES = `${REPORT}/evidence`;

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0'), Buffer.alloc(40)]);
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

/** An office file as far as its kind goes: an archive whose first entry names the type of its main part. */
const officeFile = (type: string, ...names: readonly string[]): Buffer =>
  zip(`<Types><Override ContentType="${type}.main+xml"/></Types>`, '[Content_Types].xml', ...names);

/** An archive with the same small text in each of its entries. */
function zip(text: string, ...names: readonly string[]): Buffer {
  const data = deflateRawSync(Buffer.from(text));
  const head = (name: string): Buffer => {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(crc32(text), 14);
    header.writeUInt32LE(data.length, 18);
    header.writeUInt32LE(text.length, 22);
    header.writeUInt16LE(name.length, 26);
    return Buffer.concat([header, Buffer.from(name), data]);
  };
  return Buffer.concat([...names.map(head), Buffer.alloc(64)]);
}

const upload = (fileName: string, content: Uint8Array, goal: string | null = null) => ({ goal, fileName, content: Buffer.from(content).toString('base64') });
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const onDisk = (): string[] => readdirSync(path.join(dataDir, 'evidence'));

test.each([
  ['照片.png', PNG, 'image/png', '照片.png'],
  ['scan.PDF', PDF, 'application/pdf', 'scan.pdf'],
  ['photo.jpeg', JPEG, 'image/jpeg', 'photo.jpg'],
  ['minutes.docx', officeFile(`${OPEN_XML}.wordprocessingml.document`, 'word/document.xml'), `${OPEN_XML}.wordprocessingml.document`, 'minutes.docx'],
  ['table', officeFile(`${OPEN_XML}.spreadsheetml.sheet`, 'xl/workbook.xml'), `${OPEN_XML}.spreadsheetml.sheet`, 'table.xlsx'],
  ['../../etc/passwd', Buffer.concat([PDF, Buffer.from('2')]), 'application/pdf', 'passwd.pdf'],
  ['virus.exe\u202Efdp.', Buffer.concat([PDF, Buffer.from('3')]), 'application/pdf', 'virus.exefdp..pdf'],
])('%s is kept under its digest, its type found from its content', async (fileName, content, mediaType, storedName) => {
  const made = await editor.call('POST', FILES, upload(fileName, content, 'water-more'));
  expect(made.body).toMatchObject({ goal: 'water-more', sha256: sha256(content), mediaType, fileName: storedName, bytes: content.length });
  expect(onDisk()).toContain(sha256(content));
});

test.each([
  ['a renamed program', upload('report.pdf', EXE), 422, 'evidence.wrong_type'],
  ['a script', upload('a.pdf', Buffer.from('<script>alert(1)</script>')), 422, 'evidence.wrong_type'],
  ['an SVG', upload('a.png', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')), 422, 'evidence.wrong_type'],
  ['a plain archive', upload('a.docx', zip('text', 'a.txt', 'b.txt')), 422, 'evidence.wrong_type'],
  ['a workbook with macros', upload('a.xlsx', officeFile('application/vnd.ms-excel.sheet.macroEnabled', 'xl/workbook.xml')), 422, 'evidence.wrong_type'],
  ['a broken archive', upload('a.docx', Buffer.from('PK\u0003\u0004broken')), 422, 'evidence.wrong_type'],
  ['an empty file', upload('a.pdf', Buffer.alloc(0)), 422, 'evidence.empty'],
  ['no base64', { fileName: 'a.pdf', content: '%%%%' }, 422, 'evidence.not_base64'],
  ['eleven megabytes', upload('a.pdf', Buffer.concat([PDF, Buffer.alloc(11 * 1024 * 1024)])), 413, 'evidence.too_large'],
  ['over the limit of a request', upload('a.pdf', Buffer.alloc(16 * 1024 * 1024)), 413, 'request.too_large'],
  ['an unknown goal', upload('a.pdf', PDF, 'housing-more'), 422, 'evidence.unknown_goal'],
  ['no name', { fileName: '', content: PDF.toString('base64') }, 422, 'request.invalid'],
  ['an unknown key', { ...upload('a.pdf', PDF), mediaType: 'text/html' }, 422, 'request.invalid'],
])('%s is refused', async (_name, body, status, code) => {
  const before = onDisk().length;
  expect((await editor.call('POST', FILES, body)).body).toMatchObject({ status, code });
  expect(onDisk().length).toBe(before);
});

test('the same file is attached once', async () => {
  expect((await editor.call('POST', FILES, upload('again.png', PNG, 'water-more'))).body).toMatchObject({ status: 409, code: 'evidence.attached_already' });
});

test('only the unit’s own staff attach and take off', async () => {
  expect((await neighbour.call('POST', FILES, upload('a.pdf', PDF))).body.code).toBe('unit.not_yours');
  expect((await office.call('POST', FILES, upload('a.pdf', PDF))).status).toBe(403);
  expect((await anonymous.call('POST', FILES, upload('a.pdf', PDF))).status).toBe(401);
  const [file] = (await editor.call('GET', REPORT)).body.evidence;
  expect((await neighbour.call('DELETE', `/api/v1/units/housing/progress/2026/q4/evidence/${file.id}`)).body.code).toBe('evidence.unknown');
  expect((await neighbour.call('DELETE', `${FILES}/${file.id}`)).status).toBe(403);
  expect((await editor.call('DELETE', `${FILES}/not-an-id`)).status).toBe(422);
});

test('a file that is taken off goes from the disk when nobody else holds it', async () => {
  const bytes = Buffer.concat([PDF, Buffer.from('shared')]);
  const mine = (await editor.call('POST', FILES, upload('a.pdf', bytes))).body;
  const theirs = (await neighbour.call('POST', '/api/v1/units/housing/progress/2026/q4/evidence', upload('b.pdf', bytes))).body;
  expect((await editor.call('DELETE', `${FILES}/${mine.id}`)).status).toBe(200);
  expect(onDisk()).toContain(sha256(bytes));
  await neighbour.call('DELETE', `/api/v1/units/housing/progress/2026/q4/evidence/${theirs.id}`);
  expect(onDisk()).not.toContain(sha256(bytes));
  const rows = (await listAudit(dependencies.db, 0, 1000)).filter((row) => row.action.startsWith('evidence.'));
  expect(rows.at(-1)).toMatchObject({ action: 'evidence.detached', actor: neighbour.userId, detail: { sha256: sha256(bytes) } });
  expect(rows.filter((row) => row.action === 'evidence.attached')).toHaveLength(9);
});

test('a file is its unit’s until the report is accepted, then everyone’s', async () => {
  const address = `/evidence/${sha256(PNG)}`;
  const reads = async () => Promise.all([editor, neighbour, office, anonymous].map(async (who) => (await who.call('GET', address)).status));
  expect(await reads()).toEqual([200, 404, 404, 404]);
  const revision = (await editor.call('GET', REPORT)).body.revision;
  const entries = ['more', 'less', 'step', 'part-a', 'part-b'].map((code) => entry(`water-${code}`, { reason: '原因' }));
  await editor.call('PUT', REPORT, { revision, entries });
  expect((await editor.call('POST', `${REPORT}/submit`, { revision: revision + 1 })).status).toBe(200);
  expect(await reads()).toEqual([200, 404, 200, 404]);
  expect((await editor.call('GET', address)).headers.get('cache-control')).toBe('private, no-store');
  const [file] = (await editor.call('GET', REPORT)).body.evidence;
  expect((await editor.call('DELETE', `${FILES}/${file.id}`)).body.code).toBe('report.not_editable');
  expect((await editor.call('POST', FILES, upload('late.pdf', Buffer.concat([PDF, Buffer.from('4')])))).body.code).toBe('report.not_editable');
  expect((await office.call('POST', `${REPORT}/accept`, { revision: revision + 2 })).status).toBe(200);
  expect(await reads()).toEqual([200, 200, 200, 200]);
});

test('a public file comes as an attachment that can do nothing', async () => {
  const answer = await anonymous.call('GET', `/evidence/${sha256(PNG)}`);
  expect(
    Object.fromEntries(
      ['content-type', 'content-disposition', 'content-security-policy', 'x-content-type-options', 'cache-control', 'content-length'].map((name) => [
        name,
        answer.headers.get(name),
      ]),
    ),
  ).toEqual({
    'content-type': 'image/png',
    'content-disposition': `attachment; filename="evidence-${sha256(PNG).slice(0, 12)}"; filename*=UTF-8''%E7%85%A7%E7%89%87.png`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=600',
    'content-length': String(PNG.length),
  });
  expect((await anonymous.call('GET', `/evidence/${'0'.repeat(64)}`)).body).toMatchObject({ status: 404, code: 'evidence.unknown' });
  expect((await anonymous.call('GET', '/evidence/..%2Fsecrets%2Froot')).status).toBe(422);
});
