import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureLift, neededSample, newcombeInterval, twoProportionTest } from './index.ts';
import { impossibleCounts, makeArms, someArms } from './tests/arbitraries.ts';

describe('the lift of a campaign', () => {
  it('of 320 in 8,000 against 60 in 2,000 is shown, with the published figures', () => {
    const lift = measureLift(makeArms([320, 8_000], [60, 2_000]));
    expect([lift.treatedRate, lift.heldOutRate]).toEqual([0.04, 0.03]);
    expect(lift.difference).toBeCloseTo(0.01, 10);
    expect(lift.differenceInterval?.lower).toBeCloseTo(0.000641, 6);
    expect(lift.differenceInterval?.upper).toBeCloseTo(0.018017, 6);
    expect(lift.relativeLift).toBeCloseTo(1 / 3, 10);
    expect(lift.extraConversions).toBeCloseTo(80, 8);
    expect(lift.extraConversionsInterval?.lower).toBeCloseTo(5.1, 1);
    expect(lift.extraConversionsInterval?.upper).toBeCloseTo(144.1, 1);
    expect(lift.z).toBeCloseTo(2.0921, 4);
    expect(lift.p).toBeCloseTo(0.03643, 5);
    expect([lift.shown, lift.neededSample]).toEqual([true, null]);
  });

  it.each<[[number, number], [number, number], number]>([
    [[56, 70], [48, 80], 0.2],
    [[9, 10], [3, 10], 0.6],
  ])('of %j against %j is %f', (treated, heldOut, difference) => {
    expect(measureLift(makeArms(treated, heldOut)).difference).toBeCloseTo(difference, 10);
  });

  it('is shown where it is a loss', () => {
    const loss = measureLift(makeArms([60, 2_000], [320, 8_000]));
    expect([loss.shown, loss.neededSample]).toEqual([true, null]);
    expect(loss.extraConversions).toBeCloseTo(-20, 8);
    expect(loss.relativeLift).toBeCloseTo(-0.25, 10);
  });

  it('that is not shown says what sample it needs', () => {
    const arms = makeArms([8, 80], [4, 20]);
    const lift = measureLift(arms);
    expect(lift.shown).toBe(false);
    expect(lift.neededSample).toEqual({ treated: 460, heldOut: 115, more: 475 });
  });

  it('is relative to nothing where nobody held out converted', () => {
    const lift = measureLift(makeArms([5, 10], [0, 10]));
    expect([lift.relativeLift, lift.difference]).toEqual([null, 0.5]);
  });

  it('has no test where nobody converted, but an interval', () => {
    const lift = measureLift(makeArms([0, 10], [0, 20]));
    expect(lift).toMatchObject({
      difference: 0,
      extraConversions: 0,
      z: null,
      p: null,
      shown: false,
      neededSample: null,
    });
    expect(lift.differenceInterval?.upper).toBeCloseTo(0.2775, 4);
  });

  it('of an empty arm is the other rate alone', () => {
    const nothing = {
      difference: null,
      differenceInterval: null,
      relativeLift: null,
      extraConversions: null,
      extraConversionsInterval: null,
      z: null,
      p: null,
      shown: false,
      neededSample: null,
    };
    expect(measureLift(makeArms([1, 4], [0, 0]))).toEqual({
      treatedRate: 0.25,
      heldOutRate: null,
      ...nothing,
    });
    expect(measureLift(makeArms([0, 0], [1, 4]))).toEqual({
      treatedRate: null,
      heldOutRate: 0.25,
      ...nothing,
    });
  });

  it('is put together of the parts, and shown where the interval excludes 0', () => {
    fc.assert(
      fc.property(someArms, (arms) => {
        const lift = measureLift(arms);
        const interval = newcombeInterval(arms);
        const shown = (interval?.lower ?? 0) > 0 || (interval?.upper ?? 0) < 0;
        expect(lift.differenceInterval).toEqual(interval);
        expect(lift.z).toEqual(twoProportionTest(arms)?.z ?? null);
        expect(lift.shown).toBe(shown);
        expect(lift.neededSample).toEqual(shown ? null : neededSample(arms));
        if (lift.neededSample) expect(lift.neededSample.more).toBeGreaterThan(0);
      }),
    );
  });

  it.each(impossibleCounts)('refuses, of %d members, %d converted in either arm', (members, converted) => {
    expect(() => measureLift(makeArms([converted, members], [0, 0]))).toThrow(RangeError);
    expect(() => measureLift(makeArms([0, 0], [converted, members]))).toThrow(RangeError);
  });
});
