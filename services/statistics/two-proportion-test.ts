import type { Arms } from './arms.ts';
import { normalTail } from './normal-tail.ts';
import { rate } from './rate.ts';

export interface TwoProportionTest {
  /** Positive where the treated convert more. */
  z: number;
  /** Two-sided, 0 to 1. */
  p: number;
}

/**
 * Tests that treated and held out convert alike, with the pooled z statistic and no continuity correction. Null where an
 * arm is empty, or where nobody or everybody converted. Throws RangeError on impossible counts.
 * J. L. Fleiss, B. Levin and M. C. Paik, Statistical Methods for Rates and Proportions, 3rd edition (2003), chapter 3;
 * z² is Pearson's chi-squared.
 */
export function twoProportionTest({ treated, heldOut }: Arms): TwoProportionTest | null {
  const first = rate(treated.converted, treated.members);
  const second = rate(heldOut.converted, heldOut.members);
  if (first === null || second === null) return null;
  const pooled = (treated.converted + heldOut.converted) / (treated.members + heldOut.members);
  if (pooled === 0 || pooled === 1) return null;
  const variance = pooled * (1 - pooled) * (1 / treated.members + 1 / heldOut.members);
  const z = (first - second) / Math.sqrt(variance);
  return { z, p: 2 * normalTail(Math.abs(z)) };
}
