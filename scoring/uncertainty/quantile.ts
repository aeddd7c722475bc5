/** Natural logarithm of a positive double with + − × ÷ only, so that every platform gives the same bits. */
export function logarithm(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) throw new RangeError('logarithm needs a positive number');
  let mantissa = x;
  let twos = 0;
  for (; mantissa > 1.5; twos += 1) mantissa /= 2;
  for (; mantissa < 0.75; twos -= 1) mantissa *= 2;
  return twos * Math.LN2 + 2 * inverseTanh((mantissa - 1) / (mantissa + 1));
}

/** Σ t^(2k+1) / (2k+1); |t| ≤ 0.2 here, so 13 terms reach double precision. */
function inverseTanh(t: number): number {
  const square = t * t;
  let sum = 0;
  for (let k = 12; k >= 0; k -= 1) sum = sum * square + 1 / (2 * k + 1);
  return t * sum;
}

const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

// Wichura's PPND16: coefficients from the lowest power upward, numerator and denominator, for three ranges of p.
const A = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const B = [1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854];
const C = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506, 0.022723844989269184,
  0.0007745450142783414,
];
const D = [1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995344, 1.0507500716444169e-9];
const E = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5,
  2.0103343992922881e-7,
];
const F = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];

/**
 * Quantile of the standard normal distribution for 0 < p < 1; about 16 correct digits.
 * Source: M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37 (1988).
 * @throws RangeError outside 0 < p < 1.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError('a probability strictly between 0 and 1 is needed');
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(A, r)) / polynomial(B, r);
  }
  const tail = Math.sqrt(-logarithm(q < 0 ? p : 1 - p));
  const size = tail <= 5 ? polynomial(C, tail - 1.6) / polynomial(D, tail - 1.6) : polynomial(E, tail - 5) / polynomial(F, tail - 5);
  return q < 0 ? -size : size;
}
