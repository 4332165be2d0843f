import { hash } from 'node:crypto';
import type { Line } from './read-line.ts';

/**
 * How the orders of a file are told apart: by their id; where there is none, lines of products by customer and
 * moment, and other lines each for itself.
 */
export type Identity = 'id' | 'moment' | 'row';

/**
 * The key of a line's order. Without an id it is a hash of the customer, the moment as written and, where each line
 * is an order, the amounts: not of status or refund, which may change from one export to the next.
 */
export function orderKey(line: Line, identity: Identity): string {
  if (identity === 'id') return line.orderId;
  const { customer, currency, rows } = line.draft;
  const who = customer.id ?? customer.email ?? customer.document ?? customer.phone ?? customer.name;
  const parts: unknown[] = [who, line.written];
  if (identity === 'row') {
    const { total, gross, discount, tax, shipping, sale, quantity } = rows[0] ?? {};
    parts.push(currency, total, gross, discount, tax, shipping, sale, quantity);
  }
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22);
}
