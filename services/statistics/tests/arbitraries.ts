import fc from 'fast-check';
import type { Arm, Arms, ScoreGroup } from '../index.ts';

/** An arm that is not empty. */
export const someArm: fc.Arbitrary<Arm> = fc
  .integer({ min: 1, max: 5_000 })
  .chain((members) => fc.record({ members: fc.constant(members), converted: fc.nat(members) }));

export const someArms: fc.Arbitrary<Arms> = fc.record({ treated: someArm, heldOut: someArm });

/** Groups with many equal scores, empty ones among them, in any order. */
export const someGroups: fc.Arbitrary<ScoreGroup[]> = fc.array(
  fc.record({
    score: fc.oneof(
      fc.integer({ min: 0, max: 20 }).map((part) => part / 20),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    positives: fc.nat(6),
    negatives: fc.nat(6),
  }),
  { maxLength: 12 },
);

/** The groups of events given one by one, as scikit-learn's examples give them. */
export function groupEvents(outcomes: readonly number[], scores: readonly number[]): ScoreGroup[] {
  return outcomes.map((outcome, index) => ({
    score: scores[index] ?? Number.NaN,
    positives: outcome,
    negatives: 1 - outcome,
  }));
}

/** Every event by itself, scores in the groups' order. */
export function listEvents(groups: readonly ScoreGroup[]): { score: number; outcome: 0 | 1 }[] {
  return groups.flatMap(({ score, positives, negatives }) => [
    ...Array.from({ length: positives }, () => ({ score, outcome: 1 as const })),
    ...Array.from({ length: negatives }, () => ({ score, outcome: 0 as const })),
  ]);
}

/** Groups that are none. */
export const impossibleGroups: ScoreGroup[] = [
  { score: Number.NaN, positives: 1, negatives: 1 },
  { score: Number.POSITIVE_INFINITY, positives: 1, negatives: 1 },
  { score: 0.5, positives: -1, negatives: 1 },
  { score: 0.5, positives: 1, negatives: 0.5 },
];

/** Counts that no arm can have: members, converted. */
export const impossibleCounts: [number, number][] = [
  [10, 11],
  [10, -1],
  [-1, 0],
  [10, 2.5],
  [10.5, 2],
  [0, 1],
  [Number.NaN, 0],
  [Number.POSITIVE_INFINITY, 1],
];

/** Arms from `[converted, members]` of the treated and of the held out. */
export function makeArms(treated: [number, number], heldOut: [number, number]): Arms {
  return {
    treated: { converted: treated[0], members: treated[1] },
    heldOut: { converted: heldOut[0], members: heldOut[1] },
  };
}
