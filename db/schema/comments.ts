import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment, salt } from './columns.ts';
import { cycles } from './cycles.ts';
import { units } from './units.ts';

/** `rejected` was never public; `withdrawn` was, until its words were taken back. */
export const COMMENT_STATES = ['pending', 'published', 'rejected', 'withdrawn'] as const;
export const COMMENT_KINDS = ['question', 'complaint', 'serious-complaint', 'suggestion'] as const;

/** What a resident writes about a unit or one of its goals. */
export const comments = pgTable('comments', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  unitId: text('unit_id')
    .notNull()
    .references(() => units.id),
  cycleId: text('cycle_id')
    .notNull()
    .references(() => cycles.id),
  goalCode: text('goal_code'),
  kind: text('kind', { enum: COMMENT_KINDS }).notNull(),
  author: text('author').notNull(),
  body: text('body').notNull(),
  language: text('language').notNull().default('zh'),
  /** SHA-256 of the tracking code; the code itself is only with the author. */
  trackingHash: text('tracking_hash').notNull().unique(),
  state: text('state', { enum: COMMENT_STATES }).notNull().default('pending'),
  /** The published rule that a rejection or withdrawal names. */
  rule: text('rule'),
  decidedAt: moment('decided_at'),
  salt: salt(),
  createdAt: createdAt(),
});

/** A unit's official answer. */
export const replies = pgTable('replies', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  commentId: uuid('comment_id')
    .notNull()
    .references(() => comments.id),
  body: text('body').notNull(),
  salt: salt(),
  createdAt: createdAt(),
});
