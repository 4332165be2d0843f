import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationBins, expectedCalibrationError } from './index.ts';
import { groupEvents, listEvents, someGroups } from './tests/arbitraries.ts';

const findBins = (score: number, bins?: number) =>
  calibrationBins([{ score, positives: 1, negatives: 0 }], bins).flatMap(({ count }, index) =>
    count > 0 ? [index] : [],
  );

describe('the bins of a calibration', () => {
  it("are those of scikit-learn's example", () => {
    const scores = [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1];
    const bins = calibrationBins(groupEvents([0, 0, 0, 0, 1, 1, 1, 1, 1], scores), 3);
    expect(bins.map(({ observedRate }) => observedRate)).toEqual([0, 0.5, 1]);
    for (const [index, mean] of [0.2, 0.525, 0.85].entries()) {
      expect(bins[index]?.meanScore).toBeCloseTo(mean, 12);
    }
    expect(bins.map(({ count }) => count)).toEqual([3, 2, 4]);
  });

  it('are ten unless told, with the empty ones', () => {
    const bins = calibrationBins([{ score: 0.25, positives: 1, negatives: 3 }]);
    expect(bins).toHaveLength(10);
    expect(bins[2]).toEqual({ from: 0.2, to: 0.3, count: 4, meanScore: 0.25, observedRate: 0.25 });
    expect(bins[9]).toEqual({ from: 0.9, to: 1, count: 0, meanScore: null, observedRate: null });
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'hold the lower edge, also at %i tenths, and what is next below is in the bin below',
    (tenths) => {
      expect(findBins(tenths / 10)).toEqual([tenths]);
      expect(findBins(Number(`0.${tenths}`))).toEqual([tenths]);
      const below = (tenths / 10) * (1 - Number.EPSILON / 2);
      if (tenths > 0) expect(findBins(below)).toEqual([tenths - 1]);
    },
  );

  it('hold 1 in the last', () => {
    expect(findBins(1)).toEqual([9]);
    expect(findBins(1, 1)).toEqual([0]);
  });

  it('hold every event once, in the bin that its score is in', () => {
    fc.assert(
      fc.property(someGroups, fc.integer({ min: 1, max: 60 }), (groups, count) => {
        const bins = calibrationBins(groups, count);
        expect(bins).toHaveLength(count);
        for (const [index, bin] of bins.entries()) {
          const events = listEvents(groups).filter(
            ({ score }) => score >= bin.from && (score < bin.to || index === count - 1),
          );
          const positives = events.filter(({ outcome }) => outcome === 1);
          expect(bin.count).toBe(events.length);
          expect(bin.observedRate).toBe(events.length === 0 ? null : positives.length / events.length);
          expect((bin.meanScore ?? bin.from) >= bin.from - 1e-12).toBe(true);
          expect((bin.meanScore ?? bin.to) <= bin.to + 1e-12).toBe(true);
        }
      }),
    );
  });

  it.each([0, -1, 2.5, Number.NaN])('cannot be %d', (bins) => {
    expect(() => calibrationBins([], bins)).toThrow(RangeError);
  });
});

describe('the expected calibration error', () => {
  const errorOf = (...parameters: Parameters<typeof calibrationBins>) =>
    expectedCalibrationError(calibrationBins(...parameters));

  it('by hand: 6 events off by 0.15 and 2 by 0.4 give 1.7 / 8', () => {
    const groups = [
      { score: 0.35, positives: 3, negatives: 3 },
      { score: 0.9, positives: 1, negatives: 1 },
    ];
    expect(errorOf(groups)).toBeCloseTo(1.7 / 8, 12);
  });

  it('is 0 for what comes as foretold, and 1 for the very contrary', () => {
    expect(errorOf([{ score: 0.25, positives: 1, negatives: 3 }])).toBe(0);
    expect(errorOf(groupEvents([0, 1], [1, 0]))).toBe(1);
  });

  it('is undefined without events', () => expect(errorOf([])).toBeNull());

  it('is in [0, 1], and in a single bin the distance of the means', () => {
    fc.assert(
      fc.property(someGroups, fc.integer({ min: 1, max: 30 }), (groups, bins) => {
        const error = errorOf(groups, bins);
        const events = listEvents(groups);
        if (events.length === 0) {
          expect(error).toBeNull();
          return;
        }
        expect(error).toBeGreaterThanOrEqual(0);
        expect(error).toBeLessThanOrEqual(1);
        const excess = events.reduce((sum, { score, outcome }) => sum + score - outcome, 0) / events.length;
        expect(errorOf(groups, 1)).toBeCloseTo(Math.abs(excess), 12);
        expect(error).toBeGreaterThanOrEqual(Math.abs(excess) - 1e-12);
      }),
    );
  });
});
