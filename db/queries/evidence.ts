import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { evidence, reports } from '../schema/plans.ts';

export type EvidenceRow = typeof evidence.$inferSelect;

export const listEvidence = (db: Queryable, reportId: string): Promise<EvidenceRow[]> =>
  db.select().from(evidence).where(eq(evidence.reportId, reportId)).orderBy(asc(evidence.position), asc(evidence.createdAt), asc(evidence.id));

/** Changes how a file stands in its dossier. Null when the report has no such file. */
export async function changeEvidence(
  tx: Queryable,
  reportId: string,
  id: string,
  change: Pick<EvidenceRow, 'title' | 'documentOn' | 'position'>,
): Promise<EvidenceRow | null> {
  const [row] = await tx
    .update(evidence)
    .set(change)
    .where(and(eq(evidence.reportId, reportId), eq(evidence.id, id)))
    .returning();
  return row ?? null;
}

/** Held until the transaction ends: nobody stores and removes the same bytes at once. */
export const lockBytes = async (tx: Queryable, sha256: string): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`gongping:evidence:${sha256}`}))`);
};

export async function insertEvidence(tx: Queryable, row: typeof evidence.$inferInsert): Promise<EvidenceRow> {
  const [made] = await tx.insert(evidence).values(row).returning();
  if (!made) throw new Error('an inserted row did not come back');
  return made;
}

/** Removes a file from one report. Null when the report has no such file. */
export async function deleteEvidence(tx: Queryable, reportId: string, id: string): Promise<EvidenceRow | null> {
  const [gone] = await tx
    .delete(evidence)
    .where(and(eq(evidence.reportId, reportId), eq(evidence.id, id)))
    .returning();
  return gone ?? null;
}

export async function countUses(db: Queryable, sha256: string): Promise<number> {
  const rows = await db.select({ id: evidence.id }).from(evidence).where(eq(evidence.sha256, sha256));
  return rows.length;
}

export interface EvidenceUse {
  readonly file: EvidenceRow;
  readonly unit: string;
  readonly state: typeof reports.$inferSelect.state;
}

/** Every report that holds a file and has not been told to take it back, in the order the file came in. */
export const findUses = (db: Queryable, sha256: string): Promise<EvidenceUse[]> =>
  db
    .select({ file: evidence, unit: reports.unitId, state: reports.state })
    .from(evidence)
    .innerJoin(reports, eq(reports.id, evidence.reportId))
    .where(and(eq(evidence.sha256, sha256), isNull(evidence.withdrawnAt)))
    .orderBy(asc(evidence.createdAt), asc(evidence.id));
