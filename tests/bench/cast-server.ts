import { randomBytes, randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import type { Dependencies } from '../../api/context.ts';
import { createLimits } from '../../api/limits.ts';
import { createLogger } from '../../api/log.ts';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { openSecrets } from '../../api/secrets.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { openWindow, sealWindow } from '../../api/windows/windows.usecases.ts';
import { loadCity } from '../../content/load.ts';
import { connect } from '../../db/client.ts';
import { writeCity } from '../../db/seed/write.ts';
import { WINDOW } from './casting.ts';

/**
 * The whole API over an open window, with two yardsticks beside it in the same process: `/noop` answers JSON and does
 * nothing, `/insert` puts one row of the size of an envelope into a plain table through the same driver and pool. The
 * first process on a database fills it; more of them share it and the secrets in the data folder.
 */
const [databaseUrl = '', dataDir = ''] = process.argv.slice(2);
const PROJECT = process.cwd();
const { db, sql } = connect(databaseUrl, { max: 10 });
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
  log: createLogger('silent'),
};
const [{ fresh } = {}] = await sql<{ fresh: boolean }[]>`select to_regclass('yardstick') is null as fresh`;
if (fresh) {
  await writeCity(db, city, new Date());
  await sealWindow(deps, { window: WINDOW, custody: 'demonstration', ...schemeParts(loadScheme(PROJECT, 'demo-flagship')) });
  await openWindow(deps, WINDOW);
  await sql`create table yardstick (id uuid primary key, body bytea not null)`;
}

const app = createApp(deps, { limits: createLimits(sql, 1_000_000) });
app.post('/noop', (c) => c.json({ ok: true }));
app.post('/insert', async (c) => {
  const { body } = await c.req.json<{ body: string }>();
  await sql`insert into yardstick (id, body) values (${randomUUID()}, ${Buffer.from(body, 'base64url')})`;
  return c.json({ ok: true });
});
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }));
/** Asked before and after each measurement: what the whole process has used, its cryptography threads included. */
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.once('SIGTERM', () => server.close(() => process.exit(0)));
