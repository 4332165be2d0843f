import { cutMiddle, displayWidth, wrapWords } from './display-width.ts';
import { formatValue } from './format.ts';
import { holdUnits } from './hold-units.ts';
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
  /** Narrowest without a word cut, in cells as in the heading. */
  wrapped: number;
  /** Narrowest that the column may become: a number, and a name of a known few, is never cut. */
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
/** Columns of the font that any word has, of a heading as of a name, before columns are left out. */
const leastWord = 12;
/** Lines of a cell or a heading beyond which what is left loses its middle. */
const mostLines = 3;
const mostHeadingLines = 6;

/** Text for a code block of a chat, which a backtick would end; a no-break space has done its work. */
function makePlain(text: string): string {
  return text.replaceAll('`', '\u02CB').replace(/[\u00A0\u202F]/g, ' ');
}

function widest(texts: string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}

function writeCell(value: Value, { format, labels }: Column, locale: Locale): string {
  const named = typeof value === 'string' ? (labels?.[value] ?? value) : value;
  return holdUnits(formatValue(named, format, locale));
}

function layColumn(column: Column, rows: TablePart['rows'], locale: Locale): TextColumn {
  const cells = rows.map((row) => writeCell(row[column.key] ?? null, column, locale));
  const { label } = column;
  const isText = column.format.kind === 'text';
  const words = [label, ...(isText ? cells : [])].flatMap((text) => text.split(' '));
  const known = new Set(Object.values(column.labels ?? {}));
  const leastOf = (cell: string) => {
    if (!isText) return displayWidth(cell);
    const word = widest(cell.split(' '));
    return known.has(cell) ? word : Math.min(word, leastWord);
  };
  return {
    cells,
    label,
    width: widest([label, ...cells]),
    wrapped: Math.max(widest(words), isText ? 0 : widest(cells)),
    least: cells.reduce(
      (least, cell) => Math.max(least, leastOf(cell)),
      Math.min(widest(label.split(' ')), leastWord),
    ),
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

/** Takes columns of the font from the widest columns that can spare one, until all fit or none can. */
function narrow(columns: TextColumn[], width: number, bound: (column: TextColumn) => number): TextColumn[] {
  const narrowed = columns.map((column) => ({ ...column }));
  let excess = totalWidth(narrowed, (column) => column.width) - width;
  while (excess > 0) {
    const spare = narrowed.filter((column) => column.width > bound(column));
    const first = spare.reduce<TextColumn | undefined>(
      (a, b) => (a === undefined || b.width > a.width ? b : a),
      undefined,
    );
    if (!first) break;
    first.width -= 1;
    excess -= 1;
  }
  return narrowed;
}

/** Columns as wide as there is room for: headings are broken first, then names, and words cut only then. */
function layOut(columns: TextColumn[], width: number): TextColumn[] {
  const bounds = [
    ({ wrapped, right, width: whole }: TextColumn) => (right ? wrapped : whole),
    ({ wrapped }: TextColumn) => wrapped,
    ({ least }: TextColumn) => least,
    // Narrower than anything is meant for.
    ({ least, right }: TextColumn) => (right ? least : 1),
  ];
  return bounds.reduce((laid, bound) => narrow(laid, width, bound), keepFitting(columns, width));
}

/** A text in a few lines of a column's width; a longer word, and what is more, loses its middle. */
function breakText(text: string, width: number, most = mostLines): string[] {
  const lines = wrapWords(text, width);
  const kept = lines.slice(0, most - 1);
  if (lines.length > kept.length) kept.push(lines.slice(kept.length).join(' '));
  return kept.map((line) => cutMiddle(makePlain(line), width).trimEnd());
}

function pad(text: string, { width, right }: TextColumn): string {
  const filling = ' '.repeat(width - displayWidth(text));
  return right ? filling + text : text + filling;
}

/** The lines of a row: each cell's own, from the top down, or for headings from the rule up. */
function layRow(columns: TextColumn[], cell: (column: TextColumn) => string, heading = false): string[] {
  const broken = columns.map((column) =>
    breakText(cell(column), column.width, heading ? mostHeadingLines : mostLines),
  );
  const height = Math.max(...broken.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    columns
      .map((column, index) => {
        const lines = broken[index] ?? [];
        return pad(lines[heading ? at - (height - lines.length) : at] ?? '', column);
      })
      .join(gap)
      .trimEnd(),
  );
}

/**
 * A table as text for a monospaced font: headings, a rule, and the rows, no line with spaces at its end and none wider
 * than `width`. Long headings and names go over up to three lines, and lose their middle beyond; numbers, and names of
 * a known few such as segments, are never cut: columns that do not fit are left out from the right and named at the end
 * (where the first column is a number, it may be wider). The table's title is left to the caller.
 */
export function renderTable(table: TablePart, { locale, width = 72 }: TableOptions): string {
  const words = texts(locale);
  if (table.rows.length === 0 || table.columns.length === 0) return words.empty;
  const all = table.columns.map((column) => layColumn(column, table.rows, locale));
  const columns = layOut(all, width);
  const leftOut = all.slice(columns.length).map(({ label }) => label);
  const whole = totalWidth(columns, (column) => column.width);
  return [
    ...layRow(columns, ({ label }) => label, true),
    '─'.repeat(Math.min(width, whole)),
    ...table.rows.flatMap((_, index) => layRow(columns, ({ cells }) => cells[index] ?? '')),
    ...(leftOut.length > 0 ? breakText(words.left(leftOut.join(', ')), width) : []),
  ].join('\n');
}
