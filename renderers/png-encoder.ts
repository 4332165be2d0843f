import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const bytesPerPixel = 4;
const filterNone = 0;
/** Of zlib: the fastest, for files 5 % larger than at level 3. */
const level = 1;
/** Bytes that zlib writes at a time: most pictures in one go. */
const chunkSize = 256 * 1024;
/** Bytes of a chunk beside its data. */
const chunkFrame = 12;

/** Writes a chunk, its length, type, data and the checksum of the last two, and gives the place behind it. */
function writeChunk(file: Buffer, at: number, type: string, data: Uint8Array): number {
  const end = at + 8 + data.length;
  file.writeUInt32BE(data.length, at);
  file.write(type, at + 4, 'latin1');
  file.set(data, at + 8);
  file.writeUInt32BE(crc32(file.subarray(at + 4, end)), end);
  return end + 4;
}

/** Kept from one picture to the next: fresh megabytes are slow to get, and make the garbage collector run. */
let scratch = Buffer.alloc(0);

/**
 * The rows, each behind the byte that says it is as it is (filter None). In a chart most rows repeat and zlib finds
 * that by itself: any other filter takes longer and saves nothing.
 */
function frameRows(pixels: Uint8Array, stride: number, height: number): Buffer {
  const length = (stride + 1) * height;
  if (scratch.length < length) scratch = Buffer.allocUnsafe(length);
  const framed = scratch.subarray(0, length);
  for (let row = 0; row < height; row++) {
    const to = row * (stride + 1);
    framed[to] = filterNone;
    framed.set(pixels.subarray(row * stride, (row + 1) * stride), to + 1);
  }
  return framed;
}

/**
 * Writes opaque pixels as a PNG. `pixels` are RGBA, a byte each, row by row from the top left. Lossless; meant for
 * pictures of few colours, where it takes an eighth of the time of a general encoder for about the same size.
 * Throws RangeError when the pixels are not `width` x `height`.
 */
export function encodePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const stride = width * bytesPerPixel;
  if (pixels.length !== stride * height) {
    throw new RangeError(`${pixels.length} bytes are not ${width} x ${height} pixels`);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const data = deflateSync(frameRows(pixels, stride, height), { level, chunkSize });
  // Of its own memory, not Node's pool, so that it can be handed to another thread.
  const file = Buffer.allocUnsafeSlow(signature.length + 3 * chunkFrame + header.length + data.length);
  file.set(signature);
  let end = writeChunk(file, signature.length, 'IHDR', header);
  end = writeChunk(file, end, 'IDAT', data);
  writeChunk(file, end, 'IEND', Buffer.alloc(0));
  return file;
}
