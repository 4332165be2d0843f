import type { Value } from '../../renderers/reply.ts';
import { segmentColour, segments } from '../../renderers/segments.ts';
import { type Html, html } from './html.ts';

const columns: ReadonlySet<string> = new Set(['segment', 'from', 'to']);
const known: ReadonlySet<unknown> = new Set(segments);

/** A mark in the segment's own colour before its name, in columns of segments; nothing elsewhere. */
export function renderSegmentMark(column: string, value: Value): Html | null {
  if (!columns.has(column) || typeof value !== 'string' || !known.has(value)) return null;
  return html`<svg class="segment-mark" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" rx="3" fill="${segmentColour(value)}"/></svg>`;
}
