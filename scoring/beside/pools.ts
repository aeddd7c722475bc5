import { exact } from '../exact.ts';
import { type Member, payPool, poolResult } from '../pools/pay.ts';
import { payoutOf } from '../pools/payout.ts';
import type { PoolResult } from '../result.ts';
import type { Pool } from '../scheme/pools.ts';
import type { Scheme } from '../scheme/schema.ts';
import { type Entry, seenOf, withPayout } from './entry.ts';

export interface Pooled {
  readonly entries: readonly Entry[];
  readonly pools: readonly PoolResult[];
}

const memberOf = (entry: Entry): Member => ({
  ...seenOf(entry),
  unit: entry.unit,
  total: entry.result.total === null ? null : exact(entry.result.total.exact),
});

function payOne(pool: Pool, { entries, pools }: Pooled, scheme: Scheme): Pooled {
  const paid = payPool(pool, entries.map(memberOf));
  const paidTo = entries.map((entry) => {
    const own = paid.find(({ sharers }) => sharers.some(({ unit }) => unit.id === entry.unit.id));
    if (own === undefined) return entry;
    return withPayout(entry, payoutOf(own, memberOf(entry), { unit: entry.unit, decimals: 2, visibility: scheme.visibility }));
  });
  return { entries: paidTo, pools: [...pools, ...paid.map((one) => poolResult(one, scheme.visibility))] };
}

/** Pools in the order of the scheme; a later one may share out what an earlier one paid. */
export function payPools(scheme: Scheme, entries: readonly Entry[]): Pooled {
  return (scheme.pools ?? []).reduce<Pooled>((done, pool) => payOne(pool, done, scheme), { entries, pools: [] });
}
