import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifierText } from '../../../api/releases/verifier/bundle.ts';
import { sha256Hex } from '../../../proof/hash.ts';
import { makeReleases, SECOND } from '../../proof/release/fixture.ts';
import { PROJECT } from '../../support/app.ts';
import { run } from '../../tools/run-command.ts';

/** An auditor's machine: a folder, Node, and nothing else. */
const folder = mkdtempSync(path.join(tmpdir(), 'gongping-auditor-'));
const releases = path.join(folder, 'releases');
const program = path.join(folder, 'verify.mjs');
let server: Server;
let origin = '';

beforeAll(async () => {
  const { before, release } = makeReleases();
  for (const [number, files] of [
    [1, before],
    [2, release],
  ] as const) {
    for (const [name, text] of files) {
      const file = path.join(releases, String(number), 'data', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  writeFileSync(program, await verifierText(PROJECT));
  server = createServer((request, response) => {
    const address = new URL(request.url ?? '', 'http://localhost').pathname;
    if (address === '/releases/latest') return response.writeHead(302, { location: '/releases/2/data/manifest.json' }).end();
    const file = path.join(folder, address);
    return existsSync(file) && path.extname(file) !== '' ? response.end(readFileSync(file)) : response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  origin = `http://localhost:${(server.address() as { port: number }).port}`;
}, 60_000);

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const alone = (...args: string[]) => run(process.execPath, [program, ...args], { env: { NODE_PATH: '' } });

test.each(['releases/2/data', 'releases/2'])('the one-file verifier holds for the folder %s, with the chain', async (name) => {
  const { code, output } = await alone(path.join(folder, name));
  expect(code).toBe(0);
  expect(output).toContain('Everything that can be checked holds.');
  expect(output).toContain('The release follows release 1');
});

test.each(['/releases/2/data/manifest.json', '/releases/2/data/', '/releases/2', '/releases/latest', '/', ''])('and for the address %s', async (address) => {
  const { code, output } = await alone(`${origin}${address}`, '--json', '--key', SECOND.id);
  expect(code, output).toBe(0);
  const { manifest, findings, verdict } = JSON.parse(output);
  expect(manifest.release).toBe(2);
  expect(verdict).toBe('holds');
  expect(findings.find(({ id }: { id: string }) => id === 'keys.known').holds).toBe(true);
});

test('a changed byte: exit code 1, the file and the rank named, in Chinese too', async () => {
  const copy = path.join(folder, 'changed');
  cpSync(path.join(releases, '2', 'data'), copy, { recursive: true });
  const file = path.join(copy, 'scores/2024/result.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"rank":1,/, '"rank":2,'));
  const { code, output } = await alone(copy, '--lang', 'zh');
  expect(code).toBe(1);
  expect(output).toMatch(/文件 scores\/2024\/result\.json 的内容与清单不符/);
  expect(output).toMatch(/公布的名次是 2，重算是 1/);
  expect((await alone(copy)).output).toMatch(/the published rank of [a-z-]+ is 2; computed again it is 1\./);
});

test.each([
  ['no argument', [], 'Usage'],
  ['an unknown option', ['x', '--fast'], 'Usage'],
  ['nothing there', ['/no/such/folder'], 'There is no release at /no/such/folder'],
  ['no server', ['http://localhost:1/releases/1'], 'localhost:1'],
] as const)('%s: one sentence and exit code 2', async (_, args, sentence) => {
  const { code, output } = await alone(...args);
  expect(code).toBe(2);
  expect(output).toContain(sentence);
  expect(output).not.toMatch(/\n\s+at /);
});

test('npx gongping verify says the same as the one file', async () => {
  const inside = spawnSync(process.execPath, ['api/cli/gongping.ts', 'verify', path.join(releases, '2/data'), '--json'], { cwd: PROJECT, encoding: 'utf8' });
  expect(inside.status).toBe(0);
  expect(JSON.parse(inside.stdout)).toEqual(JSON.parse((await alone(path.join(releases, '2/data'), '--json')).output));
});

test('release key shows and rotates the keys of an installation', async () => {
  const dataDir = path.join(folder, 'installation');
  const gongping = (...args: string[]) => spawnSync(process.execPath, ['api/cli/gongping.ts', 'release', ...args], { cwd: PROJECT, encoding: 'utf8' });
  expect(gongping('key', '--data-dir', dataDir)).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no installation') });
  mkdirSync(path.join(dataDir, 'secrets'), { recursive: true });
  const shown = gongping('key', '--data-dir', dataDir, '--json');
  expect(JSON.parse(shown.stdout).keys).toHaveLength(1);
  const rotated = gongping('key', 'rotate', '--data-dir', dataDir);
  expect(rotated.status).toBe(0);
  expect(rotated.stdout).toMatch(/retired[\s\S]*active[\s\S]*The next release is signed with [0-9a-f]{32}/);
  expect(gongping('key', 'steal').status).toBe(2);
});

test('the same sources give the same verifier', async () => {
  const kept = await verifierText(PROJECT);
  expect(sha256Hex(kept)).toBe(sha256Hex(readFileSync(program)));
  expect(execFileSync(process.execPath, ['--check', program]).length).toBe(0);
});
