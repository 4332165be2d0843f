import { countOutcomes, rankGroups, type ScoreGroup } from './score-group.ts';

/**
 * How many times the whole's outcome rate the tenth of the events with the highest scores has: 1 is no better than chance,
 * 10 the most there can be. Where the cut falls among events of equal scores, they count pro rata; a tenth need not be a
 * whole number of events. Null without positives. Throws RangeError on an impossible group.
 */
export function topDecileLift(groups: readonly ScoreGroup[]): number | null {
  const ranked = rankGroups(groups);
  const { positives, negatives } = countOutcomes(ranked);
  if (positives === 0) return null;
  // In tenths of an event all but the shares are whole numbers.
  let tenthsLeft = positives + negatives;
  let found = 0;
  for (const group of ranked) {
    const events = group.positives + group.negatives;
    const taken = Math.min(10 * events, tenthsLeft);
    found += (group.positives * taken) / events;
    tenthsLeft -= taken;
  }
  return found / positives;
}
