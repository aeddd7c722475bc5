import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { compressFolder } from '../../../api/web/compress.ts';
import { createFiles } from '../../../api/web/files.ts';
import { staticRoutes } from '../../../api/web/static.ts';

/** Release 2 is live, release 3 lies on the disk and is not public. */
const dataDir = mkdtempSync(path.join(tmpdir(), 'gongping-serving-'));
const workspace = path.join(dataDir, 'workspace');
const TABLE = `\u{feff}id,name\n${Array.from({ length: 400 }, (_, row) => `u${row},单位${row}`).join('\n')}\n`;
const LARGE = 'x'.repeat(1024 * 1024 + 17);

const put = (name: string, text: string): void => {
  const file = path.join(dataDir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};

beforeAll(async () => {
  for (const number of [1, 2, 3]) {
    put(`releases/${number}/site/index.html`, `release ${number} ${'<p>字</p>'.repeat(400)}`);
    put(`releases/${number}/site/units/water/index.html`, `water ${number}`);
    put(`releases/${number}/site/en/404.html`, 'nothing');
    put(`releases/${number}/site/_site/a.12345678.css`, 'a{}'.repeat(500));
    put(`releases/${number}/data/plans.csv`, TABLE);
    put(`releases/${number}/data/windows/large.txt`, LARGE);
    put(`releases/${number}/data/schemes/a.yaml`, 'id: a');
    await compressFolder(path.join(dataDir, `releases/${number}/site`));
    await compressFolder(path.join(dataDir, `releases/${number}/data`), path.join(dataDir, `releases/${number}/packed`));
  }
  put('workspace/_workspace/b.js', 'b()');
  symlinkSync('releases/2/site', path.join(dataDir, 'current'));
});

const site = staticRoutes(dataDir, workspace);
const ask = (address: string, headers: Record<string, string> = {}, method = 'GET') => site.request(address, { method, headers });
const CSV = '/releases/1/data/plans.csv';

test('each encoding has a strong ETag of its own, and a reader who has it is not sent it again', async () => {
  const tags = new Set<string>();
  for (const encoding of ['identity', 'gzip', 'br']) {
    const first = await ask('/', { 'accept-encoding': encoding });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(first.headers.get('vary')).toBe('Accept-Encoding');
    tags.add(tag);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await ask('/', { 'accept-encoding': encoding, 'if-none-match': known });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    }
    expect((await ask('/', { 'accept-encoding': encoding, 'if-none-match': '"other"' })).status).toBe(200);
  }
  expect(tags.size).toBe(3);
});

