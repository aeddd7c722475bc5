import { sql } from 'drizzle-orm';
import { check, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
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
export const RELEASE_STAGES = ['provisional', 'final'] as const;
export const RELEASE_STATES = ['prepared', 'building', 'published', 'failed'] as const;

/** A unit whose total or rank a correction changed. */
export interface ScoreChange {
  readonly cycle: string;
  readonly unit: string;
  readonly total: { readonly before: string | null; readonly after: string | null };
  readonly rank: { readonly before: number | null; readonly after: number | null };
}

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
    /** Whether the scores are open to objections or stand; null in a daily update and in releases from before there were stages. */
    stage: text('stage', { enum: RELEASE_STAGES }),
    /** The cycles whose scores it publishes, the others being carried over. */
    cycles: jsonb('cycles').$type<readonly string[]>().notNull().default([]),
    /** The last day for an objection, fixed when a provisional release is built. */
    objectionsUntil: date('objections_until'),
    /** Number of the release whose scores were wrong, and what was. */
    corrects: integer('corrects'),
    reasonZh: text('reason_zh'),
    reasonEn: text('reason_en'),
    /** What the correction changed, fixed when it is built. */
    changes: jsonb('changes').$type<readonly ScoreChange[]>(),
    /** The last finished step of a build. */
    step: text('step'),
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
    check(
      'releases_scores_by_two_named',
      sql`${t.kind} = 'daily' or ${t.state} = 'prepared' or (${t.preparedBy} is not null and ${t.publishedBy} is not null)`,
    ),
    check('releases_daily_has_no_stage', sql`${t.kind} = 'score' or (${t.stage} is null and ${t.corrects} is null)`),
    check('releases_correction_has_reason', sql`${t.corrects} is null or (coalesce(${t.reasonZh}, '') <> '' and coalesce(${t.reasonEn}, '') <> '')`),
    check('releases_provisional_has_day', sql`${t.stage} is distinct from 'provisional' or ${t.state} <> 'published' or ${t.objectionsUntil} is not null`),
  ],
);
