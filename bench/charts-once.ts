import { readFile, writeFile } from 'node:fs/promises';
import { drawPng } from '../renderers/png-draw.ts';

/** Draws the Vega-Lite spec in one file to a PNG in another, in a process of its own, as `vl2png` does. */
const [specFile, pngFile] = process.argv.slice(2);
if (specFile === undefined || pngFile === undefined)
  throw new Error('usage: charts-once.ts spec.json out.png');
await writeFile(pngFile, await drawPng(JSON.parse(await readFile(specFile, 'utf8')), 2));
