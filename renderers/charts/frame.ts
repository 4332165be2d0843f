import type { TopLevelSpec } from 'vega-lite';
import { holdUnits } from '../hold-units.ts';
import { defineTexts, type Locale } from '../locale.ts';
import { chartTheme, picture, sizes } from '../theme.ts';
import { keepDrawable } from './drawable.ts';
import { measureText, wrapText } from './text-width.ts';

/** The words around a picture, in the reader's language: the finding, what is drawn, and where it comes from. */
export interface ChartHead {
  title: string;
  subtitle: string;
  footer: string;
}

export interface ChartOptions {
  locale: Locale;
  /** Said in place of a picture without data. */
  empty?: string;
}

/** A picture as a spec, and in words for someone who sees none. */
export interface Drawing {
  spec: TopLevelSpec;
  alt: string;
}

export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];
export type Rows = object[];

/** Pixels of the picture between which a chart may draw. */
export interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Words {
  title: string[];
  titleSize: number;
  subtitle: string[];
  subtitleY: number;
  footer: string[];
}

const texts = defineTexts({
  en: { empty: 'No data for this period' },
  'pt-BR': { empty: 'Sem dados neste período' },
});

const inner = picture.width - 2 * picture.margin;
const titleBaseline = 54;
const titleLine = Math.round(sizes.title * 1.22);
const subtitleLine = 26;

/** The subtitle and what must be added to it: behind it where they fit into one line, below it otherwise. */
function wrapSubtitle(subtitle: string, notes: string[]): string[] {
  const whole = [subtitle, ...notes].filter((part) => part !== '').join(' · ');
  if (measureText(whole, sizes.subtitle) <= inner || notes.length === 0)
    return wrapText(whole, inner, sizes.subtitle, 2);
  return [
    ...wrapText(subtitle, inner, sizes.subtitle, 2),
    ...wrapText(notes.join(' · '), inner, sizes.subtitle, 1),
  ];
}

/** How the words of a head are broken into lines, and the room that they leave. */
export function planFrame(head: ChartHead, notes: string[] = []): { words: Words; room: Room } {
  const [heading, below, foot] = [head.title, head.subtitle, head.footer]
    .map(keepDrawable)
    .map(holdUnits) as [string, string, string];
  const fits = wrapText(heading, inner, sizes.title, 9, true).length <= 2;
  const titleSize = fits ? sizes.title : sizes.longTitle;
  const title = wrapText(heading, inner, titleSize, 2, true);
  const subtitle = wrapSubtitle(below, notes);
  const footer = wrapText(foot, inner, sizes.small, 1);
  const subtitleY = titleBaseline + (title.length - 1) * titleLine + 31;
  return {
    words: { title, titleSize, subtitle, subtitleY, footer },
    room: {
      left: picture.margin,
      right: picture.width - picture.margin,
      top: subtitleY + (subtitle.length - 1) * subtitleLine + 22,
      bottom: picture.height - picture.margin - 20,
    },
  };
}

/** Words at a place of the picture, by expressions over the params. */
function fixedText(style: string, text: string, y: string, lineHeight: number, size?: string): Layer {
  return {
    data: { values: [{}] },
    mark: {
      type: 'text',
      style,
      align: 'left',
      baseline: 'alphabetic',
      lineHeight,
      x: picture.margin,
      y: { expr: y },
      text: { expr: text },
      ...(size ? { fontSize: { expr: size } } : {}),
    },
  };
}

const headLayers: Layer[] = [
  {
    data: { values: [{}] },
    mark: { type: 'rect', style: 'accentFill', x: picture.margin, x2: picture.margin + 44, y: 0, y2: 7 },
  },
  fixedText('title', 'words.title', String(titleBaseline), titleLine, 'words.titleSize'),
  fixedText('subtitle', 'words.subtitle', 'words.subtitleY', subtitleLine),
  fixedText('footer', 'words.footer', String(picture.height - 22), 20),
];

/** Text of each row at the pixels that the row names: `x`, `y`, `text`. */
export function pixelText(data: string, style: string, align: 'left' | 'center' | 'right'): Layer {
  return {
    data: { name: data },
    mark: {
      type: 'text',
      style,
      align,
      baseline: 'middle',
      x: { expr: 'datum.x' },
      y: { expr: 'datum.y' },
      text: { expr: 'datum.text' },
    },
  };
}

/** A position at the pixel that each row names. */
export function pixel(field: string) {
  return { field, type: 'quantitative' as const, scale: null, axis: null };
}

export interface Composition {
  words: Words;
  /** What the layers look up beside the words, by its name in their expressions. */
  params?: Record<string, unknown>;
  datasets: Record<string, Rows>;
  layers: Layer[];
  alt: string;
}

/**
 * Puts a chart into the frame that all share. Words, places and rows are params and named datasets, so that two
 * answers of one chart are the same spec but for these, and are compiled once.
 */
export function composeChart({ words, params, datasets, layers, alt }: Composition): Drawing {
  const spec: TopLevelSpec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: alt,
    width: picture.width,
    height: picture.height,
    padding: 0,
    autosize: 'none',
    config: chartTheme(),
    params: Object.entries({ words, ...params }).map(([name, value]) => ({ name, value })),
    datasets,
    layer: [...headLayers, ...layers],
  } as TopLevelSpec;
  return { spec, alt };
}

/** The frame with words in place of a picture. */
export function composeEmpty(head: ChartHead, { locale, empty }: ChartOptions): Drawing {
  const { words, room } = planFrame(head);
  const sentence = empty ?? texts(locale).empty;
  const middle = {
    x: picture.width / 2,
    y: (room.top + room.bottom) / 2,
    text: wrapText(sentence, inner, 23, 2),
  };
  return composeChart({
    words,
    datasets: { empty: [middle] },
    layers: [pixelText('empty', 'empty', 'center')],
    alt: joinSentences(head.title, head.subtitle, sentence),
  });
}

/** Sentences one after another, each with its full stop once. */
export function joinSentences(...sentences: string[]): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
}
