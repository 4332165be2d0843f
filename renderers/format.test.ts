import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCompact, formatValue } from './format.ts';
import { type Locale, locales } from './locale.ts';
import type { Format } from './reply.ts';

const brl: Format = { kind: 'money', currency: 'BRL' };
const plain = (text: string) => text.replaceAll('\u00A0', ' ');
const value = (raw: string | number | null, format: Format, locale: Locale) =>
  plain(formatValue(raw, format, locale));
const compact = (raw: number | null, format: Format, locale: Locale) =>
  plain(formatCompact(raw, format, locale));

describe('formatValue', () => {
  test.each<[number | string | null, Format, string, string]>([
    [123_456, brl, 'R$1,234.56', 'R$ 1.234,56'],
    [-123_456, brl, '−R$1,234.56', '−R$ 1.234,56'],
    [-1, brl, '−R$0.01', '−R$ 0,01'],
    [1234, { kind: 'money', currency: 'JPY' }, '¥1,234', 'JP¥ 1.234'],
    [1_234_567, { kind: 'money', currency: 'KWD' }, 'KWD 1,234.567', 'KWD 1.234,567'],
    [1_234_567, { kind: 'count' }, '1,234,567', '1.234.567'],
    [0.123, { kind: 'percent' }, '12.3 %', '12,3 %'],
    [1, { kind: 'percent' }, '100.0 %', '100,0 %'],
    [0.012, { kind: 'points' }, '+1.2 pp', '+1,2 p.p.'],
    [-0.5, { kind: 'points' }, '−50.0 pp', '−50,0 p.p.'],
    [0.12, { kind: 'change' }, '+12 %', '+12 %'],
    [-0.034, { kind: 'change' }, '−3.4 %', '−3,4 %'],
    [-0.000_01, { kind: 'change' }, '0 %', '0 %'],
    [8.99, { kind: 'change' }, '+899 %', '+899 %'],
    [12_344, { kind: 'change' }, '12,345×', '12.345×'],
    [-12_345, { kind: 'difference' }, '−12,345', '−12.345'],
    [5, { kind: 'difference' }, '+5', '+5'],
    [Math.PI, { kind: 'decimal', digits: 2 }, '3.14', '3,14'],
    ['2026-11-02', { kind: 'day' }, '2 Nov 2026', '02/11/2026'],
    ['At Risk', { kind: 'text' }, 'At Risk', 'At Risk'],
    [null, brl, '—', '—'],
    ['', { kind: 'text' }, '—', '—'],
    [Number.NaN, { kind: 'count' }, '—', '—'],
    [Number.POSITIVE_INFINITY, { kind: 'change' }, '—', '—'],
  ])('%j as %j', (raw, format, en, pt) => {
    expect(value(raw, format, 'en')).toBe(en);
    expect(value(raw, format, 'pt-BR')).toBe(pt);
  });

  test('money says every safe integer of minor units exactly', () => {
    const currencies = [
      ['BRL', 2],
      ['JPY', 0],
      ['KWD', 3],
    ] as const;
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom(...currencies),
        fc.constantFrom(...locales),
        (minor, [currency, digits], locale) => {
          const text = formatValue(minor, { kind: 'money', currency }, locale);
          const said = text.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
          expect(said).toBe(String(Math.abs(minor)));
          expect(text.includes('−')).toBe(minor < 0);
          if (digits > 0) expect(text).toMatch(new RegExp(`\\d[.,]\\d{${digits}}$`));
        },
      ),
    );
  });

  test('nothing is written with a hyphen for a minus, nor as minus zero', () => {
    const formats: Format[] = [
      brl,
      { kind: 'count' },
      { kind: 'percent' },
      { kind: 'change' },
      { kind: 'points' },
    ];
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.constantFrom(...formats),
        fc.constantFrom(...locales),
        (raw, format, locale) => {
          for (const text of [formatValue(raw, format, locale), formatCompact(raw, format, locale)]) {
            expect(text).not.toContain('-');
            if (!/[1-9]/.test(text)) expect(text).not.toContain('−');
          }
        },
      ),
    );
  });

  test('a malformed currency is an error, not a guess', () => {
    expect(() => formatValue(1, { kind: 'money', currency: 'R$' }, 'en')).toThrow(RangeError);
  });
});

describe('formatCompact', () => {
  test.each<[number, Format, string, string]>([
    [120_000_000, brl, 'R$1.2M', 'R$ 1,2 mi'],
    [990_000_000_000, brl, 'R$9.9B', 'R$ 9,9 bi'],
    [12_345_678, brl, 'R$123K', 'R$ 123 mil'],
    [123_456, brl, 'R$1.2K', 'R$ 1,2 mil'],
    [99_949, brl, 'R$999', 'R$ 999'],
    [8530, brl, 'R$85.30', 'R$ 85,30'],
    [10_000, brl, 'R$100', 'R$ 100'],
    [0, brl, 'R$0', 'R$ 0'],
    [-500_000_000, brl, '−R$5M', '−R$ 5 mi'],
    [3400, { kind: 'count' }, '3.4K', '3,4 mil'],
    [999, { kind: 'count' }, '999', '999'],
    [999_950, { kind: 'count' }, '1M', '1 mi'],
    [-21_800, { kind: 'difference' }, '−21.8K', '−21,8 mil'],
    [0.1, { kind: 'percent' }, '10 %', '10 %'],
  ])('%j as %j', (raw, format, en, pt) => {
    expect(compact(raw, format, 'en')).toBe(en);
    expect(compact(raw, format, 'pt-BR')).toBe(pt);
  });

  test('says no number in more than ten characters and a unit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...locales), (minor, locale) => {
        expect(formatCompact(minor, brl, locale).length).toBeLessThanOrEqual(13);
      }),
    );
  });
});
