import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** One assessment year (or term) under one scheme version. */
export const cycles = pgTable('cycles', {
  id: text('id').primaryKey(),
  labelZh: text('label_zh').notNull(),
  labelEn: text('label_en').notNull(),
  schemeId: text('scheme_id').notNull(),
  position: integer('position').notNull(),
});

/** A part of a cycle: quarter, half-year or month. */
export const periods = pgTable(
  'periods',
  {
    cycleId: text('cycle_id')
      .notNull()
      .references(() => cycles.id),
    id: text('id').notNull(),
    labelZh: text('label_zh').notNull(),
    labelEn: text('label_en').notNull(),
    position: integer('position').notNull(),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on').notNull(),
    /** Last moment at which a report of this period is on time. */
    reportBy: moment('report_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.cycleId, t.id] })],
);
