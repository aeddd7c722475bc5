import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { screen } from '../../api/evidence/screening.ts';
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
const JPEG = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#888' } })
  .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '30/1 0/1 0/1' } })
  .jpeg()
  .toBuffer();
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

/** An office file as far as its kind goes: an archive whose first entry names the type of its main part. */
const officeFile = (type: string, ...names: readonly string[]): Buffer =>
  zip(`<Types><Override ContentType="${type}.main+xml"/></Types>`, '[Content_Types].xml', ...names);

const zip = (text: string, ...names: readonly string[]): Buffer => archive(names.map((name) => [name, Buffer.from(text)] as const));

/** A sound ZIP archive. */
function archive(entries: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of entries) {
    const data = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    local.push(Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), data);
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, place, Buffer.from(name));
    at += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(central).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, ...central, Buffer.from('PK\u0005\u0006'), end]);
}

const SHEET: readonly (readonly [string, Buffer])[] = [
  ['[Content_Types].xml', Buffer.from(`<Types><Override ContentType="${OPEN_XML}.spreadsheetml.sheet.main+xml"/></Types>`)],
  ['xl/workbook.xml', Buffer.from('<workbook/>')],
];

const upload = (fileName: string, content: Uint8Array, goal: string | null = null) => ({ goal, fileName, content: Buffer.from(content).toString('base64') });
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const onDisk = (): string[] => readdirSync(path.join(dataDir, 'evidence'));

test.each([
  ['验收单.PDF', PDF, 'application/pdf', '验收单.pdf'],
  ['minutes.docx', officeFile(`${OPEN_XML}.wordprocessingml.document`, 'word/document.xml'), `${OPEN_XML}.wordprocessingml.document`, 'minutes.docx'],
  ['table', officeFile(`${OPEN_XML}.spreadsheetml.sheet`, 'xl/workbook.xml'), `${OPEN_XML}.spreadsheetml.sheet`, 'table.xlsx'],
  ['../../etc/passwd', Buffer.concat([PDF, Buffer.from('2')]), 'application/pdf', 'passwd.pdf'],
  ['virus.exe\u202Efdp.', Buffer.concat([PDF, Buffer.from('3')]), 'application/pdf', 'virus.exefdp..pdf'],
])('%s is kept under its digest, its type found from its content', async (fileName, content, mediaType, storedName) => {
  const made = await editor.call('POST', FILES, upload(fileName, content, 'water-more'));
  expect(made.body).toMatchObject({ goal: 'water-more', sha256: sha256(content), mediaType, fileName: storedName, bytes: content.length });
  expect(onDisk()).toContain(sha256(content));
});

test('a picture is written anew: its pixels stay, where and with what it was taken does not', async () => {
  const made = (await editor.call('POST', FILES, upload('photo.jpeg', JPEG, 'water-more'))).body;
  expect(made).toMatchObject({ mediaType: 'image/jpeg', fileName: 'photo.jpg', originalSha256: sha256(JPEG) });
  expect(made.sha256).not.toBe(sha256(JPEG));
  const kept = readFileSync(path.join(dataDir, 'evidence', made.sha256));
  expect(sha256(kept)).toBe(made.sha256);
  const [before, after] = [await sharp(JPEG).metadata(), await sharp(kept).metadata()];
  expect((await editor.call('POST', FILES, upload('照片.png', PNG, 'water-more'))).body).toMatchObject({ mediaType: 'image/png', originalSha256: sha256(PNG) });
  expect([before.exif !== undefined, after.exif, after.width, after.height]).toEqual([true, undefined, 40, 20]);
});

test.each([
  ['a script', '/OpenAction<</S/JavaScript/JS(app.alert(1))>>', ['script']],
  ['a script whose name is disguised', '/S/J#61vaScript', ['script']],
  ['a program to launch', '/S/Launch/F(cmd.exe)', ['launch']],
  ['an attachment', '/Names<</EmbeddedFiles 3 0 R>>', ['embedded']],
  ['a password', '/Encrypt 4 0 R', ['locked']],
  ['words that only look alike', '/JSX/LaunchPad', []],
])('a PDF with %s is flagged', async (_name, inside, flags) => {
  const content = Buffer.from(`%PDF-1.7\n1 0 obj<<${inside}>>endobj\n%%EOF\n`);
  expect((await editor.call('POST', FILES, upload('a.pdf', content))).body.flags).toEqual(flags);
});

