import { pointerLayer } from '../still-spec.ts';
import { type Layer, pixelText, position } from './frame.ts';
import { lineHeight } from './trend-labels.ts';

const x = position('x', 'x');
const y = position('y', 'y');

function line(data: string, style: string, width: 'meantWidth' | 'otherWidth', strokeDash?: number[]): Layer {
  return {
    data: { name: data },
    mark: {
      type: 'line',
      style,
      strokeWidth: { expr: `layout.${width}` },
      ...(strokeDash ? { strokeDash, strokeCap: 'butt' } : {}),
    },
    encoding: { x, y, detail: { field: 'run', type: 'nominal' } },
  };
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
    mark: { type: 'rule', style, x: { expr: 'layout.xRange[0]' }, x2: { expr: 'layout.xRange[1]' } },
    encoding: { y },
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
  {
    data: { name: 'area' },
    mark: { type: 'area', style: 'accentArea', line: false },
    encoding: { x, y, y2: { field: 'base' }, detail: { field: 'run', type: 'nominal' } },
  },
  line('further', 'paleLine', 'otherWidth'),
  line('compared', 'greyLine', 'otherWidth'),
  line('running', 'accentLine', 'meantWidth', [5, 5]),
  line('meant', 'accentLine', 'meantWidth'),
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
