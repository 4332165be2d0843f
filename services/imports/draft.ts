import type { SourceCustomer } from '../../supabase/ingest-orders.ts';
import type { OrderAmount } from './fields.ts';
import type { Status } from './statuses.ts';

/** What one line of the file adds to its order. Amounts are minor units of the order's currency. */
export interface Row extends Partial<Record<OrderAmount, number>> {
  /** Milliseconds since 1970 UTC. */
  at: number;
  product?: string;
  name?: string;
  category?: string;
  /** Negative for what came back. */
  quantity: number;
  /** Amount of the line before its discount, where the file has one; negative for what came back. */
  sale?: number;
  cut?: number;
}

/** An order while its lines are being gathered. */
export interface Draft {
  /** The order's id in the file, or the hash that stands for it. */
  key: string;
  /** Line of the file on which it begins. */
  line: number;
  currency: string;
  /** Its lines name several currencies. */
  mixed?: boolean;
  customer: SourceCustomer;
  status?: Status;
  channel?: string;
  /** Milliseconds since 1970 UTC. */
  updatedAt?: number;
  refundedAt?: number;
  rows: Row[];
}

/** Adds what more lines say of an order: what they say last holds. */
export function joinDrafts(order: Draft, more: Draft): void {
  if (order.currency !== more.currency) order.mixed = true;
  for (const key of Object.keys(order.customer) as (keyof SourceCustomer)[]) {
    order.customer[key] = more.customer[key] ?? order.customer[key];
  }
  if (more.status !== undefined) order.status = more.status;
  if (more.channel !== undefined) order.channel = more.channel;
  if (more.updatedAt !== undefined) order.updatedAt = Math.max(more.updatedAt, order.updatedAt ?? 0);
  if (more.refundedAt !== undefined) order.refundedAt = more.refundedAt;
  for (const row of more.rows) order.rows.push(row);
}

/** The row takes goods back: a negative quantity, or a negative amount. */
export function isReturn(row: Row): boolean {
  return row.quantity < 0 || (row.sale ?? row.total ?? row.gross ?? 0) < 0;
}

/** When the order was placed: its first sale, or its first return where it has no sale. */
export function draftInstant(draft: Draft): number {
  let sale = Number.POSITIVE_INFINITY;
  let any = Number.POSITIVE_INFINITY;
  for (const row of draft.rows) {
    any = Math.min(any, row.at);
    if (!isReturn(row)) sale = Math.min(sale, row.at);
  }
  return sale === Number.POSITIVE_INFINITY ? any : sale;
}
