import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import postgres from 'postgres';
import { migrateTo } from '../../db/migrate.ts';
import { startEmbeddedPostgres } from '../../db/postgres/launcher.ts';
import { SEAL_OVERHEAD } from '../../proof/envelope.ts';
import { type CastServer, castRequests, end, killedRounds, lostOf, startCastServer, windowFacts } from './casting.ts';

const SECONDS = 6;
const CONNECTIONS = 64;
/** 300,000 ballots a year, a third on the last day, a fifth of those in its last hour. */
const LAST_HOUR = 20_000;
const KILLS = 20;

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly refused: number;
  readonly answered: number;
  /** Milliseconds of processor time of the servers, without PostgreSQL, per answer. */
  readonly cpu: number;
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
  return (cpu.user + cpu.system) / 1000;
}

const cpuOfAll = async (servers: readonly CastServer[]): Promise<number> =>
  (await Promise.all(servers.map(({ child }) => cpuOf(child)))).reduce((sum, cpu) => sum + cpu, 0);

type Next = () => Pick<autocannon.Request, 'method' | 'path' | 'body' | 'headers'>;

const fire = (url: string, connections: number, next: Next, took: (milliseconds: number) => void): Promise<autocannon.Result> =>
  new Promise((resolve, reject) => {
    const requests = [{ setupRequest: (request: autocannon.Request) => ({ ...request, ...next() }) }];
    const cannon = autocannon({ url, connections, duration: SECONDS, requests }, (error, result) => (error ? reject(error) : resolve(result)));
    cannon.on('response', (_client, status, _bytes, time) => status === 200 && took(time));
  });

/** All processes at once, each with its share of the connections. */
async function measure(servers: readonly CastServer[], next: Next): Promise<Measured> {
  const before = await cpuOfAll(servers);
  const times: number[] = [];
  const results = await Promise.all(servers.map(({ url }) => fire(url, CONNECTIONS / servers.length, next, (time) => times.push(time))));
  const answered = results.reduce((sum, result) => sum + result['2xx'], 0);
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return {
    perSecond: results.reduce((sum, result) => sum + result['2xx'] / result.duration, 0),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    refused: results.reduce((sum, { non2xx, errors, timeouts }) => sum + non2xx + errors + timeouts, 0),
    answered,
    cpu: ((await cpuOfAll(servers)) - before) / answered,
  };
}

const yardstick = (address: string, bytes: number): Next => {
  const body = JSON.stringify({ body: randomBytes(bytes).toString('base64url') });
  return () => ({ method: 'POST', path: address, headers: { 'content-type': 'application/json', origin: 'http://localhost:4321' }, body });
};

const line = (name: string, m: Measured): string =>
  `  ${name.padEnd(18)} ${m.perSecond.toFixed(0).padStart(6)}/s   p50 ${m.p50.toFixed(1)}  p95 ${m.p95.toFixed(1)}  p99 ${m.p99.toFixed(1)} ms   servers ${m.cpu.toFixed(3)} ms each   refused ${m.refused}`;

type Write = (line: string) => void;

async function compare(servers: readonly CastServer[], next: Next, length: number, write: Write): Promise<number> {
  const noop = await measure(servers, yardstick('/noop', 8));
  const insert = await measure(servers, yardstick('/insert', length));
  const cast = await measure(servers, next);
  write(`${servers.length} process${servers.length > 1 ? 'es' : ''}, ${CONNECTIONS} connections, ${SECONDS} s each`);
  write(line('no-op handler', noop));
  write(line('single-row insert', insert));
  write(line('whole cast', cast));
  const [ofInsert, ofNoop, hour] = [cast.perSecond / insert.perSecond, cast.perSecond / noop.perSecond, Math.round(cast.perSecond * 3600)];
  write(`  cast : insert ${ofInsert.toFixed(2)}   cast : no-op ${ofNoop.toFixed(2)}`);
  write(
    `  one hour at this rate ${hour.toLocaleString('en')} ballots, ${(hour / LAST_HOUR).toFixed(0)} times the last hour of a voting day (${LAST_HOUR.toLocaleString('en')})`,
  );
  return cast.answered;
}

/** Ballots cast per second through the whole API, against a bare insert and a bare answer in the same run; then killed with -9, again and again. */
export async function castBench(write: Write): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gongping-bench-'));
  chmodSync(folder, 0o755);
  const database = await startEmbeddedPostgres(path.join(folder, 'postgres'));
  await migrateTo(database.url);
  const dataDir = path.join(folder, 'data');
  const servers: CastServer[] = [];
  const sql = postgres(database.url, { max: 1 });
  try {
    let acknowledged = 0;
    for (let processes = 1; processes <= 2; processes++) {
      servers.push(await startCastServer(database.url, dataDir));
      const { units, plaintextLength } = await windowFacts(sql);
      const request = castRequests(dataDir, units, plaintextLength);
      const next: Next = () => ({ method: 'PUT', ...request() });
      acknowledged += await compare(servers, next, plaintextLength + SEAL_OVERHEAD, write);
    }
    const [kept] = await sql`select count(*)::int as n from envelopes`;
    write(`acknowledged ${acknowledged}, stored ${kept?.['n']}, lost ${Math.max(0, acknowledged - Number(kept?.['n']))}`);
    for (const server of servers.splice(0)) await end(server, 'SIGTERM');
    const casting = await killedRounds(database.url, dataDir, sql, KILLS);
    write(`killed with -9 under load ${KILLS} times: acknowledged ${casting.acknowledged.size}, lost ${(await lostOf(sql, casting)).length}`);
  } finally {
    for (const { child } of servers) child.kill('SIGKILL');
    await sql.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
