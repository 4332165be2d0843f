import { formatCompact, formatValue } from '../format.ts';
import { defineTexts, type Locale } from '../locale.ts';
import type { Format } from '../reply.ts';

const texts = defineTexts({ en: { thousands: 'in thousands' }, 'pt-BR': { thousands: 'em milhares' } });

/** A count, or a difference of counts, exact while it is short: `9.876`, then `38 mil`, `124 mil`. */
export function writeShortCount(count: number | null, format: Format, locale: Locale): string {
  if (count === null || Math.abs(count) < 10_000) return formatValue(count, format, locale);
  return formatCompact(Number(count.toPrecision(Math.abs(count) < 100_000 ? 2 : 3)), format, locale);
}

/** Counts in as few digits as cells hold, all in thousands where the largest are, which the notes then say. */
export function writeCellCounts(counts: number[], locale: Locale): { texts: string[]; notes: string[] } {
  if (counts.every((count) => count < 10_000)) {
    return { texts: counts.map((count) => formatValue(count, { kind: 'count' }, locale)), notes: [] };
  }
  return { texts: counts.map((count) => writeThousands(count, locale)), notes: [texts(locale).thousands] };
}

function writeThousands(count: number, locale: Locale): string {
  const value = count / 1000;
  const tenths: Format = { kind: 'decimal', digits: 1 };
  if (value < 0.05) return `<${formatValue(0.1, tenths, locale)}`;
  return formatValue(value, value < 9.95 ? tenths : { kind: 'decimal', digits: 0 }, locale);
}
