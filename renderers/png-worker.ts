import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { TopLevelSpec } from 'vega-lite';
import { drawPng } from './png-draw.ts';
import { RenderError, type RenderFailure } from './render-error.ts';

export interface PngJob {
  spec: TopLevelSpec;
  scale: number;
}

export type PngResult = { png: Uint8Array } | { failure: RenderFailure; message: string };

async function answer({ spec, scale }: PngJob): Promise<PngResult> {
  try {
    return { png: await drawPng(spec, scale) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { failure: error instanceof RenderError ? error.failure : 'bad_spec', message };
  }
}

let freed: Promise<unknown> = Promise.resolve();

parentPort?.on('message', async (job: PngJob) => {
  await freed;
  const result = await answer(job);
  parentPort?.postMessage(result, 'png' in result ? [result.png.buffer as ArrayBuffer] : []);
  // Skia's buffers are freed by a macrotask only; without one before the next chart their memory grows with each.
  freed = nextTurn();
});
