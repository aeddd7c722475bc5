import path from 'node:path';
import { type Connection, connect } from '../../db/client.ts';
import { migrateTo } from '../../db/migrate.ts';
import { PostgresUnavailable } from '../../db/postgres/binaries.ts';
import { startEmbeddedPostgres } from '../../db/postgres/launcher.ts';
import { claimInstallation } from '../../db/queries/installation.ts';
import type { Config } from '../config.ts';
import { StartFault } from './fault.ts';

const OLDEST_POSTGRES = 15;

export interface OpenedDatabase extends Connection {
  readonly url: string;
  /** When this city was installed here; dates that content gives relative to it start from this moment. */
  readonly installedAt: Date;
  readonly seeded: boolean;
  /** Closes the pool, and stops PostgreSQL when this process started it. */
  readonly shutDown: () => Promise<void>;
}

/** Starts or finds PostgreSQL, brings it to the newest schema and makes sure that it is this city's. @throws StartFault */
export async function openDatabase(config: Config): Promise<OpenedDatabase> {
  const server = config.databaseUrl === undefined ? await embedded(config) : { url: config.databaseUrl, stop: async () => {} };
  const connection = connect(server.url);
  const shutDown = async (): Promise<void> => {
    await connection.close();
    await server.stop();
  };
  try {
    await refuseOldOrForeign(connection, config);
    await migrateTo(server.url);
    const installation = await claimInstallation(connection.db, config.city);
    return { ...connection, url: server.url, installedAt: installation.installedAt, seeded: installation.seededAt !== null, shutDown };
  } catch (error) {
    await shutDown();
    if (error instanceof StartFault) throw error;
    throw new StartFault(`The database could not be used: ${reasonOf(error)}. Check DATABASE_URL.`, 2);
  }
}

async function embedded(config: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  try {
    return await startEmbeddedPostgres(path.join(config.dataDir, 'postgres'));
  } catch (error) {
    if (error instanceof PostgresUnavailable) throw new StartFault(error.message, 2);
    throw new StartFault(`PostgreSQL could not be started in ${config.dataDir}: ${reasonOf(error)}.`, 2);
  }
}

async function refuseOldOrForeign({ sql }: Connection, config: Config): Promise<void> {
  const [server] = await sql`select current_setting('server_version_num')::int as version, current_setting('default_transaction_isolation') as isolation,
    to_regclass('public.installation') is not null as installed`;
  const version = Math.floor(Number(server?.version) / 10_000);
  if (version < OLDEST_POSTGRES) throw new StartFault(`PostgreSQL ${version} is too old; ${OLDEST_POSTGRES} or newer is needed.`, 2);
  // Whoever waits for a window's lock must see what was done meanwhile: the next statement has to look anew.
  if (server?.isolation !== 'read committed')
    throw new StartFault(`The database begins transactions as "${server?.isolation}"; set its default_transaction_isolation to "read committed".`, 2);
  if (server?.installed !== true) return;
  const [row] = await sql`select city from installation`;
  if (row && row.city !== config.city) {
    throw new StartFault(`This database belongs to the city "${row.city}", not to "${config.city}". Set CITY=${row.city} or give another DATABASE_URL.`, 1);
  }
}

const reasonOf = (error: unknown): string => {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
};
