import { expect, it } from 'vitest';
import { brierScore, calibrationBins, rocAuc, thresholdMetrics, topDecileLift } from './index.ts';
import { rankGroups } from './score-group.ts';
import { impossibleGroups } from './tests/arbitraries.ts';

it('ranks the highest score first, equal ones together and empty ones left out', () => {
  const groups = [
    { score: 0.2, positives: 1, negatives: 2 },
    { score: 0.9, positives: 0, negatives: 0 },
    { score: 0.7, positives: 3, negatives: 0 },
    { score: 0.2, positives: 4, negatives: 5 },
  ];
  const given = structuredClone(groups);
  expect(rankGroups(groups)).toEqual([
    { score: 0.7, positives: 3, negatives: 0 },
    { score: 0.2, positives: 5, negatives: 7 },
  ]);
  expect(groups).toEqual(given);
});

const measures = {
  brierScore,
  calibrationBins,
  rocAuc,
  topDecileLift,
  thresholdMetrics: (groups: Parameters<typeof rocAuc>[0]) => thresholdMetrics(groups, 0.5),
};

it.each(Object.entries(measures))('%s refuses a group that is none', (_, measure) => {
  for (const group of impossibleGroups) expect(() => measure([group])).toThrow(RangeError);
});

it.each([brierScore, calibrationBins])('%o refuses a score that is no probability', (measure) => {
  for (const score of [-0.1, 1.1]) {
    expect(() => measure([{ score, positives: 1, negatives: 0 }])).toThrow(RangeError);
  }
});

it('only the order of the scores counts for the AUC and the top decile', () => {
  const groups = [
    { score: -3, positives: 0, negatives: 9 },
    { score: 4.5, positives: 1, negatives: 0 },
  ];
  expect([rocAuc(groups), topDecileLift(groups)]).toEqual([1, 10]);
});
