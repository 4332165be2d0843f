import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thresholdMetrics } from './index.ts';
import { groupEvents, listEvents, someGroups } from './tests/arbitraries.ts';

describe('precision, recall and F1', () => {
  it("are those of scikit-learn's binary example", () => {
    const metrics = thresholdMetrics(groupEvents([0, 1, 0, 1], [0, 1, 0, 0]), 0.5);
    expect(metrics).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3 });
  });

  // Its example of precision_recall_curve.
  it.each([
    [0.1, 0.5, 1],
    [0.35, 2 / 3, 1],
    [0.4, 0.5, 0.5],
    [0.8, 1, 0.5],
  ])('at %f, the score itself included, are %f and %f', (threshold, precision, recall) => {
    const groups = groupEvents([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
    expect(thresholdMetrics(groups, threshold)).toMatchObject({ precision, recall });
  });

  it.each([
    ['nothing foretold', 0.9, 1, 1, { precision: null, recall: 0, f1: 0 }],
    ['no positives', 0.1, 0, 2, { precision: 0, recall: null, f1: 0 }],
    ['neither', 0.9, 0, 2, { precision: null, recall: null, f1: null }],
  ])('are null where there is nothing to divide by: %s', (_, threshold, positives, negatives, expected) => {
    expect(thresholdMetrics([{ score: 0.5, positives, negatives }], threshold)).toEqual(expected);
  });

  it('count the events one by one; F1 is the harmonic mean', () => {
    fc.assert(
      fc.property(someGroups, fc.integer({ min: 0, max: 20 }), (groups, twentieths) => {
        const threshold = twentieths / 20;
        const events = listEvents(groups);
        const foretold = events.filter(({ score }) => score >= threshold);
        const hits = foretold.filter(({ outcome }) => outcome === 1).length;
        const positives = events.filter(({ outcome }) => outcome === 1).length;
        const { precision, recall, f1 } = thresholdMetrics(groups, threshold);
        expect(precision).toBe(foretold.length === 0 ? null : hits / foretold.length);
        expect(recall).toBe(positives === 0 ? null : hits / positives);
        if (precision && recall) expect(f1).toBeCloseTo(2 / (1 / precision + 1 / recall), 12);
      }),
    );
  });

  it('refuse a threshold that is no number', () => {
    expect(() => thresholdMetrics([], Number.NaN)).toThrow(RangeError);
  });
});
