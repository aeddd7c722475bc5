import { asc, desc, sql } from 'drizzle-orm';
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

/** Rows in the order they were written, from `after` on. */
export const listAudit = (db: Queryable, after: number, limit: number): Promise<AuditRow[]> =>
  db.select().from(auditLog).where(sql`${auditLog.sequence} > ${after}`).orderBy(asc(auditLog.sequence)).limit(limit);
