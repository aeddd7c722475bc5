import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/postgres/launcher.ts';

let folder: string;
let running: EmbeddedPostgres;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gongping-launcher-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL runs as another user and must reach it
  running = await startEmbeddedPostgres(folder);
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pidOf = (): number => Number(readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

test('writes are durable and a wrong password opens nothing', async () => {
  expect(await ask(running.url, "select current_setting('fsync') as fsync")).toEqual([{ fsync: 'on' }]);
  await expect(ask(running.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
});

test('a second start on the same folder attaches to the running server', async () => {
  const again = await startEmbeddedPostgres(folder);
  expect(again).toMatchObject({ started: false, url: running.url });
});

test('after a killed server the next start recovers and keeps every committed row', async () => {
  await ask(running.url, 'create table kept (n int)');
  await ask(running.url, 'insert into kept values (7)');
  process.kill(pidOf(), 'SIGKILL');
  running = await startEmbeddedPostgres(folder);
  expect(running.started).toBe(true);
  expect(await ask(running.url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('stopping ends the server and leaves no process id file behind', async () => {
  const pid = pidOf();
  await running.stop();
  expect(existsSync(path.join(folder, 'data', 'postmaster.pid'))).toBe(false);
  expect(() => execFileSync('ps', ['-p', String(pid)])).toThrow();
  running = await startEmbeddedPostgres(folder);
});
