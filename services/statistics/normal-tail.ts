/** From here on the continued fraction converges within `fractionTerms`; below, the series loses no digits. */
const fractionFrom = 2.5;
const fractionTerms = 150;

/**
 * The probability that a standard normal variable exceeds `z`, which is at least 0: erfc(z / sqrt 2) / 2.
 * Its relative error stays below 1e-13 to z = 37; beyond, the result fades to 0.
 * M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964): series 26.2.11, continued fraction 26.2.14.
 */
export function normalTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return z < fractionFrom ? 0.5 - density * sumSeries(z) : density / evaluateFraction(z);
}

/** z + z³/3 + z⁵/(3·5) + z⁷/(3·5·7) + … */
function sumSeries(z: number): number {
  let term = z;
  let sum = 0;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (z * z) / odd;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))) */
function evaluateFraction(z: number): number {
  let value = z;
  for (let term = fractionTerms; term > 0; term -= 1) value = z + term / value;
  return value;
}
