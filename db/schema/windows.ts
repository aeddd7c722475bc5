import { sql } from 'drizzle-orm';
import { check, customType, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { cycles } from './cycles.ts';

export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
  fromDriver: (value) => new Uint8Array(value),
});

export const WINDOW_STATES = ['draft', 'sealed', 'open', 'closed', 'opened', 'archived'] as const;
export type WindowState = (typeof WINDOW_STATES)[number];

/** The time in which ratings are taken for a period. */
export const windows = pgTable(
  'windows',
  {
    id: text('id').primaryKey(),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => cycles.id),
    state: text('state', { enum: WINDOW_STATES }).notNull(),
    opensAt: moment('opens_at').notNull(),
    closesAt: moment('closes_at').notNull(),
    /** Questionnaires per group, levels, weights, rules, scheme digest, code version: fixed at sealing. */
    manifest: jsonb('manifest'),
    manifestSha256: text('manifest_sha256'),
    /** P-256 public key, uncompressed point, base64url. The private key never lies in the database. */
    publicKey: text('public_key'),
    /** Who holds the private key: `holders` (offline) or `demonstration` (this server, said on every page). */
    keyCustody: text('key_custody', { enum: ['holders', 'demonstration'] }).notNull(),
    /** Root over the sorted ciphertext digests, made at closing. */
    closingRoot: text('closing_root'),
    /** unit → group → ballots in the box at closing. */
    closingCounts: jsonb('closing_counts').$type<Record<string, Record<string, number>>>(),
    /** What was published at closing, and its signature. */
    closingStatement: jsonb('closing_statement'),
    closedBy: uuid('closed_by'),
    openingProposedBy: uuid('opening_proposed_by'),
    openedBy: uuid('opened_by'),
    /** Root over the sorted leaves, made at opening. */
    logRoot: text('log_root'),
    /** What was published at opening, and its signature. */
    logStatement: jsonb('log_statement'),
    /** Numbers that asked for a look, as they were computed at closing and again at opening; null before. */
    alarms: jsonb('alarms'),
    closedAt: moment('closed_at'),
    openedAt: moment('opened_at'),
    createdAt: createdAt(),
  },
  (t) => [
    check('windows_two_people_open', sql`${t.openedBy} is null or ${t.openedBy} <> ${t.openingProposedBy}`),
    check('windows_sealed_has_key', sql`${t.state} in ('draft', 'archived') or ${t.publicKey} is not null`),
  ],
);

/**
 * The double envelope: one sealed row per window, unit (or category) and mark. The mark says that an entitlement was used
 * for it and joins nothing else; the ciphertext is readable by the holders of the window's key only. No time is kept.
 */
export const envelopes = pgTable(
  'envelopes',
  {
    /** No foreign key: a box is there for a window only, and the key would lock the window's one row for every cast. */
    windowId: text('window_id').notNull(),
    /** A unit's id, or `category:<id>`. */
    unitId: text('unit_id').notNull(),
    mark: text('mark').notNull(),
    group: text('group').notNull(),
    channel: text('channel').notNull(),
    stratum: text('stratum').notNull(),
    riskClass: text('risk_class').notNull(),
    ticket: text('ticket').notNull(),
    revision: integer('revision').notNull(),
    requestDigest: text('request_digest').notNull(),
    ciphertext: bytes('ciphertext').notNull(),
    /** The leaf hash the rater's receipt names, sealed for the same key; compared at opening. */
    sealedLeaf: bytes('sealed_leaf').notNull(),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.unitId, t.mark] }), unique('envelopes_ticket').on(t.windowId, t.ticket)],
);

/** Ciphertexts after opening, without mark or order, until complaints end. */
export const sealedArchive = pgTable(
  'sealed_archive',
  {
    windowId: text('window_id')
      .notNull()
      .references(() => windows.id),
    digest: text('digest').notNull(),
    ciphertext: bytes('ciphertext').notNull(),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.digest] })],
);

/** Opened ballots, sorted by leaf hash. `spoiled` names why a ballot does not count. */
export const leaves = pgTable(
  'leaves',
  {
    windowId: text('window_id')
      .notNull()
      .references(() => windows.id),
    position: integer('position').notNull(),
    leafHash: text('leaf_hash').notNull(),
    /** A unit's id, or `category:<id>`. */
    unitId: text('unit_id').notNull(),
    group: text('group').notNull(),
    channel: text('channel').notNull(),
    stratum: text('stratum').notNull(),
    riskClass: text('risk_class').notNull(),
    /** Canonical ballot with its salt; null when it could not be read. */
    ballot: text('ballot'),
    spoiled: text('spoiled'),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.position] }), unique('leaves_hash').on(t.windowId, t.leafHash, t.position)],
);

/** Tickets with their last revision, not linked to leaves: proves "superseded". */
export const tickets = pgTable(
  'tickets',
  {
    windowId: text('window_id')
      .notNull()
      .references(() => windows.id),
    ticket: text('ticket').notNull(),
    revision: integer('revision').notNull(),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.ticket] })],
);

/** What a tally says label by label. */
export type TallySplits = Readonly<
  Record<string, Readonly<Record<string, { readonly ballots: number; readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>> }>>>
>;

/** Exact integers per unit and group; rebuilt from leaves with the same bytes. */
export const tallies = pgTable(
  'tallies',
  {
    windowId: text('window_id')
      .notNull()
      .references(() => windows.id),
    /** A unit's id, or `category:<id>`. */
    unitId: text('unit_id').notNull(),
    group: text('group').notNull(),
    /** `ballots`: counted here. `imported`: brought in as counts from an earlier system. `counts`: a hotline counted, in a window whose ballots were counted here. */
    origin: text('origin', { enum: ['ballots', 'imported', 'counts'] }).notNull(),
    roster: integer('roster'),
    counts: jsonb('counts').$type<Record<string, Record<string, number>>>().notNull(),
    products: jsonb('products').$type<Record<string, string>>().notNull(),
    pairs: jsonb('pairs').$type<Record<string, number>>().notNull(),
    /** Channel, stratum or class → label → ballots, and valid answers by question and level; null where nothing is known of it. */
    splits: jsonb('splits').$type<TallySplits>(),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.unitId, t.group] })],
);
