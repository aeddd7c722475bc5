import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import postgres from 'postgres';
import { entitlementCookie } from '../../api/proofs/entitlement.ts';
import { openSecrets } from '../../api/secrets.ts';
import { loadCity } from '../../content/load.ts';
import { migrateTo } from '../../db/migrate.ts';
import { startEmbeddedPostgres } from '../../db/postgres/launcher.ts';
import { SEAL_OVERHEAD } from '../../proof/envelope.ts';
import { makeTicket, TICKET_BYTES } from '../../proof/mark.ts';

const WINDOW = 'demo-2025';
const SECONDS = 6;

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
  readonly answered: number;
  /** Milliseconds of processor time of the server, without PostgreSQL, per answer. */
  readonly cpu: number;
}

interface Server {
  readonly url: string;
  readonly child: ChildProcess;
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
  return (cpu.user + cpu.system) / 1000;
}

type Next = () => Pick<autocannon.Request, 'method' | 'path' | 'body' | 'headers'>;

async function measure({ url, child }: Server, connections: number, next: Next): Promise<Measured> {
  const before = await cpuOf(child);
  const result = await autocannon({
    url,
    connections,
    duration: SECONDS,
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    refused: result.non2xx + result.errors + result.timeouts,
    answered: result['2xx'],
    cpu: ((await cpuOf(child)) - before) / result['2xx'],
  };
}

const RIGHT = { group: 'public-web', channel: 'code', stratum: 'all' };

/** Every request is another person or another unit: no cast replaces one. Ciphertexts are random bytes of the right length; the server cannot tell. */
function casts(dataDir: string, units: readonly string[], ciphertextLength: number): Next {
  const key = openSecrets(dataDir).derive('entitlement');
  const ciphertext = randomBytes(ciphertextLength).toString('base64url');
  const leafHash = randomBytes(32).toString('hex');
  let n = 0;
  let cookie = '';
  return () => {
    const unit = units[n % units.length] as string;
    if (n % units.length === 0) {
      const entitlement = { window: WINDOW, ...RIGHT, subject: randomBytes(32).toString('hex') };
      cookie = entitlementCookie(entitlement, key, new Date(), false).split(';')[0] ?? '';
    }
    n += 1;
    return {
      method: 'PUT',
      path: `/api/v1/windows/${WINDOW}/units/${unit}/ballot`,
      headers: { 'content-type': 'application/json', origin: 'http://localhost:4321', cookie },
      body: JSON.stringify({ ticket: makeTicket(new Uint8Array(randomBytes(TICKET_BYTES))), revision: 1, ...RIGHT, ciphertext, leafHash }),
    };
  };
}

const yardstick = (address: string, bytes: number): Next => {
  const body = JSON.stringify({ body: randomBytes(bytes).toString('base64url') });
  return () => ({ method: 'POST', path: address, headers: { 'content-type': 'application/json', origin: 'http://localhost:4321' }, body });
};

/** Ballots cast per second through the whole API, against a bare insert and a bare answer in the same run. */
export async function castBench(write: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gongping-bench-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(path.join(folder, 'postgres'));
  await migrateTo(server.url);
  const dataDir = path.join(folder, 'data');
  const child = fork(path.join(import.meta.dirname, 'cast-server.ts'), [server.url, dataDir], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    const bench: Server = { url: `http://127.0.0.1:${await portOf(child)}`, child };
    const sql = postgres(server.url, { max: 1 });
    const [window] = await sql`select manifest from windows where id = ${WINDOW}`;
    const manifest = window?.manifest as { questionnaires: { id: string; plaintextLength: number }[] } | undefined;
    const form = manifest?.questionnaires.find(({ id }) => id === 'public');
    const length = (form?.plaintextLength ?? 0) + SEAL_OVERHEAD;
    const units = loadCity(process.cwd(), 'demo').units.map(({ id }) => id);
    let acknowledged = 0;
    for (const connections of [64, 256]) {
      const noop = await measure(bench, connections, yardstick('/noop', 8));
      const insert = await measure(bench, connections, yardstick('/insert', length));
      const cast = await measure(bench, connections, casts(dataDir, units, length));
      acknowledged += cast.answered;
      const row = (name: string, m: Measured): string =>
        `  ${name.padEnd(22)} ${m.perSecond.toFixed(0).padStart(7)}/s   p50 ${String(m.p50).padStart(4)} ms   p99 ${String(m.p99).padStart(4)} ms   server ${m.cpu.toFixed(3)} ms each   refused ${m.refused}`;
      write(`${connections} connections, ${SECONDS} s each`);
      write(row('no-op handler', noop));
      write(row('single-row insert', insert));
      write(row('whole cast', cast));
      write(
        `  cast : insert ${(cast.perSecond / insert.perSecond).toFixed(2)}   cast : no-op ${(cast.perSecond / noop.perSecond).toFixed(2)}   one hour at this rate ${Math.round(cast.perSecond * 3600).toLocaleString('en')} ballots`,
      );
    }
    const [kept] = await sql`select count(*)::int as n from envelopes`;
    write(`acknowledged ${acknowledged}, stored ${kept?.n}, lost ${Math.max(0, acknowledged - Number(kept?.n))}`);
    await sql.end();
  } finally {
    child.kill('SIGTERM');
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const portOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`the bench server ended with code ${code}`)));
  });
