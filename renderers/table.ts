import { cutMiddle, displayWidth } from './display-width.ts';
import { formatValue } from './format.ts';
import { defineTexts, type Locale } from './locale.ts';
import type { Column, TablePart, Value } from './reply.ts';

export interface TableOptions {
  locale: Locale;
  /** Columns of the monospaced font; 72 unless told, which a chat on a computer holds. */
  width?: number;
}

interface TextColumn {
  cells: string[];
  label: string;
  width: number;
  /** Narrowest that the column may become: a number is never cut. */
  least: number;
  right: boolean;
}

const texts = defineTexts({
  en: {
    empty: 'No rows',
    left: (labels: string) => `Not shown for want of room: ${labels}`,
  },
  'pt-BR': {
    empty: 'Nenhuma linha',
    left: (labels) => `Sem espaço para mostrar: ${labels}`,
  },
});

const gap = '  ';
const leastText = 8;

/** Text for a code block of a chat, which a backtick would end; a no-break space has done its work. */
function makePlain(text: string): string {
  return text.replaceAll('`', '\u02CB').replace(/[\u00A0\u202F]/g, ' ');
}

function writeCell(value: Value, { format, labels }: Column, locale: Locale): string {
  const named = typeof value === 'string' ? (labels?.[value] ?? value) : value;
  return makePlain(formatValue(named, format, locale));
}

function layColumn(column: Column, rows: TablePart['rows'], locale: Locale): TextColumn {
  const cells = rows.map((row) => writeCell(row[column.key] ?? null, column, locale));
  const label = makePlain(column.label);
  const cellWidth = Math.max(...cells.map(displayWidth));
  const width = Math.max(cellWidth, displayWidth(label));
  const isText = column.format.kind === 'text';
  return {
    cells,
    label,
    width,
    least: isText ? Math.min(width, leastText) : cellWidth,
    right: !isText && column.format.kind !== 'day',
  };
}

function totalWidth(columns: TextColumn[], width: (column: TextColumn) => number): number {
  return columns.reduce((sum, column) => sum + width(column), gap.length * Math.max(columns.length - 1, 0));
}

/** Leaves out columns from the right until the others can be made narrow enough; the first always stays. */
function keepFitting(columns: TextColumn[], width: number): TextColumn[] {
  const kept = [...columns];
  while (kept.length > 1 && totalWidth(kept, ({ least }) => least) > width) kept.pop();
  return kept;
}

/** Takes columns of the font from the widest columns that can spare one, until all fit. */
function narrow(columns: TextColumn[], width: number): TextColumn[] {
  const narrowed = columns.map((column) => ({ ...column }));
  let excess = totalWidth(narrowed, (column) => column.width) - width;
  while (excess > 0) {
    const spare = narrowed.filter((column) => column.width > column.least);
    const widest = spare.reduce<TextColumn | undefined>(
      (a, b) => (a === undefined || b.width > a.width ? b : a),
      undefined,
    );
    if (!widest) break;
    widest.width -= 1;
    excess -= 1;
  }
  return narrowed;
}

function pad(text: string, { width, right }: TextColumn): string {
  const cut = cutMiddle(text, width);
  const filling = ' '.repeat(width - displayWidth(cut));
  return right ? filling + cut : cut + filling;
}

/**
 * A table as text for a monospaced font: a line of headings, a rule, and a line for each row, none with spaces at its
 * end and none wider than `width`. Long names lose their middle; numbers are never cut: columns that do not fit are
 * left out from the right and named in a last line. The table's title is left to the caller.
 */
export function renderTable(table: TablePart, { locale, width = 72 }: TableOptions): string {
  const words = texts(locale);
  if (table.rows.length === 0 || table.columns.length === 0) return words.empty;
  const all = table.columns.map((column) => layColumn(column, table.rows, locale));
  const columns = narrow(keepFitting(all, width), width);
  const line = (cell: (column: TextColumn) => string) =>
    columns
      .map((column) => pad(cell(column), column))
      .join(gap)
      .trimEnd();
  const leftOut = all.slice(columns.length).map(({ label }) => label);
  return [
    line(({ label }) => label),
    '─'.repeat(
      Math.min(
        width,
        totalWidth(columns, (column) => column.width),
      ),
    ),
    ...table.rows.map((_, index) => line(({ cells }) => cells[index] ?? '')),
    ...(leftOut.length > 0 ? [cutMiddle(words.left(leftOut.join(', ')), width)] : []),
  ].join('\n');
}
