import { stringify } from 'csv-stringify/sync';
import { currencyDigits, majorUnits } from './format.ts';
import type { Locale } from './locale.ts';
import type { Column, Value } from './reply.ts';

/** By which a spreadsheet set to the language takes columns apart, and writes fractions. */
const separators = {
  en: { column: ',', decimal: '.' },
  'pt-BR': { column: ';', decimal: ',' },
} as const satisfies Record<Locale, { column: string; decimal: string }>;

/** What a spreadsheet takes for the beginning of a formula, also in its wide forms, after any blanks. */
const formula = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const phone = /^\+\d{8,15}$/;

export interface CsvWriter {
  /** The headings, after the mark by which spreadsheets know UTF-8. */
  head(): string;
  /** Rows, each ended by a line break. */
  rows(rows: readonly Record<string, Value>[]): string;
}

/**
 * Writes a table as the CSV that spreadsheets of the reader's language open: money in major units, other numbers and days
 * raw. A text that a spreadsheet would run as a formula stands behind an apostrophe, and in one line; a phone number,
 * which is a plus and digits alone, stays as it is.
 */
export function createCsv(columns: readonly Column[], locale: Locale): CsvWriter {
  const { column: delimiter, decimal } = separators[locale];
  const write = (lines: string[][]) => stringify(lines, { delimiter, record_delimiter: '\r\n' });
  return {
    head: () => `\uFEFF${write([columns.map(({ label }) => makeSafe(label))])}`,
    rows: (rows) => write(rows.map((row) => columns.map((column) => writeCell(column, row, decimal)))),
  };
}

function writeCell({ key, format, labels }: Column, row: Record<string, Value>, decimal: string): string {
  const value = row[key] ?? null;
  if (value === null) return '';
  if (typeof value === 'string') return makeSafe(labels?.[value] ?? value);
  if (format.kind !== 'money') return String(value).replace('.', decimal);
  return majorUnits(value, currencyDigits(format.currency)).replace('.', decimal);
}

function makeSafe(text: string): string {
  const line = text.replace(/[\r\n\p{Zl}\p{Zp}]+/gu, ' ');
  return formula.test(text) && !phone.test(text) ? `'${line}` : line;
}
