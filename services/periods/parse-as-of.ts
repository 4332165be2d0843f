import type { Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { monthOf } from './calendar.ts';
import { type ParsePeriodOptions, parsePeriod } from './parse-period.ts';
import { hasWholeMonths } from './period.ts';

/** A day to look back from, perhaps named by its month. */
export interface AsOf {
  day: Day;
  /** A month, quarter or year was named, so the day is the end of a month, or today in the running one. */
  isMonth: boolean;
  /** Canonical text, `2026-10` or `2026-10-31`; it parses back to this. */
  text: string;
}

/**
 * Reads the day of a state: a day, or the end of a week, month, quarter or year, which is today while it runs.
 *
 * @param today The shop's local day.
 * @throws ServiceError `invalid_input` as `parsePeriod`, and `as_of_not_a_day` for a stretch such as "last 90 days".
 */
export function parseAsOf(text: string, today: Day, options: ParsePeriodOptions = {}): AsOf {
  const period = parsePeriod(text, today, options);
  if (period.unit === 'days' || period.unit === 'range') {
    throw new ServiceError('invalid_input', 'as_of_not_a_day', { part: text.trim() });
  }
  const day = period.to < today ? period.to : today;
  const isMonth = hasWholeMonths(period);
  return { day, isMonth, text: isMonth ? monthOf(day) : day };
}
