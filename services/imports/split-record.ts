/** What splitting gave: the cells, or why there are none. */
export type Split = string[] | 'open' | 'broken';

function skipSpaces(text: string, from: number, delimiter: string): number {
  let at = from;
  while (text[at] === ' ' || (text[at] === '\t' && delimiter !== '\t')) at++;
  return at;
}

/**
 * Splits one record into its cells. A quote opens a quoted cell only at the cell's beginning (`TV 32"` is text), two
 * quotes inside one are a quote. `open`: the record ends inside a quoted cell, so it may go on in the next line.
 * `broken`: something stands between a closing quote and the next delimiter.
 */
export function splitRecord(text: string, delimiter: string): Split {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const start = skipSpaces(text, at, delimiter);
    if (text[start] !== '"') {
      const end = text.indexOf(delimiter, at);
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    let close = text.indexOf('"', start + 1);
    let escaped = false;
    while (close >= 0 && text[close + 1] === '"') {
      escaped = true;
      close = text.indexOf('"', close + 2);
    }
    if (close < 0) return 'open';
    const cell = text.slice(start + 1, close);
    cells.push(escaped ? cell.replaceAll('""', '"') : cell);
    const next = skipSpaces(text, close + 1, delimiter);
    if (next >= text.length) return cells;
    if (text[next] !== delimiter) return 'broken';
    at = next + 1;
  }
}
