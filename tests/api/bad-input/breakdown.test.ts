import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateTo } from '../../../db/migrate.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../db/postgres/launcher.ts';
import {
  type Casting,
  type CastServer,
  castRequests,
  end,
  killedRounds,
  lostOf,
  startCasting,
  startCastServer,
  untilMore,
  windowFacts,
} from '../../bench/casting.ts';

/** Broken off in mid-cast: whatever was acknowledged is in the box, and nothing answers with a fault of ours. */
const folder = mkdtempSync(path.join(tmpdir(), 'gongping-breakdown-'));
chmodSync(folder, 0o755);
const dataDir = path.join(folder, 'data');
let database: EmbeddedPostgres;
let gate: Server;
let url = '';
let server: CastServer | null = null;
const open = new Set<Socket>();

/** A started database listens on another port each time; the processes reach it through one address that stays. */
function listenBefore(): Promise<string> {
  gate = createServer((from) => {
    const to = dial(Number(new URL(database.url).port), '127.0.0.1');
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  return new Promise((resolve) =>
    gate.listen(0, '127.0.0.1', () => {
      const address = new URL(database.url);
      address.port = String((gate.address() as { port: number }).port);
      resolve(address.href);
    }),
  );
}

beforeAll(async () => {
  database = await startEmbeddedPostgres(path.join(folder, 'postgres'));
  await migrateTo(database.url);
  url = await listenBefore();
}, 120_000);

afterAll(async () => {
  if (server) await end(server, 'SIGKILL');
  for (const socket of open) socket.destroy();
  gate.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the process is killed with -9 under load, three times: every acknowledged ballot is in the box', { timeout: 180_000 }, async () => {
  const sql = postgres(database.url, { max: 1 });
  const casting = await killedRounds(url, dataDir, sql, 3);
  expect(casting.acknowledged.size).toBeGreaterThanOrEqual(150);
  expect([...casting.others.keys()].filter((status) => status !== 'broken')).toEqual([]);
  expect(await lostOf(sql, casting)).toEqual([]);
  await sql.end();
});

test('the database is restarted in mid-cast: refused with 503 meanwhile, taken again afterwards, nothing acknowledged lost', { timeout: 180_000 }, async () => {
  server = await startCastServer(url, dataDir);
  const before = postgres(database.url, { max: 1 });
  const { units, plaintextLength } = await windowFacts(before);
  await before.end();
  const casting: Casting = { acknowledged: new Set(), others: new Map() };
  const hands = startCasting(server.url, castRequests(dataDir, units, plaintextLength), casting);
  await untilMore(casting, 100);
  await database.stop();
  database = await startEmbeddedPostgres(path.join(folder, 'postgres'));
  await untilMore(casting, 100);
  await hands.stop();
  const after = postgres(database.url, { max: 1 });
  expect([...casting.others.keys()]).toEqual(['503']);
  expect(await lostOf(after, casting)).toEqual([]);
  await after.end();
});

/** A small disk of its own, where root may mount one; null elsewhere. */
function smallDisk(): string | null {
  const place = mkdtempSync(path.join(folder, 'disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=0755', 'tmpfs', place]).status === 0;
  return mounted ? place : null;
}

test('the disk of the database is full in mid-cast: refused, nothing acknowledged lost, and taken again with room', { timeout: 180_000 }, async (context) => {
  const disk = process.getuid?.() === 0 ? smallDisk() : null;
  if (disk === null) return context.skip('needs root and the right to mount');
  const usual = database;
  const place = path.join(disk, 'postgres');
  mkdirSync(place);
  copyFileSync(path.join(folder, 'postgres', 'password'), path.join(place, 'password'));
  database = await startEmbeddedPostgres(place);
  const [filler, ownData] = [path.join(disk, 'filler'), path.join(folder, 'data-of-small-disk')];
  try {
    await migrateTo(database.url);
    if (server) await end(server, 'SIGKILL');
    server = await startCastServer(url, ownData);
    const before = postgres(database.url, { max: 1 });
    const { units, plaintextLength } = await windowFacts(before);
    await before.end();
    const casting: Casting = { acknowledged: new Set(), others: new Map() };
    const hands = startCasting(server.url, castRequests(ownData, units, plaintextLength), casting);
    await untilMore(casting, 100);
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']);
    while (casting.others.size === 0) await delay(20);
    rmSync(filler);
    database = await restarted(place);
    await untilMore(casting, 100);
    await hands.stop();
    const after = postgres(database.url, { max: 1 });
    expect([...casting.others.keys()].filter((status) => !['503', '507'].includes(status))).toEqual([]);
    expect(await lostOf(after, casting)).toEqual([]);
    await after.end();
  } finally {
    await database.stop();
    database = usual;
    spawnSync('umount', [disk]);
  }
});

/** A database that ended for want of room is started again, as the operator would; one that recovers by itself is found. */
async function restarted(data: string): Promise<EmbeddedPostgres> {
  await database.stop();
  return startEmbeddedPostgres(data);
}
