import { and, eq, sql } from 'drizzle-orm';
import type { Connection, Queryable } from '../client.ts';
import { envelopes } from '../schema/windows.ts';

export type EnvelopeRow = typeof envelopes.$inferSelect;

/**
 * Puts one sealed row into the box, in one statement: `cast_envelope` in the database takes the window's shared lock, looks
 * whether the window is open by the database's clock and the unit is still there, inserts the row or replaces the one of
 * the same mark by a higher revision of its ticket. @returns false when nothing was written.
 *
 * Closing changes the window under the same lock alone. The function's second statement has a snapshot of its own, taken
 * when the lock is held, and so sees it; the window's row itself is not locked, which thousands of casts would queue for.
 */
export async function castEnvelope(db: Connection['sql'], row: EnvelopeRow): Promise<boolean> {
  const [cast] = await db<{ written: boolean }[]>`
    select cast_envelope(${row.windowId}, ${row.unitId}, ${row.mark}, ${row.group}, ${row.channel}, ${row.stratum}, ${row.riskClass}, ${row.ticket},
      ${row.revision}, ${row.requestDigest}, ${Buffer.from(row.ciphertext)}::bytea, ${Buffer.from(row.sealedLeaf)}::bytea) as written`;
  return cast?.written ?? false;
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

/** What lies in the box under these marks, one for each unit: the rows of one rater. */
export async function findEnvelopesOf(
  db: Queryable,
  windowId: string,
  marks: readonly { readonly unit: string; readonly mark: string }[],
): Promise<{ readonly unit: string; readonly mark: string; readonly ticket: string; readonly revision: number }[]> {
  const rows = await db.execute<{ unit: string; mark: string; ticket: string; revision: number }>(sql`
    select kept.unit_id as unit, kept.mark, kept.ticket, kept.revision
    from jsonb_to_recordset(${JSON.stringify(marks)}::text::jsonb) as asked (unit text, mark text)
    join envelopes as kept on kept.window_id = ${windowId} and kept.unit_id = asked.unit and kept.mark = asked.mark`);
  return [...rows];
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

/** Rows of the box as the opening takes them: without marks and request digests. */
const inside = sql`window_id as "window", unit_id as "unit", "group", channel, stratum, risk_class as "riskClass", ticket, revision, ciphertext, sealed_leaf as "sealedLeaf"`;

export interface InsideRow {
  readonly window: string;
  readonly unit: string;
  readonly group: string;
  readonly channel: string;
  readonly stratum: string;
  readonly riskClass: string;
  readonly ticket: string;
  readonly revision: number;
  readonly ciphertext: Uint8Array;
  readonly sealedLeaf: Uint8Array;
}

/** Gives all envelopes of a window in portions of at most `portion`, so that a box of any size fits into memory. */
export async function* eachEnvelope(tx: Queryable, windowId: string, portion: number): AsyncGenerator<readonly InsideRow[]> {
  await tx.execute(sql`declare box no scroll cursor for select ${inside} from envelopes where window_id = ${windowId}`);
  for (;;) {
    const rows = await tx.execute<InsideRow & Record<string, unknown>>(sql`fetch forward ${sql.raw(String(portion))} from box`);
    if (rows.length === 0) break;
    yield rows.map(withOwnBytes);
  }
  await tx.execute(sql`close box`);
}

export async function readEnvelopes(tx: Queryable, windowId: string): Promise<InsideRow[]> {
  const rows = await tx.execute<InsideRow & Record<string, unknown>>(sql`select ${inside} from envelopes where window_id = ${windowId}`);
  return rows.map(withOwnBytes);
}

/** The driver's buffers are pieces of a larger one, which another thread or WebCrypto would be handed whole. */
const withOwnBytes = (row: InsideRow): InsideRow => ({ ...row, ciphertext: new Uint8Array(row.ciphertext), sealedLeaf: new Uint8Array(row.sealedLeaf) });

/** The record of an envelope, byte by byte as `envelopeRecord` of `proof/envelope.ts` writes it: PostgreSQL escapes JSON text as it does. */
const labels = sql`convert_to(
  '{"channel":' || to_json(channel) || ',"group":' || to_json("group") || ',"revision":' || revision || ',"riskClass":' || to_json(risk_class)
  || ',"stratum":' || to_json(stratum) || ',"ticket":' || to_json(ticket) || ',"unit":' || to_json(unit_id) || ',"window":' || to_json(window_id) || '}', 'UTF8')`;
export const recordOf = sql`int2send(length(${labels})::smallint) || ${labels} || sealed_leaf || ciphertext`;

/** Digests of the records of a window's envelopes, sorted, in portions. */
export async function* eachDigest(tx: Queryable, windowId: string, portion = 10_000): AsyncGenerator<readonly string[]> {
  await tx.execute(sql`declare digests no scroll cursor for
    select encode(digest, 'hex') as digest from (select sha256(${recordOf}) as digest from envelopes where window_id = ${windowId}) as digests order by digests.digest`);
  for (;;) {
    const rows = await tx.execute<{ digest: string }>(sql`fetch forward ${sql.raw(String(portion))} from digests`);
    if (rows.length === 0) break;
    yield rows.map(({ digest }) => digest);
  }
  await tx.execute(sql`close digests`);
}

export interface EnvelopeCount {
  readonly unit: string;
  readonly group: string;
  readonly channel: string;
  readonly ballots: number;
}

/** Ballots in the box by unit, group and channel. */
export const countEnvelopes = (tx: Queryable, windowId: string): Promise<EnvelopeCount[]> =>
  tx
    .select({ unit: envelopes.unitId, group: envelopes.group, channel: envelopes.channel, ballots: sql<number>`count(*)::int` })
    .from(envelopes)
    .where(eq(envelopes.windowId, windowId))
    .groupBy(envelopes.unitId, envelopes.group, envelopes.channel);

async function boxOf(tx: Queryable, windowId: string) {
  const [row] = await tx.execute<{ box: string }>(sql`select box_of_window(${windowId}) as box`);
  return sql.identifier(row?.box ?? '');
}

/**
 * Writes the box of a closed window anew in the order of its marks. The order in which ballots were cast, the numbers
 * of the transactions that cast them and the versions that later ones replaced are then in no file of the table.
 */
export async function forgetOrder(tx: Queryable, windowId: string): Promise<void> {
  const box = await boxOf(tx, windowId);
  await tx.execute(sql`create temporary table box_by_mark on commit drop as select * from ${box} order by unit_id, mark`);
  await tx.execute(sql`truncate ${box}`);
  await tx.execute(sql`insert into ${box} select * from box_by_mark`);
  await tx.execute(sql`drop table box_by_mark`);
}

/** Empties the box of a window and gives its files back to the system: deleted rows would stay readable in them. */
export async function emptyBox(tx: Queryable, windowId: string): Promise<void> {
  await tx.execute(sql`truncate ${await boxOf(tx, windowId)}`);
}
