import { formatValue } from '../format.ts';
import { defineTexts } from '../locale.ts';
import { segmentColour, segmentName } from '../segments.ts';
import { type Box, emptyCells, inBothModes, inksOn, inkText, pixelCells, tint } from './cells.ts';
import {
  type ChartHead,
  type ChartOptions,
  composeChart,
  composeEmpty,
  type Drawing,
  joinSentences,
  pixelText,
  planFrame,
  type Room,
} from './frame.ts';
import { writeCellCounts } from './short-count.ts';
import { breakLines } from './text-width.ts';

export interface GridCell {
  /** Recency and frequency scores, 1 to 5. */
  r: number;
  f: number;
  /** English name of the segment. */
  segment: string;
  customers: number;
  /** Net revenue in minor units. */
  net: number;
}

export interface GridData extends ChartHead {
  /** A cell that is not there is drawn empty. */
  cells: GridCell[];
  /** ISO 4217 code of `net`. */
  currency: string;
}

const texts = defineTexts({
  en: {
    recent: 'R5 recent',
    longAgo: 'R1 long ago',
    axes: 'R: recency, F: frequency',
    segment: (name: string, customers: string) => `${name} ${customers}`,
  },
  'pt-BR': {
    recent: 'R5 recente',
    longAgo: 'R1 antiga',
    axes: 'R: recência, F: frequência',
    segment: (name, customers) => `${name} ${customers}`,
  },
});

const scores = [1, 2, 3, 4, 5];
const gap = 3;
const inset = 9;
const labelWidth = 40;
const nameSize = 16;
const nameLine = 18;

/** Pixels of the cells of one recency and frequency score, R from the left, F from below. */
function placeCells({ left, right, top, bottom }: Room): (r: number, f: number) => Box {
  const width = (right - left) / scores.length;
  const height = (bottom - top) / scores.length;
  return (r, f) => ({
    x: left + (r - 1) * width,
    x2: left + r * width - gap,
    y: bottom - f * height,
    y2: bottom - (f - 1) * height - gap,
  });
}

/** The 5 x 5 grid of recency and frequency: segments by colour, customers by fullness and number. */
export function drawGrid(data: GridData, options: ChartOptions): Drawing {
  const { locale } = options;
  const most = Math.max(0, ...data.cells.map(({ customers }) => customers));
  if (most === 0) return composeEmpty(data, options);
  const words = texts(locale);
  const counts = writeCellCounts(
    data.cells.map(({ customers }) => customers),
    locale,
  );
  const frame = planFrame(data, [words.axes, ...counts.notes]);
  const room = {
    left: frame.room.left + labelWidth,
    right: frame.room.right + gap,
    top: frame.room.top,
    bottom: frame.room.bottom - 22,
  };
  // Two lines of a name, or a name and a number below it, with what air there is around them.
  const air = Math.max(
    2,
    Math.min(inset, ((room.bottom - room.top) / scores.length - gap - 2 * nameLine) / 2),
  );
  const place = placeCells(room);
  const cells = data.cells.map((cell, index) => {
    const customers = formatValue(cell.customers, { kind: 'count' }, locale);
    const colour = tint(inBothModes(segmentColour(cell.segment)), cell.customers, most, 0.3);
    const net = formatValue(cell.net, { kind: 'money', currency: data.currency }, locale);
    const box = place(cell.r, cell.f);
    const tip = [`R${cell.r} F${cell.f}`, segmentName(cell.segment, locale), customers, net].join(' · ');
    return { ...cell, box, colour, ink: inksOn(colour), text: counts.texts[index] ?? '', tip };
  });
  const names = [...new Set(cells.map(({ segment }) => segment))].flatMap((segment) => {
    const own = cells.filter((cell) => cell.segment === segment);
    const [first] = own.toSorted((a, b) => b.f - a.f || a.r - b.r);
    if (!first) return [];
    const { box, ink } = first;
    // The second line is the short one: the number stands beside it.
    const text = breakLines(segmentName(segment, locale), box.x2 - box.x - 2 * inset, nameSize, true);
    return [{ x: box.x + inset, y: box.y + air + nameLine / 2, text, ink }];
  });
  const sums = [...new Set(cells.map(({ segment }) => segment))].map((segment) => {
    const own = cells.filter((cell) => cell.segment === segment);
    const sum = own.reduce((total, { customers }) => total + customers, 0);
    return words.segment(segmentName(segment, locale), formatValue(sum, { kind: 'count' }, locale));
  });
  const middle = (low: number, high: number) => (low + high) / 2;
  return composeChart({
    words: frame.words,
    datasets: {
      emptyCells: scores.flatMap((r) => scores.map((f) => ({ ...place(r, f) }))),
      cells: cells.map(({ box, colour, tip }) => ({ ...box, colour, tip })),
      names,
      counts: cells.map(({ box, ink, text }) => ({
        x: box.x2 - inset,
        y: box.y2 - air - nameLine / 2,
        text,
        ink,
      })),
      xLabels: scores.map((r) => {
        const box = place(r, 1);
        const text = { 1: words.longAgo, 5: words.recent }[r] ?? `R${r}`;
        return { x: middle(box.x, box.x2), y: room.bottom + 14, text };
      }),
      yLabels: scores.map((f) => {
        const box = place(1, f);
        return { x: frame.room.left, y: middle(box.y, box.y2), text: `F${f}` };
      }),
    },
    layers: [
      emptyCells('emptyCells', 3),
      pixelCells('cells', 3),
      inkText('names', 'cellName', 'left'),
      inkText('counts', 'cellValue', 'right'),
      pixelText('xLabels', 'soft', 'center'),
      pixelText('yLabels', 'soft', 'left'),
    ],
    alt: joinSentences(data.title, data.subtitle, sums.join(', ')),
  });
}
