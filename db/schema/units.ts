import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';

/** A body that is assessed. Names come from the city's content; ids never change. */
export const units = pgTable(
  'units',
  {
    id: text('id').primaryKey(),
    category: text('category').notNull(),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    aboutZh: text('about_zh').notNull().default(''),
    aboutEn: text('about_en').notNull().default(''),
    position: integer('position').notNull(),
  },
  (t) => [index('units_by_reading').on(sql`${t.nameZh} collate "zh-x-icu"`, t.id), index('units_by_english').on(sql`${t.nameEn} collate "zh-x-icu"`, t.id)],
);
