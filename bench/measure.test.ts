import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeMachine } from './machine.ts';
import { formatMs, formatRatio, percentile, race, summarise } from './measure.ts';

describe('percentile', () => {
  it('interpolates between the two samples beside it', () => {
    expect(percentile([40, 10, 30, 20], 0.5)).toBe(25);
    expect(percentile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });

  it('lies within the samples and grows with the share', () => {
    const samples = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(samples, (all) => {
        const { count, min, median, p95, p99, max } = summarise(all);
        expect(count).toBe(all.length);
        expect([min, max]).toEqual([Math.min(...all), Math.max(...all)]);
        const ordered = [min, median, p95, p99, max];
        expect(
          ordered.every((value, index) => index === 0 || value >= (ordered[index - 1] ?? 0) - 1e-6),
        ).toBe(true);
      }),
    );
  });
});

describe('race', () => {
  it('runs all contenders alike, with a number that is new each time', async () => {
    const seen: Record<string, number[]> = { one: [], other: [] };
    const samples = await race(
      { one: (round) => seen['one']?.push(round), other: async (round) => seen['other']?.push(round) },
      { runs: 7, warmUp: 2, block: 5 },
    );
    expect(samples.one).toHaveLength(7);
    expect(samples.other).toHaveLength(7);
    expect(seen['one']).toHaveLength(7 + 2 + 2);
    const rounds = Object.values(seen).flat();
    expect(new Set(rounds).size).toBe(rounds.length);
  });
});

it('says figures and the machine that they are of', () => {
  expect([formatMs(1.234), formatMs(12.34), formatMs(123.4), formatRatio(2.5, 2)]).toEqual([
    '1.23',
    '12.3',
    '123',
    '1.25 x',
  ]);
  expect(describeMachine()).toMatch(/^\d+ cores, .+, \d+ GB, Node \d+\.\d+\.\d+, \w+ \w+$/);
});
