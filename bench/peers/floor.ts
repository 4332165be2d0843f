import type { Canvas } from 'canvas';
import { View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { TopLevelSpec } from 'vega-lite';
// Also registers the fonts, so that the floor's picture is the very same.
import '../../renderers/png-draw.ts';
import { takePng } from '../../renderers/png-canvas.ts';
import { createSpecCache } from '../../renderers/png-specs.ts';
import { size } from './chart-data.ts';

/**
 * The least that a chart can take: a run draws the shapes that are laid out already, and encodes them. Compiling,
 * data, scales and layout are done before.
 */
export async function prepareFloor(spec: TopLevelSpec): Promise<() => Promise<Buffer>> {
  const { runtime, datasets, params } = createSpecCache()(spec);
  const view = new View(runtime, { renderer: 'none', expr: expressionInterpreter });
  for (const [name, value] of Object.entries(params)) view.signal(name, value);
  for (const [name, rows] of Object.entries(datasets)) view.data(name, structuredClone(rows));
  await view.runAsync();
  return async () => {
    return takePng((await view.toCanvas(size.scale)) as unknown as Canvas);
  };
}
