import type { Connection } from '../client.ts';

type Sql = Connection['sql'];

/** One counter. Times are milliseconds since 1970; `mask` hides the exact one from whoever has the table only. */
export interface Counter {
  readonly key: string;
  readonly mask: number;
}

/** Adds one to a counter, which begins again when its time is over. @returns what it stands at, and until when. */
export async function countUp(
  sql: Sql,
  { key, mask }: Counter,
  now: number,
  lasts: number,
  forgetAt: number,
): Promise<{ readonly points: number; readonly until: number }> {
  const [row] = await sql`
    insert into rate_limits as kept (key, points, expire, until) values (${key}, 1, ${forgetAt}::bigint, ${now + lasts}::bigint # ${mask}::bigint)
    on conflict (key) do update set
      points = case when kept.until # ${mask}::bigint > ${now}::bigint then kept.points + 1 else 1 end,
      expire = case when kept.until # ${mask}::bigint > ${now}::bigint then kept.expire else excluded.expire end,
      until = case when kept.until # ${mask}::bigint > ${now}::bigint then kept.until else excluded.until end
    returning points, (until # ${mask}::bigint)::text as until`;
  return { points: Number(row?.points), until: Number(row?.until) };
}

/** Takes one back. */
export const countDown = async (sql: Sql, { key }: Counter): Promise<void> => {
  await sql`update rate_limits set points = points - 1 where key = ${key}`;
};

export const clearCounter = async (sql: Sql, { key }: Counter): Promise<void> => {
  await sql`delete from rate_limits where key = ${key}`;
};
