import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { users } from './staff.ts';
import { windows } from './windows.ts';

/** Who votes openly in a window, and for which group. One person belongs to one group. */
export const namedVoters = pgTable(
  'named_voters',
  {
    windowId: text('window_id')
      .notNull()
      .references(() => windows.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    group: text('group').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.userId] })],
);

/** Openly signed ballots: kept readable, with the voter, outside the box and the log. */
export const namedBallots = pgTable(
  'named_ballots',
  {
    windowId: text('window_id').notNull(),
    /** A unit's id, or `category:<id>`. */
    place: text('place').notNull(),
    userId: uuid('user_id').notNull(),
    group: text('group').notNull(),
    answers: jsonb('answers').$type<Record<string, string>>().notNull(),
    revision: integer('revision').notNull(),
    castAt: moment('cast_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.windowId, t.place, t.userId] }),
    foreignKey({ name: 'named_ballots_of_voters', columns: [t.windowId, t.userId], foreignColumns: [namedVoters.windowId, namedVoters.userId] }),
    check('named_ballots_revision', sql`${t.revision} >= 1`),
  ],
);
