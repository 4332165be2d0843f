import { pointerLayer } from '../still-spec.ts';
import { type Layer, pixelText } from './frame.ts';
import { lineHeight } from './trend-labels.ts';

/** A position by the chart's own scale, whose domain and pixels are those of the layout. */
function position(channel: 'x' | 'y', field: string) {
  const ends = (list: string): [{ expr: string }, { expr: string }] => [
    { expr: `layout.${list}[0]` },
    { expr: `layout.${list}[1]` },
  ];
  return {
    field,
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: ends(channel), range: ends(`${channel}Range`), nice: false, zero: false },
  };
}

const x = position('x', 'x');
const y = position('y', 'y');

/** Shapes whose coordinates are pixels. */
function shapes(data: string, style: string, look: object): Layer {
  return {
    data: { name: data },
    mark: { type: 'geoshape', style, ...look },
    projection: { type: 'identity', scale: 1, translate: [0, 0] },
  };
}

function line(data: string, style: string, width: 'meantWidth' | 'otherWidth', look: object = {}): Layer {
  return shapes(data, style, { filled: false, strokeWidth: { expr: `layout.${width}` }, ...look });
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
  shapes('area', 'accentArea', {}),
  line('further', 'paleLine', 'otherWidth'),
  line('compared', 'greyLine', 'otherWidth'),
  line('running', 'accentLine', 'meantWidth', { strokeDash: [5, 5], strokeCap: 'butt' }),
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
