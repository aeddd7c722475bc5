import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ReleaseManifest } from '../../proof/release/files.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** The survey city, started as a newcomer starts it: filled, published, restarted, killed, stopped. */
const folder = mkdtempSync(path.join(tmpdir(), 'gongping-survey-'));
chmodSync(folder, 0o755); // as root, PostgreSQL runs as another user and must reach it
let server: StartedServer;
const start = async (): Promise<StartedServer> => startServer({ CITY: 'bloomington-2017', DATA_DIR: folder });
const json = async <T>(address: string): Promise<T> => (await fetch(server.url + address)).json() as Promise<T>;
const postgresPid = (): number => Number(readFileSync(path.join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

/** A process that runs; one that has ended but was not collected yet (Z) does not. */
function lives(pid: number): boolean {
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

afterAll(async () => {
  await server?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

test('the first start imports the survey, counts it and publishes 43 services', { timeout: 240_000 }, async () => {
  server = await start();
  const { scores } = await json<{ scores: { unit: string; publicImage: string; validAnswers: number; rank: number }[] }>(
    '/api/v1/cycles/2017/exports/public-scores.json',
  );
  expect(scores).toHaveLength(43);
  // Police: 93 excellent, 177 good, 43 fair, 14 poor of 327 answers on 100, 200/3, 100/3, 0 → 22533.33 / 327.
  expect(scores.find(({ unit }) => unit === 'police-services')).toMatchObject({ publicImage: '68.91', validAnswers: 327 });
  expect(scores.map(({ rank }) => rank).sort((a, b) => a - b)[0]).toBe(1);
  const page = await (await fetch(`${server.url}/en/units/street-repair/`)).text();
  expect(page).toContain('Street repair');
  expect(page).not.toContain('Demonstration data');
});

test('nobody can sign in: there are no accounts before an administrator makes them', async () => {
  const answer = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'installation-1', password: 'gongping-demo' }),
  });
  expect(answer.status).toBe(401);
});

test('a second start fills nothing again, and a killed one recovers with the same release', { timeout: 60_000 }, async () => {
  const before = await json<ReleaseManifest>('/releases/latest');
  expect(await server.end('SIGINT')).toBe(0);
  server = await start();
  expect(server.output()).not.toContain('writing the city');
  await server.end('SIGKILL');
  expect(lives(postgresPid())).toBe(true);
  server = await start();
  expect(await json<ReleaseManifest>('/releases/latest')).toEqual(before);
});

test('Ctrl-C ends PostgreSQL too', { timeout: 30_000 }, async () => {
  const pid = postgresPid();
  expect(await server.end('SIGINT')).toBe(0);
  expect(lives(pid)).toBe(false);
});
