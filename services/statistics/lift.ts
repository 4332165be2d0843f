import type { Arms } from './arms.ts';
import { type NeededSample, neededSample } from './needed-sample.ts';
import { newcombeInterval } from './newcombe-interval.ts';
import { rate } from './rate.ts';
import { twoProportionTest } from './two-proportion-test.ts';
import type { Interval } from './wilson-interval.ts';

/** What a campaign changed, as far as its holdout tells; the intervals at 95 %. */
export interface Lift {
  /** Converted / members, 0 to 1; null of an empty arm. */
  treatedRate: number | null;
  heldOutRate: number | null;
  /** Treated minus held out, -1 to 1; this and all that rests on it is null where an arm is empty. */
  difference: number | null;
  differenceInterval: Interval | null;
  /** The difference / the held-out rate; null where that rate is 0. */
  relativeLift: number | null;
  /** Conversions of the treated beyond those they would have made untreated; a fraction, negative for a loss. */
  extraConversions: number | null;
  extraConversionsInterval: Interval | null;
  /** Of the pooled test; null also where nobody or everybody converted. */
  z: number | null;
  p: number | null;
  /** The interval of the difference excludes 0, to either side; near 5 % it may differ from what `p` says. */
  shown: boolean;
  /** Null where the difference is shown or 0. */
  neededSample: NeededSample | null;
}

/**
 * Compares the conversion of the treated with that of the held out.
 * Throws RangeError on a count that is negative or not whole, or more converted than members.
 */
export function measureLift(arms: Arms): Lift {
  const { treated, heldOut } = arms;
  const treatedRate = rate(treated.converted, treated.members);
  const heldOutRate = rate(heldOut.converted, heldOut.members);
  const difference = treatedRate === null || heldOutRate === null ? null : treatedRate - heldOutRate;
  const interval = newcombeInterval(arms);
  const test = twoProportionTest(arms);
  const shown = interval !== null && (interval.lower > 0 || interval.upper < 0);
  return {
    treatedRate,
    heldOutRate,
    difference,
    differenceInterval: interval,
    relativeLift: difference === null || !heldOutRate ? null : difference / heldOutRate,
    extraConversions: difference === null ? null : difference * treated.members,
    extraConversionsInterval: interval && {
      lower: interval.lower * treated.members,
      upper: interval.upper * treated.members,
    },
    z: test?.z ?? null,
    p: test?.p ?? null,
    shown,
    neededSample: shown ? null : neededSample(arms),
  };
}
