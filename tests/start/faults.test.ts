import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { run } from '../tools/run-command.ts';

const { sql, url } = await createTestDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'gongping-start-'));
const aFile = path.join(folder, 'a-file');
writeFileSync(aFile, '');

const taken = createServer();
await new Promise<void>((resolve) => taken.listen(0, 'localhost', resolve));
const takenPort = String((taken.address() as { port: number }).port);

const start = (settings: Record<string, string>) =>
  run('node', ['api/server.ts'], {
    env: { DATA_DIR: path.join(folder, 'data'), CITY: 'demo', DATABASE_URL: '', HOST: '', PUBLIC_URL: '', DEMO_PUBLIC: '', ...settings },
  });

test.each([
  ['a port that is no number', { PORT: 'http' }, 1, 'PORT=http is not valid.'],
  ['a port out of range', { PORT: '70000' }, 1, 'PORT=70000 is not valid.'],
  ['two bad settings are both told', { PORT: 'x', PUBLIC_URL: 'ftp://example.com' }, 1, 'PUBLIC_URL=ftp://example.com is not valid.'],
  ['a city without a folder', { PORT: '4999', CITY: 'atlantis' }, 1, 'content/cities/atlantis/city.yaml'],
  ['a city that is a path', { PORT: '4999', CITY: '../demo' }, 1, 'CITY=../demo is not valid.'],
  ['a taken port', { PORT: takenPort }, 2, `Port ${takenPort} is taken.`],
  ['an address that is not this machine’s', { PORT: '4999', HOST: '127.0.0.300' }, 1, 'DEMO_PUBLIC=1'],
  ['the demonstration on an open address', { PORT: '4999', HOST: '0.0.0.0' }, 1, 'DEMO_PUBLIC=1'],
  ['a data folder that is a file', { PORT: '4999', DATA_DIR: aFile }, 2, 'cannot be written'],
  ['a database that does not answer', { PORT: '4999', DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' }, 2, 'The database could not be used'],
  ['a database address of another kind', { PORT: '4999', DATABASE_URL: 'mysql://localhost/x' }, 1, 'DATABASE_URL=… is not valid.'],
])('%s ends with one sentence', async (_name, settings, code, sentence) => {
  const ended = await start(settings as Record<string, string>);
  expect(ended.output).toContain(sentence);
  expect(ended.output).not.toMatch(/\n\s+at /);
  expect(ended.code).toBe(code);
});

test('a database of another city is refused and left as it is', async () => {
  await sql`insert into installation (city) values ('elsewhere')`;
  const ended = await start({ PORT: '4999', DATABASE_URL: url });
  expect(ended.output).toContain('belongs to the city "elsewhere", not to "demo"');
  expect(ended.code).toBe(1);
  expect(await sql`select city from installation`).toEqual([{ city: 'elsewhere' }]);
});

test('a password in DATABASE_URL is never repeated', async () => {
  const ended = await start({ PORT: '4999', DATABASE_URL: 'mysql://user:topsecret@localhost/x' });
  expect(ended.output).not.toContain('topsecret');
});
