/** Natural logarithm of a positive double with + − × ÷ only, so that every platform gives the same bits. */
export function logarithm(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) throw new RangeError('logarithm needs a positive number');
  let mantissa = x;
  let twos = 0;
  for (; mantissa > 1.5; twos += 1) mantissa /= 2;
  for (; mantissa < 0.75; twos -= 1) mantissa *= 2;
  return twos * 0.6931471805599453 + 2 * inverseTanh((mantissa - 1) / (mantissa + 1));
}

/** Σ t^(2k+1) / (2k+1); |t| ≤ 0.2 here, so 13 terms reach double precision. */
function inverseTanh(t: number): number {
  const square = t * t;
  let sum = 0;
  for (let k = 12; k >= 0; k -= 1) sum = sum * square + 1 / (2 * k + 1);
  return t * sum;
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

// Wichura's PPND16: coefficients from the lowest power upward, numerator and denominator, for three ranges of p.
const A = [3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727];
const B = [1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
  39307.895800092710610, 28729.085735721942674, 5226.4952788528545610];
const C = [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
  1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 0.00077454501427834140764];
const D = [1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590,
  0.0151986665636164571966, 0.00054759380849953444541, 1.05075007164441684324e-9];
const E = [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
  0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7];
const F = [1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
  0.00078686913114561325910, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15];

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
