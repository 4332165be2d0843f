import type { Day } from '../../services/context.ts';
import { formatCompact, formatDay, formatValue } from '../format.ts';
import { defineTexts, type Locale, plural } from '../locale.ts';
import { palettes, sizes } from '../theme.ts';
import { accentBars, colouredBars, headingHeight, placeRows, uprightLayers, wordLayers } from './bars.ts';
import { keepDrawable, nameInPicture } from './drawable.ts';
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
import { fitText, measureText } from './text-width.ts';

export interface CoverRow {
  label: string;
  /** Days, 0 where nothing is on hand. */
  cover: number;
  /** The local day on which it runs out; null where it is out, or never will be. */
  runsOutOn: Day | null;
  /** Net of a week in minor units. */
  weeklyNet: number;
}

export interface CoverData extends ChartHead {
  /** The least cover first, as in the table beside the picture; beyond seven the rest is left to it. */
  rows: CoverRow[];
  /** Cover of at most so many days is short. */
  days: number;
  /** ISO 4217 code of `weeklyNet`. */
  currency: string;
}

const texts = defineTexts({
  en: {
    cover: 'Days of cover, and until when',
    week: 'A week',
    out: 'out of stock',
    first: (shown: number, all: string) => `first ${shown} of ${all}`,
    reference: '#: row of the table',
    limit: (days: number) => plural(days, 'line: 1 day', `line: ${days} days`),
    row: (label: string, cover: string) => `${label} ${cover}`,
    days: (cover: number, text: string) => `${text} ${plural(cover, 'day', 'days')}`,
  },
  'pt-BR': {
    cover: 'Dias de cobertura, e até quando',
    week: 'Por semana',
    out: 'sem estoque',
    first: (shown, all) => `${shown} primeiros de ${all}`,
    reference: '#: linha da tabela',
    limit: (days) => plural(days, 'traço: 1 dia', `traço: ${days} dias`),
    row: (label, cover) => `${label} ${cover}`,
    days: (cover, text) => `${text} ${plural(cover, 'dia', 'dias')}`,
  },
});

const layers = [
  accentBars,
  colouredBars,
  ...uprightLayers,
  pixelText('halos', 'halo', 'left'),
  pixelText('leftHeadings', 'heading', 'left'),
  ...wordLayers,
  pixelText('outs', 'down', 'left'),
  pixelText('untils', 'soft', 'left'),
  pixelText('amounts', 'soft', 'right'),
];
const mostRows = 7;
const widestName = 300;
const gap = 9;
const columnGap = 24;
/** The line is left out where it stands further off than so many times the longest bar; sooner where longer ones follow. */
const furthestLimit = { whole: 8, cut: 1.5 };
/** Bars of what lasts longer than is asked for, which are there to compare with. */
const grey = { light: palettes.light.pale, dark: palettes.dark.pale };

const widest = (words: string[], isBold = false) =>
  Math.max(0, ...words.map((text) => measureText(text, sizes.label, isBold)));

/** What is written of a row; `index` is its place in the table, from 0. */
function describeRow(row: CoverRow, index: number, currency: string, locale: Locale) {
  const words = texts(locale);
  const cover = formatValue(row.cover, { kind: 'decimal', digits: row.cover < 99.95 ? 1 : 0 }, locale);
  const isOut = row.cover === 0;
  const until = row.runsOutOn === null || isOut ? '' : formatDay(row.runsOutOn, locale, 'axis');
  const said = words.row(row.label, isOut ? words.out : words.days(row.cover, cover));
  return {
    isOut,
    name: fitText(nameInPicture(row.label, index + 1), widestName, sizes.label),
    value: isOut ? words.out : cover,
    until,
    week: formatCompact(row.weeklyNet, { kind: 'money', currency }, locale),
    said,
    tip: until === '' ? said : `${said} · ${until}`,
  };
}

/** Days of cover as bars up to a line at the days asked for: what is out first, and in grey what lasts longer. */
export function drawCover(data: CoverData, options: ChartOptions): Drawing {
  const { locale } = options;
  const shown = data.rows.slice(0, mostRows);
  if (shown.length === 0) return composeEmpty(data, options);
  const headings = texts(locale);
  const longest = Math.max(...shown.map(({ cover }) => cover));
  const furthest = furthestLimit[shown.length < data.rows.length ? 'cut' : 'whole'];
  const hasLimit = longest === 0 || data.days <= furthest * longest;
  const most = hasLimit ? Math.max(data.days, longest) : longest;
  const rows = shown.map((row, index) => describeRow(row, index, data.currency, locale));
  const { words, room } = planFrame(data, [
    ...(shown.some(({ label }) => keepDrawable(label) !== label) ? [headings.reference] : []),
    ...(shown.length < data.rows.length
      ? [headings.first(shown.length, formatValue(data.rows.length, { kind: 'count' }, locale))]
      : []),
    ...(hasLimit ? [headings.limit(data.days)] : []),
  ]);
  const places = placeRows(rows.length, room);
  const weekWidth = Math.max(widest(rows.map(({ week }) => week)), measureText(headings.week, sizes.small));
  const left = room.left + widest(rows.map(({ name }) => name)) + 18;
  const labelWidths = rows.map(({ value, until }) =>
    until === '' ? widest([value], true) : widest([value], true) + gap + widest([until]),
  );
  const right = room.right - weekWidth - columnGap - Math.max(...labelWidths) - gap;
  const toX = (cover: number) => left + (cover / most) * (right - left);
  const at = (index: number) => ({ y: places.middle(index) });
  const headingY = room.top + headingHeight / 2 - 4;
  const bars = shown.map((row, index) => ({
    x: toX(0),
    x2: toX(row.cover),
    ...places.bar(index),
    tip: rows[index]?.tip,
    ...(row.cover <= data.days ? {} : { colour: grey }),
  }));
  const starts = shown.map(({ cover }) => toX(cover) + gap);
  const values = rows.map(({ value, isOut }, index) => ({
    x: starts[index],
    ...at(index),
    text: value,
    isOut,
  }));
  const untilX = (index: number) => (starts[index] ?? 0) + widest([rows[index]?.value ?? ''], true) + gap;
  const place = ({ isOut: _, ...value }: (typeof values)[number]) => value;
  return composeChart({
    words,
    datasets: {
      bars: bars.filter((bar) => !('colour' in bar)),
      colouredBars: bars.filter((bar) => 'colour' in bar),
      before: [],
      zero: hasLimit ? [{ x: toX(data.days), ...places.all }] : [],
      leftHeadings: [{ x: left, y: headingY, text: headings.cover }],
      rightHeadings: [{ x: room.right, y: headingY, text: headings.week }],
      names: rows.map(({ name }, index) => ({ x: room.left, ...at(index), text: name })),
      // Where a label stands across the line at the days asked for, the line gives way to it.
      halos: rows.flatMap(({ value, until }, index) => [
        { x: starts[index], ...at(index), text: value },
        { x: untilX(index), ...at(index), text: until },
      ]),
      values: values.filter(({ isOut }) => !isOut).map(place),
      outs: values.filter(({ isOut }) => isOut).map(place),
      untils: rows.map(({ until }, index) => ({
        x: untilX(index),
        ...at(index),
        text: until,
      })),
      amounts: rows.map(({ week }, index) => ({ x: room.right, ...at(index), text: week })),
      ups: [],
      downs: [],
      levels: [],
    },
    layers,
    alt: joinSentences(data.title, data.subtitle, rows.map(({ said }) => said).join(', ')),
  });
}
