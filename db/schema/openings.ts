import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { windows } from './windows.ts';

/** How far an opening is, for the people who wait for it. Says nothing about any ballot; the key is in no column. */
export const openingProgress = pgTable('opening_progress', {
  windowId: text('window_id')
    .primaryKey()
    .references(() => windows.id),
  /** The step that is under way; `done` once everything is written. */
  step: text('step').notNull(),
  /** Ballots that the step has been through, of `total`. */
  done: integer('done').notNull(),
  total: integer('total').notNull(),
  startedAt: moment('started_at').notNull(),
  endedAt: moment('ended_at'),
  /** Why it ended without a result: code and sentence; null while it runs or when it is done. */
  failure: jsonb('failure').$type<{ readonly code: string; readonly zh: string; readonly en: string }>(),
});
