import { splitRecord } from './split-record.ts';

/** One record of the file: a line, or several where a quoted cell holds line breaks. */
export interface CsvRecord {
  /** Number of its first line, from 1. */
  line: number;
  text: string;
  /** Null where the quotes make no sense. */
  cells: string[] | null;
}

/** A quoted cell that is still open after this many lines or characters was never meant to be one. */
const longest = { lines: 100, characters: 65_536 };

/** Yields the physical lines of the pieces of a text, an array a piece; `\n`, `\r\n` and lone `\r` end a line. */
async function* readLines(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  let first = true;
  let lone = false;
  for await (const piece of text) {
    let whole = rest + piece;
    if (first && whole.length > 0) {
      first = false;
      lone = /\r[^\n]/.test(whole) && !whole.includes('\n');
    }
    if (lone) whole = whole.replaceAll('\r', '\n');
    const lines = whole.split('\n');
    rest = lines.pop() ?? '';
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] ?? '';
      if (line.endsWith('\r')) lines[i] = line.slice(0, -1);
    }
    yield lines;
  }
  if (rest !== '') yield [rest.endsWith('\r') ? rest.slice(0, -1) : rest];
}

/**
 * Reads the records of a CSV text, an array for each piece of it. Lines of a record whose quotes are broken, or never
 * close, cost no more than the first of them: reading goes on with the line after it. A record over several lines
 * counts only with as many cells as the header has (`width`), else its first line is broken too.
 */
export async function* readRecords(
  text: AsyncIterable<string>,
  delimiter: string,
  width: number | null = null,
): AsyncGenerator<CsvRecord[]> {
  let lines: string[] = [];
  let number = 1;

  const take = (ended: boolean): CsvRecord[] => {
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < lines.length) {
      const record = readOne(lines, at, delimiter, width, ended);
      if (!record) break;
      records.push({ line: number, text: record.text, cells: record.cells });
      at += record.lines;
      number += record.lines;
    }
    lines = at === lines.length ? [] : lines.slice(at);
    return records;
  };

  for await (const more of readLines(text)) {
    lines = lines.length === 0 ? more : lines.concat(more);
    yield take(false);
  }
  yield take(true);
}

interface OneRecord {
  text: string;
  cells: string[] | null;
  lines: number;
}

/** Reads the record that begins at a line; null when it needs lines that were not read yet. */
function readOne(
  lines: string[],
  at: number,
  delimiter: string,
  width: number | null,
  ended: boolean,
): OneRecord | null {
  const first = lines[at] ?? '';
  let text = first;
  let split = splitRecord(text, delimiter);
  for (let count = 1; split === 'open'; count++) {
    if (count >= longest.lines || text.length > longest.characters) break;
    const next = lines[at + count];
    if (next === undefined) {
      if (!ended) return null;
      break;
    }
    text += `\n${next}`;
    // Only a line with a quote can close the cell.
    if (!next.includes('"')) continue;
    split = splitRecord(text, delimiter);
    if (Array.isArray(split) && (width === null || split.length === width)) {
      return { text, cells: split, lines: count + 1 };
    }
    if (Array.isArray(split)) break;
  }
  const whole = Array.isArray(split) && text === first;
  return { text: first, cells: whole ? (split as string[]) : null, lines: 1 };
}
