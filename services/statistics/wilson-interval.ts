import { rate } from './rate.ts';

/** Both ends belong to it. */
export interface Interval {
  lower: number;
  upper: number;
}

/** The standard normal quantile of a two-sided interval at 95 %. */
export const z95 = 1.959964;

/**
 * The score interval of a proportion, within [0, 1]; null for a total of 0. `z` is the two-sided normal quantile, above 0.
 * Throws RangeError on impossible counts.
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212.
 */
export function wilsonInterval(count: number, total: number, z = z95): Interval | null {
  if (rate(count, total) === null) return null;
  return { lower: lowerLimit(count, total, z), upper: 1 - lowerLimit(total - count, total, z) };
}

/** The smaller root, from the product of the two: exact at a count of 0, and free of cancellation near it. */
function lowerLimit(count: number, total: number, z: number): number {
  const share = count / total;
  return (2 * count * share) / (2 * count + z * z + z * Math.sqrt(z * z + 4 * count * (1 - share)));
}
