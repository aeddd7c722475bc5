import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { units } from '../schema/units.ts';

export type UnitRow = typeof units.$inferSelect;

export const listUnits = (db: Queryable): Promise<UnitRow[]> => db.select().from(units).orderBy(asc(units.position));

export async function findUnit(db: Queryable, id: string): Promise<UnitRow | null> {
  const [row] = await db.select().from(units).where(eq(units.id, id));
  return row ?? null;
}
