import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { usedProofs } from '../schema/proofs.ts';
import { envelopes } from '../schema/windows.ts';

/** Ballots of a window's box by area, unit and group. */
export const countAreas = (tx: Queryable, windowId: string): Promise<{ area: string; unit: string; group: string; ballots: number }[]> =>
  tx
    .select({ area: envelopes.stratum, unit: envelopes.unitId, group: envelopes.group, ballots: sql<number>`count(*)::int` })
    .from(envelopes)
    .where(eq(envelopes.windowId, windowId))
    .groupBy(envelopes.stratum, envelopes.unitId, envelopes.group);

/** Distinct proofs that were used, by the area they name. */
export const countUsedByArea = (tx: Queryable, windowId: string): Promise<{ area: string; proofs: number }[]> =>
  tx
    .select({ area: usedProofs.stratum, proofs: sql<number>`count(*)::int` })
    .from(usedProofs)
    .where(eq(usedProofs.windowId, windowId))
    .groupBy(usedProofs.stratum);
