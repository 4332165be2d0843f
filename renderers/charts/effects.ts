import { formatValue } from '../format.ts';
import { formatInterval } from '../format-interval.ts';
import { defineTexts, type Locale } from '../locale.ts';
import { sizes } from '../theme.ts';
import { headingHeight, placeRows, uprightLayers, wordLayers } from './bars.ts';
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
  planFrame,
} from './frame.ts';
import { fitText, measureText } from './text-width.ts';

/** A difference of shares, -1 to 1, with the interval in which it lies with 95 %. */
export interface EffectRow {
  label: string;
  value: number;
  lower: number;
  upper: number;
}

export interface EffectData extends ChartHead {
  /** The most important first; beyond eight the rest is left to the table. */
  rows: EffectRow[];
  /** Over the numbers: "Difference (95 %)". */
  heading: string;
}

const texts = defineTexts({
  en: {
    zero: 'line: no difference',
    shown: 'colour: interval without zero',
    first: (shown: number, all: string) => `first ${shown} of ${all}`,
  },
  'pt-BR': {
    zero: 'linha: nenhuma diferença',
    shown: 'cor: intervalo sem o zero',
    first: (shown, all) => `${shown} primeiros de ${all}`,
  },
});

const mostRows = 8;
const widestName = 250;

function spans(data: string, style: string): Layer {
  return {
    data: { name: data },
    mark: { type: 'rule', style, strokeWidth: 5, strokeCap: 'round' },
    encoding: {
      x: pixel('x'),
      x2: { field: 'x2' },
      y: pixel('y'),
      tooltip: { field: 'tip', type: 'nominal' },
    },
  };
}

function points(data: string, style: string): Layer {
  return {
    data: { name: data },
    mark: { type: 'point', style, filled: true, opacity: 1, size: 190 },
    encoding: { x: pixel('x'), y: pixel('y') },
  };
}

/** The kinds of rows: shown to be more, shown to be less, not shown to differ. */
const kinds = ['ups', 'downs', 'levels'] as const;
const looks = { ups: 'upSpan', downs: 'downSpan', levels: 'greyLine' } as const;
const dots = { ups: 'upDot', downs: 'downDot', levels: 'greyDot' } as const;
const layers: Layer[] = [
  ...uprightLayers,
  ...kinds.map((kind) => spans(`${kind}Spans`, looks[kind])),
  ...kinds.map((kind) => points(`${kind}Dots`, dots[kind])),
  ...wordLayers,
];

const widest = (words: string[], isBold = false) =>
  Math.max(0, ...words.map((text) => measureText(text, sizes.label, isBold)));

function kindOf({ lower, upper }: EffectRow): (typeof kinds)[number] {
  if (lower > 0) return 'ups';
  return upper < 0 ? 'downs' : 'levels';
}

/** Differences as dots on their intervals, around a line of no difference; those that are shown have a colour and a sign. */
export function drawEffects(data: EffectData, options: ChartOptions): Drawing {
  const { locale } = options;
  const rows = data.rows.slice(0, mostRows);
  if (rows.length === 0) return composeEmpty(data, options);
  const own = texts(locale);
  const { words, room } = planFrame(data, [
    ...(rows.length < data.rows.length
      ? [own.first(rows.length, formatValue(data.rows.length, { kind: 'count' }, locale))]
      : []),
    own.zero,
    own.shown,
  ]);
  const places = placeRows(rows.length, room);
  const said = rows.map((row) => sayRow(row, locale));
  const names = rows.map(({ label }, index) =>
    fitText(nameInPicture(label, index + 1), widestName, sizes.label),
  );
  const left = room.left + widest(names) + 26;
  const right = room.right - widest(said, true) - 30;
  const low = Math.min(0, ...rows.map(({ lower }) => lower));
  const high = Math.max(0, ...rows.map(({ upper }) => upper));
  const toX = (value: number) => left + ((value - low) / (high - low || 1)) * (right - left);
  const of = (kind: (typeof kinds)[number]) =>
    rows.flatMap((row, index) => (kindOf(row) === kind ? [{ row, index }] : []));
  const datasets = Object.fromEntries(
    kinds.flatMap((kind) => [
      [
        `${kind}Spans`,
        of(kind).map(({ row, index }) => ({
          x: toX(row.lower),
          x2: toX(row.upper),
          y: places.middle(index),
          tip: `${row.label} · ${said[index]}`,
        })),
      ],
      [`${kind}Dots`, of(kind).map(({ row, index }) => ({ x: toX(row.value), y: places.middle(index) }))],
      [kind, of(kind).map(({ index }) => ({ x: room.right, y: places.middle(index), text: said[index] }))],
    ]),
  );
  return composeChart({
    words,
    datasets: {
      ...datasets,
      before: [],
      zero: [{ x: toX(0), ...places.all }],
      rightHeadings: [{ x: room.right, y: room.top + headingHeight / 2 - 4, text: data.heading }],
      names: names.map((text, index) => ({ x: room.left, y: places.middle(index), text })),
      values: [],
    },
    layers,
    alt: joinSentences(
      data.title,
      data.subtitle,
      rows.map(({ label }, index) => `${label} ${said[index]}`).join('; '),
    ),
  });
}

function sayRow(row: EffectRow, locale: Locale): string {
  return `${formatValue(row.value, { kind: 'points' }, locale)} (${formatInterval(row, locale)})`;
}
