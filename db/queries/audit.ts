import { asc, count, desc, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { auditLog, type Role } from '../schema/staff.ts';

export type AuditRow = typeof auditLog.$inferSelect;

/** What an audit row is written with: the chain's end, and what its transaction has changed so far. */
export interface AuditState {
  readonly hash: string | null;
  readonly role: Role | null;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Reads the end of the chain and takes over what the transaction has noted of its changes. Holds a transaction lock, so
 * that two writers cannot continue the same row.
 */
export async function lockAudit(tx: Queryable, actor: string | null): Promise<AuditState> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('gongping:audit'))`);
  const rows = await tx.execute(sql`
    select (select hash from audit_log order by sequence desc limit 1) as hash,
      (select role from users where id = ${actor}) as role,
      nullif(current_setting('gongping.before', true), '') as before,
      nullif(current_setting('gongping.after', true), '') as after`);
  await tx.execute(sql`select set_config('gongping.before', '', true), set_config('gongping.after', '', true)`);
  return rows[0] as unknown as AuditState;
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
