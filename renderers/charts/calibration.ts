import { formatCompact, formatValue } from '../format.ts';
import type { Locale } from '../locale.ts';
import { sizes } from '../theme.ts';
import {
  type ChartHead,
  type ChartOptions,
  composeChart,
  composeEmpty,
  type Drawing,
  joinSentences,
  type Layer,
  pixel,
  pixelText,
  planFrame,
  type Room,
} from './frame.ts';
import { measureText } from './text-width.ts';

/** A range of the score in which there are outcomes; shares of 0 to 1. */
export interface CalibrationPoint {
  /** How the range is called: `30–40 %`. */
  range: string;
  count: number;
  said: number;
  happened: number;
  /** Ends of the interval of what happened. */
  low: number;
  high: number;
}

export interface CalibrationData extends ChartHead {
  points: CalibrationPoint[];
  words: {
    /** What is said across, and what upwards. */
    said: string;
    happened: string;
    /** Of the line on which what was said happens. */
    ideal: string;
    /** What the bars are. */
    scale: string;
    /** A point for someone who sees no picture. */
    bin: (range: string, said: string, happened: string, count: string) => string;
  };
}

const percent = { kind: 'percent' } as const;
/** Square pixels of the smallest and of the largest dot. */
const dotSizes = { least: 70, most: 620 };
const gap = 12;

const layers: Layer[] = [
  rules('grid', 'grid'),
  rules('zero', 'zero'),
  pixelText('gridLabels', 'soft', 'right'),
  pixelText('axisLabels', 'soft', 'center'),
  rules('ideal', 'greyLine'),
  pixelText('idealName', 'soft', 'left'),
  rules('intervals', 'before'),
  {
    data: { name: 'dots' },
    mark: { type: 'point', filled: true, opacity: 1, style: 'accentPoint' },
    encoding: {
      x: pixel('x'),
      y: pixel('y'),
      size: { field: 'size', type: 'quantitative', scale: null },
      tooltip: { field: 'tip', type: 'nominal' },
    },
  },
  pixelText('counts', 'halo', 'center'),
  pixelText('counts', 'soft', 'center'),
];

/** Straight lines between the pixels that each row names. */
function rules(data: string, style: string): Layer {
  return {
    data: { name: data },
    mark: { type: 'rule', style },
    encoding: { x: pixel('x'), y: pixel('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
  };
}

/** The least of a few round shares that holds all points, so that a model of rare outcomes fills its picture. */
function pickTop(points: CalibrationPoint[]): number {
  const highest = Math.max(...points.flatMap(({ said, happened, high }) => [said, happened, high]));
  return [0.1, 0.2, 0.4, 0.6, 0.8].find((top) => highest <= top) ?? 1;
}

function pickTicks(top: number): number[] {
  const steps = top === 1 || top === 0.8 || top === 0.4 || top === 0.2 ? 4 : 3;
  const count = top === 0.1 ? 2 : steps;
  return Array.from({ length: count + 1 }, (_, index) => (top * index) / count);
}

/**
 * A reliability diagram: for each range of the score what was said (across) against what happened (up), with its interval and
 * its outcomes, and the line on which both are the same.
 */
export function drawCalibration(data: CalibrationData, options: ChartOptions): Drawing {
  const { points, words: named } = data;
  const { locale } = options;
  if (points.length === 0) return composeEmpty(data, options);
  const { words, room: outer } = planFrame(data, [named.scale]);
  const top = pickTop(points);
  const ticks = pickTicks(top);
  const labels = ticks.map((tick) => formatCompact(tick, percent, locale));
  const counts = points.map(({ count }) => formatCompact(count, { kind: 'count' }, locale));
  const room: Room = {
    left: outer.left + Math.max(...labels.map((label) => measureText(label, sizes.label))) + gap,
    // The line is named at its end.
    right: outer.right - measureText(named.ideal, sizes.label) - gap,
    top: outer.top + 44,
    bottom: outer.bottom - 28,
  };
  const toX = (share: number) => room.left + (share / top) * (room.right - room.left);
  const toY = (share: number) => room.bottom - (share / top) * (room.bottom - room.top);
  const across = (share: number) => ({ x: room.left, x2: room.right, y: toY(share), y2: toY(share) });
  const most = Math.max(...points.map(({ count }) => count));
  const dots = points.map((point, index) => {
    const size = dotSizes.least + (dotSizes.most - dotSizes.least) * (point.count / most);
    return {
      x: toX(point.said),
      y: toY(point.happened),
      size,
      tip: describePoint(data, point, locale),
      label: counts[index] ?? '',
      labelY: placeCount(point, toY, room),
    };
  });
  return composeChart({
    words,
    datasets: {
      grid: ticks.slice(1).map(across),
      zero: [across(0)],
      gridLabels: [
        ...ticks.map((tick, index) => ({ x: room.left - gap, y: toY(tick), text: labels[index] })),
      ],
      axisLabels: [
        ...ticks
          .slice(1, -1)
          .map((tick, index) => ({ x: toX(tick), y: room.bottom + 20, text: labels[index + 1] })),
        nameAcross(named.said, labels.at(-1) ?? '', toX(top), room, outer),
        {
          x: outer.left + measureText(named.happened, sizes.label) / 2,
          y: outer.top + 4,
          text: named.happened,
        },
      ],
      ideal: [{ x: toX(0), y: toY(0), x2: toX(top), y2: toY(top) }],
      idealName: [{ x: toX(top) + gap, y: toY(top), text: named.ideal }],
      intervals: points.map(({ said, low, high }) => ({
        x: toX(said),
        x2: toX(said),
        y: toY(low),
        y2: toY(high),
      })),
      dots: dots.map(({ x, y, size, tip }) => ({ x, y, size, tip })),
      counts: keepApart(dots.map(({ x, labelY, label }) => ({ x, y: labelY, text: label }))),
    },
    layers,
    alt: joinSentences(
      data.title,
      data.subtitle,
      points.map((point) => describePoint(data, point, locale)).join('; '),
    ),
  });
}

/** The highest tick across with the name of the axis before it, within the picture. */
function nameAcross(said: string, label: string, x: number, room: Room, outer: Room) {
  const text = `${said} ${label}`;
  const half = measureText(text, sizes.label) / 2;
  return { x: Math.min(x, outer.right - half), y: room.bottom + 20, text };
}

/** Beyond the end of the interval that lies away from the line of what was promised, and never on the axis. */
function placeCount(
  { said, happened, low, high }: CalibrationPoint,
  toY: (share: number) => number,
  room: Room,
) {
  const below = toY(low) + gap + 2;
  return happened < said && below < room.bottom - gap ? below : toY(high) - gap - 2;
}

/** The labels, from the left, that do not touch the one kept before; the table has the others. */
function keepApart(
  labels: { x: number; y: number; text: string }[],
): { x: number; y: number; text: string }[] {
  const kept: typeof labels = [];
  for (const label of labels) {
    const last = kept.at(-1);
    const apart = (measureText(label.text, sizes.label) + measureText(last?.text ?? '', sizes.label)) / 2 + 6;
    if (!last || label.x - last.x >= apart || Math.abs(label.y - last.y) >= sizes.label) kept.push(label);
  }
  return kept;
}

function describePoint({ words }: CalibrationData, point: CalibrationPoint, locale: Locale): string {
  const share = (value: number) => formatCompact(value, percent, locale);
  const count = formatValue(point.count, { kind: 'count' }, locale);
  return words.bin(point.range, share(point.said), share(point.happened), count);
}
