import { countOutcomes, rankProbabilities, type ScoreGroup } from './score-group.ts';

/** A bin holds its lower end and not its upper one, but for the last, which holds 1. */
export interface CalibrationBin {
  from: number;
  to: number;
  /** Events. */
  count: number;
  /** Null in a bin without events. */
  meanScore: number | null;
  /** Positives / events; null without events. */
  observedRate: number | null;
}

/**
 * Sets what a model foretold beside what happened, in bins of equal width on [0, 1], the empty ones included. An edge is
 * the number k / bins, so a score of 0.3 is in [0.3, 0.4); scikit-learn's `calibration_curve` puts a score on an edge into
 * the bin below it, and leaves empty bins out.
 * Throws RangeError on an impossible group, a score outside [0, 1], or a number of bins that is not whole and positive.
 */
export function calibrationBins(groups: readonly ScoreGroup[], bins = 10): CalibrationBin[] {
  if (!Number.isSafeInteger(bins) || bins < 1) throw new RangeError(`${bins} is not a number of bins`);
  const inBins = Array.from({ length: bins }, (): ScoreGroup[] => []);
  for (const group of rankProbabilities(groups)) inBins[findBin(group.score, bins)]?.push(group);
  return inBins.map((members, index) => {
    const { positives, negatives } = countOutcomes(members);
    const count = positives + negatives;
    const scores = members.reduce((sum, group) => sum + group.score * (group.positives + group.negatives), 0);
    return {
      from: index / bins,
      to: (index + 1) / bins,
      count,
      meanScore: count === 0 ? null : scores / count,
      observedRate: count === 0 ? null : positives / count,
    };
  });
}

/**
 * The distance between mean score and observed rate, averaged over the bins by their events: 0 to 1, 0 is perfect. Null
 * without events.
 * M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI
 * 2015.
 */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): number | null {
  let events = 0;
  let distance = 0;
  for (const { count, meanScore, observedRate } of bins) {
    if (meanScore === null || observedRate === null) continue;
    events += count;
    distance += count * Math.abs(meanScore - observedRate);
  }
  return events === 0 ? null : distance / events;
}

/** Compares with the edges themselves: a product such as score * bins may round across one. */
function findBin(score: number, bins: number): number {
  let bin = bins - 1;
  while (bin > 0 && score < bin / bins) bin -= 1;
  return bin;
}
