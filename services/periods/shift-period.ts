import { addDays, addMonths, countDays } from './calendar.ts';
import { countMonths, hasWholeMonths, makeDays, makeMonths, type Period } from './period.ts';

/** Weeks of a year that keep the weekdays: what sells on a Saturday is compared with a Saturday. */
const yearInDays = 364;

/** The period just before, as long in its own unit: the month before a month, the 90 days before 90 days. */
export function previousPeriod(period: Period): Period {
  if (hasWholeMonths(period)) return shiftMonths(period, -countMonths(period));
  return shiftDays(period, -countDays(period.from, period.to));
}

/**
 * The same period a year earlier. Whole months by the calendar; days and weeks 364 days earlier, so that weekdays
 * agree; stretches of a year and more by the calendar from their first day, so that they hardly overlap themselves.
 */
export function yearBefore(period: Period): Period {
  if (hasWholeMonths(period)) return shiftMonths(period, -12);
  return shiftDays(period, -daysToYearBefore(period));
}

/** How many days earlier `yearBefore` lies for a period that is not of whole months. */
function daysToYearBefore(period: Period): number {
  if (countDays(period.from, period.to) < 365) return yearInDays;
  return countDays(addMonths(period.from, -12), period.from) - 1;
}

function shiftMonths(period: Period, months: number): Period {
  return makeMonths(addMonths(period.from, months), countMonths(period));
}

function shiftDays(period: Period, days: number): Period {
  return makeDays(addDays(period.from, days), addDays(period.to, days));
}
