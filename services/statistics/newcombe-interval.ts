import type { Arms } from './arms.ts';
import { rate } from './rate.ts';
import { type Interval, wilsonInterval, z95 } from './wilson-interval.ts';

/**
 * The interval of the difference of two proportions, treated minus held out, within [-1, 1]; null where an arm is empty.
 * `z` is the two-sided normal quantile, above 0. Throws RangeError on impossible counts.
 * The hybrid score interval without continuity correction: method 10 of R. G. Newcombe, "Interval estimation for the
 * difference between independent proportions", Statistics in Medicine 17 (1998), 873-890.
 */
export function newcombeInterval({ treated, heldOut }: Arms, z = z95): Interval | null {
  const first = rate(treated.converted, treated.members);
  const second = rate(heldOut.converted, heldOut.members);
  const around = wilsonInterval(treated.converted, treated.members, z);
  const other = wilsonInterval(heldOut.converted, heldOut.members, z);
  if (first === null || second === null || around === null || other === null) return null;
  const difference = first - second;
  return {
    lower: difference - Math.sqrt((first - around.lower) ** 2 + (other.upper - second) ** 2),
    upper: difference + Math.sqrt((around.upper - first) ** 2 + (second - other.lower) ** 2),
  };
}
