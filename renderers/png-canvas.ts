import type { Canvas } from 'canvas';
import { encodePng } from './png-encoder.ts';

/**
 * Encodes what was drawn on a canvas, and takes the canvas apart: its pixels, and the copy of them, are megabytes
 * that the garbage collector would stop every third chart for.
 */
export function takePng(canvas: Canvas): Buffer {
  const pixels = canvas.data();
  const png = encodePng(pixels, canvas.width, canvas.height);
  (pixels.buffer as ArrayBuffer).transfer(0);
  canvas.width = 1;
  canvas.height = 1;
  return png;
}
