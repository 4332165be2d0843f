import type { Room } from './frame.ts';
import { type Layer, type Layout, pixelText, position } from './frame.ts';

/** Pixels of the tallest row and bar, and how much of a row its bar takes at most. */
const tallestRow = 50;
const tallestBar = 26;
const barShare = 0.64;
export const headingHeight = 26;

const x = position('x', 'value');
const from = position('y', 'from');

function bars(data: string, style: string | undefined): Layer {
  return {
    data: { name: data },
    mark: { type: 'rect', cornerRadius: 2, ...(style ? { style } : {}) },
    encoding: {
      x,
      x2: { field: 'base' },
      y: from,
      y2: { field: 'to' },
      tooltip: { field: 'tip', type: 'nominal' },
      ...(style ? {} : { color: { field: 'colour', type: 'nominal', scale: null, legend: null } }),
    },
  };
}

function uprights(data: string, style: string): Layer {
  return {
    data: { name: data },
    mark: { type: 'rule', style },
    encoding: { x, y: from, y2: { field: 'to' } },
  };
}

/** Bars in the colour that each row names. */
export const colouredBars = bars('colouredBars', undefined);

/** Bars in the accent colour. */
export const accentBars = bars('bars', 'accentFill');

/** Marks of an earlier value across the bars, and the upright of zero. */
export const uprightLayers: Layer[] = [
  uprights('before', 'beforeHalo'),
  uprights('before', 'before'),
  uprights('zero', 'zero'),
];

/** What is written of each bar: the layers that all bar charts have. */
export const wordLayers: Layer[] = [
  pixelText('rightHeadings', 'heading', 'right'),
  pixelText('names', 'label', 'left'),
  pixelText('values', 'value', 'left'),
  pixelText('ups', 'up', 'right'),
  pixelText('downs', 'down', 'right'),
  pixelText('levels', 'soft', 'right'),
];

/** Where the rows of a bar chart are: pixels of each row's middle, and its bar in the units of the scale. */
export interface BarRows {
  layout: Pick<Layout, 'y' | 'yRange'>;
  middle: (index: number) => number;
  span: (index: number) => { from: number; to: number };
}

/** Shares the height of the room, below the headings, among rows. */
export function placeRows(count: number, room: Room): BarRows {
  const top = room.top + headingHeight;
  const height = Math.min(tallestRow, (room.bottom - top) / count);
  const aside = (1 - Math.min(barShare, tallestBar / height)) / 2;
  return {
    layout: { y: [0, count], yRange: [top, top + height * count] },
    middle: (index) => top + height * (index + 0.5),
    span: (index) => ({ from: index + aside, to: index + 1 - aside }),
  };
}
