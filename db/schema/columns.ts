import { sql } from 'drizzle-orm';
import { text, timestamp } from 'drizzle-orm/pg-core';

/** A moment, always with zone, given to code as a Date. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** When the row was made, by the database's clock. */
export const createdAt = () => moment('created_at').notNull().defaultNow();

/** 244 random bits, mixed into the published digest of words that can be taken back: without it nobody can try texts against the digest. */
export const salt = () => text('salt').notNull().default(sql`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`);
