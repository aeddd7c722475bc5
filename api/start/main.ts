import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { type HttpBindings, type ServerType, serve } from '@hono/node-server';
import { type City, ContentFaults, loadCity } from '../../content/load.ts';
import { createApp } from '../app.ts';
import { rulesOf } from '../auth/rules.ts';
import { eventLoopDelay, MOST_CASTS, MOST_DELAY } from '../ballots/shedding.ts';
import { type Config, isLoopback } from '../config.ts';
import type { Dependencies } from '../context.ts';
import { createLimits } from '../limits.ts';
import { createLogger } from '../log.ts';
import { settleReleases } from '../releases/build.ts';
import { openSecrets } from '../secrets.ts';
import { loadPagesHandler } from '../web/pages.ts';
import { fetchOf, mountSite } from '../web/site.ts';
import { ensureWorkspace } from '../web/workspace.ts';
import { forgetDestroyedKeys, windowsWithoutSecret } from '../windows/window-secrets.ts';
import { startJobs } from '../worker.ts';
import { openDatabase } from './database.ts';
import { StartFault } from './fault.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Progress } from './progress.ts';
import { seed } from './seed.ts';

/** The whole way from settings to a listening server. @returns its address. @throws StartFault with one sentence. */
export async function start(config: Config, progress: Progress, lifecycle: Lifecycle): Promise<string> {
  const city = readContent(config);
  refuseOpenDemonstration(city, config);
  claimFolder(config.dataDir);
  await refuseTakenPort(config);
  const database = await progress.step('starting PostgreSQL', () => openDatabase(config));
  lifecycle.onStop(database.shutDown);
  const log = createLogger(config.logLevel);
  const queue = await startJobs(database.url, (error) => log.error({ error: error.message }, 'job queue'));
  lifecycle.onStop(queue.stop);
  const deps: Dependencies = {
    db: database.db,
    sql: database.sql,
    city,
    config,
    secrets: openSecrets(config.dataDir),
    jobs: queue,
    clock: () => new Date(),
    random: (length) => new Uint8Array(randomBytes(length)),
    log,
  };
  const workspace = await progress.step('preparing the workspace pages', () => ensureWorkspace(config.projectDir));
  if (!database.seeded) await seed(deps, database.installedAt, progress);
  await refuseLostSecrets(deps);
  await forgetDestroyedKeys(deps);
  await settleReleases(deps);
  await queue.work(deps);
  const app = createApp(deps, {
    limits: createLimits(database.sql, 1, rulesOf(city).profile.tries),
    load: { mostCasts: MOST_CASTS, mostDelay: MOST_DELAY, delay: eventLoopDelay() },
  });
  mountSite(app, deps, {
    handler: await loadPagesHandler(workspace.folder, config.publicUrl),
    client: path.join(workspace.folder, 'client'),
    build: path.basename(workspace.folder),
  });
  const server = await listen(fetchOf(app), config);
  lifecycle.onStop(() => close(server));
  return config.publicUrl;
}

function readContent(config: Config): City {
  try {
    return loadCity(config.projectDir, config.city);
  } catch (error) {
    if (error instanceof ContentFaults) throw new StartFault(error.in('en'), 1);
    throw error;
  }
}

async function refuseLostSecrets(deps: Dependencies): Promise<void> {
  const lost = await windowsWithoutSecret(deps);
  if (lost.length === 0) return;
  throw new StartFault(
    `The secret of the window ${lost.join(', ')} is not in the data folder: whoever has rated there could rate again. Restore secrets/windows from the backup that belongs to this database.`,
    1,
  );
}

function refuseOpenDemonstration(city: City, config: Config): void {
  if (city.demonstration && !isLoopback(config.host) && !config.demoPublic) {
    throw new StartFault(
      `The demonstration city has public accounts and codes; it listens on a loopback address only. Set DEMO_PUBLIC=1 to open it on ${config.host} all the same.`,
      1,
    );
  }
}

function claimFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new StartFault(`The data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}). Set DATA_DIR to another.`, 2);
  }
}

function refuseTakenPort({ port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portFault(error, port, host)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

const portFault = (error: NodeJS.ErrnoException, port: number, host: string): StartFault =>
  error.code === 'EADDRINUSE'
    ? new StartFault(`Port ${port} is taken. Stop what listens there, or set PORT to another.`, 2)
    : new StartFault(`Cannot listen on ${host}:${port} (${error.code}). Check HOST and PORT.`, 2);

function listen(fetch: ReturnType<typeof fetchOf>, { port, host }: Config): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: (request, env) => fetch(request, env as HttpBindings), port, hostname: host }, () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFault(error, port, host)));
  });
}

const close = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
