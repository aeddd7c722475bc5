import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** The one row that says which city this database belongs to. A database of another city is refused at start. */
export const installation = pgTable(
  'installation',
  {
    id: integer('id').primaryKey().default(1),
    city: text('city').notNull(),
    installedAt: moment('installed_at').notNull().defaultNow(),
    /** Null until the first content is completely in; a start that finds null begins the seeding again. */
    seededAt: moment('seeded_at'),
  },
  (t) => [check('installation_one_row', sql`${t.id} = 1`)],
);
