/** Two to a whole power, by repeated doubling or halving: exact. */
function timesPowerOfTwo(value: number, power: number): number {
  let result = value;
  for (let n = power; n > 0; n -= 1) result *= 2;
  for (let n = power; n < 0; n += 1) result /= 2;
  return result;
}

/** High and low part of ln 2; the high part has 21 trailing zero bits, so that whole multiples of it are exact. Source: W. J. Cody, W. Waite, *Software Manual for the Elementary Functions* (1980), ch. 6. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * e to the power x with + − × ÷ only, so that every platform gives the same bits; within 2 units of the last place.
 * x = k ln 2 + r with |r| ≤ ½ ln 2, then the series of e^r to the 14th term. 0 below −745, infinite above 709.78.
 */
export function exponential(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('exponential needs a number');
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  const k = Math.floor(x / Math.LN2 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let n = 14; n > 0; n -= 1) sum = 1 + (r / n) * sum;
  return timesPowerOfTwo(sum, k);
}
