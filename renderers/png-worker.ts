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
    // A copy of its own: the encoder's may share memory with others, which cannot be handed over.
    return { png: new Uint8Array(await drawPng(spec, scale)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { failure: error instanceof RenderError ? error.failure : 'bad_spec', message };
  }
}

parentPort?.on('message', async (job: PngJob) => {
  const result = await answer(job);
  // Skia's buffers are freed by a macrotask only; without one their memory grows with every chart.
  await nextTurn();
  parentPort?.postMessage(result, 'png' in result ? [result.png.buffer as ArrayBuffer] : []);
});
