import { bigint, integer, pgTable, varchar } from 'drizzle-orm/pg-core';

/**
 * Counters of the rate limits that all processes share; unlogged, so that they leave nothing in the write-ahead log. Keys
 * are hashes of accounts or of keyed hashes, never an address or a number.
 */
export const rateLimits = pgTable('rate_limits', {
  key: varchar('key', { length: 255 }).primaryKey(),
  points: integer('points').notNull().default(0),
  /** When the row may be deleted, up to the full hour: nobody reads from it when somebody came. Milliseconds since 1970. */
  expire: bigint('expire', { mode: 'number' }),
  /** When the counter begins again, exclusive or with a mask that only whoever knows the counter's own key can make. */
  until: bigint('until', { mode: 'number' }),
});
