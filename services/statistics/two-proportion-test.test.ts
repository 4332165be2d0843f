import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoProportionTest } from './index.ts';
import { impossibleCounts, makeArms, someArms } from './tests/arbitraries.ts';

describe('the test of two proportions', () => {
  it('gives the published z and p', () => {
    const test = twoProportionTest(makeArms([320, 8_000], [60, 2_000]));
    expect(test?.z).toBeCloseTo(2.0921, 4);
    expect(test?.p).toBeCloseTo(0.03643, 5);
  });

  it('by hand: 40 % against 20 % of 100 each is 0.2 / sqrt(0.3 · 0.7 · 0.02)', () => {
    expect(twoProportionTest(makeArms([40, 100], [20, 100]))?.z).toBeCloseTo(3.086067, 6);
  });

  it.each([
    ['an empty treated arm', makeArms([0, 0], [1, 2])],
    ['an empty held-out arm', makeArms([1, 2], [0, 0])],
    ['nobody converted', makeArms([0, 5], [0, 3])],
    ['everybody converted', makeArms([5, 5], [3, 3])],
  ])('is undefined with %s', (_, arms) => expect(twoProportionTest(arms)).toBeNull());

  it('finds no difference between equal shares', () => {
    expect(twoProportionTest(makeArms([1, 4], [2, 8]))).toEqual({ z: 0, p: 1 });
  });

  it('has p in [0, 1], and z squared is the chi-squared of the four cells', () => {
    fc.assert(
      fc.property(someArms, ({ treated, heldOut }) => {
        const test = twoProportionTest({ treated, heldOut });
        if (test === null) return;
        expect(test.p).toBeGreaterThanOrEqual(0);
        expect(test.p).toBeLessThanOrEqual(1);
        const cells = [treated, heldOut].map(({ members, converted }) => [converted, members - converted]);
        const [[a, b], [c, d]] = cells as [[number, number], [number, number]];
        const chiSquared = ((a + b + c + d) * (a * d - b * c) ** 2) / ((a + b) * (c + d) * (a + c) * (b + d));
        expect(Math.abs(test.z ** 2 - chiSquared)).toBeLessThan(1e-9 * (1 + chiSquared));
      }),
    );
  });

  it('turns its sign with the arms, not its p', () => {
    fc.assert(
      fc.property(someArms, ({ treated, heldOut }) => {
        const test = twoProportionTest({ treated, heldOut });
        const turned = twoProportionTest({ treated: heldOut, heldOut: treated });
        expect((test?.z ?? 0) + (turned?.z ?? 0)).toBeCloseTo(0, 10);
        expect(test?.p).toEqual(turned?.p);
        if (test)
          expect(Math.sign(test.z)).toBe(
            Math.sign(treated.converted * heldOut.members - heldOut.converted * treated.members),
          );
      }),
    );
  });

  it.each(impossibleCounts)('refuses, of %d members, %d converted in either arm', (members, converted) => {
    expect(() => twoProportionTest(makeArms([converted, members], [0, 0]))).toThrow(RangeError);
    expect(() => twoProportionTest(makeArms([0, 0], [converted, members]))).toThrow(RangeError);
  });
});
