import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { users } from './staff.ts';
import { bytes, windows } from './windows.ts';

/** Who asked the people whose answers were brought in, how, and on which days. Published as it stands. */
export interface ImportOrigin {
  readonly source: string;
  readonly method: string;
  /** ISO days, both included. */
  readonly from: string;
  readonly to: string;
}

/** What became of newspaper clippings. */
export interface ClippingFigures {
  readonly received: number;
  /** Reason → clippings that count for nothing. */
  readonly spoiled: Readonly<Record<string, number>>;
  /** Clippings whose two keyings differed. */
  readonly differed: number;
}

const windowId = () =>
  text('window_id')
    .notNull()
    .references(() => windows.id);

export const IMPORT_KINDS = ['survey', 'clippings', 'partner'] as const;

/** Answers that did not come through the site: sealed when they were committed, all of a file or none. */
export const imports = pgTable(
  'imports',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    windowId: windowId(),
    kind: text('kind', { enum: IMPORT_KINDS }).notNull().default('survey'),
    /** Of a file its digest, of a partner's batch that of its body, of clippings that of their numbers. */
    fileSha256: text('file_sha256').notNull(),
    fileName: text('file_name').notNull(),
    group: text('group').notNull(),
    channel: text('channel'),
    people: integer('people').notNull(),
    ballots: integer('ballots').notNull(),
    origin: jsonb('origin').$type<ImportOrigin>(),
    clippings: jsonb('clippings').$type<ClippingFigures>(),
    mapping: jsonb('mapping').notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('imports_once').on(t.windowId, t.fileSha256)],
);

/** A file between upload and commit, readable with a secret of its window only; gone when it is committed, or after a day. */
export const importFiles = pgTable('import_files', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  windowId: windowId(),
  uploadedBy: uuid('uploaded_by').notNull(),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  sealed: bytes('sealed').notNull(),
  /** Ballots sealed so far, and how many there are; null while nobody commits the file. */
  done: integer('done'),
  total: integer('total'),
  /** Why the last commit failed. */
  failure: jsonb('failure').$type<{ readonly code: string; readonly zh: string; readonly en: string }>(),
  createdAt: createdAt(),
});

/** Newspaper clippings by the number stamped on them when they came. */
export const clippings = pgTable(
  'clippings',
  {
    windowId: windowId(),
    number: integer('number').notNull(),
    /** The import that counted it; null until then. */
    importId: uuid('import_id').references(() => imports.id),
    receivedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.number] })],
);

/** What somebody read on a clipping, sealed with a secret of its window. Rounds 1 and 2 are independent; 3 decides. */
export const clippingKeyings = pgTable(
  'clipping_keyings',
  {
    windowId: windowId(),
    number: integer('number').notNull(),
    round: integer('round').notNull(),
    keyedBy: uuid('keyed_by')
      .notNull()
      .references(() => users.id),
    sealed: bytes('sealed').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.windowId, t.number, t.round] }),
    unique('clipping_keyings_by_different_people').on(t.windowId, t.number, t.keyedBy),
    check('clipping_keyings_round', sql`${t.round} between 1 and 3`),
  ],
);

/** Keys with which survey firms send answers themselves. Asked for by one person, issued by another. */
export const partnerKeys = pgTable(
  'partner_keys',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    windowId: windowId(),
    /** The firm; enters the origin of each of its batches. */
    partner: text('partner').notNull(),
    group: text('group').notNull(),
    channel: text('channel').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** The first letters of the key, by which people know it; null until it is issued. */
    prefix: text('prefix').unique(),
    /** SHA-256 of the key, which has 256 random bits. */
    hash: text('hash').unique(),
    requestedBy: uuid('requested_by').notNull(),
    issuedBy: uuid('issued_by'),
    issuedAt: moment('issued_at'),
    revokedAt: moment('revoked_at'),
    createdAt: createdAt(),
  },
  (t) => [check('partner_keys_two_people', sql`${t.issuedBy} is null or ${t.issuedBy} <> ${t.requestedBy}`)],
);

/** Batches by the key their sender chose: the same batch again gets the same answer. */
export const partnerBatches = pgTable(
  'partner_batches',
  {
    keyId: uuid('key_id')
      .notNull()
      .references(() => partnerKeys.id),
    idempotencyKey: text('idempotency_key').notNull(),
    bodySha256: text('body_sha256').notNull(),
    importId: uuid('import_id')
      .notNull()
      .references(() => imports.id),
  },
  (t) => [primaryKey({ columns: [t.keyId, t.idempotencyKey] })],
);
