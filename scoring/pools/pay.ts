import { exact, type Rational } from '../exact.ts';
import type { UnitInput } from '../input.ts';
import { note } from '../nodes/draft.ts';
import type { Note, PoolResult } from '../result.ts';
import type { Pool, Portion, Prizes, Slice } from '../scheme/pools.ts';
import { answerTo, type Seen } from '../standing/conditions.ts';
import { apportion, fenText, toFen } from './apportion.ts';
import { type Contestant, dividePortions, payPrizes } from './slices.ts';

/** A unit as pools see it: with its figures and, as pools are paid one after the other, what it was paid before. */
export interface Member extends Seen {
  readonly unit: UnitInput;
  readonly total: Rational | null;
}

/** One slice of one pool: how many fen there were, and who got how many. */
export interface PaidSlice {
  readonly slice: Slice;
  readonly money: bigint | null;
  readonly paid: ReadonlyMap<string, bigint>;
}

/** One pool paid out. */
export interface Paid {
  readonly pool: Pool;
  readonly owner: string | null;
  readonly money: bigint | null;
  readonly sharers: readonly Member[];
  readonly slices: readonly PaidSlice[];
}

const sum = (paid: ReadonlyMap<string, bigint>): bigint => [...paid.values()].reduce((all, one) => all + one, 0n);

/** Units with a total that the slice is open to. */
function contestants(slice: Slice, sharers: readonly Member[]): Contestant[] {
  return sharers.flatMap((member) => {
    const weight = member.figures.get(slice.by)?.value ?? null;
    const fits = slice.only === undefined || answerTo(slice.only, member).holds === true;
    return weight !== null && fits ? [{ id: member.unit.id, weight }] : [];
  });
}

function payPrizesInTurn(prizes: readonly Prizes[], sharers: readonly Member[], money: bigint | null): PaidSlice[] {
  let left = money;
  return prizes.map((slice) => {
    const paid = payPrizes(slice, contestants(slice, sharers), left);
    const before = left;
    if (left !== null) left -= sum(paid);
    return { slice, money: before, paid };
  });
}

function payPortions(portions: readonly Portion[], sharers: readonly Member[], money: bigint): PaidSlice[] {
  const shares = dividePortions(portions, money);
  return portions.map((slice) => {
    const own = shares.get(slice.id) ?? 0n;
    return { slice, money: own, paid: apportion(own, contestants(slice, sharers)) };
  });
}

/** Pays one pool among its sharers: prizes first, then portions of what they leave. */
function payOne(pool: Pool, owner: string | null, money: bigint | null, sharers: readonly Member[]): Paid {
  const prizes = payPrizesInTurn(
    pool.slices.filter((slice) => slice.kind === 'prizes'),
    sharers,
    money,
  );
  const left = (money ?? 0n) - prizes.reduce((all, { paid }) => all + sum(paid), 0n);
  const portions = pool.slices.filter((slice) => slice.kind === 'portion');
  return { pool, owner, money, sharers, slices: [...prizes, ...(money === null ? [] : payPortions(portions, sharers, left))] };
}

/** Who may share at all: units with a total, without a veto where the scheme leaves vetoed ones out. */
function sharersOf({ to }: Pool, members: readonly Member[]): Member[] {
  const own = members.filter(({ unit, total }) => unit.category === to.category && total !== null);
  return to.vetoed === 'left-out' ? own.filter(({ vetoes }) => vetoes.length === 0) : own;
}

const figureOf = (member: Member, id: string): Rational | null => member.figures.get(id)?.value ?? null;

/** Pays a pool, or one pool for each owner. An owner whose figure is not there has no pool. */
export function payPool(pool: Pool, members: readonly Member[]): Paid[] {
  const sharers = sharersOf(pool, members);
  const { from, to } = pool;
  if (from === undefined) return [payOne(pool, null, null, sharers)];
  const owners = members.filter(({ unit }) => unit.category === from.category);
  if (from.gather === 'together') {
    const money = owners.reduce((all, owner) => all + toFen(figureOf(owner, from.figure) ?? exact(0)), 0n);
    return [payOne(pool, null, money, sharers)];
  }
  return owners.flatMap((owner) => {
    const yuan = figureOf(owner, from.figure);
    const { link } = to;
    const own = link === undefined ? sharers : sharers.filter(({ unit }) => unit.links?.[link]?.includes(owner.unit.id) === true);
    return yuan === null ? [] : [payOne(pool, owner.unit.id, toFen(yuan), own)];
  });
}

function notesOf({ money, slices }: Paid): Note[] {
  return slices.flatMap(({ slice, money: had, paid }) => {
    if (sum(paid) > 0n) return [];
    if (money === 0n || had === 0n) return [];
    const zh = `“${slice.label.zh}”没有可参加分配的单位，留在总额中。`;
    return [note('excluded', zh, `Nobody may share “${slice.label.en}”; it stays in the pool.`)];
  });
}

/** What became of a pool, for the result. */
export function poolResult(paid: Paid, visibility: PoolResult['visibility']): PoolResult {
  const out = paid.slices.reduce((all, { paid: one }) => all + sum(one), 0n);
  const amount = paid.money ?? out;
  return {
    id: paid.pool.id,
    label: paid.pool.label,
    owner: paid.owner,
    amount: fenText(amount),
    paid: fenText(out),
    left: fenText(amount - out),
    notes: notesOf(paid),
    visibility: paid.pool.visibility ?? visibility,
  };
}
