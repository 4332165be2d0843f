import { formatCompact, formatValue } from '../format.ts';
import { defineTexts, type Locale } from '../locale.ts';
import type { Format } from '../reply.ts';
import { segmentColour, segmentName } from '../segments.ts';
import { sizes } from '../theme.ts';
import { colouredBars, headingHeight, placeRows, wordLayers } from './bars.ts';
import { inBothModes } from './cells.ts';
import { describeChange } from './change-words.ts';
import {
  type ChartHead,
  type ChartOptions,
  composeChart,
  composeEmpty,
  type Drawing,
  joinSentences,
  pixelText,
  planFrame,
} from './frame.ts';
import { writeShortCount } from './short-count.ts';
import { measureText } from './text-width.ts';

export interface SegmentRow {
  /** English name of the segment. */
  segment: string;
  customers: number;
  /** Of all customers, 0 to 1. */
  share: number | null;
  /** Net revenue in minor units. */
  net: number;
  /** Difference of customers from the month before; null where there is none. */
  change: number | null;
}

export interface SegmentsData extends ChartHead {
  /** In the order in which they are drawn. */
  rows: SegmentRow[];
  /** ISO 4217 code of `net`. */
  currency: string;
}

const texts = defineTexts({
  en: {
    customers: 'Customers and share',
    change: 'Change',
    net: 'Net revenue',
    row: (name: string, customers: string, share: string) => `${name} ${customers} (${share})`,
  },
  'pt-BR': {
    customers: 'Clientes e participação',
    change: 'Variação',
    net: 'Receita líquida',
    row: (name, customers, share) => `${name} ${customers} (${share})`,
  },
});

const count: Format = { kind: 'count' };
const percent: Format = { kind: 'percent' };
const layers = [
  colouredBars,
  pixelText('leftHeadings', 'heading', 'left'),
  ...wordLayers,
  pixelText('shares', 'soft', 'left'),
  pixelText('amounts', 'soft', 'right'),
];
const gap = 8;
const columnGap = 24;

/** What is written of a row, in full for its alt text and tooltip, and short for the picture. */
function describeRow(row: SegmentRow, currency: string, locale: Locale) {
  const name = segmentName(row.segment, locale);
  const share = formatValue(row.share, percent, locale);
  const change = describeChange(row.change, writeShortCount(row.change, { kind: 'difference' }, locale));
  const net = formatCompact(row.net, { kind: 'money', currency }, locale);
  const said = texts(locale).row(name, formatValue(row.customers, count, locale), share);
  return {
    name,
    customers: writeShortCount(row.customers, count, locale),
    share,
    change,
    net,
    said,
    tip: [said, change.text, net].join(' · '),
  };
}

const widest = (words: string[], isBold = false) =>
  Math.max(...words.map((text) => measureText(text, sizes.label, isBold)));

/** Segments as bars by their customers, each in its own colour, with share, change and net revenue. */
export function drawSegments(data: SegmentsData, options: ChartOptions): Drawing {
  const { locale } = options;
  if (data.rows.every(({ customers }) => customers === 0)) return composeEmpty(data, options);
  const headings = texts(locale);
  const { words, room } = planFrame(data);
  const rows = data.rows.map((row) => describeRow(row, data.currency, locale));
  const places = placeRows(rows.length, room);
  const netWidth = Math.max(widest(rows.map(({ net }) => net)), measureText(headings.net, sizes.small));
  const changeRight = room.right - netWidth - columnGap;
  const compared = data.rows.some(({ change }) => change !== null);
  const changeTexts = rows.map(({ change }) => change.text);
  const changeWidth = compared
    ? Math.max(widest(changeTexts, true), measureText(headings.change, sizes.small)) + columnGap
    : 0;
  const left = room.left + widest(rows.map(({ name }) => name)) + 16;
  const labelWidth = Math.max(
    ...rows.map((row) => measureText(row.customers, sizes.label, true) + measureText(row.share, sizes.label)),
  );
  const right = changeRight - changeWidth - labelWidth - 3 * gap;
  const most = Math.max(...data.rows.map(({ customers }) => customers));
  const end = ({ customers }: SegmentRow) => left + ((right - left) * customers) / most;
  const labelX = data.rows.map((row) => end(row) + gap);
  const headingY = room.top + headingHeight / 2 - 4;
  const changes = (dataset: string) =>
    rows.flatMap(({ change }, index) =>
      compared && change.dataset === dataset
        ? [{ x: changeRight, y: places.middle(index), text: change.text }]
        : [],
    );
  return composeChart({
    words,
    datasets: {
      colouredBars: data.rows.map((row, index) => ({
        x: left,
        x2: end(row),
        ...places.bar(index),
        colour: inBothModes(segmentColour(row.segment)),
        tip: rows[index]?.tip,
      })),
      leftHeadings: [{ x: left, y: headingY, text: headings.customers }],
      rightHeadings: [
        ...(compared ? [{ x: changeRight, y: headingY, text: headings.change }] : []),
        { x: room.right, y: headingY, text: headings.net },
      ],
      names: rows.map(({ name }, index) => ({ x: room.left, y: places.middle(index), text: name })),
      values: rows.map(({ customers }, index) => ({
        x: labelX[index],
        y: places.middle(index),
        text: customers,
      })),
      shares: rows.map(({ customers, share }, index) => ({
        x: (labelX[index] ?? 0) + measureText(customers, sizes.label, true) + gap,
        y: places.middle(index),
        text: share,
      })),
      amounts: rows.map(({ net }, index) => ({ x: room.right, y: places.middle(index), text: net })),
      ups: changes('ups'),
      downs: changes('downs'),
      levels: changes('levels'),
    },
    layers,
    alt: joinSentences(data.title, data.subtitle, rows.map(({ said }) => said).join(', ')),
  });
}
