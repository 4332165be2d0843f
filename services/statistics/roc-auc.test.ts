import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rocAuc } from './index.ts';
import { groupEvents, listEvents, someGroups } from './tests/arbitraries.ts';

describe('the area under the ROC curve', () => {
  it("is 0.75 in scikit-learn's example", () => {
    expect(rocAuc(groupEvents([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]))).toBe(0.75);
  });

  it('counts ties half: by hand, (2·1 + 1/2·2·3) of 2·4 pairs', () => {
    const groups = [
      { score: 0.6, positives: 2, negatives: 3 },
      { score: 0.3, positives: 0, negatives: 1 },
    ];
    expect(rocAuc(groups)).toBe(5 / 8);
  });

  it.each([
    ['only positives', [{ score: 0.5, positives: 3, negatives: 0 }]],
    ['only negatives', [{ score: 0.5, positives: 0, negatives: 3 }]],
    ['nothing', []],
  ])('is undefined with %s', (_, groups) => expect(rocAuc(groups)).toBeNull());

  it('is the share of pairs that are ranked right', () => {
    fc.assert(
      fc.property(someGroups, (groups) => {
        const events = listEvents(groups);
        const positives = events.filter(({ outcome }) => outcome === 1);
        const negatives = events.filter(({ outcome }) => outcome === 0);
        let right = 0;
        for (const positive of positives) {
          for (const negative of negatives) {
            if (positive.score > negative.score) right += 1;
            if (positive.score === negative.score) right += 0.5;
          }
        }
        const pairs = positives.length * negatives.length;
        expect(rocAuc(groups)).toBe(pairs === 0 ? null : right / pairs);
      }),
    );
  });

  it('mirrors when the outcomes change places', () => {
    fc.assert(
      fc.property(someGroups, (groups) => {
        const area = rocAuc(groups);
        const swapped = groups.map(({ score, positives, negatives }) => ({
          score,
          positives: negatives,
          negatives: positives,
        }));
        if (area === null) expect(rocAuc(swapped)).toBeNull();
        else expect(rocAuc(swapped)).toBeCloseTo(1 - area, 12);
      }),
    );
  });
});
