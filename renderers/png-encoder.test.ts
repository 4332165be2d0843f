import { createCanvas, loadImage } from 'canvas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodePng } from './png-encoder.ts';

async function decode(png: Buffer): Promise<{ width: number; height: number; pixels: Buffer }> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return { width: image.width, height: image.height, pixels: canvas.data() };
}

test('is decoded to the pixels that went in, whatever rows repeat', async () => {
  const colour = fc.constantFrom([255, 255, 255], [61, 63, 208], [0, 0, 0], [1, 2, 3]);
  const pictures = fc
    .integer({ min: 1, max: 9 })
    .chain((width) =>
      fc.array(fc.array(colour, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 9 }),
    )
    .map((rows) => rows.flatMap((row) => [row, row]));
  await fc.assert(
    fc.asyncProperty(pictures, async (rows) => {
      const pixels = Buffer.from(rows.flat(1).flatMap((channels) => [...channels, 255]));
      const width = rows[0]?.length ?? 0;
      const decoded = await decode(encodePng(pixels, width, rows.length));
      expect(decoded).toMatchObject({ width, height: rows.length });
      expect(decoded.pixels.equals(pixels)).toBe(true);
    }),
  );
});

test("holds the same pixels as the canvas's own encoder", async () => {
  const canvas = createCanvas(320, 180);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 320, 180);
  context.fillStyle = '#3d3fd0';
  context.arc(160, 90, 60.5, 0, 7);
  context.fill();
  const ours = await decode(encodePng(canvas.data(), 320, 180));
  const theirs = await decode(canvas.toBuffer('image/png'));
  expect(ours.pixels.equals(theirs.pixels)).toBe(true);
});

test('pixels that are not the size said are an error', () => {
  expect(() => encodePng(new Uint8Array(12), 2, 2)).toThrow(RangeError);
});
