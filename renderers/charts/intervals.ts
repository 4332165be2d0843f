import { formatCompact } from '../format.ts';
import { sizes } from '../theme.ts';
import { accentBars, headingHeight, placeRows } from './bars.ts';
import { nameInPicture } from './drawable.ts';
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
} from './frame.ts';
import { fitText, measureText } from './text-width.ts';

/** A share of 0 to 1 with the ends of its interval, and of what it is one, in words. */
export interface IntervalRow {
  label: string;
  value: number;
  low: number;
  high: number;
  note: string;
}

export interface IntervalData extends ChartHead {
  /** The first at the top; beyond eight the rest is left to the table. */
  rows: IntervalRow[];
}

const percent = { kind: 'percent' } as const;
const mostRows = 8;
const widestName = 220;
const gap = 12;

const layers: Layer[] = [
  accentBars,
  ...['intervalHalos', 'intervals'].map(
    (data): Layer => ({
      data: { name: data },
      mark: { type: 'rule', style: data === 'intervals' ? 'before' : 'beforeHalo' },
      encoding: { x: pixel('x'), y: pixel('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
    }),
  ),
  pixelText('names', 'label', 'left'),
  pixelText('values', 'value', 'left'),
  pixelText('notes', 'soft', 'right'),
];

/** Shares side by side as bars from zero, each with its interval as a line. */
export function drawIntervals(data: IntervalData, options: ChartOptions): Drawing {
  const { locale } = options;
  const shown = data.rows.slice(0, mostRows);
  if (shown.length === 0) return composeEmpty(data, options);
  const { words, room } = planFrame(data);
  const places = placeRows(shown.length, { ...room, top: room.top - headingHeight / 2 });
  const names = shown.map(({ label }, index) =>
    fitText(nameInPicture(label, index + 1), widestName, sizes.label),
  );
  const values = shown.map(({ value }) => formatCompact(value, percent, locale));
  const widest = (texts: string[], isBold = false) =>
    Math.max(...texts.map((text) => measureText(text, sizes.label, isBold)));
  const left = room.left + widest(names) + 18;
  const right = room.right - widest(shown.map(({ note }) => note)) - widest(values, true) - 3 * gap;
  const most = Math.max(...shown.map(({ value, high }) => Math.max(value, high)), 0.01);
  const toX = (share: number) => left + (share / most) * (right - left);
  const lines = shown.map(({ low, high }, index) => ({
    x: toX(low),
    x2: toX(high),
    y: places.middle(index),
    y2: places.middle(index),
  }));
  return composeChart({
    words,
    datasets: {
      bars: shown.map(({ value, label, note }, index) => ({
        x: toX(0),
        x2: toX(value),
        ...places.bar(index),
        tip: `${label} · ${values[index]} · ${note}`,
      })),
      intervalHalos: lines,
      intervals: lines,
      names: names.map((text, index) => ({ x: room.left, y: places.middle(index), text })),
      values: shown.map(({ value, high }, index) => ({
        x: toX(Math.max(value, high)) + gap,
        y: places.middle(index),
        text: values[index],
      })),
      notes: shown.map(({ note }, index) => ({ x: room.right, y: places.middle(index), text: note })),
    },
    layers,
    alt: joinSentences(
      data.title,
      data.subtitle,
      shown
        .map(
          ({ label, low, high, note }, index) =>
            `${label} ${values[index]} (${formatCompact(low, percent, locale)}–${formatCompact(high, percent, locale)}), ${note}`,
        )
        .join('; '),
    ),
  });
}
