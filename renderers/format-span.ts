import type { Day } from '../services/context.ts';
import { daysInMonth, formatDay, formatDayNumber, formatMonth, readDay } from './format-date.ts';
import { defineTexts, type Locale } from './locale.ts';

const texts = defineTexts({
  en: {
    /** A dash between single words stands close, between several it stands free. */
    range: (from: string, to: string) => (/ /.test(from) ? `${from} – ${to}` : `${from}–${to}`),
    fromTo: (from: string, to: string) => `from ${from} to ${to}`,
    onDay: (day: string) => `on ${day}`,
    during: (span: string) => `in ${span}`,
  },
  'pt-BR': {
    range: (from, to) => `${from} a ${to}`,
    fromTo: (from, to) => `de ${from} a ${to}`,
    onDay: (day) => `no dia ${day}`,
    during: (span) => `em ${span}`,
  },
});

/** `short` writes a span from one month into another in short dates: what a picture has room for. */
type SpanStyle = 'long' | 'short';

/** What a span is called: by both its ends, or by one name where `from` is null. */
interface SpanNames {
  from: string | null;
  to: string;
}

function nameMonths(from: Day, to: Day, locale: Locale, style: SpanStyle): SpanNames {
  const [start, end] = [readDay(from), readDay(to)];
  const sameYear = start.year === end.year;
  if (start.month === 1 && end.month === 12) {
    return { from: sameYear ? null : String(start.year), to: String(end.year) };
  }
  if (sameYear && start.month === end.month) return { from: null, to: formatMonth(to, locale) };
  const yearless = style === 'short' ? 'axis' : 'yearless';
  return { from: formatMonth(from, locale, sameYear ? yearless : style), to: formatMonth(to, locale, style) };
}

function nameSpan(from: Day, to: Day, locale: Locale, style: SpanStyle): SpanNames {
  const [start, end] = [readDay(from), readDay(to)];
  if (from === to) return { from: null, to: formatDay(to, locale, 'long') };
  if (start.day === 1 && end.day === daysInMonth(end.year, end.month) && from < to) {
    return nameMonths(from, to, locale, style);
  }
  if (start.year !== end.year) {
    return { from: formatDay(from, locale, style), to: formatDay(to, locale, style) };
  }
  if (start.month === end.month) {
    return { from: formatDayNumber(start.day, locale), to: formatDay(to, locale, 'long') };
  }
  const yearless = style === 'short' ? 'axis' : 'yearless';
  return { from: formatDay(from, locale, yearless), to: formatDay(to, locale, style) };
}

/**
 * A span of local days, both ends included, as short as it can be said: `22 November 2026`, `1–22 November 2026`,
 * `October 2026` where it is that whole month, `August–October 2026`, `2026` where it is that whole year.
 * Throws RangeError when an end is not an ISO date.
 */
export function formatSpan(from: Day, to: Day, locale: Locale, style: SpanStyle = 'long'): string {
  const names = nameSpan(from, to, locale, style);
  return names.from === null ? names.to : texts(locale).range(names.from, names.to);
}

/**
 * The same as when something happened: `on 22 November 2026`, `in October 2026`, `from 1 to 22 November 2026`;
 * `no dia 22 de novembro de 2026`, `em outubro de 2026`, `de 1º a 22 de novembro de 2026`.
 */
export function formatWithin(from: Day, to: Day, locale: Locale): string {
  const words = texts(locale);
  const names = nameSpan(from, to, locale, 'long');
  if (names.from !== null) return words.fromTo(names.from, names.to);
  return from === to ? words.onDay(names.to) : words.during(names.to);
}
