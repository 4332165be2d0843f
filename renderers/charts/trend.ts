import type { Day } from '../../services/context.ts';
import { currencyDigits, formatCompact, formatDay, formatMonth } from '../format.ts';
import { defineTexts, type Locale } from '../locale.ts';
import type { Format } from '../reply.ts';
import {
  type ChartOptions,
  composeChart,
  composeEmpty,
  type Drawing,
  joinSentences,
  planFrame,
} from './frame.ts';
import { niceTicks } from './ticks.ts';
import type { TrendData, TrendPoint, TrendSeries } from './trend-data.ts';
import { trendLayers } from './trend-layers.ts';
import { plotTrend } from './trend-plot.ts';
import { findExtent, lastSpot } from './trend-runs.ts';

export type { TrendData, TrendSeries } from './trend-data.ts';

/** Below this share of the highest number, a line that starts at zero hides how it moves. */
const flatRange = 0.25;

const texts = defineTexts({
  en: {
    dashedRunning: 'dashed: not over yet',
    dashed: 'dashed: incomplete',
    running: 'period not over yet',
    cut: (value: string) => `scale starts at ${value}`,
    series: (name: string, from: string, to: string) => `${name}: from ${from} to ${to}`,
    at: (value: string, when: string) => `${value} (${when})`,
    extremes: (low: string, high: string) => `lowest ${low}, highest ${high}`,
  },
  'pt-BR': {
    dashedRunning: 'tracejado: ainda em andamento',
    dashed: 'tracejado: incompleto',
    running: 'período em andamento',
    cut: (value) => `escala começa em ${value}`,
    series: (name, from, to) => `${name}: de ${from} a ${to}`,
    at: (value, when) => `${value} (${when})`,
    extremes: (low, high) => `mínimo ${low}, máximo ${high}`,
  },
});

function describeSeries(series: TrendSeries, data: TrendData, locale: Locale): string {
  const words = texts(locale);
  const points = series.values.filter(({ value }) => value !== null);
  const extent = findExtent([series]);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || !extent) return '';
  const when = (day: Day) =>
    data.granularity === 'month' ? formatMonth(day.slice(0, 7), locale, 'short') : formatDay(day, locale);
  const say = ({ day, value }: TrendPoint) => words.at(formatCompact(value, data.format, locale), when(day));
  if (points.length === 1) return `${series.name}: ${say(first)}`;
  const [low, high] = extent.map((value) => formatCompact(value, data.format, locale)) as [string, string];
  return `${words.series(series.name, say(first), say(last))}; ${words.extremes(low, high)}`;
}

/** Smallest step between two lines of the grid, as a raw value. */
function smallestStep(format: Format): number {
  if (format.kind === 'money') return 10 ** currencyDigits(format.currency);
  if (format.kind === 'decimal') return 10 ** -format.digits;
  return format.kind === 'count' || format.kind === 'difference' ? 1 : 0.001;
}

/** Values of the grid, far enough apart that no two are written alike. */
function pickTicks(low: number, high: number, format: Format, locale: Locale): number[] {
  for (let least = smallestStep(format); ; least *= 10) {
    const ticks = niceTicks(low, high, 4, least);
    const labels = new Set(ticks.map((value) => formatCompact(value, format, locale)));
    if (labels.size === ticks.length) return ticks;
  }
}

/** The grid without a highest line that the data stays far below. */
function dropEmptyTop(ticks: number[], high: number): number[] {
  const [before = 0, last = 0] = ticks.slice(-2);
  return ticks.length > 2 && last - high > (last - before) * 0.4 ? ticks.slice(0, -1) : ticks;
}

/** What the reader must be told of how it is drawn. */
function listNotes(
  { series, format, unfinishedFrom, running }: TrendData,
  start: number,
  locale: Locale,
): string[] {
  const words = texts(locale);
  const meant = series.find(({ emphasis }) => emphasis);
  const lastDay = meant?.values[lastSpot(meant)]?.day;
  const dashed = unfinishedFrom !== undefined && lastDay !== undefined && lastDay >= unfinishedFrom;
  return [
    ...(dashed ? [running ? words.dashedRunning : words.dashed] : []),
    ...(running && !dashed ? [words.running] : []),
    ...(start > 0 ? [words.cut(formatCompact(start, format, locale))] : []),
  ];
}

/**
 * A number over time as a line in the accent colour, grey lines for what it is compared with, names and the last
 * value at the lines' ends. Zero is included unless that flattens the line, which is then said.
 */
export function drawTrend(data: TrendData, options: ChartOptions): Drawing {
  const { locale } = options;
  const series = data.series.filter((each) => lastSpot(each) >= 0);
  const extent = findExtent(series);
  if (!extent) return composeEmpty(data, options);
  const [low, high] = extent;
  const moves = low > 0 && series.some(({ values }) => values.length > 1);
  const flat = moves && high > low && high - low < high * flatRange;
  const ticks = pickTicks(flat ? low : Math.min(0, low), Math.max(0, high), data.format, locale);
  const notes = listNotes(data, ticks[0] ?? 0, locale);
  const { words, room } = planFrame(data, notes);
  const described = series.map((each) => describeSeries(each, data, locale));
  return composeChart({
    words,
    ...plotTrend({ ...data, series }, dropEmptyTop(ticks, high), high, room, locale),
    layers: trendLayers,
    alt: joinSentences(data.title, data.subtitle, ...described, notes.join('; ')),
  });
}
