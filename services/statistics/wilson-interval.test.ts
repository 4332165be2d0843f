import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './index.ts';
import { impossibleCounts, someArm } from './tests/arbitraries.ts';

describe('the score interval of a proportion', () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i: %f to %f', (count, total, lower, upper) => {
    const interval = wilsonInterval(count, total);
    expect(interval?.lower).toBeCloseTo(lower, 4);
    expect(interval?.upper).toBeCloseTo(upper, 4);
  });

  it('is none of nothing', () => expect(wilsonInterval(0, 0)).toBeNull());

  it('solves the equation of the score test at both ends', () => {
    fc.assert(
      fc.property(someArm, ({ members, converted }) => {
        const share = converted / members;
        const { lower, upper } = wilsonInterval(converted, members) ?? {
          lower: Number.NaN,
          upper: Number.NaN,
        };
        for (const end of [lower, upper]) {
          const score = (share - end) ** 2 * members - 1.959964 ** 2 * end * (1 - end);
          expect(Math.abs(score)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('holds the share within [0, 1], ends at exactly 0 and 1, and mirrors', () => {
    fc.assert(
      fc.property(someArm, ({ members, converted }) => {
        const interval = wilsonInterval(converted, members);
        const mirrored = wilsonInterval(members - converted, members);
        expect(interval?.lower).toBeLessThanOrEqual(converted / members);
        expect(interval?.upper).toBeGreaterThanOrEqual(converted / members);
        expect(interval?.lower).toBeGreaterThanOrEqual(0);
        expect(interval?.upper).toBeLessThanOrEqual(1);
        expect(1 - (mirrored?.lower ?? Number.NaN)).toBe(interval?.upper);
        expect(wilsonInterval(0, members)?.lower).toBe(0);
        expect(wilsonInterval(members, members)?.upper).toBe(1);
      }),
    );
  });

  it('rises with the count, and widens with z', () => {
    fc.assert(
      fc.property(someArm, ({ members, converted }) => {
        const interval = wilsonInterval(converted, members);
        const wider = wilsonInterval(converted, members, 2.575829);
        expect((wider?.upper ?? 0) - (wider?.lower ?? 0)).toBeGreaterThan(
          (interval?.upper ?? 0) - (interval?.lower ?? 0),
        );
        if (converted === members) return;
        const next = wilsonInterval(converted + 1, members);
        expect(next?.lower).toBeGreaterThan(interval?.lower ?? Number.NaN);
        expect(next?.upper).toBeGreaterThan(interval?.upper ?? Number.NaN);
      }),
    );
  });

  it.each(impossibleCounts)('refuses, of %d members, %d converted', (members, converted) => {
    expect(() => wilsonInterval(converted, members)).toThrow(RangeError);
  });
});
