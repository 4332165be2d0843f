import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombeInterval } from './index.ts';
import { impossibleCounts, makeArms, someArms } from './tests/arbitraries.ts';

describe('the interval of a difference', () => {
  // Newcombe 1998, table II, method 10, and a campaign with a small holdout.
  it.each<[[number, number], [number, number], number, number, number]>([
    [[56, 70], [48, 80], 0.0524, 0.3339, 4],
    [[9, 10], [3, 10], 0.1705, 0.809, 4],
    [[6, 7], [2, 7], 0.0582, 0.8062, 4],
    [[5, 56], [0, 29], -0.0381, 0.1926, 4],
    [[0, 10], [0, 20], -0.1611, 0.2775, 4],
    [[0, 10], [0, 10], -0.2775, 0.2775, 4],
    [[10, 10], [0, 20], 0.6791, 1, 4],
    [[10, 10], [0, 10], 0.6075, 1, 4],
    [[320, 8_000], [60, 2_000], 0.000641, 0.018017, 6],
  ])('%j treated, %j held out: %f to %f', (treated, heldOut, lower, upper, digits) => {
    const interval = newcombeInterval(makeArms(treated, heldOut));
    expect(interval?.lower).toBeCloseTo(lower, digits);
    expect(interval?.upper).toBeCloseTo(upper, digits);
  });

  it.each([[makeArms([0, 0], [1, 2])], [makeArms([1, 2], [0, 0])]])('is none with an empty arm', (arms) =>
    expect(newcombeInterval(arms)).toBeNull(),
  );

  it('holds the difference within [-1, 1], and turns round with the arms', () => {
    fc.assert(
      fc.property(someArms, fc.constantFrom(1.644854, 1.959964, 2.575829), ({ treated, heldOut }, z) => {
        const interval = newcombeInterval({ treated, heldOut }, z);
        const turned = newcombeInterval({ treated: heldOut, heldOut: treated }, z);
        const difference = treated.converted / treated.members - heldOut.converted / heldOut.members;
        expect(interval?.lower).toBeLessThanOrEqual(difference);
        expect(interval?.upper).toBeGreaterThanOrEqual(difference);
        expect(interval?.lower).toBeGreaterThanOrEqual(-1);
        expect(interval?.upper).toBeLessThanOrEqual(1);
        expect([turned?.lower, turned?.upper]).toEqual([-(interval?.upper ?? 0), -(interval?.lower ?? 0)]);
      }),
    );
  });

  it('rises with the conversions of the treated, and widens with z', () => {
    fc.assert(
      fc.property(someArms, ({ treated, heldOut }) => {
        const interval = newcombeInterval({ treated, heldOut });
        const wider = newcombeInterval({ treated, heldOut }, 2.575829);
        expect(wider?.lower).toBeLessThanOrEqual(interval?.lower ?? Number.NaN);
        expect(wider?.upper).toBeGreaterThanOrEqual(interval?.upper ?? Number.NaN);
        if (treated.converted === treated.members) return;
        const next = newcombeInterval({ treated: { ...treated, converted: treated.converted + 1 }, heldOut });
        expect(next?.lower).toBeGreaterThan(interval?.lower ?? Number.NaN);
        expect(next?.upper).toBeGreaterThan(interval?.upper ?? Number.NaN);
      }),
    );
  });

  it.each(impossibleCounts)('refuses, of %d members, %d converted in either arm', (members, converted) => {
    expect(() => newcombeInterval(makeArms([converted, members], [0, 0]))).toThrow(RangeError);
    expect(() => newcombeInterval(makeArms([0, 0], [converted, members]))).toThrow(RangeError);
  });
});
