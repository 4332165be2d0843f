import { fileURLToPath } from 'node:url';
import { runNode } from '../measure.ts';
import { size } from './chart-data.ts';

const command = fileURLToPath(new URL('../bin/vl2png', import.meta.resolve('vega-lite')));

const stream = fileURLToPath(new URL('./png-stream.ts', import.meta.url));

/** Draws a spec's file by Vega-Lite's own command, a process a picture: it has no other mode. */
export async function drawWithVl2png(specFile: string, pngFile: string): Promise<void> {
  await runNode(['--import', stream, command, '-s', String(size.scale), specFile, pngFile]);
}
