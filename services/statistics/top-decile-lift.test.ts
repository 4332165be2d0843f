import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topDecileLift } from './index.ts';
import { listEvents, someGroups } from './tests/arbitraries.ts';

describe('the lift in the top decile', () => {
  it('by hand: 4 of the first 10 in 100, against 8 of all, is 5 times', () => {
    const groups = [
      { score: 0.2, positives: 4, negatives: 86 },
      { score: 0.8, positives: 4, negatives: 6 },
    ];
    expect(topDecileLift(groups)).toBe(5);
  });

  it('counts equal scores at the cut pro rata: 2 of 4, and 6 more of 20 with 5, in 100 with 10', () => {
    const groups = [
      { score: 0.9, positives: 2, negatives: 2 },
      { score: 0.7, positives: 5, negatives: 15 },
      { score: 0.1, positives: 3, negatives: 73 },
    ];
    expect(topDecileLift(groups)).toBeCloseTo((2 + (6 / 20) * 5) / 10 / (10 / 100), 12);
  });

  it('takes a fraction of an event where a tenth is one: half of the first of 5', () => {
    const groups = [
      { score: 0.9, positives: 1, negatives: 0 },
      { score: 0.1, positives: 1, negatives: 3 },
    ];
    expect(topDecileLift(groups)).toBe(2.5);
  });

  it('is 1 where all scores are equal', () => {
    expect(topDecileLift([{ score: 0.5, positives: 3, negatives: 4 }])).toBe(1);
  });

  it('is undefined without positives', () => {
    expect(topDecileLift([])).toBeNull();
    expect(topDecileLift([{ score: 0.5, positives: 0, negatives: 4 }])).toBeNull();
  });

  it('is the mean over the tenth, equal scores sharing their outcomes evenly, in [0, 10]', () => {
    fc.assert(
      fc.property(someGroups, (groups) => {
        const events = listEvents(groups);
        const positives = events.filter(({ outcome }) => outcome === 1).length;
        if (positives === 0) {
          expect(topDecileLift(groups)).toBeNull();
          return;
        }
        const shares = events
          .map(({ score }) => {
            const alike = events.filter((event) => event.score === score);
            return { score, share: alike.filter(({ outcome }) => outcome === 1).length / alike.length };
          })
          .sort((one, other) => other.score - one.score);
        const size = events.length / 10;
        const found = shares.reduce(
          (sum, { share }, index) => sum + share * Math.min(1, Math.max(0, size - index)),
          0,
        );
        const lift = topDecileLift(groups);
        expect(lift).toBeCloseTo(found / size / (positives / events.length), 9);
        expect(lift).toBeGreaterThanOrEqual(0);
        expect(lift).toBeLessThanOrEqual(10);
      }),
    );
  });
});