test('a script in packed objects of a PDF is found', async () => {
  const packed = deflateSync(Buffer.from('5 0 <</S/JavaScript/JS(1)>>'));
  const content = Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj<</Type/ObjStm/N 1/Filter/FlateDecode>>stream\n'),
    packed,
    Buffer.from('\nendstream endobj\n%%EOF\n'),
  ]);
  expect((await editor.call('POST', FILES, upload('a.pdf', content))).body.flags).toEqual(['script']);
});

const packedPdf = (...streams: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...streams.flatMap((stream) => [Buffer.from('1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n'), stream, Buffer.from('\nendstream endobj\n')]),
    Buffer.from('%%EOF\n'),
  ]);

test.each([
  ['unfold to too much', deflateSync(Buffer.alloc(31 * 1024 * 1024))],
  ['are packed in another way', Buffer.from('80 0b 60 50 22')],
])('packed objects that %s cannot be looked into, and that is said', async (_name, stream) => {
  const behind = deflateSync(Buffer.from('<</S/JavaScript>>'));
  expect((await screen(packedPdf(stream, behind), { macros: 'flag', scripts: 'flag' })).flags).toContain('locked');
});

test('a PDF of half a million beginnings is read once', async () => {
  const beginnings = Buffer.from('%PDF-1.7\n'.concat('/ObjStm stream\n'.repeat(500_000), '/ObjStm'.repeat(200_000), 'endstream\n%%EOF'));
  expect((await screen(beginnings, { macros: 'flag', scripts: 'flag' })).flags).toEqual(['locked']);
});

test('archives inside an office file share one limit', async () => {
  const inner = archive([['a.txt', Buffer.alloc(9 * 1024 * 1024)]]);
  const holding = (many: number) => archive([...SHEET, ...Array.from({ length: many }, (_, at) => [`xl/embeddings/${at}.zip`, inner] as const)]);
  expect((await screen(holding(2), { macros: 'flag', scripts: 'flag' })).flags).toEqual(['embedded']);
  await expect(screen(holding(40), { macros: 'flag', scripts: 'flag' })).rejects.toMatchObject({ code: 'evidence.bomb' });
});

test('an object inside an office file is flagged; macros are taken only where the city says so', async () => {
  const withObject = archive([...SHEET, ['xl/embeddings/oleObject1.bin', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1])]]);
  expect((await editor.call('POST', FILES, upload('a.xlsx', withObject))).body.flags).toEqual(['embedded']);
  const withMacros = archive([...SHEET, ['xl/vbaProject.bin', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 2])]]);
  expect((await screen(withMacros, { macros: 'flag', scripts: 'flag' })).flags).toEqual(['macros']);
  const scripted = Buffer.from('%PDF-1.7\n/S/JavaScript\n%%EOF');
  await expect(screen(scripted, { macros: 'flag', scripts: 'refuse' })).rejects.toMatchObject({ code: 'evidence.active_pdf' });
});

