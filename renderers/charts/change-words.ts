import { formatCompact } from '../format.ts';
import type { Locale } from '../locale.ts';
import type { Format } from '../reply.ts';

/** Dataset whose style says where a change goes, and the words that say it without the colour. */
export interface ChangeWords {
  dataset: 'ups' | 'downs' | 'levels';
  text: string;
}

/** A change with its arrow and its sign; a dash where it is not known. */
export function describeChange(change: number | null, format: Format, locale: Locale): ChangeWords {
  const text = formatCompact(change, format, locale);
  if (change === null || change === 0) return { dataset: 'levels', text };
  return change > 0 ? { dataset: 'ups', text: `▲ ${text}` } : { dataset: 'downs', text: `▼ ${text}` };
}
