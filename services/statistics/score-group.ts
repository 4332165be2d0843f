/** Events that a model scored alike, by their outcome. */
export interface ScoreGroup {
  /** Finite; the higher, the likelier the outcome. */
  score: number;
  positives: number;
  negatives: number;
}

/**
 * The groups with the highest score first, those of equal scores made one and the empty left out.
 * Throws RangeError on a score that is not finite and on a count that is negative or not whole.
 */
export function rankGroups(groups: readonly ScoreGroup[]): ScoreGroup[] {
  const byScore = new Map<number, ScoreGroup>();
  for (const group of groups) {
    checkGroup(group);
    const known = byScore.get(group.score) ?? { score: group.score, positives: 0, negatives: 0 };
    known.positives += group.positives;
    known.negatives += group.negatives;
    byScore.set(group.score, known);
  }
  return [...byScore.values()]
    .filter((group) => group.positives + group.negatives > 0)
    .sort((one, other) => other.score - one.score);
}

/** As `rankGroups`, of scores that are probabilities. Throws RangeError also on one outside [0, 1]. */
export function rankProbabilities(groups: readonly ScoreGroup[]): ScoreGroup[] {
  const strange = groups.find(({ score }) => score < 0 || score > 1);
  if (strange) throw new RangeError(`a score of ${strange.score} is not a probability`);
  return rankGroups(groups);
}

/** The events of all the groups together. */
export function countOutcomes(groups: readonly ScoreGroup[]): { positives: number; negatives: number } {
  return {
    positives: groups.reduce((sum, group) => sum + group.positives, 0),
    negatives: groups.reduce((sum, group) => sum + group.negatives, 0),
  };
}

function checkGroup({ score, positives, negatives }: ScoreGroup): void {
  if (!Number.isFinite(score)) throw new RangeError(`${score} is not a score`);
  for (const count of [positives, negatives]) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is not a count of events`);
  }
}
