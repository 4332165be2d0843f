import type { Arms } from './arms.ts';
import { rate } from './rate.ts';
import { z95 } from './wilson-interval.ts';

/** The standard normal quantile of a power of 80 %. */
const zPower80 = 0.8416212;

/** Whole customers. */
export interface NeededSample {
  treated: number;
  heldOut: number;
  /** Of both arms together, beyond those there are; 0 where there are enough. */
  more: number;
}

/**
 * The sizes at which the observed difference, if it is the true one, would be shown at 95 % (two-sided) with a power of
 * 80 %, the arms keeping their present proportion. Null where the difference is 0 or an arm is empty. Throws RangeError on
 * impossible counts.
 * Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd edition (2003), chapter 4, unequal sample
 * sizes, without the continuity correction.
 */
export function neededSample({ treated, heldOut }: Arms): NeededSample | null {
  const first = rate(treated.converted, treated.members);
  const second = rate(heldOut.converted, heldOut.members);
  if (first === null || second === null || first === second) return null;
  const ratio = heldOut.members / treated.members;
  const pooled = (first + ratio * second) / (1 + ratio);
  const underEqual = Math.sqrt((1 + ratio) * pooled * (1 - pooled));
  const underObserved = Math.sqrt(ratio * first * (1 - first) + second * (1 - second));
  const size = (z95 * underEqual + zPower80 * underObserved) ** 2 / (ratio * (first - second) ** 2);
  const needed = { treated: Math.ceil(size), heldOut: Math.ceil(size * ratio) };
  const more = needed.treated + needed.heldOut - treated.members - heldOut.members;
  return { ...needed, more: Math.max(0, more) };
}
