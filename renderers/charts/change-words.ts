/** Dataset whose style says where a change goes, and the words that say it without the colour. */
export interface ChangeWords {
  dataset: 'ups' | 'downs' | 'levels';
  text: string;
}

/** A change, written with its sign, and its arrow; the text alone where it is none or not known. */
export function describeChange(change: number | null, text: string): ChangeWords {
  if (change === null || change === 0) return { dataset: 'levels', text };
  return change > 0 ? { dataset: 'ups', text: `▲ ${text}` } : { dataset: 'downs', text: `▼ ${text}` };
}
