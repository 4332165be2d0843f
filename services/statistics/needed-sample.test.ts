import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neededSample } from './index.ts';
import { normalTail } from './normal-tail.ts';
import { impossibleCounts, makeArms, someArms } from './tests/arbitraries.ts';

/** The power of the two-sided 5 % test at given sizes, from its definition; the wrong side left out, as is usual. */
function powerAt(first: number, second: number, n1: number, n2: number): number {
  const pooled = (n1 * first + n2 * second) / (n1 + n2);
  const equal = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const observed = Math.sqrt((first * (1 - first)) / n1 + (second * (1 - second)) / n2);
  const z = (1.959964 * equal - Math.abs(first - second)) / observed;
  return z > 0 ? normalTail(z) : 1 - normalTail(-z);
}

describe('the sample that is needed', () => {
  it('to tell 8 % from 6 % is 2,554 an arm, the example in the help of JMP 13', () => {
    const needed = neededSample(makeArms([8, 100], [6, 100]));
    expect(needed).toEqual({ treated: 2_554, heldOut: 2_554, more: 4_908 });
  });

  it('by hand, with arms of 4 to 1: (1.959964 · 0.363318 + 0.841621 · 0.427200)² / 0.0025 = 459.4', () => {
    expect(neededSample(makeArms([8, 80], [4, 20]))).toEqual({ treated: 460, heldOut: 115, more: 475 });
  });

  it('is none more where there are enough', () => {
    expect(neededSample(makeArms([800, 8_000], [400, 2_000]))).toEqual({
      treated: 460,
      heldOut: 115,
      more: 0,
    });
  });

  it.each([
    ['no difference', makeArms([1, 4], [2, 8])],
    ['an empty treated arm', makeArms([0, 0], [1, 2])],
    ['an empty held-out arm', makeArms([1, 2], [0, 0])],
  ])('is undefined with %s', (_, arms) => expect(neededSample(arms)).toBeNull());

  it('has a power of 80 %, which one customer fewer in each arm falls short of', () => {
    fc.assert(
      fc.property(someArms, ({ treated, heldOut }) => {
        const first = treated.converted / treated.members;
        const second = heldOut.converted / heldOut.members;
        const needed = neededSample({ treated, heldOut });
        const certain = [first, second].every((share) => share === 0 || share === 1);
        if (needed === null || certain) return;
        // Both arms grown alike: as far as the rounded sizes, and as far as one fewer.
        const grown = Math.max(needed.treated / treated.members, needed.heldOut / heldOut.members);
        const below = Math.max(
          (needed.treated - 1) / treated.members,
          (needed.heldOut - 1) / heldOut.members,
        );
        const power = (scale: number) =>
          powerAt(first, second, scale * treated.members, scale * heldOut.members);
        expect(power(grown)).toBeGreaterThan(0.8 - 1e-7);
        if (below > 0) expect(power(below)).toBeLessThan(0.8 + 1e-7);
      }),
    );
  });

  it('counts more from the arms there are', () => {
    fc.assert(
      fc.property(someArms, ({ treated, heldOut }) => {
        const needed = neededSample({ treated, heldOut });
        if (needed === null) return;
        const total = treated.members + heldOut.members;
        expect(needed.more).toBe(Math.max(0, needed.treated + needed.heldOut - total));
      }),
    );
  });

  it.each(impossibleCounts)('refuses, of %d members, %d converted in either arm', (members, converted) => {
    expect(() => neededSample(makeArms([converted, members], [0, 0]))).toThrow(RangeError);
    expect(() => neededSample(makeArms([0, 0], [converted, members]))).toThrow(RangeError);
  });
});
