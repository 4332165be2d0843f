import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalTail } from './normal-tail.ts';

describe('the tail of the normal distribution', () => {
  // erfc(z / sqrt 2) / 2 computed with mpmath at 40 digits.
  it.each([
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1, 0.158655253931457],
    [1.959964, 0.0249999990964424],
    [2.4, 0.00819753592459613],
    [2.5, 0.006209665325776135],
    [3, 0.001349898031630095],
    [5, 2.866515718791939e-7],
    [8, 6.220960574271784e-16],
    [20, 2.753624118606234e-89],
  ])('beyond %f is %f', (z, tail) => {
    expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(1e-13);
  });

  it('falls, without a step where the method changes', () => {
    const here = fc.oneof(
      fc.double({ min: 0, max: 37, noNaN: true }),
      fc.double({ min: 2.49, max: 2.51, noNaN: true }),
    );
    fc.assert(
      fc.property(here, (z) => {
        const width = 1e-6;
        const density = Math.exp(-((z + width / 2) ** 2) / 2) / Math.sqrt(2 * Math.PI);
        const fall = normalTail(z) - normalTail(z + width);
        expect(Math.abs(fall - density * width)).toBeLessThan(1e-5 * density * width + 1e-13 * normalTail(z));
      }),
    );
  });

  it('fades to 0', () => expect(normalTail(50)).toBe(0));
});
