import { bigint, integer, pgTable, varchar } from 'drizzle-orm/pg-core';

/** Counters of the rate limits that all processes share. Keys are accounts or keyed hashes, never an address or a number. */
export const rateLimits = pgTable('rate_limits', {
  key: varchar('key', { length: 255 }).primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
});
