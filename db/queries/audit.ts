import { asc, count, desc, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { auditLog } from '../schema/staff.ts';

export type AuditRow = typeof auditLog.$inferSelect;

/** Last hash of the chain. Holds a transaction lock, so that two writers cannot continue the same row. */
export async function lockLastAuditHash(tx: Queryable): Promise<string | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('gongping:audit'))`);
  const [last] = await tx.select({ hash: auditLog.hash }).from(auditLog).orderBy(desc(auditLog.sequence)).limit(1);
  return last?.hash ?? null;
}

export const appendAudit = async (tx: Queryable, row: Omit<typeof auditLog.$inferInsert, 'sequence'>): Promise<void> => {
  await tx.insert(auditLog).values(row);
};

/** How many rows the log has, and the hash of the last; null while it is empty. */
export async function auditHead(db: Queryable): Promise<{ readonly rows: number; readonly hash: string | null }> {
  const [last] = await db.select({ hash: auditLog.hash }).from(auditLog).orderBy(desc(auditLog.sequence)).limit(1);
  const [all] = await db.select({ rows: count() }).from(auditLog);
  return { rows: all?.rows ?? 0, hash: last?.hash ?? null };
}

/** Hash of the row in a place, counted from 1; null where the log is shorter. */
export async function auditHashAt(db: Queryable, place: number): Promise<string | null> {
  const [row] = await db
    .select({ hash: auditLog.hash })
    .from(auditLog)
    .orderBy(asc(auditLog.sequence))
    .offset(place - 1)
    .limit(1);
  return row?.hash ?? null;
}

/** Rows in the order they were written, from `after` on. */
export const listAudit = (db: Queryable, after: number, limit: number): Promise<AuditRow[]> =>
  db.select().from(auditLog).where(sql`${auditLog.sequence} > ${after}`).orderBy(asc(auditLog.sequence)).limit(limit);