test.each([
  ['a renamed program', upload('report.pdf', EXE), 422, 'evidence.wrong_type'],
  ['a script', upload('a.pdf', Buffer.from('<script>alert(1)</script>')), 422, 'evidence.wrong_type'],
  ['an SVG', upload('a.png', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')), 422, 'evidence.wrong_type'],
  ['a plain archive', upload('a.docx', zip('text', 'a.txt', 'b.txt')), 422, 'evidence.wrong_type'],
  ['a workbook with macros', upload('a.xlsx', officeFile('application/vnd.ms-excel.sheet.macroEnabled', 'xl/workbook.xml')), 422, 'evidence.macros'],
  ['a workbook with a hidden macro', upload('a.xlsx', archive([...SHEET, ['xl/vbaProject.bin', Buffer.from('macro')]])), 422, 'evidence.macros'],
  ['a bomb', upload('a.xlsx', archive([...SHEET, ['xl/big.xml', Buffer.alloc(30_000_000)]])), 422, 'evidence.bomb'],
  [
    'a bomb of many entries',
    upload('a.xlsx', archive([...SHEET, ...Array.from({ length: 2000 }, (_, at) => [`xl/${at}.xml`, Buffer.alloc(1)] as const)])),
    422,
    'evidence.bomb',
  ],
  ['archives in archives', upload('a.xlsx', archive([...SHEET, ['xl/a.zip', archive([['b.zip', zip('text', 'c.zip')]])]])), 422, 'evidence.bomb'],
  [
    'an old office file',
    upload('a.doc', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])),
    422,
    'evidence.old_office',
  ],
  [
    'a picture that is none',
    upload('a.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0'), Buffer.alloc(40)])),
    422,
    'evidence.broken_image',
  ],
  ['a day that does not exist', { ...upload('a.pdf', PDF), documentOn: '2026-02-30' }, 422, 'evidence.not_a_day'],
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

test('fifty megabytes are refused by their length, before anything is read', async () => {
  const answer = await editor.call('POST', FILES, '{', { 'content-length': String(50 * 1024 * 1024) });
  expect(answer.body).toMatchObject({ status: 413, code: 'request.too_large' });
});

test('the files of a matter have titles, days and an order', async () => {
  const [first, second] = (await editor.call('GET', REPORT)).body.evidence;
  const arranged = await editor.call('PUT', FILES, {
    files: [
      { id: first.id, title: '竣工验收报告', documentOn: '2026-10-12', position: 9 },
      { id: second.id, title: '', documentOn: null, position: 1 },
    ],
  });
  expect(arranged.body).toEqual({ arranged: 2 });
  const files = (await editor.call('GET', REPORT)).body.evidence;
  expect(files.at(-1)).toMatchObject({ id: first.id, title: '竣工验收报告', documentOn: '2026-10-12' });
  expect((await editor.call('PUT', FILES, { files: [{ id: first.id, documentOn: '12月底', position: 1 }] })).body.errors[0].path).toBe('files.0.documentOn');
  expect((await neighbour.call('PUT', FILES, { files: [{ id: first.id, position: 1 }] })).status).toBe(403);
  const foreign = { files: [{ id: first.id, position: 1 }] };
  expect((await neighbour.call('PUT', '/api/v1/units/housing/progress/2026/q4/evidence', foreign)).body.code).toBe('evidence.unknown');
});

test('the same file is attached once', async () => {
  expect((await editor.call('POST', FILES, upload('again.jpg', JPEG, 'water-more'))).body).toMatchObject({ status: 409, code: 'evidence.attached_already' });
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
  expect(rows.filter((row) => row.action === 'evidence.attached')).toHaveLength(17);
});

test('a file is its unit’s until the report is accepted, then everyone’s', async () => {
  const address = `/evidence/${sha256(PDF)}`;
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
  const answer = await anonymous.call('GET', `/evidence/${sha256(PDF)}`);
  expect(
    Object.fromEntries(
      ['content-type', 'content-disposition', 'content-security-policy', 'x-content-type-options', 'cache-control', 'content-length'].map((name) => [
        name,
        answer.headers.get(name),
      ]),
    ),
  ).toEqual({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="evidence-${sha256(PDF).slice(0, 12)}"; filename*=UTF-8''%E9%AA%8C%E6%94%B6%E5%8D%95.pdf`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=600',
    'content-length': String(PDF.length),
  });
  expect((await anonymous.call('GET', `/evidence/${'0'.repeat(64)}`)).body).toMatchObject({ status: 404, code: 'evidence.unknown' });
  expect((await anonymous.call('GET', '/evidence/..%2Fsecrets%2Froot')).status).toBe(422);
});
