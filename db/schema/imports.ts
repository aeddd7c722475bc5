import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
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
  /** How many people were to be asked; absent where nothing was said. */
  readonly sample?: number | undefined;
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

export const IMPORT_KINDS = ['survey', 'clippings', 'partner', 'hotline'] as const;

/** What waits as a file: a survey firm's table, a partner's batch, a hotline's counts. */
export const FILE_KINDS = ['survey', 'partner', 'hotline'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Answers that did not come through the site: sealed when they were committed, all of a file or none. Committed by one person, proposed by another. */
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
    /** Answers that a hotline counted; null for answers of people. */
    answers: integer('answers'),
    /** Counts of a hotline, kept under a secret of the window until it is opened; null for answers of people. */
    counts: bytes('counts'),
    mapping: jsonb('mapping').notNull(),
    proposedBy: uuid('proposed_by'),
    committedBy: uuid('committed_by'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('imports_once').on(t.windowId, t.fileSha256),
    check('imports_two_people', sql`${t.committedBy} is null or (${t.proposedBy} is not null and ${t.committedBy} <> ${t.proposedBy})`),
  ],
);

/**
 * A file between upload and commit, readable with a secret of its window only; gone when it is committed, or after a
 * day. A partner's batch waits until the window is closed.
 */
export const importFiles = pgTable('import_files', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  windowId: windowId(),
  kind: text('kind', { enum: FILE_KINDS }).notNull().default('survey'),
  /** Null where a partner sent it. */
  uploadedBy: uuid('uploaded_by'),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  sealed: bytes('sealed').notNull(),
  /** How it is read and where it came from: said by whoever proposes to commit it, or by the partner who sent it. */
  mapping: jsonb('mapping'),
  origin: jsonb('origin').$type<ImportOrigin>(),
  /** Digest of the preview that the first of two people saw, and who that was; null while nobody proposes it. */
  digest: text('digest'),
  proposedBy: uuid('proposed_by'),
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

export const BATCH_STATES = ['received', 'previewed', 'committed', 'refused'] as const;

/** Batches by the key their sender chose: the same batch again gets the same answer. */
export const partnerBatches = pgTable(
  'partner_batches',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    windowId: windowId(),
    keyId: uuid('key_id')
      .notNull()
      .references(() => partnerKeys.id),
    idempotencyKey: text('idempotency_key').notNull(),
    bodySha256: text('body_sha256').notNull(),
    /** Of the table that its answers are, or of the file it brought. */
    fileSha256: text('file_sha256').notNull(),
    people: integer('people').notNull(),
    ballots: integer('ballots').notNull(),
    state: text('state', { enum: BATCH_STATES }).notNull().default('received'),
    /** Why it was refused, as whoever refused it wrote. */
    reason: text('reason'),
    /** Where it waits; null when it is committed or refused. */
    fileId: uuid('file_id').references(() => importFiles.id, { onDelete: 'set null' }),
    importId: uuid('import_id').references(() => imports.id),
    receivedAt: createdAt(),
  },
  (t) => [
    unique('partner_batches_by_their_key').on(t.keyId, t.idempotencyKey),
    uniqueIndex('partner_batches_same_file_once').on(t.windowId, t.fileSha256).where(sql`${t.state} <> 'refused'`),
    check('partner_batches_refused_with_reason', sql`(${t.state} = 'refused') = (${t.reason} is not null)`),
  ],
);
