/** Smallest step of 1, 2 or 5 times a power of ten that is not below `rough`, and not below `least`. */
function niceStep(rough: number, least: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return Math.max(factor * power, least);
}

/**
 * Round values for the lines of an axis, from at or below `low` to at or above `high`, about `count` of them.
 * `least` is the smallest step that makes sense (1 for whole numbers). Needs `low` <= `high`.
 */
export function niceTicks(low: number, high: number, count: number, least: number): number[] {
  const step = niceStep((high - low || least) / count, least);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const value = (first + index) * step;
    return Number(value.toPrecision(12));
  });
}
