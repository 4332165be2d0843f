import type { Context, Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { localDay } from '../periods/index.ts';
import { getShopStatus, type ShopStatus } from './shop-status.ts';

/** A shop with counted orders. */
export interface FilledShop extends ShopStatus {
  firstDay: Day;
  lastDay: Day;
  through: Date;
}

/** Why a shop has nothing to count, and the numbers that say so. */
export interface EmptyShop {
  reason: 'shop_empty' | 'shop_in_other_currency' | 'shop_without_sales';
  /** Orders that do not count. */
  orders: number;
  /** Codes of the currencies that they are in, the most frequent first; empty where that is not why. */
  currencies: string[];
  /** Files whose reading has not ended. */
  reading: string[];
}

/** The same shop where any of it counts, else undefined. */
export function findFilled(status: ShopStatus): FilledShop | undefined {
  const { firstDay, lastDay, through } = status;
  if (firstDay === null || lastDay === null || through === null) return undefined;
  return { ...status, firstDay, lastDay, through };
}

/** Tells why nothing counts: no order at all, all in another currency than the shop's, or none of them a sale. */
export function explainEmpty(status: ShopStatus): EmptyShop {
  const reading = status.sources.flatMap((source) => source.reading);
  const foreign = Object.entries(status.otherCurrencies).sort(([, a], [, b]) => b - a);
  if (foreign.length > 0) {
    return {
      reason: 'shop_in_other_currency',
      orders: foreign.reduce((sum, [, orders]) => sum + orders, 0),
      currencies: foreign.map(([currency]) => currency),
      reading,
    };
  }
  const orders = status.sources.reduce((sum, source) => sum + source.orders, 0);
  return { reason: orders > 0 ? 'shop_without_sales' : 'shop_empty', orders, currencies: [], reading };
}

/** There is nothing to count; its reason is that of `empty`. */
export class EmptyShopError extends ServiceError {
  readonly empty: EmptyShop;
  /** The shop's own. */
  readonly currency: string;

  constructor(empty: EmptyShop, currency: string) {
    super('not_found', empty.reason, { orders: empty.orders });
    this.empty = empty;
    this.currency = currency;
  }
}

/** Gets what there is, where any of it counts. Throws EmptyShopError. */
export async function getFilledShop(context: Context): Promise<FilledShop> {
  const status = await getShopStatus(context);
  const filled = findFilled(status);
  if (filled) return filled;
  throw new EmptyShopError(explainEmpty(status), context.currency);
}

/** The last local day of which anything is known: today where the data is fresh, else the day it ends. */
export function lastKnownDay(context: Context, { lastDay }: FilledShop): Day {
  const today = localDay(context.now(), context.timeZone);
  return lastDay < today ? lastDay : today;
}
