import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ServiceError } from '../errors.ts';
import type { Encoding } from './detect-encoding.ts';

const chunkBytes = 1 << 18;

export interface SourceFile {
  path: string;
  gzip: boolean;
  /** Size on disk, in bytes: what progress is measured by. */
  size: number;
}

/** Looks at a file without reading it. Throws import_file_missing, import_file_folder or import_file_unreadable. */
export async function findFile(path: string): Promise<SourceFile> {
  try {
    const handle = await open(path, 'r');
    try {
      const stats = await handle.stat();
      if (stats.isDirectory()) throw new ServiceError('invalid_input', 'import_file_folder', { file: path });
      if (!stats.isFile()) throw new ServiceError('invalid_input', 'import_file_unreadable', { file: path });
      const magic = Buffer.alloc(2);
      await handle.read(magic, 0, 2, 0);
      return { path, gzip: magic[0] === 0x1f && magic[1] === 0x8b, size: stats.size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = missing ? 'import_file_missing' : 'import_file_unreadable';
    throw new ServiceError('not_found', reason, { file: path }, { cause: error });
  }
}

/**
 * The bytes of a file, unpacked, with how many bytes of it on disk were read so far. Throws import_gzip for an
 * archive that is damaged or cut short.
 */
export async function* readBytes(file: SourceFile, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const raw = createReadStream(file.path, { highWaterMark: chunkBytes });
  const unpacked: Readable = file.gzip ? raw.pipe(createGunzip({ chunkSize: chunkBytes })) : raw;
  if (unpacked !== raw) raw.on('error', (error) => unpacked.destroy(error));
  try {
    for await (const chunk of unpacked) {
      onRead?.(raw.bytesRead);
      yield chunk;
    }
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    const reason = code.startsWith('Z_') ? 'import_gzip' : 'import_file_unreadable';
    throw new ServiceError('invalid_input', reason, { file: file.path }, { cause: error });
  } finally {
    raw.destroy();
  }
}

/** The text of a file in pieces, without its byte order mark. */
export async function* readText(
  file: SourceFile,
  encoding: Encoding,
  onRead?: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of readBytes(file, onRead)) yield decoder.decode(chunk, { stream: true });
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
