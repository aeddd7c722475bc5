import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

export type Schema = typeof schema;
export type Database = PostgresJsDatabase<Schema>;
/** A database or a transaction on it: queries take either. */
export type Queryable = Pick<Database, 'select' | 'selectDistinct' | 'selectDistinctOn' | 'insert' | 'update' | 'delete' | 'execute' | 'query'>;

export interface Connection {
  readonly db: Database;
  readonly sql: postgres.Sql;
  readonly close: () => Promise<void>;
}

/** Opens a pool. The caller closes it; nothing in the product keeps a connection of its own. */
export function connect(url: string, options: { readonly max?: number } = {}): Connection {
  const sql = postgres(url, { max: options.max ?? 10, onnotice: () => {} });
  return { db: drizzle(sql, { schema, casing: 'snake_case' }), sql, close: () => sql.end({ timeout: 5 }) };
}
