/** A local day, `YYYY-MM-DD`. */
export type Day = string;

const msPerDay = 86_400_000;

export interface CalendarDay {
  /** Days since 1970-01-01. */
  number: number;
  year: number;
  /** 1 to 12. */
  month: number;
  dayOfMonth: number;
  /** 0 is Sunday. */
  weekday: number;
}

/** Days since 1970-01-01. Throws RangeError when the text is no day of the calendar. */
export function dayNumber(day: Day): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(at) || formatDay(at / msPerDay) !== day) {
    throw new RangeError(`not a day: ${day}`);
  }
  return at / msPerDay;
}

/** The day's text, from days since 1970-01-01. */
export function formatDay(number: number): Day {
  return new Date(number * msPerDay).toISOString().slice(0, 10);
}

/** The parts of a day, from days since 1970-01-01. */
export function calendarDay(number: number): CalendarDay {
  const date = new Date(number * msPerDay);
  return {
    number,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    dayOfMonth: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

/** Days since 1970-01-01 of a year's month (1 to 12) and day of month. */
export function numberOf(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / msPerDay;
}

/** The nth given weekday (0 is Sunday) of a month, in days since 1970-01-01. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  const first = numberOf(year, month, 1);
  return first + ((weekday - calendarDay(first).weekday + 7) % 7) + 7 * (nth - 1);
}

/** Black Friday, the day after the fourth Thursday of November, in days since 1970-01-01. */
export function blackFriday(year: number): number {
  return nthWeekday(year, 11, 4, 4) + 1;
}

/** Easter Sunday in days since 1970-01-01, by Gauss's rule in the form that holds for 1900 to 2099. */
export function easter(year: number): number {
  const moon = (19 * (year % 19) + 24) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const late = (moon === 29 && sunday === 6) || (moon === 28 && sunday === 6 && year % 19 > 10);
  return numberOf(year, 3, 22) + moon + sunday - (late ? 7 : 0);
}

/** An ISO stamp in São Paulo's time, which has been three hours behind UTC all year since 2019. */
export function localStamp(number: number, secondOfDay: number): string {
  const pair = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(secondOfDay / 3600);
  const minutes = Math.floor(secondOfDay / 60) % 60;
  return `${formatDay(number)}T${pair(hours)}:${pair(minutes)}:${pair(secondOfDay % 60)}-03:00`;
}
