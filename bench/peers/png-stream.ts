import { Readable } from 'node:stream';
import { type Canvas, createCanvas } from 'canvas';

/** `vl2png` asks for a stream that only the Cairo canvas has; the Skia canvas answers with its own encoder's bytes. */
Object.defineProperty(Object.getPrototypeOf(createCanvas(1, 1)), 'createPNGStream', {
  value(this: Canvas) {
    return Readable.from([this.toBuffer('image/png')]);
  },
});
