import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

export type Schema = typeof schema;
export type Database = PostgresJsDatabase<Schema>;
/** A database or a transaction on it: queries take either. */
export type Queryable = Pick<Database, 'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute' | 'query' | 'transaction'>;

export interface Connection {
  readonly db: Database;
  readonly sql: postgres.Sql;
  readonly close: () => Promise<void>;
}

/** Where a pool leads to, and as whom: enough to open another one in another thread. */
export type DatabaseAddress = Pick<postgres.Options<Record<string, never>>, 'host' | 'port' | 'path' | 'database' | 'user' | 'pass' | 'ssl'>;

export function addressOf({ options }: postgres.Sql): DatabaseAddress {
  const { host, port, path, database, user, pass, ssl } = options as unknown as DatabaseAddress;
  return { host, port, path, database, user, pass, ssl } as DatabaseAddress;
}

/** Opens a pool. The caller closes it; nothing in the product keeps a connection of its own. */
export function connect(to: string | DatabaseAddress, options: { readonly max?: number } = {}): Connection {
  const more = { max: options.max ?? 10, onnotice: () => {} };
  const sql = typeof to === 'string' ? postgres(to, more) : postgres({ ...to, ...more });
  return { db: drizzle(sql, { schema, casing: 'snake_case' }), sql, close: () => sql.end({ timeout: 5 }) };
}
