import { type Draft, isReturn } from './draft.ts';
import { type OrderAmount, orderAmounts } from './fields.ts';

/** Amounts of the order that a file writes for each of its lines, to be added up instead of taken once. */
export type PerLine = { [K in OrderAmount]: boolean };

/** The share of orders whose lines must differ in an amount before it is taken for the line's own. */
const telling = 0.05;

/**
 * Learns from orders of several lines whether an amount such as the total is the order's, repeated on each line or
 * written on the first alone, or each line's own.
 */
export class Repetition {
  readonly #differ: { [K in OrderAmount]: number };
  readonly #same: { [K in OrderAmount]: number };

  constructor() {
    const zero = { total: 0, gross: 0, discount: 0, tax: 0, shipping: 0, refunded: 0 };
    this.#differ = { ...zero };
    this.#same = { ...zero };
  }

  add(order: Draft): void {
    if (order.rows.length < 2) return;
    for (const amount of orderAmounts) {
      let first: number | undefined;
      let count = 0;
      let differ = false;
      for (const row of order.rows) {
        const value = row[amount];
        if (value === undefined || isReturn(row)) continue;
        count++;
        first ??= value;
        if (value !== first) differ = true;
      }
      if (differ) this.#differ[amount]++;
      else if (count > 1 && first !== 0) this.#same[amount]++;
    }
  }

  conclude(): PerLine {
    const perLine = (amount: OrderAmount) =>
      this.#differ[amount] > telling * (this.#differ[amount] + this.#same[amount]);
    return {
      total: perLine('total'),
      gross: perLine('gross'),
      discount: perLine('discount'),
      tax: perLine('tax'),
      shipping: perLine('shipping'),
      refunded: perLine('refunded'),
    };
  }
}
