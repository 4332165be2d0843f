import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { seesNames } from './customer.ts';

const cursorSchema = z.object({ ordered_at: z.string(), order_id: z.int() });
/** Where a page of orders ended. */
export type OrderCursor = z.output<typeof cursorSchema>;

export const orderPageSchema = z.object({
  orders: z.array(
    z.object({
      external_id: z.string(),
      day: z.string(),
      source: z.string(),
      status: z.string(),
      currency: z.string(),
      total: z.int(),
      refunded: z.int(),
      products: z.int(),
    }),
  ),
  next: cursorSchema.nullable(),
});

/** An order of a customer; amounts in minor units of its own currency. */
export interface CustomerOrder {
  day: Day;
  source: string;
  /** What the source calls it; null for who may not know the person. */
  number: string | null;
  status: string;
  currency: string;
  /** Gross - discounts + tax + shipping. */
  total: number;
  refunded: number;
  /** Different ones. */
  products: number;
}

export interface OrderPage {
  /** The latest first. */
  orders: CustomerOrder[];
  /** Where the next page goes on; null at the end. */
  next: OrderCursor | null;
}

/** Reads a page from the database's form. */
export function readOrderPage(context: Context, page: z.output<typeof orderPageSchema>): OrderPage {
  return {
    next: page.next,
    orders: page.orders.map(({ external_id, ...order }) => ({
      ...order,
      number: seesNames(context) && !external_id.startsWith('erased:') ? external_id : null,
    })),
  };
}

/** The next orders of a customer, counted or not. Throws DatabaseError. */
export async function listOrders(
  context: Context,
  input: { customerId: number; after: OrderCursor | null; limit: number },
): Promise<OrderPage> {
  const args = { p_customer: input.customerId, p_after: input.after, p_limit: input.limit };
  return readOrderPage(context, await call(context.db, 'customer_orders', args, orderPageSchema));
}
