import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
