import { formatCompact, formatValue } from '../format.ts';
import type { Locale } from '../locale.ts';
import type { Format } from '../reply.ts';

/** A count, or a difference of counts, exact while it is short: `9.876`, then `38 mil`, `124 mil`. */
export function writeShortCount(count: number | null, format: Format, locale: Locale): string {
  if (count === null || Math.abs(count) < 10_000) return formatValue(count, format, locale);
  return formatCompact(Number(count.toPrecision(Math.abs(count) < 100_000 ? 2 : 3)), format, locale);
}
