import { type Mode, palettes } from '../theme.ts';
import { inkOn, mixColours } from './colour.ts';
import type { Layer } from './frame.ts';

/** A colour for light pages and one for dark ones; the spec takes that of its configuration. */
export type ByMode = Record<Mode, string>;

/** Pixels of a rectangle. */
export interface Box {
  x: number;
  y: number;
  x2: number;
  y2: number;
}

function rectangles(data: string, cornerRadius: number, look: object, encoding: object): Layer {
  const at = (name: string) => ({ expr: `datum.${name}` });
  return {
    data: { name: data },
    mark: { type: 'rect', cornerRadius, x: at('x'), x2: at('x2'), y: at('y'), y2: at('y2'), ...look },
    encoding,
  };
}

const tooltip = { field: 'tip', type: 'nominal' };

/** Rectangles at the pixels that each row names, in its own `colour`. */
export function pixelCells(data: string, cornerRadius: number): Layer {
  return rectangles(data, cornerRadius, { fill: { expr: 'datum.colour[mode]' } }, { tooltip });
}

/** Rectangles in the accent colour, at the pixels that each row names. */
export function accentCells(data: string, cornerRadius: number): Layer {
  return rectangles(data, cornerRadius, { style: 'accentFill' }, { tooltip });
}

/** Rectangles of cells without anything in them, at the pixels that each row names. */
export function emptyCells(data: string, cornerRadius: number): Layer {
  return rectangles(data, cornerRadius, { style: 'emptyCell' }, {});
}

/** Text at the pixels that each row names, in its own `ink`. */
export function inkText(data: string, style: string, align: 'left' | 'center' | 'right'): Layer {
  return {
    data: { name: data },
    mark: {
      type: 'text',
      style,
      align,
      baseline: 'middle',
      lineHeight: 18,
      x: { expr: 'datum.x' },
      y: { expr: 'datum.y' },
      text: { expr: 'datum.text' },
      fill: { expr: 'datum.ink[mode]' },
    },
  };
}

/** The same colour in both modes. */
export function inBothModes(colour: string): ByMode {
  return { light: colour, dark: colour };
}

/** Text colours that are read on a cell's colours. */
export function inksOn({ light, dark }: ByMode): ByMode {
  return { light: inkOn(light), dark: inkOn(dark) };
}

/**
 * A colour the fuller the larger a number is among others, out of the page's. By the square root, so that small cells
 * are told apart next to a very large one; never so faint, below `least`, that the hue is lost.
 */
export function tint(colour: ByMode, value: number, most: number, least: number): ByMode {
  const share = most > 0 ? Math.sqrt(Math.max(value, 0) / most) : 0;
  const fullness = least + (1 - least) * share;
  return {
    light: mixColours(palettes.light.background, colour.light, fullness),
    dark: mixColours(palettes.dark.background, colour.dark, fullness),
  };
}
