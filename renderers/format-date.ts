import type { Day } from '../services/context.ts';
import { defineTexts, type Locale } from './locale.ts';

/** `short` is for tables, `long` for sentences, `yearless` the same without its year, `axis` for ticks of a chart. */
export type DateStyle = 'short' | 'long' | 'yearless' | 'axis';

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
    dayNumber: (day: number) => String(day),
    dayAndMonth: (day: string, month: string) => `${day} ${month}`,
    withYear: (text: string, year: number) => `${text} ${year}`,
    shortMonth: (month: string, year: number) => `${month} ${year}`,
  },
  'pt-BR': {
    months: portuguese,
    shortDay: (day) => `${pad(day.day)}/${pad(day.month)}/${day.year}`,
    axisDay: (day) => `${pad(day.day)}/${pad(day.month)}`,
    dayNumber: (day) => (day === 1 ? '1º' : String(day)),
    dayAndMonth: (day, month) => `${day} de ${month}`,
    withYear: (text, year) => `${text} de ${year}`,
    shortMonth: (month, year) => `${month}/${year}`,
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

/** Days in a month of a year, months from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Reads `YYYY-MM-DD`, or `YYYY-MM` as the first of that month: charts write hundreds of days, Temporal is slow at it.
 * Throws RangeError when it is neither.
 */
export function readDay(text: string): CalendarDay {
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

/** The number of a day of the month, as a span begins: `22`, and in Portuguese `1º` for the first. */
export function formatDayNumber(day: number, locale: Locale): string {
  return texts(locale).dayNumber(day);
}

/**
 * A local day in words: `22 Nov 2026` / `22/11/2026`, long `22 November 2026` / `22 de novembro de 2026`, on an
 * axis `22 Nov` / `22/11`. Throws RangeError when `day` is not an ISO date.
 */
export function formatDay(day: Day, locale: Locale, style: DateStyle = 'short'): string {
  const date = readDay(day);
  const words = texts(locale);
  if (style === 'axis') return words.axisDay(date);
  if (style === 'short') return words.shortDay(date);
  const long = words.dayAndMonth(words.dayNumber(date.day), nameOf(words.months.long, date.month));
  return style === 'yearless' ? long : words.withYear(long, date.year);
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
  const long = nameOf(words.months.long, date.month);
  return style === 'yearless' ? long : words.withYear(long, date.year);
}
