import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { comments } from '../schema/comments.ts';
import { evidence, reports } from '../schema/plans.ts';

export interface PublishedFile {
  readonly id: string;
  readonly sha256: string;
  readonly unit: string;
}

/** A file of an accepted report that stands, held until the transaction ends. */
export async function lockPublishedFile(tx: Queryable, id: string): Promise<PublishedFile | null> {
  const [row] = await tx
    .select({ id: evidence.id, sha256: evidence.sha256, unit: reports.unitId })
    .from(evidence)
    .innerJoin(reports, eq(reports.id, evidence.reportId))
    .where(and(eq(evidence.id, id), eq(reports.state, 'accepted'), isNull(evidence.withdrawnAt)))
    .for('update', { of: evidence });
  return row ?? null;
}

export const markWithdrawn = async (tx: Queryable, id: string, rule: string, at: Date): Promise<void> => {
  await tx.update(evidence).set({ withdrawnRule: rule, withdrawnAt: at }).where(eq(evidence.id, id));
};

/** Ids of everything that was public and is no more. */
export async function listWithdrawnIds(db: Queryable): Promise<string[]> {
  const gone = [
    await db.select({ id: comments.id }).from(comments).where(eq(comments.state, 'withdrawn')),
    await db.select({ id: evidence.id }).from(evidence).where(isNotNull(evidence.withdrawnAt)),
  ];
  return gone.flat().map(({ id }) => id);
}
