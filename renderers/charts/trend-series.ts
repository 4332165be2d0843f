import { formatDay, formatValue } from '../format.ts';
import type { Locale } from '../locale.ts';
import type { Rows } from './frame.ts';
import type { TrendData, TrendSeries } from './trend-data.ts';
import { collectRuns, type Spot, singleSpots } from './trend-runs.ts';
import { areaShapes, cutStrokes, lineShapes, type Pixel, type Stroke } from './trend-shapes.ts';

/** Gives the pixel of a spot. */
export type Place = (spot: Spot) => Pixel;

/** Few enough points to mark each of them. */
const fewPoints = 14;

/** Beyond these a pointer meets several points at once, and the topmost may be another day's. */
const mostTips = 62;

/** The accent line in its finished and its running part; they share the last finished point. */
function splitMeant(
  { values }: TrendSeries,
  unfinishedFrom: string | undefined,
): { finished: Spot[][]; running: Spot[][] } {
  const opens = unfinishedFrom === undefined ? -1 : values.findIndex(({ day }) => day >= unfinishedFrom);
  if (opens === -1) return { finished: collectRuns(values), running: [] };
  return { finished: collectRuns(values, 0, opens - 1), running: collectRuns(values, opens - 1) };
}

/** What is said of each point of a series to a pointer, where they can be told apart. */
function tipRows({ name, values }: TrendSeries, { format }: TrendData, place: Place, locale: Locale): Rows {
  if (values.length > mostTips) return [];
  return values.flatMap(({ day, value }, x) => {
    if (value === null) return [];
    const tip = `${name} · ${formatDay(day, locale)} · ${formatValue(value, format, locale)}`;
    return [{ ...dotRow(place({ x, y: value })), tip }];
  });
}

function dotRow([x, y]: Pixel): { x: number; y: number } {
  return { x, y };
}

/**
 * Rows of the series: lines, dots, the area below, and what is said of each point. `bottom` is the pixel on which
 * the area stands, undefined for none.
 */
export function seriesRows(
  data: TrendData,
  place: Place,
  bottom: number | undefined,
  locale: Locale,
): Record<string, Rows> {
  const toStrokes = (runs: Spot[][]): Stroke[] => runs.map((run) => run.map(place));
  const toLines = (runs: Spot[][]) => lineShapes(cutStrokes(toStrokes(runs)));
  const toDots = (spots: Spot[]) => spots.map((spot) => dotRow(place(spot)));
  const meant = data.series.filter(({ emphasis }) => emphasis);
  const meantRuns = meant.map(({ values }) => collectRuns(values));
  const parts = meant.map((series) => splitMeant(series, data.unfinishedFrom));
  const [compared = [], ...further] = data.series
    .filter(({ emphasis }) => !emphasis)
    .map(({ values }) => collectRuns(values));
  const spots = meantRuns.flat(2);
  return {
    area: bottom === undefined ? [] : meantRuns.flatMap((runs) => areaShapes(toStrokes(runs), bottom)),
    further: further.flatMap(toLines),
    compared: toLines(compared),
    // In one piece, or its dashes would begin anew.
    running: parts.flatMap(({ running }) => lineShapes(toStrokes(running))),
    meant: parts.flatMap(({ finished }) => toLines(finished)),
    comparedDots: toDots([compared, ...further].flatMap(singleSpots)),
    meantDots: toDots(spots.length <= fewPoints ? spots : meantRuns.flatMap(singleSpots)),
    lastDot: toDots(meantRuns.flatMap((runs) => runs.flat().slice(-1))),
    tips: meant.flatMap((series) => tipRows(series, data, place, locale)),
  };
}
