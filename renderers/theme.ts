import type { Config } from 'vega-lite';

export type Mode = 'light' | 'dark';

/** The colours of a mode, `#rrggbb`; `up` and `down` are told apart by the colour-blind (teal, vermilion). */
export interface Palette {
  background: string;
  /** Titles and values. */
  ink: string;
  /** Labels. */
  soft: string;
  /** What is compared with. */
  grey: string;
  /** What is compared with, further away. */
  pale: string;
  line: string;
  /** Cells of a matrix without anything in them. */
  cell: string;
  accent: string;
  up: string;
  down: string;
}

export const palettes: Record<Mode, Palette> = {
  light: {
    background: '#ffffff',
    ink: '#16181d',
    soft: '#565c66',
    grey: '#9198a3',
    pale: '#c3c8d0',
    line: '#e6e8ec',
    cell: '#f3f4f6',
    accent: '#3d3fd0',
    up: '#00796f',
    down: '#c2410c',
  },
  dark: {
    background: '#15171c',
    ink: '#f2f3f5',
    soft: '#b0b6c0',
    grey: '#838a96',
    pale: '#565c68',
    line: '#2a2e36',
    cell: '#1e2128',
    accent: '#9599ff',
    up: '#35bfae',
    down: '#ff8a57',
  },
};

/** Inter holds neither emoji nor ideographs, and a registered font is fallen back to only where it is named. */
const fontFamily = 'Inter, Twemoji, sans-serif';

/** Fonts of the pictures, as module specifiers. */
export const fontFiles = [
  { family: 'Inter', file: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf' },
  { family: 'Inter', file: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf' },
  { family: 'Twemoji', file: 'twemoji-colr-font/twemoji.woff2' },
] as const;

const bold = 600;

/** Sizes of text in a picture 800 wide: at 360 the smallest is still read. */
export const sizes = { title: 28, longTitle: 24, subtitle: 20, label: 20, small: 18.5 } as const;

/** Every picture, in its own pixels; twice that when drawn. */
export const picture = { width: 800, height: 450, margin: 28 } as const;

/** Vega-Lite's configuration: charts name the styles, so that a page in dark colours swaps the config alone. */
export function chartTheme(mode: Mode = 'light'): Config {
  const colour = palettes[mode];
  const text = (color: string, more: object = {}) => ({
    font: fontFamily,
    fontSize: sizes.label,
    color,
    ...more,
  });
  const line = (color: string) => ({
    color,
    strokeJoin: 'round' as const,
    strokeCap: 'round' as const,
  });
  return {
    background: colour.background,
    // What is coloured by data, not by a style, holds a colour for each mode.
    params: [{ name: 'mode', value: mode }],
    aria: false,
    view: { stroke: null },
    mark: { invalid: null },
    style: {
      title: text(colour.ink, { fontSize: sizes.title, fontWeight: bold, lineHeight: sizes.title * 1.22 }),
      subtitle: text(colour.soft, { fontSize: sizes.subtitle }),
      footer: text(colour.soft, { fontSize: sizes.small }),
      empty: text(colour.soft, { fontSize: 23 }),
      label: text(colour.ink),
      soft: text(colour.soft),
      heading: text(colour.soft, { fontSize: sizes.small }),
      value: text(colour.ink, { fontWeight: bold }),
      halo: text(colour.background, {
        fontWeight: bold,
        stroke: colour.background,
        strokeWidth: 7,
        strokeJoin: 'round',
      }),
      accentText: text(colour.accent, { fontWeight: bold }),
      up: text(colour.up, { fontWeight: bold }),
      down: text(colour.down, { fontWeight: bold }),
      accentLine: line(colour.accent),
      accentArea: { color: colour.accent, fillOpacity: 0.09 },
      accentFill: { color: colour.accent },
      accentPoint: { color: colour.accent, stroke: colour.background, strokeWidth: 2.5 },
      greyLine: line(colour.grey),
      paleLine: line(colour.pale),
      greyFill: { color: colour.grey },
      upSpan: line(colour.up),
      downSpan: line(colour.down),
      upDot: { color: colour.up, stroke: colour.background, strokeWidth: 2.5 },
      downDot: { color: colour.down, stroke: colour.background, strokeWidth: 2.5 },
      greyDot: { color: colour.grey, stroke: colour.background, strokeWidth: 2.5 },
      grid: { color: colour.line, strokeWidth: 1 },
      zero: { color: colour.grey, strokeWidth: 1.25 },
      emptyCell: { color: colour.cell },
      cellValue: text(colour.ink, { fontSize: 17, fontWeight: bold }),
      cellName: text(colour.ink, { fontSize: 16, fontWeight: bold }),
      cellCount: text(colour.ink, { fontSize: 17.5 }),
      cellLabel: text(colour.ink, { fontSize: sizes.small }),
      arrow: text(colour.ink, { fontSize: 9.5 }),
      chip: text(colour.ink, { fontSize: 17, fontWeight: bold }),
      upLegend: text(colour.up, { fontSize: sizes.small, fontWeight: bold }),
      downLegend: text(colour.down, { fontSize: sizes.small, fontWeight: bold }),
      beforeHalo: { color: colour.background, strokeWidth: 7 },
      before: { color: colour.soft, strokeWidth: 3 },
    },
  };
}
