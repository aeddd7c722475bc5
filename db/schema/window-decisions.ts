import { sql } from 'drizzle-orm';
import { check, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { users } from './staff.ts';
import { windows } from './windows.ts';

/** What two people decide about a window: its rules, a longer or shorter time, the end of its key, auditors who get the ballots. */
export const DECISIONS = ['seal', 'extend', 'close-early', 'destroy-key', 'hand-out-ballots'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

/** One person proposes, another confirms; a proposal that is taken back is gone. Never holds a share or a private key. */
export const windowDecisions = pgTable(
  'window_decisions',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    windowId: text('window_id')
      .notNull()
      .references(() => windows.id),
    kind: text('kind', { enum: DECISIONS }).notNull(),
    /** What is decided: public key and holders, new closing time, reason. */
    detail: jsonb('detail').notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => users.id),
    /** The body of the proposer at that time. */
    proposedBody: text('proposed_body'),
    confirmedBy: uuid('confirmed_by').references(() => users.id),
    confirmedBody: text('confirmed_body'),
    confirmedAt: moment('confirmed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    check('window_decisions_two_people', sql`${t.confirmedBy} is null or ${t.confirmedBy} <> ${t.proposedBy}`),
    check('window_decisions_two_bodies', sql`${t.kind} <> 'destroy-key' or ${t.confirmedBy} is null or ${t.confirmedBody} <> ${t.proposedBody}`),
    check(
      'window_decisions_bodies_known',
      sql`${t.kind} <> 'destroy-key' or (${t.proposedBody} is not null and (${t.confirmedBy} is null or ${t.confirmedBody} is not null))`,
    ),
    check('window_decisions_confirmed_whole', sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null)`),
    uniqueIndex('window_decisions_one_open').on(t.windowId, t.kind).where(sql`${t.confirmedBy} is null`),
  ],
);
