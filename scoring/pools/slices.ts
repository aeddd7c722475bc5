import { exact, least, ONE, type Rational, sumOf, ZERO } from '../exact.ts';
import type { Portion, Prizes } from '../scheme/pools.ts';
import { ahead, level, type Ordered, ordered } from '../standing/order.ts';
import { apportion, fromFen, type Share, toFen } from './apportion.ts';

/** A unit that takes part in a slice, with the figure that the slice goes by. */
export type Contestant = Share;

/** What the place of a figure is worth: tied units share the prizes of the places they fill. */
export function prizeOf(own: Rational, all: Ordered, amounts: readonly Rational[]): Rational {
  const [first, tied] = [ahead(own, all), level(own, all)];
  return sumOf(amounts.slice(first, first + tied)).div(exact(tied));
}

/**
 * Prizes in fen by unit. With less money than the prizes come to, all shrink in proportion: × min(1, money ÷ Σ prizes).
 * @param money fen at hand; null where prizes are paid in full.
 */
export function payPrizes({ amounts }: Prizes, contestants: readonly Contestant[], money: bigint | null): ReadonlyMap<string, bigint> {
  const prizes = amounts.map(exact);
  const whole = sumOf(prizes);
  const factor = money === null || whole.compare(ZERO) === 0 ? ONE : least(ONE, fromFen(money).div(whole));
  const all = ordered(contestants.map(({ weight }) => weight));
  const due = contestants.map(({ id, weight }) => ({ id, weight: prizeOf(weight, all, prizes).mul(factor) }));
  return apportion(toFen(sumOf(due.map(({ weight }) => weight))), due);
}

/** Sorts after every id, so that fen left over go to the portions first. */
const REST = '~';

/** How the money left is divided among portions: by their shares; what no share covers stays. */
export function dividePortions(portions: readonly Portion[], money: bigint): ReadonlyMap<string, bigint> {
  const covered = sumOf(portions.map(({ share }) => exact(share)));
  const shares = portions.map(({ id, share }) => ({ id, weight: exact(share) }));
  return apportion(money, [...shares, { id: REST, weight: ONE.sub(covered) }]);
}
