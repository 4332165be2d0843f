import { wilsonInterval } from '../statistics/index.ts';
import type { Figures, MeasuredBin } from './figures.ts';

/**
 * Whether a model's probabilities can be taken at their word: it promises too much (what happened lies surely below what it
 * said on average), too little, is right on average and wrong in places, or holds.
 */
export interface Calibration {
  verdict: 'too_much' | 'too_little' | 'uneven' | 'holds';
  /** The bin in which most of what went wrong went wrong; null where none surely does. */
  worst: MeasuredBin | null;
}

/** The normal quantile at which all ten bins of a model that holds are within their intervals 95 times in 100 (Bonferroni). */
const zOfTen = 2.807;

/**
 * Judges a model's calibration; null where there are too few outcomes to. Sure is what a Wilson interval leaves out: at 95 %
 * of what happened on the whole, and so wide that it holds for all ten bins together of what happened in each.
 */
export function judgeCalibration({
  bins,
  isEnough,
  meanScore,
  scored,
  scoredPositives,
}: Figures): Calibration | null {
  const overall = wilsonInterval(scoredPositives, scored);
  if (!isEnough || meanScore === null || overall === null) return null;
  const weight = (bin: MeasuredBin) => bin.count * Math.abs((bin.meanScore ?? 0) - (bin.observedRate ?? 0));
  const [worst = null] = bins
    .filter(({ meanScore: said, positives, count }) => {
      const interval = wilsonInterval(positives, count, zOfTen);
      return said !== null && interval !== null && (said < interval.lower || said > interval.upper);
    })
    .sort((a, b) => weight(b) - weight(a));
  if (meanScore > overall.upper) return { verdict: 'too_much', worst };
  if (meanScore < overall.lower) return { verdict: 'too_little', worst };
  return { verdict: worst === null ? 'holds' : 'uneven', worst };
}
