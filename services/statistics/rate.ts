/**
 * The share of a whole, 0 to 1; null of nothing.
 * Throws RangeError unless both are whole numbers with 0 <= count <= total.
 */
export function rate(count: number, total: number): number | null {
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(total) || count < 0 || count > total) {
    throw new RangeError(`${count} of ${total} is not a count of a whole`);
  }
  return total === 0 ? null : count / total;
}
