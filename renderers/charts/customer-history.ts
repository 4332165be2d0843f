import { formatCompact, formatMonth } from '../format.ts';
import { defineTexts, type Locale } from '../locale.ts';
import type { Format } from '../reply.ts';
import { segmentColour, segmentName } from '../segments.ts';
import { sizes } from '../theme.ts';
import { accentCells, type Box, inBothModes, pixelCells } from './cells.ts';
import {
  type ChartHead,
  type ChartOptions,
  composeChart,
  composeEmpty,
  type Drawing,
  joinSentences,
  pixel,
  pixelText,
  planFrame,
  type Room,
} from './frame.ts';
import { measureText } from './text-width.ts';

/** A month of a customer. */
export interface CustomerMonth {
  /** `2026-10`. */
  month: string;
  /** Net revenue in minor units; below zero where more was refunded than bought. */
  net: number;
  /** English name of the RFM segment at its end (or on the last day known); null where there is none. */
  segment: string | null;
}

export interface CustomerHistoryData extends ChartHead {
  /** One after another without gaps. */
  months: CustomerMonth[];
  /** ISO 4217 code of `net`. */
  currency: string;
}

const texts = defineTexts({
  en: { nothing: 'Nothing bought in these months' },
  'pt-BR': { nothing: 'Nenhuma compra nestes meses' },
});

/** Pixels of what stands below the bars: the months, the strip of segments, and their names. */
const below = { months: 20, strip: 42, stripHeight: 24, names: 86 } as const;
const barShare = 0.62;
/** Pixels of the widest bar: one of few months is no block. */
const widestBar = 72;
const gap = 2;
/** Values written at most, beside the latest. */
const mostValues = 3;

interface Run {
  from: number;
  to: number;
  segment: string;
}

/** Neighbouring months of one segment. */
function listRuns(months: CustomerMonth[]): Run[] {
  const runs: Run[] = [];
  for (const [index, { segment }] of months.entries()) {
    const last = runs.at(-1);
    if (segment === null) continue;
    if (last?.segment === segment && last.to === index - 1) last.to = index;
    else runs.push({ from: index, to: index, segment });
  }
  return runs;
}

/** Pixels of the months: from left to right, and up and down by their net. */
function placeMonths(months: CustomerMonth[], room: Room) {
  const width = (room.right - room.left) / months.length;
  const high = Math.max(0, ...months.map(({ net }) => net));
  const low = Math.min(0, ...months.map(({ net }) => net));
  const top = room.top + 30;
  const bottom = room.bottom - below.names - 18 - (low < 0 ? 22 : 0);
  const scale = high === low ? 0 : (bottom - top) / (high - low);
  return {
    width,
    /** Half of a bar. */
    half: Math.min(width * barShare, widestBar) / 2,
    bottom: room.bottom - below.names - 18,
    left: (index: number) => room.left + width * index,
    middle: (index: number) => room.left + width * (index + 0.5),
    y: (net: number) => (scale === 0 ? bottom : top + (high - net) * scale),
  };
}

type Places = ReturnType<typeof placeMonths>;

/** Values on the bars: the highest and the latest first, each where it meets no other. */
function labelBars(months: CustomerMonth[], places: Places, room: Room, format: Format, locale: Locale) {
  const shown = months.flatMap(({ net }, index) => (net === 0 ? [] : [{ net, index }]));
  const latest = shown.at(-1);
  const bySize = shown.toSorted((a, b) => Math.abs(b.net) - Math.abs(a.net));
  const taken: Box[] = [];
  return [...(latest ? [latest] : []), ...bySize.filter((each) => each !== latest)].flatMap(
    ({ net, index }) => {
      const text = formatCompact(net, format, locale);
      const half = measureText(text, sizes.label, true) / 2;
      const x = Math.min(Math.max(places.middle(index), room.left + half), room.right - half);
      const y = places.y(net) + (net < 0 ? 14 : -14);
      const box = { x: x - half, x2: x + half, y: y - 12, y2: y + 12 };
      const meets = (other: Box) =>
        box.x < other.x2 && other.x < box.x2 && box.y < other.y2 && other.y < box.y2;
      // A value over the bar of a taller neighbour would not be read.
      const meetsBar = months.some((month, at) => {
        const bar = {
          x: places.middle(at) - places.half,
          x2: places.middle(at) + places.half,
          y: places.y(Math.max(0, month.net)),
          y2: places.y(Math.min(0, month.net)),
        };
        return at !== index && month.net !== 0 && meets(bar);
      });
      if (taken.length > mostValues || meetsBar || taken.some(meets)) return [];
      taken.push(box);
      return [{ x, y, text }];
    },
  );
}

