/** How the numbers of a file are written: with a decimal comma or a decimal point. */
export type DecimalStyle = 'comma' | 'point';

/** An exact decimal number: `units` / 10^`scale`. */
export interface Decimal {
  units: number;
  scale: number;
}

/** What one number says about the style of its file; `ambiguous` is `1.234`, `neutral` one without separators. */
export type NumberEvidence = DecimalStyle | 'ambiguous-point' | 'ambiguous-comma' | 'neutral';

/** Larger than any order, and small enough that thousands of them add up exactly. Minor units. */
export const largestAmount = 1e13;

const blanks = new Set(['', '-', '–', '—', 'n/a', 'na', 'nan', 'null', 'none']);

/** A cell that holds no number. */
export function isBlank(text: string): boolean {
  return text === '' || (text.length < 5 && blanks.has(text.toLowerCase()));
}

const currencySigns: { [sign: string]: string } = { R$: 'BRL', US$: 'USD', '€': 'EUR', '£': 'GBP' };
const dressed = /^(R\$|US\$|\$|€|£|¥|[A-Z]{3}(?=[\s\d(+-]))?\s*(.*?)\s*(R\$|€|£|¥|(?<=[\s\d)])[A-Z]{3})?$/;

/** A number without sign, brackets and currency. */
interface Bare {
  text: string;
  negative: boolean;
  /** The currency that the number itself names, or null. */
  currency: string | null;
}

function undress(text: string): Bare {
  let bare = text.replaceAll('\u2212', '-');
  let negative = false;
  let currency: string | null = null;
  // A sign may stand before the currency or after it, and brackets around either.
  for (let round = 0; round < 2; round++) {
    const inner = /^\((.*)\)$/.exec(bare) ?? /^-\s*(.*)$/.exec(bare) ?? /^(.*\d)\s*-$/.exec(bare);
    if (inner && !negative) {
      negative = true;
      bare = inner[1] ?? '';
    }
    const signs = dressed.exec(bare);
    const sign = signs?.[1] ?? signs?.[3];
    if (signs && sign !== undefined && currency === null) {
      currency = currencySigns[sign] ?? (sign.length === 3 ? sign : null);
      bare = signs[2] ?? '';
    }
  }
  if (bare.startsWith('+')) bare = bare.slice(1);
  return { text: bare.trim(), negative, currency };
}

const shapes = {
  comma: /^(\d+|\d{1,3}(?:([.'’\s])\d{3})(?:\2\d{3})*)?(?:,(\d*))?$/,
  point: /^(\d+|\d{1,3}(?:([,'’\s])\d{3})(?:\2\d{3})*|\d{1,2}(?:,\d{2})+,\d{3})?(?:\.(\d*))?$/,
};

/** The currency that a number names by its sign or code (`US$ 10`), or null. */
export function namedCurrency(text: string): string | null {
  return /^[\d.,-]*$/.test(text) ? null : undress(text).currency;
}

/** What a number says about the style of its file, or null when it is no number in either. */
export function weighNumber(text: string): NumberEvidence | null {
  if (/^\d+$/.test(text)) return 'neutral';
  const bare = undress(text).text;
  const asComma = shapes.comma.test(bare) && /\d/.test(bare);
  const asPoint = shapes.point.test(bare) && /\d/.test(bare);
  if (!asComma && !asPoint) return null;
  if (asComma && asPoint) {
    if (!/[.,]/.test(bare)) return 'neutral';
    // A group never begins with a zero: 0.123 is a fraction.
    if (/^0+[.,]/.test(bare)) return bare.includes(',') ? 'comma' : 'point';
    return bare.includes(',') ? 'ambiguous-comma' : 'ambiguous-point';
  }
  return asComma ? 'comma' : 'point';
}

/** Reads a decimal number exactly, or returns null when it is none in that style or too long to be exact. */
export function parseDecimal(text: string, style: DecimalStyle): Decimal | null {
  const bare = /^[\d.,]+$/.test(text) ? null : undress(text);
  const shape = shapes[style].exec(bare?.text ?? text);
  if (!shape) return null;
  const whole = (shape[1] ?? '').replace(/\D/g, '');
  const fraction = (shape[3] ?? '').replace(/0+$/, '');
  if (whole === '' && (shape[3] ?? '') === '') return null;
  const units = Number(whole + fraction);
  if (!Number.isSafeInteger(units)) return null;
  return { units: bare?.negative && units !== 0 ? -units : units, scale: fraction.length };
}

/** The number in minor units of a currency with that many digits; null when it has more digits than those. */
export function toMinorUnits(value: Decimal, digits: number): number | null {
  if (value.scale > digits) return null;
  return value.units * 10 ** (digits - value.scale);
}

/**
 * Price times quantity in minor units, rounded half away from zero where the product has more digits than the
 * currency.
 */
export function multiply(price: Decimal, quantity: Decimal, digits: number): number {
  const scale = price.scale + quantity.scale;
  // Nothing taken back is nothing, not the minus zero of floating point.
  const product = price.units * quantity.units || 0;
  if (scale <= digits && Number.isSafeInteger(product)) return product * 10 ** (digits - scale);
  const exact = BigInt(price.units) * BigInt(quantity.units);
  const raised = scale <= digits ? exact * 10n ** BigInt(digits - scale) : exact;
  const divisor = scale <= digits ? 1n : 10n ** BigInt(scale - digits);
  const size = raised < 0n ? -raised : raised;
  const rounded = (2n * size + divisor) / (2n * divisor);
  return Number(raised < 0n ? -rounded : rounded);
}
