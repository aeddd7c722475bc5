import { sql } from 'drizzle-orm';
import { bigserial, boolean, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
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

/** Someone with an account. Residents have none. */
export const users = pgTable('users', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  login: text('login').notNull().unique(),
  name: text('name').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  unitId: text('unit_id').references(() => units.id),
  /** The body the person works for, where two bodies have to act; the same body always in the same words. */
  body: text('body'),
  /** argon2id, PHC string. */
  passwordHash: text('password_hash').notNull(),
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
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [unique('audit_log_previous').on(t.previousHash)],
);
