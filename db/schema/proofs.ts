import { bigint, boolean, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { users } from './staff.ts';
import { windows } from './windows.ts';

const windowId = () =>
  text('window_id')
    .notNull()
    .references(() => windows.id);

/** One issue of printed codes. The sheets exist in the answer to that one request only. */
export const codeBatches = pgTable('code_batches', {
  id: uuid('id').primaryKey(),
  windowId: windowId(),
  group: text('group').notNull(),
  channel: text('channel').notNull(),
  codes: integer('codes').notNull(),
  /** Whether each code was made for a line of a list. */
  fromRoster: boolean('from_roster').notNull(),
  /** Null when the product itself issued them (the demonstration). */
  issuedBy: uuid('issued_by').references(() => users.id),
  createdAt: createdAt(),
  /** Codes that nobody had used when the batch was made void; null while it is good. */
  voided: integer('voided'),
});

/** Printed codes and panel invitations, hashed. Nothing here says who was given one, or whether it was used. */
export const codes = pgTable(
  'codes',
  {
    windowId: windowId(),
    codeHash: text('code_hash').notNull(),
    group: text('group').notNull(),
    stratum: text('stratum').notNull().default('all'),
    batchId: uuid('batch_id'),
    /** The assessed unit that employs whoever is given the code, as far as the list says; it is refused at the ballot. */
    employer: text('employer'),
    voided: boolean('voided').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.windowId, t.codeHash] }),
    foreignKey({ columns: [t.batchId], foreignColumns: [codeBatches.id] }),
    index('codes_batch').on(t.batchId),
  ],
);

/** Lines of a list for which a code was issued: a keyed hash of the line, never its text, and never which code. */
export const rosterEntries = pgTable(
  'roster_entries',
  {
    windowId: windowId(),
    group: text('group').notNull(),
    entryHash: text('entry_hash').notNull(),
    batchId: uuid('batch_id')
      .notNull()
      .references(() => codeBatches.id),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.group, t.entryHash] })],
);

/** SMS codes on their way: hashed, five tries, five minutes. One row per request, so that nobody's request ends another's. */
export const smsChallenges = pgTable(
  'sms_challenges',
  {
    windowId: windowId(),
    /** Known to the browser that asked. */
    id: text('id').notNull(),
    /** Keyed hash of the number; the number is not kept. */
    phoneHash: text('phone_hash').notNull(),
    codeHash: text('code_hash').notNull(),
    triesLeft: integer('tries_left').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.id] })],
);

/** How many proofs of a channel were issued, used and made void: counts only, no row per person. */
export const proofCounts = pgTable(
  'proof_counts',
  {
    windowId: windowId(),
    group: text('group').notNull(),
    channel: text('channel').notNull(),
    issued: bigint('issued', { mode: 'number' }).notNull().default(0),
    /** Distinct proofs that were taken at least once. */
    used: bigint('used', { mode: 'number' }).notNull().default(0),
    voided: bigint('voided', { mode: 'number' }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.group, t.channel] })],
);

/** Proofs that were taken, so that each is counted once. The digest is keyed and joins neither codes nor marks. */
export const usedProofs = pgTable(
  'used_proofs',
  {
    windowId: windowId(),
    digest: text('digest').notNull(),
    /** The coarse area that the proof names; `all` where it names none. */
    stratum: text('stratum').notNull().default('all'),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.digest] })],
);

/** Solved puzzles and waited-for tickets of the queue before proofs: each opens it once. */
export const spentTickets = pgTable('spent_tickets', { ticket: text('ticket').primaryKey(), expiresAt: moment('expires_at').notNull() });
