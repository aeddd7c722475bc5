import { sql } from 'drizzle-orm';
import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { units } from './units.ts';

export const ROLES = [
  'unit-editor',
  'unit-approver',
  'verifier',
  'office-staff',
  'office-approver',
  'key-holder',
  'moderator',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** What the second factor is: codes of an authenticator app, or text messages. */
export const FACTORS = ['totp', 'sms'] as const;
export type FactorKind = (typeof FACTORS)[number];

/** Someone with an account. Residents have none. */
export const users = pgTable('users', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  login: text('login').notNull().unique(),
  name: text('name').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  unitId: text('unit_id').references(() => units.id),
  /** The body the person works for, where two bodies have to act; the same body always in the same words. */
  body: text('body'),
  /** argon2id, PHC string; null until the person has accepted the invitation. */
  passwordHash: text('password_hash'),
  passwordSetAt: moment('password_set_at'),
  /** The passwords before, newest first, as many as the city's password rules look back. */
  formerHashes: jsonb('former_hashes').$type<readonly string[]>().notNull().default([]),
  factorKind: text('factor_kind', { enum: FACTORS }).notNull().default('totp'),
  /** Secret of the app, or the number that messages go to, sealed with a key of the installation; in use from the moment it was confirmed. */
  factorSecret: text('factor_secret'),
  factorConfirmedAt: moment('factor_confirmed_at'),
  /** The newest time step whose code was used: each code opens once. */
  factorStep: bigint('factor_step', { mode: 'number' }).notNull().default(0),
  /** Recovery codes that are left, hashed. */
  recoveryHashes: jsonb('recovery_hashes').$type<readonly string[]>().notNull().default([]),
  /** Whose post this person took over. */
  succeeds: uuid('succeeds'),
  active: boolean('active').notNull().default(true),
  createdAt: createdAt(),
});

/** Sessions under the SHA-256 of their id: a leaked table opens nothing. */
export const sessions = pgTable('sessions', {
  idHash: text('id_hash').primaryKey(),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** Moves with each use: idle limit. */
  expiresAt: moment('expires_at').notNull(),
  /** Never moves: absolute limit. */
  endsAt: moment('ends_at').notNull(),
  startedAt: moment('started_at').notNull(),
  /** When the person last showed password and second factor. */
  confirmedAt: moment('confirmed_at').notNull(),
  /** The password was right, the second factor is still to come. */
  pending: boolean('pending').notNull().default(false),
  /** Browser and system in two or three words, for the person's own list of devices. */
  device: text('device').notNull(),
});

/** The six figures that were sent last to an account's number, hashed with a key of the installation. */
export const factorMessages = pgTable('factor_messages', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  codeHash: text('code_hash').notNull(),
  triesLeft: integer('tries_left').notNull(),
  expiresAt: moment('expires_at').notNull(),
});

/** One-time links by which a person sets a password, under the SHA-256 of what the link carries. */
export const invitations = pgTable('invitations', {
  tokenHash: text('token_hash').primaryKey(),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
});

/** Who did what: one row in the transaction of each staff or unit write, chained by hash. */
export const auditLog = pgTable(
  'audit_log',
  {
    sequence: bigserial('sequence', { mode: 'number' }).primaryKey(),
    at: moment('at').notNull(),
    actor: uuid('actor'),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    detail: jsonb('detail').notNull(),
    /** The role of who did it, at that time; null when the product itself acted, and in rows from before roles were kept. */
    role: text('role', { enum: ROLES }),
    /** SHA-256, hex, over the rows that the change took away or replaced, in the order it touched them; null where there were none. */
    before: text('before_digest'),
    /** The same over the rows that it wrote. */
    after: text('after_digest'),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [unique('audit_log_previous').on(t.previousHash), index('audit_log_actor').on(t.actor, t.sequence), index('audit_log_at').on(t.at)],
);
