import { createHash } from 'node:crypto';
import type { Queryable } from '../db/client.ts';
import { appendAudit, lockAudit } from '../db/queries/audit.ts';

export interface AuditEntry {
  /** Null when the product itself acts (a daily update). */
  readonly actor: string | null;
  /** Dotted, noun first: `report.accepted`. */
  readonly action: string;
  /** What was changed: `report:water/2025/q4`. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export const FIRST_HASH = '0'.repeat(64);

/** What the database knows of a change: who had which role, and digests of the rows it replaced and wrote. */
export interface Witness {
  readonly role: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

const NOTHING_SEEN: Witness = { role: null, before: null, after: null };

/**
 * Hash of one row over its content and the row before it: an edit anywhere breaks the chain from there on. A row without
 * role and digests hashes as all rows did before those were kept.
 */
export function auditHash(entry: AuditEntry, at: Date, previous: string, { role, before, after }: Witness = NOTHING_SEEN): string {
  const seen = role === null && before === null && after === null ? [] : [role, before, after];
  return createHash('sha256')
    .update(JSON.stringify([previous, at.toISOString(), entry.actor, entry.action, entry.subject, sortKeys(entry.detail), ...seen]))
    .digest('hex');
}

/** Writes the audit row of a change. Call it in the change's own transaction and after it: both are kept or neither. */
export async function audit(tx: Queryable, at: Date, entry: AuditEntry): Promise<void> {
  const { hash, ...seen } = await lockAudit(tx, entry.actor);
  const previous = hash ?? FIRST_HASH;
  await appendAudit(tx, { ...entry, ...seen, at, previousHash: previous, hash: auditHash(entry, at, previous, seen) });
}

/** JSON from the database comes back with keys in another order; the hash must not depend on it. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
