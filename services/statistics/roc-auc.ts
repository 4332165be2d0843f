import { countOutcomes, rankGroups, type ScoreGroup } from './score-group.ts';

/**
 * The probability that a positive scores above a negative, a tie counting half: the area under the ROC curve, 0 to 1.
 * Null where there are only positives, only negatives or neither. Throws RangeError on an impossible group.
 * J. A. Hanley and B. J. McNeil, Radiology 143 (1982), 29-36.
 */
export function rocAuc(groups: readonly ScoreGroup[]): number | null {
  const ranked = rankGroups(groups);
  const { positives, negatives } = countOutcomes(ranked);
  if (positives === 0 || negatives === 0) return null;
  let above = 0;
  let won = 0;
  for (const group of ranked) {
    won += group.negatives * (above + group.positives / 2);
    above += group.positives;
  }
  return won / (positives * negatives);
}
