import { hash } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from './client.ts';

/** An order as its source tells it. Amounts are minor units of its currency, moments ISO stamps with their offset. */
export interface SourceOrder {
  /** By which the source knows it: an order written again under its id replaces what it was. */
  id: string;
  at: string;
  status: OrderStatus;
  /** ISO 4217. */
  currency: string;
  /** Price x quantity before discounts, without tax and shipping. */
  gross: number;
  discount: number;
  tax: number;
  shipping: number;
  channel: string | null;
  /** An order that was updated earlier than what is known of it changes nothing. */
  updated_at: string | null;
  customer: SourceCustomer;
  lines: SourceLine[];
  refunds: SourceRefund[];
}

/** `return` is goods that came back without a sale of theirs: only its refunds count. */
export type OrderStatus =
  | 'pending'
  | 'paid'
  | 'processing'
  | 'completed'
  | 'refunded'
  | 'cancelled'
  | 'failed'
  | 'draft'
  | 'return';

/** Who bought: at least one of id, email, document, phone and name. */
export type SourceCustomer = Record<(typeof customerColumns)[number], string | null>;

export interface SourceLine {
  /** By which the source knows the product. */
  product: string;
  name: string;
  category: string | null;
  quantity: number;
  gross: number;
  discount: number;
}

export interface SourceRefund {
  /** Unique within the order. */
  id: string;
  at: string;
  amount: number;
}

export interface SourceBatch {
  /** Name of the source. */
  source: string;
  /** What the source is: `csv`, `demo` … */
  kind: string;
  orders: readonly SourceOrder[];
}

type Cell = string | number | null;

const orderColumns = [
  'id',
  'at',
  'status',
  'currency',
  'gross',
  'discount',
  'tax',
  'shipping',
  'channel',
  'updated_at',
] as const;
const customerColumns = ['id', 'email', 'document', 'phone', 'name', 'city', 'state'] as const;
const productColumns = ['id', 'name', 'category'] as const;

const writtenSchema = z.object({
  orders: z.number(),
  inserted: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  older: z.number(),
  customers_created: z.number(),
  lines: z.number(),
  refunds: z.number(),
  /** Orders of erased persons: written without a trace of them. */
  erased: z.number(),
});

/** What the database did with orders that it was given. */
export type Written = z.output<typeof writtenSchema>;

export type PackedOrders = ReturnType<typeof packOrders>;

/** Writes orders with their rollups, all or none; written again, they change nothing. Throws DatabaseError. */
export function ingestOrders(db: SupabaseClient, batch: SourceBatch): Promise<Written> {
  return ingestPacked(db, packOrders(batch));
}

/** The same for orders that were packed while the database was at work on others. */
export function ingestPacked(db: SupabaseClient, packed: PackedOrders): Promise<Written> {
  return call(db, 'ingest_orders', packed, writtenSchema);
}

/** The arguments of `ingest_orders`: the orders as columns, each customer and product in them once. */
export function packOrders({ source, kind, orders }: SourceBatch) {
  const placed = new Table([...orderColumns, 'customer', 'content']);
  const customers = new Table(customerColumns);
  const products = new Table(productColumns);
  const lines = new Table(['order', 'line', 'product', 'quantity', 'gross', 'discount']);
  const refunds = new Table(['order', 'id', 'at', 'amount']);

  for (const [index, order] of orders.entries()) {
    const cells = orderColumns.map((column) => order[column]);
    const customer = customerColumns.map((column) => order.customer[column]);
    const bought = order.lines.map((line) => ({
      product: [line.product, line.name, line.category],
      amounts: [line.quantity, line.gross, line.discount],
    }));
    const returned = order.refunds.map(({ id, at, amount }) => [id, at, amount]);
    const content = fingerprint([cells, customer, bought, returned]);
    placed.add([...cells, customers.place(customer), content]);
    for (const [at, { product, amounts }] of bought.entries()) {
      lines.add([index + 1, at + 1, products.place(product), ...amounts]);
    }
    for (const refund of returned) refunds.add([index + 1, ...refund]);
  }
  return {
    p_source: source,
    p_kind: kind,
    p_orders: placed.columns,
    p_customers: customers.columns,
    p_lines: lines.columns,
    p_products: products.columns,
    p_refunds: refunds.columns,
  };
}

/** Rows of one kind, held as columns. */
class Table {
  readonly columns: Record<string, Cell[]>;
  readonly #names: readonly string[];
  readonly #places = new Map<string, number>();
  #rows = 0;

  constructor(names: readonly string[]) {
    this.#names = names;
    this.columns = Object.fromEntries(names.map((name) => [name, []]));
  }

  /** Adds a row and gives its place, from 1. */
  add(cells: readonly Cell[]): number {
    for (const [index, name] of this.#names.entries()) this.columns[name]?.push(cells[index] ?? null);
    this.#rows += 1;
    return this.#rows;
  }

  /** Gives the place of the row that holds these cells, which is added if none does. */
  place(cells: readonly Cell[]): number {
    const key = JSON.stringify(cells);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.add(cells);
    this.#places.set(key, place);
    return place;
  }
}

/** 64 bits that tell an order from what it was before, as a signed integer in words. */
function fingerprint(order: unknown): string {
  return hash('sha1', JSON.stringify(order), 'buffer').readBigInt64BE().toString();
}
