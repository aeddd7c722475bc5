import { sql } from 'drizzle-orm';
import { type AnyPgColumn, check, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { goals, reports } from './plans.ts';
import { users } from './staff.ts';

export const OUTCOMES = ['confirmed', 'corrected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a verifier found about one goal of one report. Never changed: a later look is a row of its own. */
export const verifications = pgTable(
  'verifications',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    reportId: uuid('report_id')
      .notNull()
      .references((): AnyPgColumn => reports.id),
    goalId: uuid('goal_id')
      .notNull()
      .references((): AnyPgColumn => goals.id),
    /** Counts the looks at this goal of this report, from 1. */
    number: integer('number').notNull(),
    outcome: text('outcome', { enum: OUTCOMES }).notNull(),
    /** What the unit had reported when the verifier looked. */
    reported: text('reported'),
    reportedDoneOn: text('reported_done_on'),
    reportedShare: text('reported_share'),
    /** What the verifier found; the same as above when confirmed. */
    figure: text('figure'),
    doneOn: text('done_on'),
    share: text('share'),
    reason: text('reason').notNull().default(''),
    /** The document that the finding rests on: its title and number. */
    document: text('document').notNull().default(''),
    by: uuid('by').references(() => users.id),
    /** The body the verifier worked for on that day; this is public, the person is not. Empty: the office. */
    body: text('body').notNull().default(''),
    at: moment('at').notNull(),
  },
  (t) => [
    unique('verifications_number').on(t.reportId, t.goalId, t.number),
    check('verifications_number_positive', sql`${t.number} >= 1`),
    check('verifications_corrected_with_reason', sql`${t.outcome} = 'confirmed' or (${t.reason} <> '' and ${t.document} <> '')`),
  ],
);

/** What the office lets an account of role verifier verify. Without a row: nothing. */
export const verifierScopes = pgTable('verifier_scopes', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  categories: jsonb('categories').$type<readonly string[]>().notNull().default([]),
  units: jsonb('units').$type<readonly string[]>().notNull().default([]),
  /** Codes of goals. */
  goals: jsonb('goals').$type<readonly string[]>().notNull().default([]),
  revision: integer('revision').notNull().default(1),
});
