import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';

/**
 * Reads and writes the ustar format (POSIX.1-2017, "pax", "ustar Interchange Format") as a stream: PGlite's own dump
 * holds the whole database in memory several times over, which ends with a shop of some size.
 */

const blockBytes = 512;
const readBytes = 1024 * 1024;

/** The archive is not whole, or not one of ours. */
export class CorruptArchiveError extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'CorruptArchiveError';
  }
}

/** Gives the bytes of an archive of `folder`, preceded by the files of `extra` (name and text). */
export async function* packFolder(
  folder: string,
  extra: Record<string, string> = {},
): AsyncGenerator<Buffer> {
  for (const [name, text] of Object.entries(extra)) {
    const bytes = Buffer.from(text);
    yield Buffer.concat([header(name, bytes.length, '0'), bytes, padding(bytes.length)]);
  }
  yield* packEntries(folder, '');
  yield Buffer.alloc(2 * blockBytes);
}

async function* packEntries(folder: string, inside: string): AsyncGenerator<Buffer> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const name = posix.join(inside, entry.name);
    if (entry.isDirectory()) {
      yield header(`${name}/`, 0, '5');
      yield* packEntries(folder, name);
    } else if (entry.isFile()) {
      yield* packFile(join(folder, name), name);
    }
  }
}

async function* packFile(path: string, name: string): AsyncGenerator<Buffer> {
  const { size } = statSync(path);
  if (size <= readBytes) {
    // Waiting for each of a thousand small files would take longer than reading them.
    const bytes = readFileSync(path);
    yield Buffer.concat([header(name, bytes.length, '0'), bytes, padding(bytes.length)]);
    return;
  }
  yield header(name, size, '0');
  const file = await open(path, 'r');
  try {
    for (let left = size; left > 0; ) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(left, readBytes)), 0);
      if (bytesRead === 0) throw new Error(`${name} shrank while it was read`);
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
  yield padding(size);
}

/**
 * Writes an archive's files into `folder`, which must exist. Files named in `keep` are not written but given back as
 * text. Throws `CorruptArchiveError`; what was written until then stays.
 */
export async function unpackFolder(
  chunks: AsyncIterable<Buffer>,
  folder: string,
  keep: readonly string[] = [],
): Promise<Map<string, string>> {
  const reader = new BlockReader(chunks);
  const kept = new Map<string, string>();
  for (;;) {
    const block = await reader.take(blockBytes);
    if (block.every((byte) => byte === 0)) {
      await reader.drain();
      return kept;
    }
    const { name, size, folder: isFolder } = readHeader(block);
    if (isFolder) {
      mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
    } else if (keep.includes(name)) {
      kept.set(name, (await reader.take(size)).toString());
    } else {
      const fd = openSync(join(folder, name), 'wx', 0o600);
      try {
        for (let left = size; left > 0; ) {
          const piece = await reader.takeUpTo(left);
          writeSync(fd, piece);
          left -= piece.length;
        }
      } finally {
        closeSync(fd);
      }
    }
    await reader.take(padding(size).length);
  }
}

function header(name: string, size: number, type: '0' | '5'): Buffer {
  const block = Buffer.alloc(blockBytes);
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long for the archive`);
  block.write(name, 0);
  block.write(type === '5' ? '0000700\0' : '0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(`${'0'.repeat(11)}\0`, 136);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function readHeader(block: Buffer): { name: string; size: number; folder: boolean } {
  const text = (from: number, to: number) => block.toString('utf8', from, to).replace(/\0[\s\S]*$/, '');
  if (Number.parseInt(text(148, 156), 8) !== checksum(block))
    throw new CorruptArchiveError('It is no archive.');
  const name = text(0, 100);
  if (!name || posix.isAbsolute(name) || name.split('/').includes('..')) {
    throw new CorruptArchiveError('It holds a file outside of its folder.');
  }
  const type = text(156, 157);
  if (type !== '0' && type !== '5') throw new CorruptArchiveError(`It holds an entry of the kind ${type}.`);
  return { name, size: Number.parseInt(text(124, 136), 8), folder: type === '5' };
}

/** Sum of the header's bytes, those of the sum itself counted as spaces. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

function padding(size: number): Buffer {
  return Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes);
}

/** Cuts a stream of chunks where the reader wants. */
class BlockReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async takeUpTo(size: number): Promise<Buffer> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) throw new CorruptArchiveError('It ends too early.');
      this.#rest = next.value;
    }
    const piece = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  /** Reads to the end, where what carries the chunks finds out whether they were right. */
  async drain(): Promise<void> {
    while (!(await this.#chunks.next()).done);
  }

  async take(size: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let left = size; left > 0; ) {
      const piece = await this.takeUpTo(left);
      pieces.push(piece);
      left -= piece.length;
    }
    return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
  }
}
