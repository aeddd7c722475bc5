import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { startServer } from '../support/server.ts';

const SECONDS = 5;
const CONNECTIONS = 32;

interface Rate {
  readonly perSecond: number;
  readonly p99: number;
  readonly megabytes: number;
}

async function rate(url: string, headers: Readonly<Record<string, string>>, status: number): Promise<Rate> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, headers: { ...headers } });
  const wanted = result.statusCodeStats?.[`${status}`]?.count ?? 0;
  if (wanted === 0 || result.errors > 0) throw new Error(`${url} did not answer ${status}: ${JSON.stringify(result.statusCodeStats)}`);
  return { perSecond: wanted / result.duration, p99: result.latency.p99, megabytes: result.throughput.average / 1_000_000 };
}

/** Static answers per second of the whole product beside a plain file server over the same folder, in one run. */
export async function servingBench(write: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gongping-bench-'));
  chmodSync(folder, 0o755);
  const product = await startServer({ CITY: 'demo', DATA_DIR: path.join(folder, 'data') });
  const site = path.join(folder, 'data/current');
  const child = fork(path.join(import.meta.dirname, 'file-server.ts'), [site]);
  try {
    const [{ url: plain }] = (await once(child, 'message')) as [{ url: string }];
    const [asset = ''] = globSync('_site/*.css', { cwd: site });
    const etag = (await fetch(`${product.url}/units/water/`, { headers: { 'accept-encoding': 'br' } })).headers.get('etag') ?? '';
    const yardsticks: Record<string, Rate> = {
      '/units/water/': await rate(`${plain}/units/water/`, {}, 200),
      [`/${asset}`]: await rate(`${plain}/${asset}`, {}, 200),
    };
    const cases: readonly [string, string, Record<string, string>, number][] = [
      ['page, brotli', '/units/water/', { 'accept-encoding': 'br' }, 200],
      ['page, plain', '/units/water/', {}, 200],
      ['page, not modified', '/units/water/', { 'accept-encoding': 'br', 'if-none-match': etag }, 304],
      ['hashed asset, brotli', `/${asset}`, { 'accept-encoding': 'br' }, 200],
      ['page of an old release', '/releases/1/units/water', {}, 200],
    ];
    for (const [address, { perSecond, p99, megabytes }] of Object.entries(yardsticks)) {
      write(`${`plain file server, ${address}`.padEnd(58)} ${perSecond.toFixed(0).padStart(6)}/s   p99 ${p99} ms   ${megabytes.toFixed(0)} MB/s`);
    }
    for (const [name, address, headers, status] of cases) {
      const { perSecond, p99, megabytes } = await rate(`${product.url}${address}`, headers, status);
      const ratio = perSecond / (yardsticks[address] ?? yardsticks['/units/water/'] ?? { perSecond: 1 }).perSecond;
      write(`${name.padEnd(58)} ${perSecond.toFixed(0).padStart(6)}/s   p99 ${p99} ms   ${megabytes.toFixed(0)} MB/s   ratio ${ratio.toFixed(2)}`);
    }
  } finally {
    child.disconnect();
    await product.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}
