import { createRequire } from 'node:module';
import { type Canvas, GlobalFonts } from 'canvas';
import { type LoggerInterface, type Runtime, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { TopLevelSpec } from 'vega-lite';
import { takePng } from './png-canvas.ts';
import { createRefusingLoader } from './png-loader.ts';
import { createSpecCache } from './png-specs.ts';
import { RenderError } from './render-error.ts';
import { fontFiles } from './theme.ts';

const { resolve } = createRequire(import.meta.url);

// Widths are measured once and kept, so the fonts come before the first text.
for (const { file, family } of fontFiles) GlobalFonts.registerFromPath(resolve(file), family);

const compileSpec = createSpecCache();

/** Vega warns of the empty extent of an empty dataset, which is drawn as words; every other warning is an error. */
const harmless = /Infinite extent/;

/** A logger that keeps what Vega complains of: thrown out of a load, it would end the thread. */
function createKeepingLogger(): { logger: LoggerInterface; complaints: string[] } {
  const complaints: string[] = [];
  const keep = (...words: readonly unknown[]): LoggerInterface => {
    const message = words.map(String).join(' ');
    if (!harmless.test(message)) complaints.push(message);
    return logger;
  };
  const ignore = (): LoggerInterface => logger;
  const logger = { level: ignore, error: keep, warn: keep, info: ignore, debug: ignore } as LoggerInterface;
  return { logger, complaints };
}

/** A view of a compiled chart, and what it was not allowed or complained of. */
interface Drawer {
  view: View;
  refused: string[];
  complaints: string[];
}

/** The drawer at rest of each compiled chart, waiting for other data. */
const resting = new WeakMap<Runtime, Drawer>();

/** A drawer for one picture alone: two at a time have one each. */
function takeDrawer(runtime: Runtime): Drawer {
  const rested = resting.get(runtime);
  resting.delete(runtime);
  if (rested) return rested;
  const { loader, refused } = createRefusingLoader();
  const { logger, complaints } = createKeepingLogger();
  const view = new View(runtime, { renderer: 'none', loader, logger, expr: expressionInterpreter });
  return { view, refused, complaints };
}

/**
 * Draws a Vega-Lite spec as a PNG, `scale` pixels for each of its own. Nothing is loaded and no code is made of
 * text: expressions are interpreted. Throws RenderError when the spec is wrong or asks for a file or an address.
 */
export async function drawPng(spec: TopLevelSpec, scale: number): Promise<Buffer> {
  const { runtime, datasets, params } = compileSpec(spec);
  const drawer = takeDrawer(runtime);
  const { view, refused, complaints } = drawer;
  for (const [name, value] of Object.entries(params)) view.signal(name, value);
  for (const [name, rows] of Object.entries(datasets)) view.data(name, rows);
  const canvas = (await view.toCanvas(scale)) as unknown as Canvas;
  if (refused.length > 0) throw new RenderError('refused', `the chart asked for ${refused.join(', ')}`);
  if (complaints.length > 0) throw new RenderError('bad_spec', complaints.join('; '));
  const png = takePng(canvas);
  // One that failed is not kept, so that nothing of it gets into the next picture.
  resting.set(runtime, drawer);
  return png;
}
