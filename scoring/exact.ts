import Fraction from 'fraction.js';

/** An exact rational number. The only door to the arithmetic library: no other file imports it. */
export type Rational = Fraction;

/** Longest number that a scheme or an input may hold; longer ones are no measurement. Results may be longer. */
const LONGEST = 80;
const SHAPE = /^-?\d+(\.\d+)?$|^-?\d+\/0*[1-9]\d*$/;

/** True for what may be entered: an integer, a terminating decimal or `p/q` with q > 0, such as `-3`, `92.50`, `200/3`; at most 80 characters. */
export function isExactText(text: string): boolean {
  return text.length <= LONGEST && SHAPE.test(text);
}

/** Weights, level values and counts come again and again; rationals never change, so the same one can be handed out. */
const read = new Map<string | number, Rational>();
const MOST_READ = 10_000;

function parsed(value: string | number): Rational {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return new Fraction(BigInt(value), 1n);
  const text = String(value);
  if (!SHAPE.test(text)) throw new RangeError(`not an exact number: ${text}`);
  return new Fraction(text);
}

/**
 * Reads an exact number of any length from its text (or from a safe integer).
 * @throws RangeError when the text is no exact number; checked input never gets here.
 */
export function exact(value: string | number): Rational {
  const known = read.get(value);
  if (known !== undefined) return known;
  const fresh = parsed(value);
  if (read.size < MOST_READ) read.set(value, fresh);
  return fresh;
}

/** The quotient of two whole numbers, in lowest terms. */
export const quotient = (numerator: bigint, denominator: bigint): Rational => new Fraction(numerator, denominator);

export const ZERO: Rational = new Fraction(0);
export const ONE: Rational = new Fraction(1);
export const HUNDRED: Rational = new Fraction(100);

/** Exact sum, by halves: fractions with different denominators stay short as long as possible. */
export function sumOf(values: readonly Rational[]): Rational {
  if (values.length < 3) return values.reduce((sum, value) => sum.add(value), ZERO);
  const middle = values.length >> 1;
  return sumOf(values.slice(0, middle)).add(sumOf(values.slice(middle)));
}

export const least = (a: Rational, b: Rational): Rational => (a.compare(b) <= 0 ? a : b);
export const most = (a: Rational, b: Rational): Rational => (a.compare(b) >= 0 ? a : b);
export const isZero = (value: Rational): boolean => value.n === 0n;

/** Whole part after division, toward minus infinity: `floor(27/10) = 2`. */
export function floorOf(value: Rational): bigint {
  const signed = value.s * value.n;
  const quotient = signed / value.d;
  return signed < 0n && signed % value.d !== 0n ? quotient - 1n : quotient;
}

/** Largest whole number whose square is not above `value`, by Newton's method. */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Decimals after which a square root is cut. */
const ROOT_DECIMALS = 20n;

/** Square root of a number not below 0, cut after 20 decimals: the one operation whose result is not exact, the same everywhere. */
export function rootOf(value: Rational): Rational {
  if (value.s < 0n) throw new RangeError(`no root of ${toText(value)}`);
  const scale = 10n ** ROOT_DECIMALS;
  const whole = wholeRoot((value.n * scale * scale) / value.d);
  return exact(whole.toString()).div(exact(scale.toString()));
}

/** How often `factor` divides `value`, and what is left of it. */
function divideOut(value: bigint, factor: bigint): { rest: bigint; times: number } {
  let rest = value;
  let times = 0;
  while (rest % factor === 0n) {
    rest /= factor;
    times += 1;
  }
  return { rest, times };
}

/** Canonical text of an exact number: a terminating decimal without trailing zeros where one exists, otherwise `p/q` in lowest terms. */
export function toText(value: Rational): string {
  const twos = divideOut(value.d, 2n);
  const fives = divideOut(twos.rest, 5n);
  if (fives.rest !== 1n) return `${value.s * value.n}/${value.d}`;
  return round(value, Math.max(twos.times, fives.times));
}

/**
 * Rounds once, half away from zero, to a fixed number of decimals; never prints a negative zero.
 * The last step before people read a figure: nothing is computed from its result except a rank that a scheme puts on printed totals.
 */
export function round(value: Rational, decimals: number): string {
  const scaled = value.n * 10n ** BigInt(decimals);
  const nearest = (2n * scaled + value.d) / (2n * value.d);
  const digits = nearest.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? digits : `${whole}.${digits.slice(digits.length - decimals)}`;
  return value.s < 0n && nearest !== 0n ? `-${text}` : text;
}

/** Whole numbers up to 2⁵³ are doubles, and their quotient is rounded once by the language's own definition. */
const isDouble = (whole: bigint): boolean => whole <= 9_007_199_254_740_992n && whole >= -9_007_199_254_740_992n;

/** Nearest double of a quotient that need not be in lowest terms; where doubles do not hold its terms, by way of 30 decimals. For estimates only. */
export function doubleOf(numerator: bigint, denominator: bigint): number {
  if (isDouble(numerator) && isDouble(denominator)) return Number(numerator) / Number(denominator) || 0;
  const below = numerator < 0n !== denominator < 0n;
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const nearest = (2n * n * 10n ** 30n + d) / (2n * d);
  const size = Number(`${nearest}e-30`);
  return below && size !== 0 ? -size : size;
}

/** Nearest double, the same on every platform. For estimates only. */
export const toDouble = (value: Rational): number => doubleOf(value.s * value.n, value.d);