test('brotli before gzip before neither, as far as the reader takes them', async () => {
  const encodingFor = async (accepted: string) => (await ask('/', { 'accept-encoding': accepted })).headers.get('content-encoding');
  expect(await encodingFor('gzip, deflate, br')).toBe('br');
  expect(await encodingFor('GZIP;q=1.0, br;q=0')).toBe('gzip');
  expect(await encodingFor('br;q=0.000, gzip ; q=0')).toBeNull();
  expect(await encodingFor('')).toBeNull();
  const plain = await (await ask('/')).text();
  for (const [encoding, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const answer = await ask('/', { 'accept-encoding': encoding });
    expect(unpack(Buffer.from(await answer.arrayBuffer())).toString()).toBe(plain);
  }
});

test('the data of a release are immutable, compressed beside the folder, open to other sites, and tables are saved under a telling name', async () => {
  const answer = await ask(CSV, { 'accept-encoding': 'br' });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="release-1-plans.csv"',
    'content-encoding': 'br',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(brotliDecompressSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(TABLE);
  expect((await ask('/releases/1/data/schemes/a.yaml')).headers.get('content-type')).toBe('application/yaml; charset=utf-8');
  expect((await ask('/releases/1/data/plans.csv.br')).status).toBe(404);
  expect((await ask('/_site/a.12345678.css')).headers.get('cache-control')).toContain('immutable');
  expect((await ask('/_workspace/b.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test('any range of a file is the same bytes as in the whole; beyond its end is 416', async () => {
  const bytes = Buffer.from(TABLE);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length + 50), fc.nat(bytes.length + 50), fc.constantFrom('bounded', 'open', 'last'), async (a, b, kind) => {
      const header = kind === 'bounded' ? `bytes=${a}-${a + b}` : kind === 'open' ? `bytes=${a}-` : `bytes=-${b}`;
      const answer = await ask(CSV, { range: header, 'accept-encoding': 'br' });
      const [start, end] =
        kind === 'last' ? [Math.max(0, bytes.length - b), bytes.length] : [a, kind === 'open' ? bytes.length : Math.min(a + b + 1, bytes.length)];
      if (start >= bytes.length) {
        expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
        return;
      }
      expect([answer.status, answer.headers.get('content-range')]).toEqual([206, `bytes ${start}-${end - 1}/${bytes.length}`]);
      expect(answer.headers.get('content-encoding')).toBeNull();
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(start, end))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a download goes on only where the file is still the same; several ranges and nonsense get the whole', async () => {
  const tag = (await ask(CSV)).headers.get('etag') ?? '';
  expect((await ask(CSV, { range: 'bytes=0-9', 'if-range': tag })).status).toBe(206);
  expect((await ask(CSV, { range: 'bytes=0-9', 'if-range': '"older"' })).status).toBe(200);
  expect((await ask(CSV, { range: 'bytes=0-9', 'if-range': 'Sat, 21 Nov 2026 00:00:00 GMT' })).status).toBe(200);
  for (const range of ['bytes=0-1,5-9', 'bytes=9-3', 'bytes=-', 'lines=1-2', 'bytes=abc', '']) expect((await ask(CSV, { range })).status, range).toBe(200);
});

test('a file too large to keep is streamed, in ranges too', async () => {
  const address = '/releases/2/data/windows/large.txt';
  const whole = await ask(address);
  expect([whole.headers.get('content-length'), (await whole.text()).length]).toEqual([String(LARGE.length), LARGE.length]);
  const end = await ask(address, { range: 'bytes=1048576-' });
  expect([end.status, await end.text()]).toEqual([206, 'x'.repeat(17)]);
});

test('HEAD says what GET says, without the body', async () => {
  for (const headers of [{}, { 'accept-encoding': 'br' }, { range: 'bytes=3-9' }]) {
    const [head, get] = [await ask(CSV, headers, 'HEAD'), await ask(CSV, headers)];
    expect([head.status, Object.fromEntries(head.headers)]).toEqual([get.status, Object.fromEntries(get.headers)]);
    expect((await head.arrayBuffer()).byteLength).toBe(0);
  }
});

test('nothing outside the published folders, nothing above the live number', async () => {
  for (const address of [
    '/releases/3/data/plans.csv',
    '/releases/99999999999/data/plans.csv',
    '/releases/01/data/plans.csv',
    '/releases/1/data/',
    '/releases/1/data/schemes',
    '/releases/1/data/..%2fsite%2findex.html',
    '/releases/1/data/%2e%2e/site/index.html',
    '/releases/1/data/..%5csite%5cindex.html',
    '/releases/1/data/%252e%252e/site/index.html',
    '/releases/1/data/%00',
    '/releases/1/data/%zz',
    '/..%2f..%2freleases/1/site/index.html',
    '//units/water',
    '/releases/1/packed/plans.csv.br',
    '/_workspace/..%2f..%2freleases/3/site/index.html',
  ]) {
    expect((await ask(address)).status, address).toBe(404);
  }
  expect(await (await ask('/units/water')).text()).toBe('water 2');
  expect(await (await ask('/units/water/')).text()).toBe('water 2');
});

test('memory stays bounded, and what was put out is read again', async () => {
  const files = createFiles(8 * 1024);
  const name = (at: number) => path.join(dataDir, `many/${at}.txt`);
  for (let at = 0; at < 40; at += 1) put(`many/${at}.txt`, `file ${at} ${'y'.repeat(500)}`);
  for (let at = 0; at < 40; at += 1) await files.read(name(at));
  const [kept, again] = [await files.read(name(39)), await files.read(name(39))];
  expect(again).toBe(kept);
  const first = await files.read(name(0));
  expect(first?.plain.bytes).toBe(507);
  expect(await files.read(name(40))).toBeNull();
});
