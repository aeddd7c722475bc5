import { byCodeUnit } from '../canonical.ts';
import { exact, floorOf, isZero, most, type Rational, round, sumOf, ZERO } from '../exact.ts';

/** Yuan cut to whole fen; never below 0. */
export const toFen = (yuan: Rational): bigint => floorOf(most(ZERO, yuan).mul(exact(100)));

export const fromFen = (fen: bigint): Rational => exact(fen.toString()).div(exact(100));

/** Fen as yuan with two decimals. */
export const fenText = (fen: bigint): string => round(fromFen(fen), 2);

export interface Share {
  readonly id: string;
  readonly weight: Rational;
}

/**
 * Divides whole fen in proportion to weights, so that the parts add up: each gets floor(total × weight ÷ Σ weight), and
 * the fen left over go one by one to the largest remainders, equal remainders by id. Weights below 0 count as 0; with
 * all weights 0 nobody gets anything.
 * Source: method of largest remainders (Hamilton).
 */
export function apportion(total: bigint, shares: readonly Share[]): ReadonlyMap<string, bigint> {
  const weights = shares.map(({ id, weight }) => ({ id, weight: most(ZERO, weight) }));
  const sum = sumOf(weights.map(({ weight }) => weight));
  if (isZero(sum)) return new Map(shares.map(({ id }) => [id, 0n]));
  const parts = weights.map(({ id, weight }) => {
    const due = exact(total.toString()).mul(weight).div(sum);
    const floor = floorOf(due);
    return { id, floor, rest: due.sub(exact(floor.toString())) };
  });
  const left = total - parts.reduce((all, { floor }) => all + floor, 0n);
  const order = [...parts].sort((a, b) => b.rest.compare(a.rest) || byCodeUnit(a.id, b.id));
  const favoured = new Set(order.slice(0, Number(left)).map(({ id }) => id));
  return new Map(parts.map(({ id, floor }) => [id, floor + (favoured.has(id) ? 1n : 0n)]));
}
