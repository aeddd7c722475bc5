import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { cycles } from './cycles.ts';

/** One computation of a cycle's scores: input, output and who asked for it. */
export const scoringRuns = pgTable('scoring_runs', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  cycleId: text('cycle_id')
    .notNull()
    .references(() => cycles.id),
  scheme: text('scheme').notNull(),
  engine: text('engine').notNull(),
  inputSha256: text('input_sha256').notNull(),
  /** JSON as text: the published file has these bytes. */
  input: text('input').notNull(),
  result: text('result').notNull(),
  createdAt: createdAt(),
});

export const RELEASE_KINDS = ['score', 'daily'] as const;
export const RELEASE_STATES = ['prepared', 'building', 'published', 'failed'] as const;

/** A numbered, immutable publication. A score release takes two people; a daily update is automatic. */
export const releases = pgTable(
  'releases',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    /** Given when it is published, in the order of the chain; null until then. */
    number: integer('number').unique(),
    kind: text('kind', { enum: RELEASE_KINDS }).notNull(),
    state: text('state', { enum: RELEASE_STATES }).notNull(),
    /** The scoring runs that this release publishes, by cycle. */
    runs: jsonb('runs').$type<Record<string, string>>().notNull(),
    preparedBy: uuid('prepared_by'),
    publishedBy: uuid('published_by'),
    manifestSha256: text('manifest_sha256'),
    failure: text('failure'),
    publishedAt: moment('published_at'),
    createdAt: createdAt(),
  },
  (t) => [
    check('releases_published_has_number', sql`${t.state} <> 'published' or (${t.number} is not null and ${t.manifestSha256} is not null)`),
    check('releases_two_people', sql`${t.kind} = 'daily' or ${t.publishedBy} is null or ${t.publishedBy} <> ${t.preparedBy}`),
  ],
);
