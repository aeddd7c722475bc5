import { sql } from 'drizzle-orm';
import { integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.ts';
import { cycles } from './cycles.ts';
import { users } from './staff.ts';
import { units } from './units.ts';

/** Where a member of staff wants to be reminded, as the person entered it. Without it: in the workspace only. */
export const contacts = pgTable('contacts', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  mail: text('mail'),
  /** In its one spelling, `+8613800000000`. */
  phone: text('phone'),
});

/** One notice to one person that a report is due: before its day, on it, after it. */
export const reminders = pgTable(
  'reminders',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => cycles.id),
    periodId: text('period_id').notNull(),
    /** `before-7`, `on`, `after-3`: with the days the city has set. */
    kind: text('kind').notNull(),
    /** Days from the last day for the report to the reminder: negative before it. */
    days: integer('days').notNull(),
    readAt: moment('read_at'),
    createdAt: createdAt(),
  },
  (t) => [unique('reminders_once').on(t.userId, t.cycleId, t.periodId, t.kind)],
);

export const REMINDER_CHANNELS = ['mail', 'sms'] as const;
export type ReminderChannel = (typeof REMINDER_CHANNELS)[number];

/** A reminder handed to a channel. `claimed` and never more: the process died while sending, and it is not sent again. */
export const reminderSends = pgTable(
  'reminder_sends',
  {
    reminderId: uuid('reminder_id')
      .notNull()
      .references(() => reminders.id, { onDelete: 'cascade' }),
    channel: text('channel', { enum: REMINDER_CHANNELS }).notNull(),
    state: text('state', { enum: ['claimed', 'sent', 'failed'] }).notNull(),
    at: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.reminderId, t.channel] })],
);
