import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { cycles } from './cycles.ts';
import { releases } from './releases.ts';
import { units } from './units.ts';

export const OBJECTION_OUTCOMES = ['upheld', 'partly', 'refused'] as const;
export const OBJECTION_STATES = ['open', ...OBJECTION_OUTCOMES, 'withdrawn'] as const;

/** What a unit has against its provisional score, and what the office decided. */
export const objections = pgTable(
  'objections',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => cycles.id),
    /** The provisional release it objects to. */
    releaseId: uuid('release_id')
      .notNull()
      .references(() => releases.id),
    part: text('part'),
    goalCode: text('goal_code'),
    body: text('body').notNull(),
    language: text('language').notNull().default('zh'),
    /** Name, number or address of the documents it rests on. */
    document: text('document'),
    filedBy: uuid('filed_by'),
    /** The text for the public; null until the office has disclosed it. */
    publishedBody: text('published_body'),
    disclosedAt: moment('disclosed_at'),
    state: text('state', { enum: OBJECTION_STATES }).notNull().default('open'),
    /** The decision as written; where it changes a figure it waits, with the state still open, for a second person. */
    outcome: text('outcome', { enum: OBJECTION_OUTCOMES }),
    reasonZh: text('reason_zh'),
    reasonEn: text('reason_en'),
    changesScore: boolean('changes_score').notNull().default(false),
    decidedBy: uuid('decided_by'),
    confirmedBy: uuid('confirmed_by'),
    /** When the decision took effect, or the unit withdrew. */
    decidedAt: moment('decided_at'),
    createdAt: createdAt(),
  },
  (t) => [
    check('objections_disclosed_has_text', sql`(${t.disclosedAt} is null) = (${t.publishedBody} is null)`),
    check(
      'objections_decided_has_reason',
      sql`${t.state} in ('open', 'withdrawn') or (${t.state} is not distinct from ${t.outcome} and ${t.disclosedAt} is not null and coalesce(${t.reasonZh}, '') <> '' and ${t.decidedBy} is not null and ${t.decidedAt} is not null)`,
    ),
    check(
      'objections_two_people',
      sql`${t.state} in ('open', 'withdrawn') or not ${t.changesScore} or (${t.confirmedBy} is not null and ${t.confirmedBy} <> ${t.decidedBy})`,
    ),
    check('objections_refused_changes_nothing', sql`${t.outcome} is distinct from 'refused' or not ${t.changesScore}`),
  ],
);
