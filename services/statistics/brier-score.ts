import { countOutcomes, rankProbabilities, type ScoreGroup } from './score-group.ts';

/**
 * The mean squared distance of the scores, as probabilities, from the outcomes (1 or 0): 0 is perfect, 1 the worst, and
 * always to say 0.5 gives 0.25. Null without events. Throws RangeError on an impossible group or a score outside [0, 1].
 * G. W. Brier, Monthly Weather Review 78 (1950), 1-3, in the form for two classes.
 */
export function brierScore(groups: readonly ScoreGroup[]): number | null {
  const ranked = rankProbabilities(groups);
  const { positives, negatives } = countOutcomes(ranked);
  if (positives + negatives === 0) return null;
  const squares = ranked.reduce(
    (sum, group) => sum + group.positives * (1 - group.score) ** 2 + group.negatives * group.score ** 2,
    0,
  );
  return squares / (positives + negatives);
}
