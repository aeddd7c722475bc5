import { timestamp } from 'drizzle-orm/pg-core';

/** A moment, always with zone, given to code as a Date. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** When the row was made, by the database's clock. */
export const createdAt = () => moment('created_at').notNull().defaultNow();
