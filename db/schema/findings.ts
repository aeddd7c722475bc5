import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.ts';
import { cycles } from './cycles.ts';
import { units } from './units.ts';

export const FINDING_KINDS = ['add', 'deduct', 'veto', 'level', 'override', 'tier'] as const;

/** A score, addition, deduction, veto, level or override, with measurable reason and document. */
export const findings = pgTable('findings', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  unitId: text('unit_id')
    .notNull()
    .references(() => units.id),
  cycleId: text('cycle_id')
    .notNull()
    .references(() => cycles.id),
  part: text('part').notNull(),
  kind: text('kind', { enum: FINDING_KINDS }).notNull(),
  points: text('points'),
  level: text('level'),
  /** For a level: code of the goal whose figure the office settles. */
  goalCode: text('goal_code'),
  place: integer('place'),
  criterion: text('criterion').notNull(),
  periodId: text('period_id'),
  document: text('document'),
  reasonZh: text('reason_zh').notNull().default(''),
  reasonEn: text('reason_en').notNull().default(''),
  createdAt: createdAt(),
});

/** A document that findings and plain values name by its id. Public at an address, or not public for a reason. */
export const documents = pgTable(
  'documents',
  {
    id: text('id').primaryKey(),
    titleZh: text('title_zh').notNull(),
    titleEn: text('title_en').notNull(),
    number: text('number'),
    url: text('url'),
    notPublicZh: text('not_public_zh').notNull().default(''),
    notPublicEn: text('not_public_en').notNull().default(''),
  },
  (t) => [check('documents_public_or_why', sql`(${t.url} is null) = (${t.notPublicZh} <> '' and ${t.notPublicEn} <> '')`)],
);

/** A plain value a department in charge gives for a part: a key task's score, say. Exact text. */
export const partValues = pgTable(
  'part_values',
  {
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => cycles.id),
    part: text('part').notNull(),
    valueId: text('value_id').notNull(),
    value: text('value').notNull(),
    document: text('document'),
  },
  (t) => [unique('part_values_one').on(t.unitId, t.cycleId, t.part, t.valueId)],
);
