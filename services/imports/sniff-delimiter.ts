import { findColumns } from './find-columns.ts';
import { splitRecord } from './split-record.ts';

const delimiters = [',', ';', '\t', '|'] as const;

export type Delimiter = (typeof delimiters)[number];

/** Finds the delimiter of a header line: the one by which most columns are known, then by which there are most. */
export function sniffDelimiter(header: string): Delimiter {
  let best: Delimiter = ',';
  let bestScore = -1;
  for (const delimiter of delimiters) {
    const cells = splitRecord(header, delimiter);
    if (!Array.isArray(cells)) continue;
    const known = Object.keys(findColumns(cells, [])).length;
    const score = known * 10_000 + cells.length;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Reads the delimiter that a person asks for: the sign itself, or its name. Undefined when it is none. */
export function parseDelimiter(text: string): Delimiter | undefined {
  const named = { comma: ',', semicolon: ';', tab: '\t', pipe: '|', '\\t': '\t' } as const;
  return delimiters.find((each) => each === text) ?? named[text.toLowerCase() as keyof typeof named];
}
