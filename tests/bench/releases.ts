import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../db/postgres/launcher.ts';

/** What one run in its own process says at its end: seconds of each step. */
export interface ReleaseTimes {
  readonly units: number;
  readonly pages: number;
  readonly megabytes: { readonly data: number; readonly site: number };
  readonly seconds: Readonly<Record<string, number>>;
}

/** Resident memory of a process and of everything it started, in MB. */
function memoryOf(pid: number): { readonly own: number; readonly started: number } {
  const lines = spawnSync('ps', ['-eo', 'pid=,ppid=,rss=,comm='], { encoding: 'utf8' }).stdout.trim().split('\n');
  const rows = lines
    .map((line) => line.trim().split(/\s+/))
    .map(([id, parent, rss, name]) => ({ id: Number(id), parent: Number(parent), rss: Number(rss), name }));
  const below = (parent: number): typeof rows => rows.filter((row) => row.parent === parent).flatMap((row) => [row, ...below(row.id)]);
  const started = below(pid).filter(({ name }) => name !== 'ps' && name !== 'postgres');
  return { own: (rows.find(({ id }) => id === pid)?.rss ?? 0) / 1024, started: started.reduce((sum, { rss }) => sum + rss, 0) / 1024 };
}

async function measured(child: ChildProcess): Promise<{ times: ReleaseTimes; own: number; started: number }> {
  const most = { own: 0, started: 0 };
  const watch = setInterval(() => {
    const now = memoryOf(child.pid ?? 0);
    most.own = Math.max(most.own, now.own);
    most.started = Math.max(most.started, now.started);
  }, 500);
  try {
    const times = await new Promise<ReleaseTimes>((resolve, reject) => {
      child.once('message', (message) => resolve(message as ReleaseTimes));
      child.once('exit', (code) => reject(new Error(`the release bench ended with code ${code}`)));
    });
    return { times, ...most };
  } finally {
    clearInterval(watch);
  }
}

/** A release from its snapshot to its pages, and its verification, for a city of the real size and for the largest planned. */
export async function releaseBench(write: (line: string) => void): Promise<void> {
  for (const units of [122, 3000]) {
    const folder = mkdtempSync(path.join(tmpdir(), 'gongping-bench-'));
    chmodSync(folder, 0o755);
    const server = await startEmbeddedPostgres(path.join(folder, 'postgres'));
    const child = fork(path.join(import.meta.dirname, 'release-build.ts'), [server.url, path.join(folder, 'data'), String(units)]);
    try {
      const { times, own, started } = await measured(child);
      const steps = Object.entries(times.seconds).map(([name, seconds]) => `${name} ${seconds.toFixed(1)}`);
      write(
        `${units} units, ${times.pages} pages, data ${times.megabytes.data.toFixed(0)} MB, site ${times.megabytes.site.toFixed(0)} MB; seconds: ${steps.join(', ')}`,
      );
      write(`  most memory: ${own.toFixed(0)} MB in the process itself, ${started.toFixed(0)} MB in what it started for the pages`);
    } finally {
      child.kill();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
