import { asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { leaves, sealedArchive, tallies, tickets } from '../schema/windows.ts';

export type LeafRow = typeof leaves.$inferSelect;
export type TallyRow = typeof tallies.$inferSelect;
export type TicketRow = Omit<typeof tickets.$inferSelect, 'windowId'>;

const BATCH = 1000;

async function inBatches<T>(rows: readonly T[], write: (json: string) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) await write(JSON.stringify(rows.slice(at, at + BATCH)));
}

export const insertLeaves = (tx: Queryable, rows: readonly LeafRow[]): Promise<void> =>
  inBatches(
    rows.map((row) => ({ ...row, window_id: row.windowId, leaf_hash: row.leafHash, unit_id: row.unitId, risk_class: row.riskClass })),
    (json) =>
      tx.execute(sql`
      insert into leaves (window_id, position, leaf_hash, unit_id, "group", channel, stratum, risk_class, ballot, spoiled)
      select window_id, position, leaf_hash, unit_id, "group", channel, stratum, risk_class, ballot, spoiled
      from json_to_recordset(${json}::text::json) as given (window_id text, position integer, leaf_hash text, unit_id text, "group" text, channel text,
        stratum text, risk_class text, ballot text, spoiled text)`),
  );

export const insertTickets = (tx: Queryable, windowId: string, rows: readonly TicketRow[]): Promise<void> =>
  inBatches(rows, (json) =>
    tx.execute(sql`
    insert into tickets (window_id, ticket, revision)
    select ${windowId}, ticket, revision from json_to_recordset(${json}::text::json) as given (ticket text, revision integer)`),
  );

/** Sealed records without mark or order: they are written sorted by digest. */
export const insertArchive = (tx: Queryable, windowId: string, rows: readonly { readonly digest: string; readonly record: Uint8Array }[]): Promise<void> =>
  inBatches(
    rows.map(({ digest, record }) => ({ digest, record: Buffer.from(record).toString('hex') })),
    (json) =>
      tx.execute(sql`
      insert into sealed_archive (window_id, digest, ciphertext)
      select ${windowId}, digest, decode(record, 'hex') from json_to_recordset(${json}::text::json) as given (digest text, record text)`),
  );

/** Writes the tallies of a window's own count; an earlier one of the same unit and group is replaced. */
export async function upsertTallies(tx: Queryable, rows: readonly (typeof tallies.$inferInsert)[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) {
    await tx
      .insert(tallies)
      .values(rows.slice(at, at + 500))
      .onConflictDoUpdate({
        target: [tallies.windowId, tallies.unitId, tallies.group],
        set: {
          origin: sql`excluded.origin`,
          roster: sql`excluded.roster`,
          counts: sql`excluded.counts`,
          products: sql`excluded.products`,
          pairs: sql`excluded.pairs`,
        },
      });
  }
}

export const listTallies = (db: Queryable, windowId: string): Promise<TallyRow[]> =>
  db.select().from(tallies).where(eq(tallies.windowId, windowId)).orderBy(asc(tallies.unitId), asc(tallies.group));

export const listLeaves = (db: Queryable, windowId: string): Promise<LeafRow[]> =>
  db.select().from(leaves).where(eq(leaves.windowId, windowId)).orderBy(asc(leaves.position));

export const listArchive = (db: Queryable, windowId: string) =>
  db
    .select({ digest: sealedArchive.digest, record: sealedArchive.ciphertext })
    .from(sealedArchive)
    .where(eq(sealedArchive.windowId, windowId))
    .orderBy(asc(sealedArchive.digest));

export const listTickets = (db: Queryable, windowId: string): Promise<TicketRow[]> =>
  db.select({ ticket: tickets.ticket, revision: tickets.revision }).from(tickets).where(eq(tickets.windowId, windowId)).orderBy(asc(tickets.ticket));
