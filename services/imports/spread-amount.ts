/**
 * Shares an amount of minor units among parts in proportion to their sizes (whole numbers from 0), exactly, by the
 * largest remainder (Hamilton): the shares add up to it, and none is more than its part's size. What is more than all
 * sizes together is nobody's.
 */
export function spreadAmount(amount: number, sizes: readonly number[]): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (amount >= total) return [...sizes];
  if (amount <= 0) return sizes.map(() => 0);
  // The products are beyond what a double holds exactly.
  const [whole, all] = [BigInt(amount), BigInt(total)];
  const parts = sizes.map((size, index) => {
    const product = whole * BigInt(size);
    return { index, share: Number(product / all), remainder: product % all };
  });
  const left = amount - parts.reduce((sum, { share }) => sum + share, 0);
  const next = parts.toSorted((a, b) => Number(b.remainder - a.remainder)).slice(0, left);
  for (const part of next) part.share += 1;
  return parts.map(({ share }) => share);
}
