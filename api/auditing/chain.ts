import type { AuditRow } from '../../db/queries/audit.ts';
import { auditHash, FIRST_HASH } from '../audit.ts';

export type ChainCheck = { readonly holds: true } | { readonly holds: false; readonly brokenAt: number };

/**
 * Checks rows of the audit log in their order: each names the hash of the row before it, and its own hash is that of its
 * content. An edit, a removed or an added row is found from where it stands; rows cut off at the very end are not, unless
 * the last hash was noted elsewhere.
 * @param previous hash of the row before the first one given; left out when the log is given from its beginning.
 */
export function verifyAuditChain(rows: readonly AuditRow[], previous: string = FIRST_HASH): ChainCheck {
  let expected = previous;
  for (const row of rows) {
    if (row.previousHash !== expected || row.hash !== hashOf(row)) return { holds: false, brokenAt: row.sequence };
    expected = row.hash;
  }
  return { holds: true };
}

/** The hash that a row's own content and the hash before it give. */
export const hashOf = ({ actor, action, subject, detail, at, previousHash, ...seen }: AuditRow): string =>
  auditHash({ actor, action, subject, detail: detail as Record<string, unknown> }, at, previousHash, seen);
