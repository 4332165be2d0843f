import { hash } from 'node:crypto';
import type { Locale } from '../../renderers/locale.ts';
import type { ChartPart, Reply } from '../../renderers/reply.ts';
import { type Picture, renderText } from '../../renderers/text.ts';
import { toFileWord } from '../file-word.ts';

/** Where each chart's picture was written, or why there is none, by the chart's key. */
export type Pictures = Map<string, Picture>;

export interface PresentOptions {
  locale: Locale;
  /** Columns of the terminal. */
  width: number;
  pictures: Pictures;
  /** Where each file was written, by its key. */
  files: Pictures;
  /** Also tables of detail and where the numbers come from. */
  detail: boolean;
}

/** A Reply as text for a terminal. */
export function presentReply(
  reply: Reply,
  { locale, width, pictures, files, detail }: PresentOptions,
): string {
  return `${renderText(reply, { locale, width, pictures, files, detail, provenance: detail })}\n`;
}

/** The charts of a reply, in their order. */
export function listCharts(reply: Reply): ChartPart[] {
  return reply.parts.filter((part) => part.type === 'chart');
}

/** Letters of a file's name. */
const longestName = 90;

/** File names of a reply's pictures, the same for the same answer: `regulars-rfm-2026-10.png`. */
export function namePicture(reply: Reply, chart: ChartPart): string {
  const charts = listCharts(reply);
  const question = reply.question ?? '';
  // A question without a date is another answer tomorrow.
  const day = /\d{4}/.test(question) ? '' : (reply.freshness?.through ?? '');
  const words = ['regulars', question, day, charts[0] === chart ? '' : chart.key];
  const name = words.map(toFileWord).filter(Boolean).join('-');
  // Two long questions may begin alike.
  return name.length > longestName
    ? `${name.slice(0, longestName)}-${hash('sha256', name).slice(0, 8)}.png`
    : `${name}.png`;
}