/** Names below the strip, the last of the runs first, each where it meets no other. */
function nameRuns(runs: Run[], places: Places, room: Room, y: number, locale: Locale) {
  let free = Number.POSITIVE_INFINITY;
  return runs.toReversed().flatMap(({ from, to, segment }) => {
    const text = segmentName(segment, locale);
    const half = measureText(text, sizes.small) / 2;
    const middle = (places.left(from) + places.left(to + 1)) / 2;
    const x = Math.min(Math.max(middle, room.left + half), room.right - half);
    const runWidth = places.left(to + 1) - places.left(from);
    // A name further away than its run reaches would be taken for its neighbour's.
    if (x + half > free - 14 || Math.abs(x - middle) > runWidth / 2) return [];
    free = x - half;
    return [{ x, y, text }];
  });
}

/** Months with names far enough apart, the latest among them; the year under the first and under each January. */
function labelMonths(months: CustomerMonth[], places: Places, locale: Locale) {
  const step = Math.ceil(52 / places.width);
  const y = places.bottom + below.months;
  return months.flatMap(({ month }, index) =>
    (months.length - 1 - index) % step === 0
      ? [{ x: places.middle(index), y, text: formatMonth(month, locale, 'axis') }]
      : [],
  );
}

const layers = [
  accentCells('bars', 2),
  {
    data: { name: 'zero' },
    mark: { type: 'rule' as const, style: 'zero' },
    encoding: { x: pixel('x'), x2: { field: 'x2' }, y: pixel('y') },
  },
  pixelCells('strip', 2),
  pixelText('values', 'value', 'center'),
  pixelText('nothing', 'soft', 'center'),
  pixelText('months', 'soft', 'center'),
  pixelText('names', 'cellLabel', 'center'),
];

/** What a customer brought month by month, and the segment in which they stood at the end of each. */
export function drawCustomerHistory(data: CustomerHistoryData, options: ChartOptions): Drawing {
  const { locale } = options;
  const { months, currency } = data;
  if (months.length === 0) return composeEmpty(data, options);
  const { words, room } = planFrame(data);
  const places = placeMonths(months, room);
  const format: Format = { kind: 'money', currency };
  const runs = listRuns(months);
  const stripY = places.bottom + below.strip;
  const tipOf = ({ month, net, segment }: CustomerMonth) =>
    [
      formatMonth(month, locale, 'short'),
      formatCompact(net, format, locale),
      ...(segment === null ? [] : [segmentName(segment, locale)]),
    ].join(' · ');
  return composeChart({
    words,
    datasets: {
      bars: months.flatMap((each, index) => {
        const box = { x: places.middle(index) - places.half, x2: places.middle(index) + places.half };
        return each.net === 0
          ? []
          : [
              {
                ...box,
                y: places.y(Math.max(0, each.net)),
                y2: places.y(Math.min(0, each.net)),
                tip: tipOf(each),
              },
            ];
      }),
      zero: [{ x: room.left, x2: room.right, y: places.y(0) }],
      strip: runs.map(({ from, to, segment }) => ({
        x: places.left(from) + (from === 0 ? 0 : gap),
        x2: places.left(to + 1),
        y: stripY,
        y2: stripY + below.stripHeight,
        colour: inBothModes(segmentColour(segment)),
        tip: segmentName(segment, locale),
      })),
      nothing: months.some((each) => each.net !== 0)
        ? []
        : [
            {
              x: (room.left + room.right) / 2,
              y: (room.top + places.bottom) / 2,
              text: texts(locale).nothing,
            },
          ],
      values: labelBars(months, places, room, format, locale),
      months: labelMonths(months, places, locale),
      names: nameRuns(runs, places, room, places.bottom + below.names, locale),
    },
    layers,
    alt: joinSentences(data.title, data.subtitle, months.map(tipOf).join('; ')),
  });
}
