import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCsv } from './csv.ts';
import { type Locale, locales } from './locale.ts';
import type { Column, Value } from './reply.ts';

const columns: Column[] = [
  { key: 'name', label: 'Name', format: { kind: 'text' } },
  { key: 'net', label: 'Net', format: { kind: 'money', currency: 'BRL' } },
  { key: 'share', label: 'Share', format: { kind: 'percent' } },
  { key: 'day', label: 'Day', format: { kind: 'day' } },
];

function write(rows: Record<string, Value>[], locale: Locale = 'en'): string {
  const csv = createCsv(columns, locale);
  return csv.head() + csv.rows(rows);
}

const nameOf = (text: string, locale: Locale = 'en') => {
  const delimiter = locale === 'en' ? ',' : ';';
  const rows: Record<string, string>[] = parse(write([{ name: text }], locale), {
    columns: true,
    bom: true,
    delimiter,
  });
  return rows[0]?.['Name'];
};

describe('a table as CSV', () => {
  test('is what a spreadsheet of its language reads as numbers', () => {
    const rows = [{ name: 'Ana', net: -123_456, share: 0.5, day: '2026-10-31' }];
    expect(write(rows)).toBe('\uFEFFName,Net,Share,Day\r\nAna,-1234.56,0.5,2026-10-31\r\n');
    expect(write(rows, 'pt-BR')).toBe('\uFEFFName;Net;Share;Day\r\nAna;-1234,56;0,5;2026-10-31\r\n');
  });

  test.each([
    "=cmd|' /C calc'!A0",
    '+1+1',
    '-1+cmd',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '＝1+1',
    '\u0000=1',
  ])('%j is no formula', (hostile) => {
    for (const locale of locales) expect(nameOf(hostile, locale)).toMatch(/^'/);
  });

  test('a phone number and a name with a hyphen stay as they are', () => {
    expect(nameOf('+5531999990000')).toBe('+5531999990000');
    expect(nameOf('Ana-Lu')).toBe('Ana-Lu');
  });

  test('whatever a text holds, it stays one cell in one line, and begins no formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...locales), (text, locale) => {
        const csv = write([{ name: text }], locale);
        const name = nameOf(text, locale) ?? '';
        expect(name).not.toMatch(/^[\s\p{Cc}]*[=+\-@]/u);
        expect(name).not.toMatch(/[\r\n]/);
        expect(csv.split('\r\n')).toHaveLength(3);
      }),
    );
  });
});
