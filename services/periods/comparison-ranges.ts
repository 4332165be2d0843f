import type { Day } from '../context.ts';
import { addDays, addMonths, countDays, localDay, monthEnd, sameClockTime, startOfDay } from './calendar.ts';
import { countMonths, hasWholeMonths, type Period } from './period.ts';
import { previousPeriod, yearBefore } from './shift-period.ts';

/** Local days, both ends included; the last one cut short at an instant where `until` is given. */
export interface Range {
  from: Day;
  to: Day;
  /** ISO instant in UTC: only what happened before it counts. Null where the last day is whole. */
  until: string | null;
}

export interface ComparisonRanges {
  current: Range;
  /** The same part of the period before. */
  before: Range;
  /** The same part of the period a year before. */
  yearBefore: Range;
  /** The period ends after what is known: the ranges are the elapsed part of each. */
  unfinished: boolean;
  /** Local days begun, the last one perhaps not whole; 0 where nothing of the period is known yet. */
  elapsedDays: number;
  totalDays: number;
}

export interface ComparisonInput {
  period: Period;
  /** The instant until which the data is known. */
  through: Date;
  /** The shop's IANA zone. */
  timeZone: string;
}

/**
 * What a period is compared with. One still running is compared with the same elapsed part of the earlier ones:
 * to the same day of the month for whole months (the month's last day where it is shorter), to the same count of
 * days otherwise, and to the same time of the clock.
 */
export function comparisonRanges({ period, through, timeZone }: ComparisonInput): ComparisonRanges {
  const before = previousPeriod(period);
  const earlier = yearBefore(period);
  const totalDays = countDays(period.from, period.to);
  if (through >= startOfDay(addDays(period.to, 1), timeZone)) {
    const [current, ...others] = [period, before, earlier].map((whole) => ({
      from: whole.from,
      to: whole.to,
      until: null,
    })) as [Range, Range, Range];
    return {
      current,
      before: others[0],
      yearBefore: others[1],
      unfinished: false,
      elapsedDays: totalDays,
      totalDays,
    };
  }
  const part = findElapsed(period, through, timeZone);
  return {
    current: { from: period.from, to: part.last, until: part.whole ? null : part.at.toISOString() },
    before: sameElapsed(period, before, part, timeZone),
    yearBefore: sameElapsed(period, earlier, part, timeZone),
    unfinished: true,
    elapsedDays: part.empty ? 0 : countDays(period.from, part.last),
    totalDays,
  };
}

interface Elapsed {
  last: Day;
  /** The last day is known to its end. */
  whole: boolean;
  at: Date;
  empty: boolean;
}

function findElapsed(period: Period, through: Date, timeZone: string): Elapsed {
  const start = startOfDay(period.from, timeZone);
  if (through <= start) return { last: period.from, whole: false, at: start, empty: true };
  const day = localDay(through, timeZone);
  const whole = through.getTime() === startOfDay(day, timeZone).getTime();
  return { last: whole ? addDays(day, -1) : day, whole, at: through, empty: false };
}

function sameElapsed(period: Period, earlier: Period, part: Elapsed, timeZone: string): Range {
  if (part.empty) {
    return { from: earlier.from, to: earlier.from, until: startOfDay(earlier.from, timeZone).toISOString() };
  }
  const { day, clamped } = sameLastDay(period, earlier, part);
  const whole = part.whole || clamped;
  return {
    from: earlier.from,
    to: day,
    until: whole ? null : sameClockTime(part.at, day, timeZone).toISOString(),
  };
}

function sameLastDay(period: Period, earlier: Period, part: Elapsed): { day: Day; clamped: boolean } {
  if (!hasWholeMonths(period)) {
    return { day: addDays(earlier.from, countDays(period.from, part.last) - 1), clamped: false };
  }
  const months = countMonths({ ...period, from: earlier.from, to: period.from }) - 1;
  const day = addMonths(part.last, -months);
  // A month known to its end is compared with a whole month, even a longer one.
  if (part.whole && part.last === monthEnd(part.last)) return { day: monthEnd(day), clamped: false };
  return { day, clamped: day.slice(8) !== part.last.slice(8) };
}
