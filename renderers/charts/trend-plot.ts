import { formatCompact } from '../format.ts';
import type { Locale } from '../locale.ts';
import { picture, sizes } from '../theme.ts';
import type { Room, Rows } from './frame.ts';
import { measureText, wrapText } from './text-width.ts';
import { listSteps, pickTimeTicks } from './time-axis.ts';
import type { TrendData, TrendSeries } from './trend-data.ts';
import { type LineEnd, placeNames } from './trend-labels.ts';
import { collectRuns, lastSpot, type Spot } from './trend-runs.ts';
import { seriesRows } from './trend-series.ts';
import type { Pixel } from './trend-shapes.ts';

/** Beyond these, thick lines hide their own ups and downs. */
const manyPoints = 62;
const thick = { meant: 3.5, other: 2.5 };
const thin = { meant: 2.25, other: 1.5 };
const widestName = 170;
const timeLine = 22;

/** Pixels of a value on a linear scale. */
function scaleTo([from, to]: [number, number], [start, end]: [number, number]): (value: number) => number {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

function endWords(
  series: TrendSeries,
  { format }: TrendData,
  locale: Locale,
): { name: string[]; value: string } {
  const last = series.values[lastSpot(series)]?.value ?? null;
  return {
    name: wrapText(series.name, widestName, sizes.label, 2, series.emphasis),
    value: formatCompact(last, format, locale),
  };
}

/** Pixels that the names of the lines need right of the edge. */
function edgeRoom(data: TrendData, locale: Locale): number {
  const widths = data.series.flatMap((series) => {
    const { name, value } = endWords(series, data, locale);
    const words = series.emphasis ? [value, ...name] : name;
    return words.map((line) => measureText(line, sizes.label, series.emphasis));
  });
  return Math.max(...widths) + 18;
}

/**
 * Places a trend within the room that the head leaves. `highest` is the highest of all values, `ticks` are the raw values of the grid, lowest first; an area
 * is drawn under the line when they include zero.
 */
export function plotTrend(
  data: TrendData,
  ticks: number[],
  highest: number,
  outer: Room,
  locale: Locale,
): { params: Record<string, unknown>; datasets: Record<string, Rows> } {
  const length = Math.max(...data.series.map(({ values }) => values.length));
  const lead = data.series.find(({ emphasis }) => emphasis) ?? data.series[0];
  const own = lead?.values.map(({ day }) => day) ?? [];
  const days = own.length === length ? own : listSteps(own[0] ?? '1970-01-01', length, data.granularity);
  const timeTicks = pickTimeTicks(days, data.granularity, locale);
  const timeLines = Math.max(1, ...timeTicks.map(({ text }) => text.length));
  const labels = ticks.map((value) => formatCompact(value, data.format, locale));
  const room = {
    left: outer.left + Math.max(...labels.map((label) => measureText(label, sizes.label))) + 14,
    right: picture.width - edgeRoom(data, locale) - picture.margin,
    top: outer.top + 8,
    bottom: outer.bottom - timeLines * timeLine - 8,
  };
  const lowest = ticks[0] ?? 0;
  const toX = scaleTo(length === 1 ? [-1, 1] : [0, length - 1], [room.left, room.right]);
  const toY = scaleTo([lowest, Math.max(ticks.at(-1) ?? 1, highest)], [room.bottom, room.top]);
  const place = ({ x, y }: Spot): Pixel => [toX(x), toY(y)];
  const across = (value: number) => ({ x: room.left, x2: room.right, y: toY(value) });
  const ends: LineEnd[] = data.series.map((series) => ({
    ...endWords(series, data, locale),
    points: collectRuns(series.values)
      .flat()
      .map(({ x, y }) => ({ x: toX(x), y: toY(y) })),
    meant: series.emphasis,
  }));
  const names = placeNames(ends, room);
  return {
    params: { widths: length > manyPoints ? thin : thick },
    datasets: {
      grid: ticks.map(across),
      zero: ticks.includes(0) ? [across(0)] : [],
      gridLabels: ticks.map((value, index) => ({ x: room.left - 12, y: toY(value), text: labels[index] })),
      timeLabels: timeTicks.map(({ index, text }) => ({
        x: toX(index),
        y: room.bottom + 20,
        text,
        align: 'center',
      })),
      ...seriesRows(data, place, ticks.includes(0) ? toY(0) : undefined, locale),
      otherNames: names.filter(({ meant }) => !meant).map((name) => ({ ...name })),
      meantName: names.filter(({ meant }) => meant).map((name) => ({ ...name })),
    },
  };
}
