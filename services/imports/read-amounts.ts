import { ServiceError } from '../errors.ts';
import type { Row } from './draft.ts';
import { type Cell, type Columns, type Field, orderAmounts } from './fields.ts';
import {
  type Decimal,
  type DecimalStyle,
  isBlank,
  largestAmount,
  multiply,
  namedCurrency,
  parseDecimal,
  toMinorUnits,
} from './parse-amount.ts';
import { Rejected } from './rejected.ts';

const digits = new Map<string, number>();

/** Decimal places of a currency's minor unit: 2 for BRL, 0 for JPY. Throws invalid_input for a malformed code. */
export function currencyDigits(currency: string): number {
  let count = digits.get(currency);
  if (count === undefined) {
    try {
      const format = new Intl.NumberFormat('en', { style: 'currency', currency });
      count = format.resolvedOptions().maximumFractionDigits ?? 2;
    } catch (error) {
      throw new ServiceError('invalid_input', 'import_bad_currency', { currency }, { cause: error });
    }
    digits.set(currency, count);
  }
  return count;
}

interface AmountFormat {
  decimal: DecimalStyle;
  currency: string;
  columns: Columns;
  /** The line goes on with the order of the one before, which may have told the order's amounts. */
  continued: boolean;
}

/** Reads the quantity and all amounts of a line into its row. Throws Rejected. */
export function readAmounts(row: Row, cell: Cell, format: AmountFormat): void {
  const { currency, decimal, columns } = format;
  const places = currencyDigits(currency);

  const number = (field: Field): Decimal | null => {
    const text = columns[field] === undefined ? '' : cell(field);
    if (isBlank(text)) return null;
    const value = parseDecimal(text, decimal);
    if (!value) throw new Rejected('bad_amount', { field, value: text });
    const named = namedCurrency(text);
    if (named !== null && named !== currency) throw new Rejected('other_currency', { value: text, currency });
    return value;
  };
  const check = (field: Field, amount: number): number => {
    if (Math.abs(amount) > largestAmount) throw new Rejected('too_large', { field });
    return amount;
  };
  const money = (field: Field): number | undefined => {
    const value = number(field);
    if (!value) return undefined;
    const amount = toMinorUnits(value, places);
    if (amount === null) throw new Rejected('too_precise', { field, value: cell(field), currency });
    return check(field, amount);
  };

  const quantity = number('quantity');
  if (quantity) row.quantity = quantity.units / 10 ** quantity.scale;
  const price = number('unit_price');
  const cut = money('line_discount');
  if (cut) row.cut = Math.abs(cut);
  if (price) {
    row.sale = check('unit_price', multiply(price, quantity ?? { units: 1, scale: 0 }, places));
  } else {
    const total = money('line_total');
    // What was paid for the line: before its discount it was more.
    if (total !== undefined) row.sale = total < 0 ? total - (row.cut ?? 0) : total + (row.cut ?? 0);
  }
  for (const field of orderAmounts) {
    const amount = money(field);
    if (amount === undefined) continue;
    row[field] = field === 'total' || field === 'gross' ? amount : Math.abs(amount);
  }
  const byLine = columns.unit_price !== undefined || columns.line_total !== undefined;
  const known = byLine ? row.sale : (row.total ?? row.gross);
  if (known === undefined && (byLine || !format.continued)) throw new Rejected('no_amount');
}
