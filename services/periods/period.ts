import type { Day } from '../context.ts';
import { addDays, addMonths, countDays, monthEnd, monthOf, weekOf, weekStart } from './calendar.ts';

/**
 * `days` is a stretch of days, `range` one of several whole months; the others are what they say. The unit decides
 * what the period before and the year before are.
 */
type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'days' | 'range';

/** A stretch of the shop's local days, both ends included. */
export interface Period {
  from: Day;
  to: Day;
  unit: PeriodUnit;
  /** Canonical text in no language, such as `2026-10`; it parses back to this very period on any day. */
  text: string;
}

/** The calendar units that a period can be asked in, as a person counts them. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** Months in each unit that is made of months. */
const monthsIn = { month: 1, quarter: 3, half: 6, year: 12 } as const;

/** Whether the period is made of whole months, and so is shifted by months. */
export function hasWholeMonths(period: Period): boolean {
  return (
    period.unit === 'month' || period.unit === 'quarter' || period.unit === 'year' || period.unit === 'range'
  );
}

/** How many months a period of whole months has. */
export function countMonths(period: Period): number {
  const [year, month] = splitMonth(period.from);
  const [lastYear, lastMonth] = splitMonth(period.to);
  return (lastYear - year) * 12 + lastMonth - month + 1;
}

/** So many whole months from the one that `day` is in: a month, a quarter, a year or a range. */
export function makeMonths(day: Day, count: number): Period {
  const from = `${monthOf(day)}-01`;
  const to = monthEnd(addMonths(from, count - 1));
  const [year, month] = splitMonth(from);
  if (count === 1) return { from, to, unit: 'month', text: monthOf(from) };
  if (count === 12 && month === 1) return { from, to, unit: 'year', text: String(year) };
  if (count === 3 && month % 3 === 1) {
    return { from, to, unit: 'quarter', text: `${year}-Q${(month + 2) / 3}` };
  }
  return { from, to, unit: 'range', text: `${monthOf(from)}..${monthOf(to)}` };
}

/** A stretch of days as such: a day, an ISO week, or `days` even where it happens to cover whole months. */
export function makeDays(from: Day, to: Day): Period {
  const count = countDays(from, to);
  if (count === 1) return { from, to, unit: 'day', text: from };
  if (count === 7 && weekStart(from) === from) return { from, to, unit: 'week', text: weekOf(from) };
  return { from, to, unit: 'days', text: isWholeMonths(from, to) ? `${count}d..${to}` : `${from}..${to}` };
}

/** The period between two days that a person named: whole months where it covers whole months. */
export function makeSpan(from: Day, to: Day): Period {
  if (!isWholeMonths(from, to)) return makeDays(from, to);
  return makeMonths(from, countMonths({ from, to, unit: 'range', text: '' }));
}

/** The calendar unit that `day` is in, `shift` units later: `-1` is the last one. */
export function makeUnit(unit: CalendarUnit, day: Day, shift = 0): Period {
  return makeUnits(unit, day, shift, 1);
}

/** So many calendar units, the first of them `shift` units from the one that `day` is in. */
export function makeUnits(unit: CalendarUnit, day: Day, shift: number, count: number): Period {
  if (unit === 'day') return makeDays(addDays(day, shift), addDays(day, shift + count - 1));
  if (unit === 'week') {
    const monday = addDays(weekStart(day), 7 * shift);
    return makeDays(monday, addDays(monday, 7 * count - 1));
  }
  const months = monthsIn[unit];
  const [, month] = splitMonth(day);
  const start = addMonths(`${monthOf(day)}-01`, -((month - 1) % months));
  return makeMonths(addMonths(start, shift * months), count * months);
}

function isWholeMonths(from: Day, to: Day): boolean {
  return from.endsWith('-01') && to === monthEnd(to);
}

function splitMonth(day: Day): [number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
}
