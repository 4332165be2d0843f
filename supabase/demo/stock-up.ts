import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { call } from '../client.ts';
import { type Day, dayNumber, formatDay, localStamp } from './calendar.ts';
import { products } from './products.ts';
import { createRandom } from './random.ts';

const soldSchema = z.object({ best: z.array(z.object({ name: z.string(), units: z.number() })) });
const writtenSchema = z.object({ levels: z.int(), written: z.int(), products_created: z.int() });

const soldDays = 28;
const seed = 20_230_101;
/** Seconds of the local day at which the stock is counted. */
const countedAt = 23 * 3600;

/** Days that what sells best still lasts: one coffee ran out, two are about to. Everything else lasts for weeks. */
const story: Record<string, number> = { G003: 0, M001: 2.6, G011: 5.2, C008: 11 };
const leastCover = 15;
const mostCover = 70;

/**
 * Stocks the demo shop's shelves and its roastery for the evening of a day, by what sold in the four weeks to it: the same
 * for the same day, whenever the store was filled. Throws DatabaseError.
 */
export async function stockUp(db: SupabaseClient, through: Day): Promise<void> {
  const day = dayNumber(through);
  const sold = await call(
    db,
    'stock_report',
    { p_from: formatDay(day - soldDays + 1), p_to: through, p_share: 1, p_most: products.length },
    soldSchema,
  );
  const units = new Map(sold.best.map((product) => [product.name, product.units]));
  const random = createRandom(seed, 'stock');
  const levels = products.flatMap(({ sku, name, category }) => {
    const cover = story[sku] ?? leastCover + (mostCover - leastCover) * random.next();
    const spare = random.between(4, 18);
    const onHand = Math.round(((units.get(name) ?? 0) / soldDays) * cover) + (cover < leastCover ? 0 : spare);
    const inShop = Math.min(6, Math.floor(onHand / 4));
    return [
      { location: 'Torrefação', on_hand: onHand - inShop },
      { location: 'Loja física', on_hand: inShop },
    ].map((level) => ({ product: { id: sku, name, category }, at: localStamp(day, countedAt), ...level }));
  });
  await call(db, 'ingest_stock', { p_source: 'bling-demo', p_kind: 'demo', p_levels: levels }, writtenSchema);
}
