import { closeSync, openSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ServiceError } from '../errors.ts';

const buffered = 1 << 16;

/** Where the rejects of a file go unless told otherwise: beside it, `orders.csv.gz` to `orders.rejects.csv`. */
export function defaultRejectsPath(file: string): string {
  const name = basename(file)
    .replace(/\.gz$/i, '')
    .replace(/\.(csv|tsv|txt)$/i, '');
  return join(dirname(file), `${name}.rejects.csv`);
}

/**
 * The refused lines of one import: number, reason and text of each, in the delimiter of the file that they came from.
 * It is made with the first of them, in place of the one of an earlier run, readable by its owner alone.
 */
export class RejectsFile {
  readonly path: string;
  readonly #delimiter: string;
  #descriptor: number | null = null;
  #pending = '';
  count = 0;

  /** Throws import_rejects_same when the path is the imported file itself. */
  constructor(path: string, source: string, delimiter: string, heading: readonly string[]) {
    this.path = path;
    this.#delimiter = delimiter;
    // The mark tells spreadsheets that the file is UTF-8.
    this.#pending = `\ufeff${this.#record(heading)}`;
    if (realPath(path) === realPath(source)) {
      throw new ServiceError('invalid_input', 'import_rejects_same', { file: path });
    }
  }

  /** Throws import_rejects_unwritable when the file cannot be made. */
  add(line: number, reason: string, text: string): void {
    this.count++;
    this.#pending += this.#record([String(line), reason, text]);
    if (this.#descriptor === null || this.#pending.length > buffered) this.#flush();
  }

  close(): void {
    if (this.#descriptor === null) return;
    this.#flush();
    closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #flush(): void {
    try {
      this.#descriptor ??= openSync(this.path, 'w', 0o600);
      writeFileSync(this.#descriptor, this.#pending);
      this.#pending = '';
    } catch (error) {
      throw new ServiceError(
        'invalid_input',
        'import_rejects_unwritable',
        { file: this.path },
        { cause: error },
      );
    }
  }

  #record(cells: readonly string[]): string {
    const quoted = cells.map((cell) =>
      /["\r\n]/.test(cell) || cell.includes(this.#delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell,
    );
    return `${quoted.join(this.#delimiter)}\n`;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return join(realDirectory(dirname(path)), basename(path));
  }
}

function realDirectory(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
