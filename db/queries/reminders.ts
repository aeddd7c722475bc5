import { and, asc, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { cycles, periods } from '../schema/cycles.ts';
import { plans, reports } from '../schema/plans.ts';
import { contacts, type ReminderChannel, reminderSends, reminders } from '../schema/reminders.ts';
import { users } from '../schema/staff.ts';
import { units } from '../schema/units.ts';

export type ReminderRow = typeof reminders.$inferSelect;
export type ContactRow = typeof contacts.$inferSelect;

export interface Owing {
  readonly userId: string;
  readonly unitId: string;
}

/** Active staff of the units that have a final plan of a cycle and have not submitted a period's report. */
export const listOwing = (db: Queryable, cycleId: string, periodId: string): Promise<Owing[]> =>
  db
    .selectDistinct({ userId: users.id, unitId: units.id })
    .from(users)
    .innerJoin(units, eq(units.id, users.unitId))
    .innerJoin(plans, and(eq(plans.unitId, units.id), eq(plans.cycleId, cycleId), eq(plans.state, 'final')))
    .leftJoin(reports, and(eq(reports.unitId, units.id), eq(reports.cycleId, cycleId), eq(reports.periodId, periodId)))
    .where(
      and(eq(users.active, true), inArray(users.role, ['unit-editor', 'unit-approver']), sql`coalesce(${reports.state}, 'draft') in ('draft', 'returned')`),
    );

/** Rows of one statement, which takes 65,535 values at most. */
const AT_ONCE = 1000;

/** Makes reminders; what somebody has been given before is not made again. @returns how many are new */
export async function insertReminders(db: Queryable, rows: readonly (typeof reminders.$inferInsert)[]): Promise<number> {
  let made = 0;
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const values = rows.slice(at, at + AT_ONCE);
    made += (await db.insert(reminders).values(values).onConflictDoNothing().returning({ id: reminders.id })).length;
  }
  return made;
}

const withSubject = (db: Queryable) =>
  db
    .select({
      reminder: reminders,
      unit: { zh: units.nameZh, en: units.nameEn },
      period: { zh: periods.labelZh, en: periods.labelEn },
      cycle: { zh: cycles.labelZh, en: cycles.labelEn },
      reportBy: periods.reportBy,
      state: reports.state,
      mail: contacts.mail,
      phone: contacts.phone,
    })
    .from(reminders)
    .innerJoin(units, eq(units.id, reminders.unitId))
    .innerJoin(cycles, eq(cycles.id, reminders.cycleId))
    .innerJoin(periods, and(eq(periods.cycleId, reminders.cycleId), eq(periods.id, reminders.periodId)))
    .leftJoin(reports, and(eq(reports.unitId, reminders.unitId), eq(reports.cycleId, reminders.cycleId), eq(reports.periodId, reminders.periodId)))
    .leftJoin(contacts, eq(contacts.userId, reminders.userId));

export type Notice = Awaited<ReturnType<typeof listNotices>>[number];

/** A person's notices, newest first. */
export const listNotices = (db: Queryable, userId: string, limit: number) =>
  withSubject(db).where(eq(reminders.userId, userId)).orderBy(desc(reminders.createdAt), asc(reminders.id)).limit(limit);

/** Notices made since a moment that a channel has not been given yet; to people who are still there. */
export const listUnsent = (db: Queryable, channel: ReminderChannel, since: Date) =>
  withSubject(db)
    .innerJoin(users, eq(users.id, reminders.userId))
    .leftJoin(reminderSends, and(eq(reminderSends.reminderId, reminders.id), eq(reminderSends.channel, channel)))
    .where(
      and(
        gte(reminders.createdAt, since),
        eq(users.active, true),
        isNull(reminderSends.reminderId),
        sql`${channel === 'mail' ? contacts.mail : contacts.phone} is not null`,
        sql`coalesce(${reports.state}, 'draft') in ('draft', 'returned')`,
      ),
    )
    .orderBy(asc(reminders.createdAt), asc(reminders.id))
    .limit(1000);

/** Takes a message to send it. False when another worker has it, or had it before it died. */
export async function claimSend(db: Queryable, reminderId: string, channel: ReminderChannel): Promise<boolean> {
  const taken = await db.insert(reminderSends).values({ reminderId, channel, state: 'claimed' }).onConflictDoNothing().returning();
  return taken.length > 0;
}

/** Gives a claimed message back: it has not left, and the next run tries again. */
export const releaseSend = async (db: Queryable, reminderId: string, channel: ReminderChannel): Promise<void> => {
  await db.delete(reminderSends).where(and(eq(reminderSends.reminderId, reminderId), eq(reminderSends.channel, channel)));
};

export const markSend = async (db: Queryable, reminderId: string, channel: ReminderChannel, state: 'sent' | 'failed'): Promise<void> => {
  await db
    .update(reminderSends)
    .set({ state })
    .where(and(eq(reminderSends.reminderId, reminderId), eq(reminderSends.channel, channel)));
};

/** Marks a person's own notices as read. @returns how many were not before */
export async function readNotices(tx: Queryable, userId: string, ids: readonly string[], at: Date): Promise<number> {
  const read = await tx
    .update(reminders)
    .set({ readAt: at })
    .where(and(eq(reminders.userId, userId), inArray(reminders.id, [...ids]), isNull(reminders.readAt)))
    .returning({ id: reminders.id });
  return read.length;
}

export const findContact = async (db: Queryable, userId: string): Promise<ContactRow | null> =>
  (await db.select().from(contacts).where(eq(contacts.userId, userId)))[0] ?? null;

export const writeContact = async (tx: Queryable, row: ContactRow): Promise<void> => {
  await tx
    .insert(contacts)
    .values(row)
    .onConflictDoUpdate({ target: contacts.userId, set: { mail: row.mail, phone: row.phone } });
};
