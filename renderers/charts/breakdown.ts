import { formatCompact, formatValue } from '../format.ts';
import { defineTexts, type Locale } from '../locale.ts';
import type { Format } from '../reply.ts';
import { segmentColour } from '../segments.ts';
import { sizes } from '../theme.ts';
import { accentBars, colouredBars, headingHeight, placeRows, uprightLayers, wordLayers } from './bars.ts';
import { inBothModes } from './cells.ts';
import { describeChange } from './change-words.ts';
import { keepDrawable, nameInPicture } from './drawable.ts';
import {
  type ChartHead,
  type ChartOptions,
  composeChart,
  composeEmpty,
  type Drawing,
  joinSentences,
  planFrame,
} from './frame.ts';
import { fitText, measureText } from './text-width.ts';

interface BreakdownRow {
  label: string;
  value: number;
  /** The same of the earlier period; null where there was none. */
  previous: number | null;
  /** English name of the segment that the row is, where it is one: it has the segment's colour. */
  segment?: string;
}

export interface BreakdownData extends ChartHead {
  /** The most important first, as in the table beside the picture; beyond ten the rest is left to it. */
  rows: BreakdownRow[];
  format: Format;
}

const texts = defineTexts({
  en: {
    before: 'line: the period before',
    first: (shown: number, all: string) => `first ${shown} of ${all}`,
    change: 'Change',
    reference: '#: row of the table',
    row: (label: string, value: string, change: string) => `${label} ${value} (${change})`,
  },
  'pt-BR': {
    before: 'traço: período anterior',
    first: (shown, all) => `${shown} primeiros de ${all}`,
    change: 'Variação',
    reference: '#: linha da tabela',
    row: (label, value, change) => `${label} ${value} (${change})`,
  },
});

const layers = [accentBars, colouredBars, ...uprightLayers, ...wordLayers];
const mostRows = 10;
const widestName = 300;
const gap = 9;

const widest = (words: string[], isBold = false) =>
  Math.max(...words.map((text) => measureText(text, sizes.label, isBold)));

/** Relative change of a row; null where there was nothing, or less, to change from. */
function changeOf({ value, previous }: BreakdownRow): number | null {
  return previous === null || previous <= 0 ? null : (value - previous) / previous;
}

/** What is written of a row; `index` is its place in the table, from 0. */
function describeRow(row: BreakdownRow, index: number, format: Format, locale: Locale) {
  const value = formatCompact(row.value, format, locale);
  const relative = changeOf(row);
  const change = describeChange(relative, formatValue(relative, { kind: 'change' }, locale));
  return {
    name: fitText(nameInPicture(row.label, index + 1), widestName, sizes.label),
    value,
    change,
    said: row.previous === null ? `${row.label} ${value}` : texts(locale).row(row.label, value, change.text),
    tip: `${row.label} · ${formatValue(row.value, format, locale)} · ${formatValue(row.previous, format, locale)}`,
  };
}

/** A number split by something as bars, each with the earlier value as a line across it and its change. */
export function drawBreakdown(data: BreakdownData, options: ChartOptions): Drawing {
  const { locale } = options;
  const shown = data.rows.slice(0, mostRows);
  if (shown.length === 0) return composeEmpty(data, options);
  const headings = texts(locale);
  const compared = shown.some(({ previous }) => previous !== null);
  const rows = shown.map((row, index) => describeRow(row, index, data.format, locale));
  const refers = shown.some(({ label }) => keepDrawable(label) !== label);
  const { words, room } = planFrame(data, [
    ...(refers ? [headings.reference] : []),
    ...(shown.length < data.rows.length
      ? [headings.first(shown.length, formatValue(data.rows.length, { kind: 'count' }, locale))]
      : []),
    ...(compared ? [headings.before] : []),
  ]);
  const places = placeRows(shown.length, room);
  const numbers = shown.flatMap(({ value, previous }) => (previous === null ? [value] : [value, previous]));
  const low = Math.min(0, ...numbers);
  const high = Math.max(...numbers, low === 0 ? 1 : 0);
  const changeWidth = compared
    ? Math.max(
        widest(
          rows.map(({ change }) => change.text),
          true,
        ),
        measureText(headings.change, sizes.small),
      ) + 24
    : 0;
  const left = room.left + widest(rows.map(({ name }) => name)) + 18;
  const right =
    room.right -
    changeWidth -
    widest(
      rows.map(({ value }) => value),
      true,
    ) -
    gap;
  const toX = (value: number) => left + ((value - low) / (high - low)) * (right - left);
  const labelX = (row: BreakdownRow) => toX(Math.max(0, row.value, row.previous ?? 0)) + gap;
  const bars = shown.map((row, index) => ({
    x: toX(0),
    x2: toX(row.value),
    ...places.bar(index),
    tip: rows[index]?.tip,
    ...(row.segment === undefined ? {} : { colour: inBothModes(segmentColour(row.segment)) }),
  }));
  const changes = (dataset: string) =>
    rows.flatMap(({ change }, index) =>
      compared && change.dataset === dataset
        ? [{ x: room.right, y: places.middle(index), text: change.text }]
        : [],
    );
  const heading = { x: room.right, y: room.top + headingHeight / 2 - 4, text: headings.change };
  return composeChart({
    words,
    datasets: {
      bars: bars.filter((bar) => !('colour' in bar)),
      colouredBars: bars.filter((bar) => 'colour' in bar),
      before: shown.flatMap(({ previous }, index) =>
        previous === null ? [] : [{ x: toX(previous), ...places.mark(index) }],
      ),
      zero: low < 0 ? [{ x: toX(0), ...places.all }] : [],
      rightHeadings: compared ? [heading] : [],
      names: rows.map(({ name }, index) => ({ x: room.left, y: places.middle(index), text: name })),
      values: shown.map((row, index) => ({
        x: labelX(row),
        y: places.middle(index),
        text: rows[index]?.value,
      })),
      ups: changes('ups'),
      downs: changes('downs'),
      levels: changes('levels'),
    },
    layers,
    alt: joinSentences(data.title, data.subtitle, rows.map(({ said }) => said).join(', ')),
  });
}
