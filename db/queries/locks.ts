import { sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';

/** Whether some connection holds the advisory lock of a name, as `hashtextextended(name, 0)` numbers it. */
export async function isLocked(db: Queryable, name: string): Promise<boolean> {
  const [row] = await db.execute<{ held: boolean }>(sql`
    select exists (
      select from pg_locks where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32) | objid::bigint = hashtextextended(${name}, 0)
    ) as held`);
  return row?.held ?? false;
}
