import { accentCells, pixelCells } from './cells.ts';
import { type Layer, pixel, pixelText, type Room } from './frame.ts';

/** Pixels of the tallest row and bar, and how much of a row its bar and the mark of an earlier value take at most. */
const tallestRow = 50;
const tallestBar = 26;
const barShare = 0.64;
const markShare = 0.84;
const cornerRadius = 2;
export const headingHeight = 26;

function uprights(data: string, style: string): Layer {
  return {
    data: { name: data },
    mark: { type: 'rule', style },
    encoding: { x: pixel('x'), y: pixel('y'), y2: { field: 'y2' } },
  };
}

/** Bars in the colour that each row names. */
export const colouredBars = pixelCells('colouredBars', cornerRadius);

/** Bars in the accent colour. */
export const accentBars = accentCells('bars', cornerRadius);

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

interface Span {
  y: number;
  y2: number;
}

/** Where the rows of a bar chart are, in pixels: each row's middle, its bar, the mark across it, and all rows. */
export interface BarRows {
  middle: (index: number) => number;
  bar: (index: number) => Span;
  mark: (index: number) => Span;
  all: Span;
}

/** Shares the height of the room, below the headings, among rows. */
export function placeRows(count: number, room: Room): BarRows {
  const top = room.top + headingHeight;
  const height = Math.min(tallestRow, (room.bottom - top) / count);
  const middle = (index: number) => top + height * (index + 0.5);
  const around = (index: number, tall: number): Span => ({
    y: middle(index) - tall / 2,
    y2: middle(index) + tall / 2,
  });
  return {
    middle,
    bar: (index) => around(index, Math.min(height * barShare, tallestBar)),
    mark: (index) => around(index, height * markShare),
    all: { y: top, y2: top + height * count },
  };
}
