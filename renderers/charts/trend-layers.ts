import { pointerLayer } from '../still-spec.ts';
import { type Layer, pixel, pixelText } from './frame.ts';
import { lineHeight } from './trend-labels.ts';

const x = pixel('x');
const y = pixel('y');

/** Shapes whose coordinates are pixels. */
function shapes(data: string, style: string, look: object): Layer {
  return {
    data: { name: data },
    mark: { type: 'geoshape', style, ...look },
    projection: { type: 'identity', scale: 1, translate: [0, 0] },
  };
}

function line(data: string, style: string, width: 'meant' | 'other', look: object = {}): Layer {
  return shapes(data, style, { filled: false, strokeWidth: { expr: `widths.${width}` }, ...look });
}

function dots(data: string, style: string, size: number): Layer {
  return {
    data: { name: data },
    mark: { type: 'point', filled: true, opacity: 1, style, size },
    encoding: { x, y },
  };
}

function rule(data: string, style: string): Layer {
  return {
    data: { name: data },
    mark: { type: 'rule', style },
    encoding: { x, x2: { field: 'x2' }, y },
  };
}

/** Words that may be several lines and stand left of, or over, their place. */
function placedText(data: string, style: string): Layer {
  return {
    data: { name: data },
    mark: {
      type: 'text',
      style,
      baseline: 'middle',
      lineHeight,
      align: { expr: 'datum.align' },
      x: { expr: 'datum.x' },
      y: { expr: 'datum.y' },
      text: { expr: 'datum.text' },
    },
  };
}

/** The layers of the trend, from the grid up to the words; each draws the rows of one dataset. */
export const trendLayers: Layer[] = [
  rule('grid', 'grid'),
  rule('zero', 'zero'),
  pixelText('gridLabels', 'soft', 'right'),
  placedText('timeLabels', 'soft'),
  shapes('area', 'accentArea', {}),
  line('further', 'paleLine', 'other'),
  line('compared', 'greyLine', 'other'),
  line('running', 'accentLine', 'meant', { strokeDash: [5, 5], strokeCap: 'butt' }),
  line('meant', 'accentLine', 'meant'),
  dots('comparedDots', 'greyFill', 60),
  dots('meantDots', 'accentPoint', 90),
  dots('lastDot', 'accentPoint', 190),
  placedText('otherNames', 'soft'),
  placedText('meantName', 'halo'),
  placedText('meantName', 'accentText'),
  {
    name: pointerLayer,
    data: { name: 'tips' },
    mark: { type: 'point', opacity: 0, size: 160 },
    encoding: { x, y, tooltip: { field: 'tip', type: 'nominal' } },
  },
];
