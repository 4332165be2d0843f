import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brierScore } from './index.ts';
import { groupEvents, listEvents, someGroups } from './tests/arbitraries.ts';

describe('the Brier score', () => {
  // scikit-learn: the reference of brier_score_loss, and the user guide.
  it.each([
    [[0.1, 0.9, 0.8, 0.3], 0.0375],
    [[0.1, 0.9, 0.8, 0.4], 0.055],
    [[0, 1, 1, 0], 0],
  ])('of %j for a no, two yes and a no is %f', (scores, expected) => {
    expect(brierScore(groupEvents([0, 1, 1, 0], scores))).toBeCloseTo(expected, 12);
  });

  it('is 1 for what is always wrong, and 0.25 for what never says', () => {
    expect(brierScore(groupEvents([0, 1], [1, 0]))).toBe(1);
    expect(brierScore([{ score: 0.5, positives: 3, negatives: 8 }])).toBe(0.25);
  });

  it('is undefined without events', () => {
    expect(brierScore([])).toBeNull();
    expect(brierScore([{ score: 0.5, positives: 0, negatives: 0 }])).toBeNull();
  });

  it('is the mean over the events one by one, in [0, 1]', () => {
    fc.assert(
      fc.property(someGroups, (groups) => {
        const events = listEvents(groups);
        const score = brierScore(groups);
        if (events.length === 0) {
          expect(score).toBeNull();
          return;
        }
        const squares = events.map((event) => (event.score - event.outcome) ** 2);
        expect(score).toBeCloseTo(squares.reduce((sum, square) => sum + square, 0) / events.length, 12);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });
});
