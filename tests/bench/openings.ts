import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../api/config.ts';
import type { Dependencies } from '../../api/context.ts';
import { createLogger } from '../../api/log.ts';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { openSecrets } from '../../api/secrets.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { confirmOpening, openingView, proposeOpening } from '../../api/windows/opening.usecases.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { draftWindow, openWindow, sealWindow } from '../../api/windows/windows.usecases.ts';
import { loadCity } from '../../content/load.ts';
import { connect } from '../../db/client.ts';
import { migrateTo } from '../../db/migrate.ts';
import { startEmbeddedPostgres } from '../../db/postgres/launcher.ts';
import { insertUser } from '../../db/queries/staff.ts';
import { writeCity } from '../../db/seed/write.ts';
import type { SealingJob } from './seal-ballots.ts';

/** A million takes minutes to seal: `npm run bench openings-million`. */
const SIZES = [10_000, 100_000];
const MILLION = [1_000_000];
const PROJECT = process.cwd();

const seconds = (since: number): number => (performance.now() - since) / 1000;

/** Megabytes that all processes of the embedded PostgreSQL hold for themselves; null where /proc is not there. */
function postgresMegabytes(): number | null {
  try {
    const own = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres');
    const anonymous = own.map((pid) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0));
    return anonymous.reduce((a, b) => a + b, 0) / 1024;
  } catch {
    return null;
  }
}

async function fill(job: Omit<SealingJob, 'from' | 'to'>, ballots: number): Promise<void> {
  const threads = availableParallelism();
  const share = Math.ceil(ballots / threads);
  await Promise.all(
    Array.from({ length: threads }, (_, i) => {
      const data: SealingJob = { ...job, from: i * share, to: Math.min(ballots, (i + 1) * share) };
      const child = fork(path.join(import.meta.dirname, 'seal-ballots.ts'), [JSON.stringify(data)]);
      return new Promise<void>((resolve, reject) => {
        child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`sealing ended with code ${code}`))));
      });
    }),
  );
}

async function measure(deps: Dependencies, url: string, ballots: number, people: readonly [string, string], write: (line: string) => void) {
  const window = `bench-${ballots}`;
  const cycle = deps.city.cycles.at(-1)?.id ?? '';
  await draftWindow(deps, { window, cycle, opensAt: new Date(0), closesAt: new Date(Date.now() + 86_400_000), custody: 'demonstration' });
  await sealWindow(deps, { window, custody: 'demonstration', ...schemeParts(loadScheme(PROJECT, 'demo-flagship')) });
  await openWindow(deps, window);
  let start = performance.now();
  await fill({ url, window }, ballots);
  const sealing = seconds(start);
  start = performance.now();
  await closeWindow(deps, window, people[0], 'bench');
  const closing = seconds(start);
  await proposeOpening(deps, window, people[0]);
  globalThis.gc?.();
  const resting = process.memoryUsage().rss / 2 ** 20;
  let [peak, peakPostgres] = [0, 0];
  const steps = new Map<string, number>();
  let busy = true;
  const watch = (async () => {
    while (busy) {
      peak = Math.max(peak, process.memoryUsage().rss / 2 ** 20);
      peakPostgres = Math.max(peakPostgres, postgresMegabytes() ?? 0);
      const view = await openingView(deps, window);
      if (view) steps.set(view.step, steps.get(view.step) ?? performance.now());
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const before = process.cpuUsage();
  start = performance.now();
  await (await confirmOpening(deps, window, people[1])).finished;
  const opening = seconds(start);
  const used = process.cpuUsage(before);
  busy = false;
  await watch;
  write(
    `${ballots.toLocaleString('en').padStart(9)} ballots   opened in ${opening.toFixed(1)} s   ${Math.round(ballots / opening).toLocaleString('en')}/s   processor ${((used.user + used.system) / 1e6).toFixed(1)} s without PostgreSQL   peak of this process ${peak.toFixed(0)} MB (${resting.toFixed(0)} MB before)   PostgreSQL ${peakPostgres.toFixed(0)} MB   closed in ${closing.toFixed(1)} s   (sealed and cast in ${sealing.toFixed(1)} s)`,
  );
  const begun = [...steps];
  write(`            seen to begin at: ${begun.map(([step, at]) => `${step} ${((at - start) / 1000).toFixed(1)} s`).join(', ')}`);
}

const benchOf =
  (sizes: readonly number[]) =>
  async (write: (line: string) => void): Promise<void> => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gongping-bench-'));
    chmodSync(folder, 0o755);
    const server = await startEmbeddedPostgres(path.join(folder, 'postgres'));
    const dataDir = path.join(folder, 'data');
    try {
      await migrateTo(server.url);
      const { db, sql, close } = connect(server.url, { max: 5 });
      const city = loadCity(PROJECT, 'demo');
      const deps: Dependencies = {
        db,
        sql,
        city,
        config: readConfig({ CITY: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, PROJECT),
        secrets: openSecrets(dataDir),
        jobs: { buildRelease: async () => {} },
        clock: () => new Date(),
        random: (length) => new Uint8Array(randomBytes(length)),
        log: createLogger('error'),
      };
      await writeCity(db, city, new Date());
      const people: [string, string] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
      for (const id of people) await insertUser(db, { id, login: id, name: id, role: 'office-staff', passwordHash: 'none' });
      for (const ballots of sizes) await measure(deps, server.url, ballots, people, write);
      await close();
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  };

/** Closing and opening from end to end, as two people of an office start it; decrypting threads included. */
export const openingBench = benchOf(SIZES);
export const openingMillionBench = benchOf(MILLION);
