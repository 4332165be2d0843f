import type { Segment } from '../services/rfm/index.ts';
import type { Locale } from './locale.ts';

/** Names in Portuguese, from the best customers to those who are gone. */
const portuguese: Record<Segment, string> = {
  Champions: 'Campeões',
  Loyal: 'Fiéis',
  'Potential Loyalist': 'Potenciais fiéis',
  New: 'Novos',
  Promising: 'Promissores',
  'Need Attention': 'Precisam de atenção',
  'About to Sleep': 'Prestes a hibernar',
  "Can't Lose": 'Não pode perder',
  'At Risk': 'Em risco',
  Hibernating: 'Hibernando',
};

const colours: Record<Segment, string> = {
  Champions: '#0b6e66',
  Loyal: '#35a08c',
  'Potential Loyalist': '#2f74c9',
  New: '#7a55d3',
  Promising: '#a99ae6',
  'Need Attention': '#e0ad2f',
  'About to Sleep': '#cdb98c',
  "Can't Lose": '#a8233b',
  'At Risk': '#e0703a',
  Hibernating: '#8b929c',
};

/** The segments of the R x F grid, in that order. */
export const segments = Object.keys(portuguese) as Segment[];

function isSegment(name: string): name is Segment {
  return name in portuguese;
}

/** A segment's name in the reader's language; a name that is none of ours stays as it is. */
export function segmentName(segment: string, locale: Locale): string {
  return locale === 'pt-BR' && isSegment(segment) ? portuguese[segment] : segment;
}

/** The names of all segments in the reader's language, as a table column's `labels` take them. */
export function segmentLabels(locale: Locale): Record<string, string> {
  return Object.fromEntries(segments.map((segment) => [segment, segmentName(segment, locale)]));
}

/** The colour of a segment, the same in every chart, page and chat; `#rrggbb`. */
export function segmentColour(segment: string): string {
  return isSegment(segment) ? colours[segment] : colours.Hibernating;
}

/** Place of a segment from the best (0) to the last; what is none of ours comes after all. */
export function segmentRank(segment: string): number {
  return isSegment(segment) ? segments.indexOf(segment) : segments.length;
}
