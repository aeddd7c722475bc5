import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment, salt } from './columns.ts';
import { cycles } from './cycles.ts';
import { users } from './staff.ts';
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
  /** When everybody could first read it; stays when it is withdrawn. Null in rows of before it was kept: see `firstPublic`. */
  publishedAt: moment('published_at'),
  /** Who decided; an appeal goes to somebody else. */
  decidedBy: uuid('decided_by').references(() => users.id),
  /** Phone or mail of the author, encrypted with a key outside the database; deleted some days after the case is closed. */
  contact: text('contact'),
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

/** What happens to a case beside official answers. `message`, `solved`, `not-solved` and `reopened` are the author's, the others the unit's. */
export const CASE_EVENTS = ['message', 'solved', 'not-solved', 'reopened', 'stopped', 'resumed', 'handed-on'] as const;

/** One step of a case, in the order of time. */
export const caseEvents = pgTable(
  'case_events',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    commentId: uuid('comment_id')
      .notNull()
      .references(() => comments.id),
    kind: text('kind', { enum: CASE_EVENTS }).notNull(),
    /** Of a stop: one of the city's published reasons. */
    reason: text('reason'),
    fromUnit: text('from_unit').references(() => units.id),
    toUnit: text('to_unit').references(() => units.id),
    /** Of a message: its words. */
    body: text('body'),
    salt: salt(),
    /** Of a message: whether everybody may read it. Everything else is public from the start. */
    state: text('state', { enum: COMMENT_STATES }).notNull().default('published'),
    rule: text('rule'),
    decidedAt: moment('decided_at'),
    createdAt: createdAt(),
  },
  (table) => [index('case_events_comment').on(table.commentId)],
);

/** The author's one appeal against a refusal or withdrawal; decided by somebody who did not decide before. */
export const appeals = pgTable('appeals', {
  commentId: uuid('comment_id')
    .primaryKey()
    .references(() => comments.id),
  body: text('body').notNull(),
  /** What it is against, kept when the appeal is granted and the comment stands again. */
  against: text('against', { enum: ['rejected', 'withdrawn'] }).notNull(),
  rule: text('rule').notNull(),
  refusedAt: moment('refused_at').notNull(),
  outcome: text('outcome', { enum: ['granted', 'dismissed'] }),
  decidedBy: uuid('decided_by').references(() => users.id),
  decidedAt: moment('decided_at'),
  createdAt: createdAt(),
});

/** What an author who left a contact is told about the case. */
export const CASE_MESSAGES = ['answered', 'stopped', 'follow-up'] as const;

/** A message to an author that was handed over, or is about to be: each at most once. It does not say to whom. */
export const caseMessages = pgTable(
  'case_messages',
  {
    commentId: uuid('comment_id')
      .notNull()
      .references(() => comments.id),
    kind: text('kind', { enum: CASE_MESSAGES }).notNull(),
    /** Which answer, or which stop of the clock it is about, from 1. */
    number: integer('number').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.commentId, table.kind, table.number] })],
);
