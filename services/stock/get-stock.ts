import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { addDays, countDays, localDay } from '../periods/index.ts';
import { type FilledShop, getFilledShop } from '../shop/index.ts';
import { judgeStock, type SoldStock, type StockItem } from './judge-stock.ts';

/** Whole local days over which units sold a day are averaged. */
const averagedDays = 28;
/** Best sellers: the products that together make this share of the units sold, and how many they are at most. */
const bestShare = 0.8;
const mostBest = 100;
/** Local days after which a level says little of what is on hand now. */
const freshDays = 2;

export interface Stock {
  /** The best sellers: who is lost first (least cover, then most units), and those whose stock is not known at the end. */
  items: StockItem[];
  /** Whole local days that units are averaged over, both included, and how many of them are known. */
  from: Day;
  to: Day;
  averagedDays: number;
  /** Products sold in these days, best sellers or not, and their units. */
  products: number;
  units: number;
  /** The sources that tell of stock, and the local day of the newest level of each; the newest first. */
  sources: { name: string; day: Day }[];
  /** Best sellers whose level is more than two local days old. */
  worn: StockItem[];
  status: FilledShop;
}

const reportSchema = z.object({
  units: z.number(),
  products: z.int(),
  best: z.array(
    z.object({
      name: z.string(),
      category: z.string().nullable(),
      units: z.number(),
      net: z.int(),
      on_hand: z.number().nullable(),
      at: z.string().nullable(),
      match: z.enum(['own', 'code', 'name']).nullable(),
    }),
  ),
});

/**
 * The best sellers with their stock: days of cover = units on hand / average units sold a day over the last 28 whole local
 * days, or over those that are known of a younger shop. `days`: cover of at most so many is short.
 * Throws EmptyShopError.
 */
export async function getStock(context: Context, input: { days: number }): Promise<Stock> {
  const status = await getFilledShop(context);
  const today = localDay(context.now(), context.timeZone);
  const yesterday = addDays(today, -1);
  const to = status.lastDay < yesterday ? status.lastDay : yesterday;
  const start = addDays(to, 1 - averagedDays);
  const from = start < status.firstDay && status.firstDay <= to ? status.firstDay : start;
  const known = countDays(from, to);
  const report = await call(
    context.db,
    'stock_report',
    { p_from: from, p_to: to, p_share: bestShare, p_most: mostBest },
    reportSchema,
  );
  const sold = report.best.map(
    ({ on_hand, at, ...rest }): SoldStock => ({
      ...rest,
      onHand: on_hand,
      at: at === null ? null : new Date(at),
    }),
  );
  const items = judgeStock(sold, {
    days: input.days,
    averagedDays: known,
    timeZone: context.timeZone,
  });
  const oldest = addDays(today, -freshDays);
  return {
    items,
    from,
    to,
    averagedDays: known,
    products: report.products,
    units: report.units,
    sources: status.sources
      .flatMap(({ name, stockAt }) =>
        stockAt === null ? [] : [{ name, day: localDay(stockAt, context.timeZone) }],
      )
      .toSorted((a, b) => b.day.localeCompare(a.day)),
    worn: items.filter(({ toldOn }) => toldOn !== null && toldOn < oldest),
    status,
  };
}
