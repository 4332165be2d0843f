import { Temporal } from 'temporal-polyfill';
import type { Day } from '../context.ts';

/** The local day of an instant in an IANA time zone. */
export function localDay(instant: Date, timeZone: string): Day {
  return toZoned(instant, timeZone).toPlainDate().toString();
}

/** The instant at which a local day begins: usually midnight, 01:00 where the clock skips midnight. */
export function startOfDay(day: Day, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

/**
 * The instant of a local day at which the clocks show what they show at `instant` in the same zone. Where that
 * time is skipped by daylight saving, as much later as the clock was moved; where it comes twice, the first.
 */
export function sameClockTime(instant: Date, day: Day, timeZone: string): Date {
  const time = toZoned(instant, timeZone).toPlainTime();
  return new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds,
  );
}

/** The day that is so many days later; earlier when negative. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The same day of the month so many months later, or that month's last day where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Days from the first to the last, both counted. */
export function countDays(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days + 1;
}

/** The month that a day is in, `YYYY-MM`. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** The last day of the month that a day, or a month `YYYY-MM`, is in. */
export function monthEnd(day: Day): Day {
  const month = monthOf(day);
  return `${month}-${String(Temporal.PlainYearMonth.from(month).daysInMonth).padStart(2, '0')}`;
}

/** The Monday of the ISO week that a day is in. */
export function weekStart(day: Day): Day {
  return addDays(day, 1 - Temporal.PlainDate.from(day).dayOfWeek);
}

/** The ISO week that a day is in, `2026-W42`; its year is that of the week's Thursday. */
export function weekOf(day: Day): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
}

/** The day of a calendar date, or undefined where there is none (30 February). */
export function findDay(year: number, month: number, day: number): Day | undefined {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    return undefined;
  }
}

/** The Monday of an ISO week, or undefined where that year has no such week. */
export function findWeek(year: number, week: number): Day | undefined {
  const monday = addDays(weekStart(`${pad(year, 4)}-01-04`), 7 * (week - 1));
  return week >= 1 && weekOf(monday) === `${year}-W${pad(week, 2)}` ? monday : undefined;
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}

function toZoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}
