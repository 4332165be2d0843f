import type { Day } from '../context.ts';
import {
  addDays,
  addMonths,
  countDays,
  monthOf,
  type Period,
  type Range,
  weekStart,
} from '../periods/index.ts';

/** How a series is cut: days, ISO weeks or months. */
export type Grain = 'day' | 'week' | 'month';

/** The finest grain that still reads as a line: about a hundred points at most. */
export function chooseGrain(period: Period): Grain {
  const days = countDays(period.from, period.to);
  if (days <= 92) return 'day';
  const months = period.unit === 'range' || period.unit === 'quarter' || period.unit === 'year';
  return months || days > 730 ? 'month' : 'week';
}

/** A day, week or month of a series. */
export interface Step {
  /** Its first day. */
  start: Day;
  /** Whether the shop's data covers any day of it. */
  known: boolean;
}

/** Each day, week or month that the range touches, given the days that the shop's data covers. */
export function listSteps(range: Range, grain: Grain, covered: { firstDay: Day; lastDay: Day }): Step[] {
  const steps: Step[] = [];
  let start = firstStart(range.from, grain);
  while (start <= range.to) {
    const next = nextStart(start, grain);
    steps.push({ start, known: start <= covered.lastDay && next > covered.firstDay });
    start = next;
  }
  return steps;
}

/** The last day of the day, week or month that begins on `start`. */
export function endOfStep(start: Day, grain: Grain): Day {
  return addDays(nextStart(start, grain), -1);
}

function firstStart(day: Day, grain: Grain): Day {
  if (grain === 'month') return `${monthOf(day)}-01`;
  return grain === 'week' ? weekStart(day) : day;
}

function nextStart(start: Day, grain: Grain): Day {
  if (grain === 'month') return addMonths(start, 1);
  return addDays(start, grain === 'week' ? 7 : 1);
}
