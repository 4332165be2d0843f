import { isAscii, isUtf8 } from 'node:buffer';
import { ServiceError } from '../errors.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface TextFormat {
  encoding: Encoding;
  /** Some lines may hold bytes or signs that are no text; those are to be refused one by one. */
  damaged: boolean;
}

/**
 * Bytes above 127 that Western European text in Windows-1252 is made of: letters from À to ÿ, ª, º, °, §, no-break
 * space, typographic quotes and dashes, €. Other code pages write their letters with bytes outside of it.
 */
function isWesternByte(byte: number): boolean {
  return byte >= 0xc0 || (byte >= 0x91 && byte <= 0x97) || westernSigns.has(byte);
}

const westernSigns = new Set([0x80, 0x85, 0xa0, 0xa7, 0xaa, 0xb0, 0xb2, 0xb3, 0xb4, 0xba]);

function refuse(reason: string, file: string): ServiceError {
  return new ServiceError('invalid_input', reason, { file });
}

/** Length of the incomplete UTF-8 sequence at the end of a chunk, in bytes. */
function cutSequence(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (byte >= 0xc0) {
      const length = sequenceLength(byte);
      return length > back ? back : 0;
    }
    if (byte < 0x80) return 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

/** What the bytes above 127 are. */
interface Tally {
  nulls: number;
  /** Signs written in well-formed UTF-8. */
  unicode: number;
  /** Bytes that are not part of such signs, about: sequences of more than two bytes are rare. */
  loose: number;
  /** A byte that Western European text does not hold, in a piece that is not UTF-8. */
  foreign: boolean;
}

function weigh(piece: Buffer, tally: Tally): void {
  if (piece.includes(0)) for (const byte of piece) if (byte === 0) tally.nulls++;
  if (isAscii(piece)) return;
  if (isUtf8(piece)) {
    for (const byte of piece) if (byte >= 0xc0) tally.unicode++;
    return;
  }
  let high = 0;
  for (const byte of piece) {
    if (byte < 0x80) continue;
    high++;
    if (!isWesternByte(byte)) tally.foreign = true;
  }
  let signs = 0;
  for (const sign of piece.toString('utf8')) if (sign > '\u007f' && sign !== '\ufffd') signs++;
  tally.unicode += signs;
  tally.loose += Math.max(1, high - 2 * signs);
}

function markedEncoding(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function isWorkbook(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 4);
  return start === 'PK\u0003\u0004' || start === '\u00d0\u00cf\u0011\u00e0';
}

/**
 * Finds out from all the bytes of a file what text it is. Throws import_spreadsheet for a workbook or an archive,
 * import_encoding where it is neither Unicode nor surely Windows-1252, import_empty for a file without a byte.
 */
export async function detectEncoding(bytes: AsyncIterable<Buffer>, file: string): Promise<TextFormat> {
  const tally: Tally = { nulls: 0, unicode: 0, loose: 0, foreign: false };
  let total = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of bytes) {
    if (total === 0) {
      if (isWorkbook(part)) throw refuse('import_spreadsheet', file);
      const marked = markedEncoding(part);
      if (marked) return { encoding: marked, damaged: true };
    }
    total += part.length;
    const piece = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    rest = piece.subarray(piece.length - cutSequence(piece));
    weigh(piece.subarray(0, piece.length - rest.length), tally);
  }
  if (total === 0) throw refuse('import_empty', file);
  weigh(rest, tally);

  const { nulls, unicode, loose, foreign } = tally;
  if (nulls > total / 20) throw refuse('import_encoding', file);
  if (loose === 0) return { encoding: 'utf-8', damaged: nulls > 0 };
  // Mostly well-formed sequences: Unicode with some broken lines. Else, with Western bytes alone: Windows-1252.
  if (unicode > loose) return { encoding: 'utf-8', damaged: true };
  if (!foreign) return { encoding: 'windows-1252', damaged: nulls > 0 };
  throw refuse('import_encoding', file);
}
