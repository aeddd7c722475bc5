import { and, asc, desc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { users } from '../schema/staff.ts';
import { type DecisionKind, windowDecisions } from '../schema/window-decisions.ts';
import { sealedArchive } from '../schema/windows.ts';

export type DecisionRow = typeof windowDecisions.$inferSelect;

export const insertDecision = async (tx: Queryable, row: typeof windowDecisions.$inferInsert): Promise<void> => {
  await tx.insert(windowDecisions).values(row);
};

/** All decisions about a window, the oldest first; those that wait for the second person among them. */
export const listDecisions = (db: Queryable, windowId: string): Promise<DecisionRow[]> =>
  db.select().from(windowDecisions).where(eq(windowDecisions.windowId, windowId)).orderBy(asc(windowDecisions.createdAt), asc(windowDecisions.id));

/** The proposal of this kind that waits for its second person. */
export async function findProposal(db: Queryable, windowId: string, kind: DecisionKind): Promise<DecisionRow | null> {
  const [row] = await db
    .select()
    .from(windowDecisions)
    .where(and(eq(windowDecisions.windowId, windowId), eq(windowDecisions.kind, kind), isNull(windowDecisions.confirmedBy)));
  return row ?? null;
}

export const confirmProposal = async (
  tx: Queryable,
  id: string,
  by: { readonly confirmedBy: string; readonly confirmedBody: string | null; readonly confirmedAt: Date },
): Promise<void> => {
  await tx.update(windowDecisions).set(by).where(eq(windowDecisions.id, id));
};

export const deleteProposal = async (tx: Queryable, id: string): Promise<void> => {
  await tx.delete(windowDecisions).where(and(eq(windowDecisions.id, id), isNull(windowDecisions.confirmedBy)));
};

/** The confirmed ends of keys, of one window or of all. */
export const listDestroyedKeys = (db: Queryable, windowId?: string): Promise<DecisionRow[]> =>
  db
    .select()
    .from(windowDecisions)
    .where(
      and(
        eq(windowDecisions.kind, 'destroy-key'),
        isNotNull(windowDecisions.confirmedBy),
        windowId === undefined ? undefined : eq(windowDecisions.windowId, windowId),
      ),
    )
    .orderBy(asc(windowDecisions.windowId));

/** What was decided about handing ballots to auditors, the newest first; of one window or of all. */
export const listHandedOut = (db: Queryable, windowId?: string): Promise<DecisionRow[]> =>
  db
    .select()
    .from(windowDecisions)
    .where(
      and(
        eq(windowDecisions.kind, 'hand-out-ballots'),
        isNotNull(windowDecisions.confirmedBy),
        windowId === undefined ? undefined : eq(windowDecisions.windowId, windowId),
      ),
    )
    .orderBy(desc(windowDecisions.confirmedAt), asc(windowDecisions.id));

/** The ciphertexts of an opened window, at the end of the time in which it could be opened again. @returns how many */
export const deleteArchive = async (tx: Queryable, windowId: string): Promise<number> =>
  (await tx.delete(sealedArchive).where(eq(sealedArchive.windowId, windowId)).returning({ digest: sealedArchive.digest })).length;

/** Accounts in use that may hold a share or sign for the office: role and body. */
export const listSigners = (db: Queryable): Promise<{ role: typeof users.$inferSelect.role; body: string | null }[]> =>
  db
    .select({ role: users.role, body: users.body })
    .from(users)
    .where(and(eq(users.active, true), or(eq(users.role, 'key-holder'), eq(users.role, 'office-staff'), eq(users.role, 'office-approver'))));
