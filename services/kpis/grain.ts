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

/** The first day of each day, week or month that the range touches. */
export function listStarts(range: Range, grain: Grain): Day[] {
  const starts: Day[] = [];
  let start = firstStart(range.from, grain);
  while (start <= range.to) {
    starts.push(start);
    start = nextStart(start, grain);
  }
  return starts;
}

function firstStart(day: Day, grain: Grain): Day {
  if (grain === 'month') return `${monthOf(day)}-01`;
  return grain === 'week' ? weekStart(day) : day;
}

function nextStart(start: Day, grain: Grain): Day {
  if (grain === 'month') return addMonths(start, 1);
  return addDays(start, grain === 'week' ? 7 : 1);
}
