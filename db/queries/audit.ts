import { and, asc, count, desc, eq, gt, gte, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
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

export interface AuditSearch {
  /** Id of an account; `product`: what the product did by itself. */
  readonly actor?: string | undefined;
  readonly role?: Role | undefined;
  /** An action, or the noun before its dot. */
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface AuditPage {
  readonly order: 'oldest' | 'newest';
  /** The last row seen; 0: from the beginning of the order. */
  readonly after: number;
  readonly limit: number;
}

const containing = (column: SQL, text: string): SQL => sql`position(lower(${text}) in lower(${column})) > 0`;

const sought = ({ actor, role, action, subject, text, from, to }: AuditSearch): SQL | undefined =>
  and(
    actor === undefined ? undefined : actor === 'product' ? isNull(auditLog.actor) : eq(auditLog.actor, actor),
    role === undefined ? undefined : eq(auditLog.role, role),
    action === undefined ? undefined : sql`(${auditLog.action} = ${action} or split_part(${auditLog.action}, '.', 1) = ${action})`,
    subject === undefined ? undefined : containing(sql`${auditLog.subject}`, subject),
    text === undefined ? undefined : containing(sql`${auditLog.detail}::text`, text),
    from === undefined ? undefined : gte(auditLog.at, from),
    to === undefined ? undefined : lte(auditLog.at, to),
  );

/** Rows that answer a search, page by page: in the order they were written, or the newest first. */
export function searchAudit(db: Queryable, search: AuditSearch, { order, after, limit }: AuditPage): Promise<AuditRow[]> {
  const { sequence } = auditLog;
  const behind = order === 'oldest' ? gt(sequence, after) : after === 0 ? undefined : lt(sequence, after);
  return db
    .select()
    .from(auditLog)
    .where(and(behind, sought(search)))
    .orderBy(order === 'oldest' ? asc(sequence) : desc(sequence))
    .limit(limit);
}

/** Rows in the order they were written, from `after` on. */
export const listAudit = (db: Queryable, after: number, limit: number): Promise<AuditRow[]> =>
  db.select().from(auditLog).where(sql`${auditLog.sequence} > ${after}`).orderBy(asc(auditLog.sequence)).limit(limit);
