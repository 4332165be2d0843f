import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { addDays, startOfDay } from '../periods/index.ts';

const statusSchema = z.object({
  time_zone: z.string(),
  currency: z.string(),
  demo: z.boolean(),
  customers: z.int(),
  orders: z.int(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  not_sales: z.int(),
  other_currencies: z.record(z.string(), z.int()),
  sources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      read_at: z.string().nullable(),
      reading: z.array(z.string()),
      file: z.string().nullable(),
      rejected: z.int(),
      orders: z.int(),
      last_day: z.string().nullable(),
      stock_at: z.string().nullable(),
    }),
  ),
});

/** A source of the shop's data, and when it was last read to its end. */
export interface SourceStatus {
  name: string;
  kind: string;
  readAt: Date | null;
  /** Files, or the source itself, whose reading has not ended: under way, or broken off. Their orders may be missing. */
  reading: string[];
  file: string | null;
  /** Records that the last reading refused. */
  rejected: number;
  /** Orders known from it, counted or not. */
  orders: number;
  lastDay: Day | null;
  /** When the newest level of stock was told; null where the source tells of none. */
  stockAt: Date | null;
}

/** What the shop's database holds. */
export interface ShopStatus {
  /** Customers with at least one counted order. */
  customers: number;
  /** Counted orders. */
  orders: number;
  /** Local days of the first counted order, and of the last order of any kind or refund; null in an empty shop. */
  firstDay: Day | null;
  lastDay: Day | null;
  /** The instant until which the data is known: the end of its last day, or now. Null in an empty shop. */
  through: Date | null;
  /** Whether there is any order, counted or not. */
  hasOrders: boolean;
  /** Orders left out because they are not sales (pending, cancelled …). */
  notSales: number;
  /** Sales left out because they are in another currency than the shop's, by currency. */
  otherCurrencies: Record<string, number>;
  sources: SourceStatus[];
}

/** Gets what there is and how fresh it is. Throws `DatabaseError` when the database cannot be asked. */
export async function getShopStatus(context: Context): Promise<ShopStatus> {
  const status = await call(context.db, 'shop_status', {}, statusSchema);
  return {
    customers: status.customers,
    orders: status.orders,
    firstDay: status.first_day,
    lastDay: status.last_day,
    through: status.last_day === null ? null : findThrough(context, status.last_day),
    hasOrders: status.sources.some((source) => source.orders > 0),
    notSales: status.not_sales,
    otherCurrencies: status.other_currencies,
    sources: status.sources.map((source) => ({
      name: source.name,
      kind: source.kind,
      readAt: source.read_at === null ? null : new Date(source.read_at),
      reading: source.reading,
      file: source.file,
      rejected: source.rejected,
      orders: source.orders,
      lastDay: source.last_day,
      stockAt: source.stock_at === null ? null : new Date(source.stock_at),
    })),
  };
}

function findThrough(context: Context, lastDay: Day): Date {
  const end = startOfDay(addDays(lastDay, 1), context.timeZone);
  const now = context.now();
  return end < now ? end : now;
}
