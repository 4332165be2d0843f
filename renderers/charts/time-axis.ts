import type { Day } from '../../services/context.ts';
import { formatDay, formatMonth } from '../format.ts';
import type { Locale } from '../locale.ts';

export type Granularity = 'day' | 'week' | 'month';

/** A label of the time axis: the point that it stands under, and its lines. */
export interface TimeTick {
  index: number;
  text: string[];
}

const mostTicks = 7;

/** `count` days, weeks or months, one after another from `first` on; months need a `first` up to the 28th. */
export function listSteps(first: Day, count: number, granularity: Granularity): Day[] {
  const [year = 1970, month = 1, day = 1] = first.split('-').map(Number);
  const days = granularity === 'week' ? 7 : 1;
  return Array.from({ length: count }, (_, index) => {
    const time =
      granularity === 'month'
        ? Date.UTC(year, month - 1 + index, day)
        : Date.UTC(year, month - 1, day + index * days);
    return new Date(time).toISOString().slice(0, 10);
  });
}

/** Smallest of the steps with which `count` points carry few enough labels. */
function pickStep(count: number, steps: readonly number[]): number {
  return steps.find((step) => Math.ceil(count / step) <= mostTicks) ?? Math.ceil(count / mostTicks);
}

/** The first point of each month, thinned to whole quarters, halves or years where there are many. */
function monthTicks(days: Day[], locale: Locale): TimeTick[] {
  const monthOf = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const starts = days.flatMap((day, index) => {
    const before = days[index - 1];
    const opens = before === undefined ? Number(day.slice(8)) <= 7 : monthOf(before) !== monthOf(day);
    return opens ? [{ index, day, month: monthOf(day) }] : [];
  });
  const step = pickStep(starts.length, [1, 2, 3, 6, 12, 24, 60, 120]);
  const kept = starts.filter(({ month }) => month % step === 0);
  return kept.map(({ index, day, month }, place) => {
    const year = day.slice(0, 4);
    if (step >= 12) return { index, text: [year] };
    const yearShown = place === 0 || month % 12 < step;
    return {
      index,
      text: yearShown
        ? [formatMonth(day.slice(0, 7), locale, 'axis'), year]
        : [formatMonth(day.slice(0, 7), locale, 'axis')],
    };
  });
}

/** Few labels for an axis of days, weeks or months that follow one another. */
export function pickTimeTicks(days: Day[], granularity: Granularity, locale: Locale): TimeTick[] {
  const covered = granularity === 'week' ? days.length * 7 : days.length;
  if (granularity === 'month' || covered > 92) return monthTicks(days, locale);
  const step = pickStep(days.length, granularity === 'day' ? [1, 2, 7, 14] : [1, 2, 3, 4]);
  return days.flatMap((day, index) =>
    index % step === 0 ? [{ index, text: [formatDay(day, locale, 'axis')] }] : [],
  );
}
