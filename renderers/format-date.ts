import type { Day } from '../services/context.ts';
import { defineTexts, type Locale } from './locale.ts';

/** `short` is for tables and sentences, `long` for headings, `axis` for the ticks of a chart. */
export type DateStyle = 'short' | 'long' | 'axis';

const english = monthNames('en');
const portuguese = monthNames('pt-BR');

/** Numbers of a local day, month from 1. */
interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

interface MonthNames {
  long: string[];
  short: string[];
}

const texts = defineTexts({
  en: {
    months: english,
    shortDay: (day: CalendarDay) => `${day.day} ${nameOf(english.short, day.month)} ${day.year}`,
    axisDay: (day: CalendarDay) => `${day.day} ${nameOf(english.short, day.month)}`,
    dayAndMonth: (day: CalendarDay) => `${day.day} ${nameOf(english.long, day.month)}`,
    withYear: (text: string, year: number) => `${text} ${year}`,
    shortMonth: (month: string, year: number) => `${month} ${year}`,
    /** A dash between single words stands close, between several it stands free. */
    range: (from: string, to: string) => (/ /.test(from) ? `${from} – ${to}` : `${from}–${to}`),
  },
  'pt-BR': {
    months: portuguese,
    shortDay: (day) => `${pad(day.day)}/${pad(day.month)}/${day.year}`,
    axisDay: (day) => `${pad(day.day)}/${pad(day.month)}`,
    dayAndMonth: (day) => `${day.day} de ${nameOf(portuguese.long, day.month)}`,
    withYear: (text, year) => `${text} de ${year}`,
    shortMonth: (month, year) => `${month}/${year}`,
    range: (from, to) => `${from} a ${to}`,
  },
});

function monthNames(locale: Locale): MonthNames {
  const name = (month: number, style: 'long' | 'short') =>
    new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' })
      .format(new Date(Date.UTC(2026, month, 1)))
      .replace('.', '');
  const months = Array.from({ length: 12 }, (_, month) => month);
  return { long: months.map((m) => name(m, 'long')), short: months.map((m) => name(m, 'short')) };
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Reads `YYYY-MM-DD`, or `YYYY-MM` as the first of that month: charts write hundreds of days, Temporal is slow at it. */
function readDay(text: string): CalendarDay {
  const [, year = 0, month = 0, day = 1] = (/^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text) ?? []).map(Number);
  const date = { year, month, day: Number.isNaN(day) ? 1 : day };
  const exists = month >= 1 && month <= 12 && date.day >= 1 && date.day <= daysInMonth(year, month);
  if (!exists) throw new RangeError(`${text} is not a day of the calendar`);
  return date;
}

/** Name of a month by its number, 1 to 12. */
function nameOf(names: string[], month: number): string {
  return names[month - 1] ?? '';
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * A local day in words: `22 Nov 2026` / `22/11/2026`, long `22 November 2026` / `22 de novembro de 2026`, on an
 * axis `22 Nov` / `22/11`. Throws RangeError when `day` is not an ISO date.
 */
export function formatDay(day: Day, locale: Locale, style: DateStyle = 'short'): string {
  const date = readDay(day);
  const words = texts(locale);
  if (style === 'axis') return words.axisDay(date);
  return style === 'short' ? words.shortDay(date) : words.withYear(words.dayAndMonth(date), date.year);
}

/**
 * A month in words: `October 2026` / `outubro de 2026`, short `Oct 2026` / `out/2026`, on an axis `Oct` / `out`.
 * `month` is `YYYY-MM` or any day of it. Throws RangeError when it is neither.
 */
export function formatMonth(month: string, locale: Locale, style: DateStyle = 'long'): string {
  const date = readDay(month);
  const words = texts(locale);
  const short = nameOf(words.months.short, date.month);
  if (style === 'axis') return short;
  if (style === 'short') return words.shortMonth(short, date.year);
  return words.withYear(nameOf(words.months.long, date.month), date.year);
}

/** A run of whole months in words; a run of whole years by their numbers. */
function formatMonths(from: CalendarDay, to: CalendarDay, locale: Locale): string {
  const words = texts(locale);
  if (from.month === 1 && to.month === 12) {
    return from.year === to.year ? String(to.year) : words.range(String(from.year), String(to.year));
  }
  const name = (date: CalendarDay) => words.withYear(nameOf(words.months.long, date.month), date.year);
  if (from.year !== to.year) return words.range(name(from), name(to));
  return from.month === to.month ? name(to) : words.range(nameOf(words.months.long, from.month), name(to));
}

/**
 * A span of local days, both ends included, as short as it can be said: `22 November 2026`, `1–22 November 2026`,
 * `October 2026` where it is that whole month, `August–October 2026`, `2026` where it is that whole year.
 * Throws RangeError when an end is not an ISO date.
 */
export function formatSpan(from: Day, to: Day, locale: Locale): string {
  const start = readDay(from);
  const end = readDay(to);
  const words = texts(locale);
  const last = formatDay(to, locale, 'long');
  if (from === to) return last;
  if (start.day === 1 && end.day === daysInMonth(end.year, end.month) && from < to) {
    return formatMonths(start, end, locale);
  }
  if (start.year !== end.year) return words.range(formatDay(from, locale, 'long'), last);
  return words.range(start.month === end.month ? String(start.day) : words.dayAndMonth(start), last);
}
