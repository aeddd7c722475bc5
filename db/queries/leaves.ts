import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { leaves, sealedArchive, tallies, tickets } from '../schema/windows.ts';
import { recordOf } from './envelopes.ts';

export type LeafRow = typeof leaves.$inferSelect;
export type TallyRow = typeof tallies.$inferSelect;
export type TicketRow = Omit<typeof tickets.$inferSelect, 'windowId'>;

const BATCH = 1000;

async function inBatches<T>(rows: readonly T[], write: (json: string) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) await write(JSON.stringify(rows.slice(at, at + BATCH)));
}

export const insertLeaves = (tx: Queryable, rows: readonly LeafRow[]): Promise<void> =>
  inBatches(
    rows.map(({ windowId, leafHash, unitId, riskClass, ...row }) => ({
      ...row,
      window_id: windowId,
      leaf_hash: leafHash,
      unit_id: unitId,
      risk_class: riskClass,
    })),
    (json) =>
      tx.execute(sql`
      insert into leaves (window_id, position, leaf_hash, unit_id, "group", channel, stratum, risk_class, ballot, spoiled)
      select window_id, position, leaf_hash, unit_id, "group", channel, stratum, risk_class, ballot, spoiled
      from json_to_recordset(${json}::text::json) as given (window_id text, position integer, leaf_hash text, unit_id text, "group" text, channel text,
        stratum text, risk_class text, ballot text, spoiled text)`),
  );

/** The tickets of the box with their last revision, sorted: neither the order of casting nor that of the leaves. */
export const writeTickets = async (tx: Queryable, windowId: string): Promise<void> => {
  await tx.execute(sql`insert into tickets (window_id, ticket, revision)
    select window_id, ticket, revision from envelopes where window_id = ${windowId} order by ticket collate "C"`);
};

/** The sealed records of the box without their marks, sorted by digest. */
export const writeArchive = async (tx: Queryable, windowId: string): Promise<void> => {
  await tx.execute(sql`set local work_mem = '64MB'`);
  await tx.execute(sql`insert into sealed_archive (window_id, digest, ciphertext)
    select ${windowId}, encode(sha256(record), 'hex'), record
    from (select ${recordOf} as record from envelopes where window_id = ${windowId}) as records order by sha256(record)`);
};

/** Digests of the archive in their order, in portions. */
export async function* eachArchived(tx: Queryable, windowId: string, portion = 10_000): AsyncGenerator<readonly string[]> {
  await tx.execute(sql`declare archived no scroll cursor for select digest from sealed_archive where window_id = ${windowId} order by digest collate "C"`);
  for (;;) {
    const rows = await tx.execute<{ digest: string }>(sql`fetch forward ${sql.raw(String(portion))} from archived`);
    if (rows.length === 0) break;
    yield rows.map(({ digest }) => digest);
  }
  await tx.execute(sql`close archived`);
}

/** Lines of a window's log in the order in which they are published, in portions. Within a transaction. */
async function* eachLine(tx: Queryable, lines: ReturnType<typeof sql>, portion = 10_000): AsyncGenerator<string> {
  await tx.execute(sql`declare published no scroll cursor for ${lines}`);
  for (;;) {
    const rows = await tx.execute<{ line: string }>(sql`fetch forward ${sql.raw(String(portion))} from published`);
    if (rows.length === 0) break;
    for (const { line } of rows) yield line;
  }
  await tx.execute(sql`close published`);
}

/** Leaf hashes in the order of the log. */
export const eachLeafHash = (tx: Queryable, windowId: string): AsyncGenerator<string> =>
  eachLine(tx, sql`select leaf_hash as line from leaves where window_id = ${windowId} order by position`);

/** Tickets with their last revision, byte by byte in order. */
export const eachTicket = (tx: Queryable, windowId: string): AsyncGenerator<string> =>
  eachLine(tx, sql`select ticket || ' ' || revision as line from tickets where window_id = ${windowId} order by ticket collate "C"`);

/** Leaf hashes of ballots that do not count, with the reason. */
export const eachSpoiled = (tx: Queryable, windowId: string): AsyncGenerator<string> =>
  eachLine(tx, sql`select leaf_hash || ' ' || spoiled as line from leaves where window_id = ${windowId} and spoiled is not null order by position`);

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
          splits: sql`excluded.splits`,
        },
      });
  }
}

/** Takes a window out of every score: of a trial only the log stays. */
export const deleteTallies = async (tx: Queryable, windowId: string): Promise<void> => {
  await tx.delete(tallies).where(eq(tallies.windowId, windowId));
};

export const listTallies = (db: Queryable, windowId: string): Promise<TallyRow[]> =>
  db.select().from(tallies).where(eq(tallies.windowId, windowId)).orderBy(asc(tallies.unitId), asc(tallies.group));

/** All leaves in the order of the log, in portions by their position. */
export async function* eachLeaf(db: Queryable, windowId: string, portion = 2000): AsyncGenerator<LeafRow> {
  for (let after = 0; ; ) {
    const rows = await db
      .select()
      .from(leaves)
      .where(and(eq(leaves.windowId, windowId), gt(leaves.position, after)))
      .orderBy(asc(leaves.position))
      .limit(portion);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < portion) return;
    after = last.position;
  }
}

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
