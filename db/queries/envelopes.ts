import { and, eq, sql } from 'drizzle-orm';
import type { Connection, Queryable } from '../client.ts';
import { envelopes } from '../schema/windows.ts';
import { windowLock } from './windows.ts';

export type EnvelopeRow = typeof envelopes.$inferSelect;

/**
 * Puts one sealed row into the box, in one statement: takes the window's shared lock, looks whether the window is open
 * by the database's clock, inserts the row or replaces the one of the same mark by a higher revision of its ticket.
 *
 * The window's row is locked after the advisory lock is held (`for share`), which makes PostgreSQL look again at a row
 * that closing changed while this statement waited; a weaker row lock would pass over a change that leaves the key. @returns false when nothing was written.
 */
export async function castEnvelope(db: Connection['sql'], row: EnvelopeRow): Promise<boolean> {
  const written = await db`
    with gate as materialized (
      select pg_advisory_xact_lock_shared(hashtextextended(${windowLock(row.windowId)}, 0)) as held
    ), taking as materialized (
      select windows.id from windows, gate
      where windows.id = ${row.windowId} and windows.state = 'open' and windows.closes_at > clock_timestamp()
      for share of windows
    )
    insert into envelopes as kept (window_id, unit_id, mark, "group", channel, stratum, risk_class, ticket, revision, request_digest, ciphertext, sealed_leaf)
    select taking.id, ${row.unitId}, ${row.mark}, ${row.group}, ${row.channel}, ${row.stratum}, ${row.riskClass}, ${row.ticket},
      ${row.revision}::integer, ${row.requestDigest}, ${Buffer.from(row.ciphertext)}::bytea, ${Buffer.from(row.sealedLeaf)}::bytea
    from taking
    on conflict (window_id, unit_id, mark) do update set
      "group" = excluded."group", channel = excluded.channel, stratum = excluded.stratum, risk_class = excluded.risk_class,
      revision = excluded.revision, request_digest = excluded.request_digest, ciphertext = excluded.ciphertext, sealed_leaf = excluded.sealed_leaf
    where kept.ticket = excluded.ticket and kept.revision < excluded.revision
    returning 1`;
  return written.length === 1;
}

export type EnvelopeState = Pick<EnvelopeRow, 'ticket' | 'revision' | 'requestDigest'>;

/** The outside of one row: what a retry or a replacement is compared with. */
export async function findEnvelope(db: Queryable, windowId: string, unitId: string, mark: string): Promise<EnvelopeState | null> {
  const [row] = await db
    .select({ ticket: envelopes.ticket, revision: envelopes.revision, requestDigest: envelopes.requestDigest })
    .from(envelopes)
    .where(and(eq(envelopes.windowId, windowId), eq(envelopes.unitId, unitId), eq(envelopes.mark, mark)));
  return row ?? null;
}

/** Rows of one statement of a batch: beyond some hundred, one JSON parameter gains nothing more. */
const BATCH = 200;

/** Inserts many rows, one JSON parameter per batch. @returns how many were new; a row whose mark or ticket is taken is left out. */
export async function insertEnvelopes(tx: Queryable, rows: readonly EnvelopeRow[]): Promise<number> {
  let written = 0;
  for (let at = 0; at < rows.length; at += BATCH) {
    const json = JSON.stringify(rows.slice(at, at + BATCH).map(toJson));
    const inserted = await tx.execute(sql`
      insert into envelopes (window_id, unit_id, mark, "group", channel, stratum, risk_class, ticket, revision, request_digest, ciphertext, sealed_leaf)
      select window_id, unit_id, mark, "group", channel, stratum, risk_class, ticket, revision, request_digest, decode(ciphertext, 'hex'), decode(sealed_leaf, 'hex')
      from jsonb_to_recordset(${json}::text::jsonb) as given (window_id text, unit_id text, mark text, "group" text, channel text, stratum text,
        risk_class text, ticket text, revision integer, request_digest text, ciphertext text, sealed_leaf text)
      on conflict do nothing returning 1`);
    written += inserted.length;
  }
  return written;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const toJson = (row: EnvelopeRow) => ({
  window_id: row.windowId,
  unit_id: row.unitId,
  mark: row.mark,
  group: row.group,
  channel: row.channel,
  stratum: row.stratum,
  risk_class: row.riskClass,
  ticket: row.ticket,
  revision: row.revision,
  request_digest: row.requestDigest,
  ciphertext: hex(row.ciphertext),
  sealed_leaf: hex(row.sealedLeaf),
});

/** All envelopes of a window without their marks and request digests. */
export const readEnvelopes = (db: Queryable, windowId: string) =>
  db
    .select({
      window: envelopes.windowId,
      unit: envelopes.unitId,
      group: envelopes.group,
      channel: envelopes.channel,
      stratum: envelopes.stratum,
      riskClass: envelopes.riskClass,
      ticket: envelopes.ticket,
      revision: envelopes.revision,
      ciphertext: envelopes.ciphertext,
      sealedLeaf: envelopes.sealedLeaf,
    })
    .from(envelopes)
    .where(eq(envelopes.windowId, windowId));

export const deleteEnvelopes = async (tx: Queryable, windowId: string): Promise<void> => {
  await tx.delete(envelopes).where(eq(envelopes.windowId, windowId));
};
