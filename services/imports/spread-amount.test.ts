import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadAmount } from './spread-amount.ts';

test.each([
  [100, [1, 1, 1], [1, 1, 1]],
  [1000, [3000, 3000, 3000], [334, 333, 333]],
  [1, [10, 20], [0, 1]],
  [300, [2100, 0, 500], [242, 0, 58]],
  [0, [5, 5], [0, 0]],
  [-5, [5, 5], [0, 0]],
  [7, [], []],
])('%d over %j is %j', (amount, sizes, shares) => expect(spreadAmount(amount, sizes)).toEqual(shares));

test('the shares add up to the amount, each within its size and a unit of its proportion', () => {
  const size = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 99_999_999_999 }));
  const parts = fc.array(size, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(parts, fc.double({ min: 0, max: 1, noNaN: true }), (sizes, part) => {
      const total = sizes.reduce((sum, each) => sum + each, 0);
      const amount = Math.floor(total * part);
      const shares = spreadAmount(amount, sizes);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
      shares.forEach((share, index) => {
        const own = sizes[index] ?? 0;
        expect(Number.isInteger(share) && share >= 0 && share <= own).toBe(true);
        const away = BigInt(share) * BigInt(total) - BigInt(amount) * BigInt(own);
        expect((away < 0n ? -away : away) < BigInt(total) || total === 0).toBe(true);
      });
    }),
  );
});
