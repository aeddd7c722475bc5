import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { cycles, periods } from '../schema/cycles.ts';

export type CycleRow = typeof cycles.$inferSelect;
export type PeriodRow = typeof periods.$inferSelect;

export const listCycles = (db: Queryable): Promise<CycleRow[]> => db.select().from(cycles).orderBy(asc(cycles.position));

export async function findCycle(db: Queryable, id: string): Promise<CycleRow | null> {
  const [row] = await db.select().from(cycles).where(eq(cycles.id, id));
  return row ?? null;
}

export const listPeriods = (db: Queryable): Promise<PeriodRow[]> => db.select().from(periods).orderBy(asc(periods.cycleId), asc(periods.position));
