import { formatDay } from './format-date.ts';
import { defineTexts, type Locale } from './locale.ts';
import type { Format, Value } from './reply.ts';

export { cutMiddle } from './display-width.ts';
export { formatDay, formatMonth } from './format-date.ts';
export { formatSpan, formatWithin } from './format-span.ts';

/** Stands for a number that does not exist. */
const missing = '—';

const space = '\u00A0';
const minus = '\u2212';

const texts = defineTexts({
  en: { points: 'pp' },
  'pt-BR': { points: 'p.p.' },
});

const formatters = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options });
    formatters.set(key, formatter);
  }
  return formatter;
}

function write(value: number | `${number}`, locale: Locale, options: Intl.NumberFormatOptions): string {
  return numberFormat(locale, options).format(value).replace('-', minus);
}

const digitsOf = new Map<string, number>();

/** Decimal places of a currency: 2 for BRL, 0 for JPY, 3 for KWD. Throws RangeError for a malformed code. */
export function currencyDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const digits =
    numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digitsOf.set(currency, digits);
  return digits;
}

/** How a currency is written in a language: `R$`, `US$`. Throws RangeError for a malformed code. */
export function currencySymbol(currency: string, locale: Locale): string {
  const parts = numberFormat(locale, { style: 'currency', currency }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** Minor units as a decimal text of major units, exactly: 123456 of BRL is `1234.56`. */
export function majorUnits(minor: number, digits: number): `${number}` {
  const units = String(Math.abs(Math.round(minor))).padStart(digits + 1, '0');
  const whole = units.slice(0, units.length - digits);
  const sign = minor < 0 ? '-' : '';
  return `${sign}${whole}.${units.slice(units.length - digits)}` as `${number}`;
}

function writeMoney(minor: number, currency: string, locale: Locale): string {
  return write(majorUnits(minor, currencyDigits(currency)), locale, { style: 'currency', currency });
}

const signed: Intl.NumberFormatOptions = { signDisplay: 'exceptZero' };

/** Growth from which on "12×" says more than a percentage: ten times what it was. */
export const manyfold = 9;

/** Tenths are said while they matter: +3.4 %, but +12 %. */
function changeDigits(ratio: number): number {
  return Math.abs(ratio) < 0.0995 ? 1 : 0;
}

function writeNumber(
  value: number,
  format: Exclude<Format, { kind: 'text' | 'day' }>,
  locale: Locale,
): string {
  switch (format.kind) {
    case 'count':
      return write(value, locale, { maximumFractionDigits: 0 });
    case 'difference':
      return write(value, locale, { ...signed, maximumFractionDigits: 0 });
    case 'money':
      return writeMoney(value, format.currency, locale);
    case 'percent':
      return `${write(value * 100, locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}${space}%`;
    case 'change':
      if (value >= manyfold) return `${write(value + 1, locale, { maximumFractionDigits: 0 })}×`;
      return `${write(value * 100, locale, { ...signed, maximumFractionDigits: changeDigits(value) })}${space}%`;
    case 'points': {
      const number = write(value * 100, locale, {
        ...signed,
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      });
      return `${number}${space}${texts(locale).points}`;
    }
    case 'decimal':
      return write(value, locale, {
        minimumFractionDigits: format.digits,
        maximumFractionDigits: format.digits,
      });
  }
}

/**
 * A raw value in the reader's locale, in full: `R$ 1.234,56`, `+12 %`, `22/11/2026`. Money is exact for every safe
 * integer of minor units; the minus is a true one (U+2212); what is null, or not finite, is a dash. A number and its unit
 * are held together by U+00A0, which a text table turns into an ordinary space. Throws RangeError for a malformed
 * currency code or day.
 */
export function formatValue(value: Value, format: Format, locale: Locale): string {
  if (value === null || value === '') return missing;
  if (typeof value === 'string') return format.kind === 'day' ? formatDay(value, locale) : value;
  if (!Number.isFinite(value)) return missing;
  if (format.kind === 'text' || format.kind === 'day') return String(value);
  return writeNumber(value, format, locale);
}

const compact: Intl.NumberFormatOptions = {
  notation: 'compact',
  maximumFractionDigits: 1,
  minimumSignificantDigits: 1,
  maximumSignificantDigits: 3,
  roundingPriority: 'lessPrecision',
};

function writeCompactMoney(minor: number, currency: string, locale: Locale): string {
  const style: Intl.NumberFormatOptions = { style: 'currency', currency };
  const digits = currencyDigits(currency);
  const major = majorUnits(minor, digits);
  const size = Math.abs(Number(major));
  if (size >= 999.5) return write(major, locale, { ...compact, ...style });
  const whole = size >= 100 || Number.isInteger(size);
  const shown = whole ? 0 : digits;
  return write(major, locale, { ...style, minimumFractionDigits: shown, maximumFractionDigits: shown });
}

/**
 * A raw value as short as a chart needs it: `R$ 1,2 mi`, `3,4 mil`, `12,3 %`; at most three digits are said of a
 * number. Other than that as `formatValue`, with the same errors.
 */
export function formatCompact(value: Value, format: Format, locale: Locale): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return formatValue(value, format, locale);
  switch (format.kind) {
    case 'count':
    case 'decimal':
      return write(value, locale, compact);
    case 'difference':
      return write(value, locale, { ...compact, ...signed });
    case 'money':
      return writeCompactMoney(value, format.currency, locale);
    case 'percent':
      return `${write(value * 100, locale, { maximumFractionDigits: 1 })}${space}%`;
    default:
      return formatValue(value, format, locale);
  }
}
