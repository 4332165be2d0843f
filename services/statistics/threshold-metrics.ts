import { rankGroups, type ScoreGroup } from './score-group.ts';

/** Each 0 to 1, and null where its denominator is 0. */
export interface ThresholdMetrics {
  /** Positives / all at or above the threshold. */
  precision: number | null;
  /** Positives at or above the threshold / all positives. */
  recall: number | null;
  /** The harmonic mean of both, 2 tp / (2 tp + fp + fn): 0 where there are positives and all were missed. */
  f1: number | null;
}

/**
 * How well a threshold tells the outcome: a score at or above it foretells a positive.
 * Throws RangeError on an impossible group or a threshold that is no number.
 */
export function thresholdMetrics(groups: readonly ScoreGroup[], threshold: number): ThresholdMetrics {
  if (Number.isNaN(threshold)) throw new RangeError('the threshold is not a number');
  let hits = 0;
  let falseAlarms = 0;
  let misses = 0;
  for (const { score, positives, negatives } of rankGroups(groups)) {
    if (score >= threshold) {
      hits += positives;
      falseAlarms += negatives;
    } else {
      misses += positives;
    }
  }
  return {
    precision: divide(hits, hits + falseAlarms),
    recall: divide(hits, hits + misses),
    f1: divide(2 * hits, 2 * hits + falseAlarms + misses),
  };
}

function divide(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
