import { formatValue } from '../../renderers/format.ts';
import type { Locale } from '../../renderers/locale.ts';
import type { Column, Format, TablePart, Value } from '../../renderers/reply.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { renderSegmentMark } from './segment-mark.ts';
import { type Texts, textsOf } from './texts.ts';

/** Rows that are shown at once; a longer table scrolls within itself. */
const rowsAtOnce = 12;

const leftAligned: ReadonlySet<Format['kind']> = new Set(['text', 'day']);

function alignment(column: Column): string {
  return leftAligned.has(column.format.kind) ? 'text' : 'number';
}

function renderCell(column: Column, value: Value, locale: Locale, first: boolean): Html {
  const named = typeof value === 'string' && column.labels && Object.hasOwn(column.labels, value);
  const shown = named ? column.labels?.[value] : formatValue(value, column.format, locale);
  const mark = renderSegmentMark(column.key, value);
  const content = mark
    ? html`<span class="segment">${mark}<bdi>${shown}</bdi></span>`
    : html`<bdi>${shown}</bdi>`;
  if (first) return html`<th scope="row" class="${alignment(column)}">${content}</th>`;
  return html`<td class="${alignment(column)}">${content}</td>`;
}

function renderRow(part: TablePart, row: Record<string, Value>, locale: Locale): Html {
  return html`<tr>${part.columns.map((column, index) =>
    renderCell(column, row[column.key] ?? null, locale, index === 0),
  )}</tr>`;
}

function renderGrid(part: TablePart, label: string, locale: Locale): Html {
  const long = part.rows.length > rowsAtOnce;
  return html`<div class="table-frame${long ? ' long' : ''}" role="region" aria-label="${label}" tabindex="0">
<table>
<thead><tr>${part.columns.map((column) => html`<th scope="col" class="${alignment(column)}">${column.label}</th>`)}</tr></thead>
<tbody>${part.rows.map((row) => renderRow(part, row, locale))}</tbody>
</table>
</div>`;
}

function countRows(part: TablePart, locale: Locale, texts: Texts): string {
  return texts.tableRows(formatValue(part.rows.length, { kind: 'count' }, locale), part.rows.length === 1);
}

/** A table with its numbers right-aligned; one of detail stands behind a disclosure. */
export function renderTable(part: TablePart, locale: Locale): Html {
  const texts = textsOf(locale);
  const title = part.title ?? texts.table;
  const rows = countRows(part, locale, texts);
  if (part.rows.length === 0) return html`<p class="muted">${title}: ${texts.noRows}</p>`;
  const grid = renderGrid(part, `${title}, ${rows}`, locale);
  if (part.detail) {
    return html`<details class="disclosure"><summary>${icons.chevron}${title} <span class="muted">${rows}</span></summary>${grid}</details>`;
  }
  if (!part.title && part.rows.length <= rowsAtOnce) return html`<div class="table-part">${grid}</div>`;
  return html`<div class="table-part"><p class="table-title">${part.title} ${
    part.rows.length > rowsAtOnce ? html`<span class="muted">${rows}</span>` : null
  }</p>${grid}</div>`;
}
