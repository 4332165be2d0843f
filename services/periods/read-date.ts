import type { Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { findDay, findWeek } from './calendar.ts';
import { makeDays, makeMonths, makeUnit, type Period } from './period.ts';

/** What the words of a period are read against. */
export interface Scope {
  today: Day;
  /** A date without year is the latest one that has begun by this day. */
  anchor: Day;
  /** `01/10/2026` is the first of October, as in Brazil. */
  dayFirst: boolean;
  /** The piece as typed, for the message. */
  typed: string;
}

/** A month by its number, or its latest one where there is no year. Throws where there is no such month. */
export function readMonth(month: number, year: string | undefined, scope: Scope): Period {
  return latest(year, scope, (candidate) => {
    const first = findDay(candidate, month, 1);
    return first === undefined ? undefined : makeMonths(first, 1);
  });
}

/** The latest month of that number that is over. */
export function readLastMonth(month: number, scope: Scope): Period {
  return readMonth(month, undefined, { ...scope, anchor: makeUnit('month', scope.today, -1).to });
}

/** The quarter (`months` 3) or half (6) of a year by its number. */
export function readPart(index: number, months: number, year: string | undefined, scope: Scope): Period {
  return latest(year, scope, (candidate) => {
    const first = findDay(candidate, (index - 1) * months + 1, 1);
    return first === undefined ? undefined : makeMonths(first, months);
  });
}

/** A day of a month. Throws where there is no such day in that year, or in any. */
export function readDay(day: number, month: number, year: string | undefined, scope: Scope): Period {
  return latest(year, scope, (candidate) => {
    const date = findDay(candidate, month, day);
    return date === undefined ? undefined : makeDays(date, date);
  });
}

/** An ISO week by its number. Throws where that year has no such week. */
export function readWeek(week: number, year: string | undefined, scope: Scope): Period {
  return latest(year, scope, (candidate) => {
    const monday = findWeek(candidate, week);
    return monday === undefined ? undefined : makeUnit('week', monday);
  });
}

/** Day and month in either order; a date that makes sense both ways is refused unless the order is settled. */
export function readSlashedDate(
  first: number,
  second: number,
  year: string | undefined,
  scope: Scope,
): Period {
  if (scope.dayFirst || first > 12) return readDay(first, second, year, scope);
  if (second > 12 || first === second) return readDay(second, first, year, scope);
  const params = {
    part: scope.typed,
    first: readDay(first, second, year, scope).text,
    second: readDay(second, first, year, scope).text,
  };
  throw new ServiceError('invalid_input', 'period_ambiguous_date', params);
}

/** The latest of the periods a year apart that has begun by the anchor; that of the year where one is given. */
function latest(year: string | undefined, scope: Scope, make: (year: number) => Period | undefined): Period {
  const newest = Number(year ?? scope.anchor.slice(0, 4));
  // Leap days and 53rd weeks come back within 8 years.
  const oldest = year === undefined ? newest - 8 : newest;
  for (let candidate = newest; candidate >= oldest; candidate--) {
    const period = make(candidate);
    if (period && (year !== undefined || period.from <= scope.anchor)) return period;
  }
  throw new ServiceError('invalid_input', 'period_impossible_date', { part: scope.typed });
}
