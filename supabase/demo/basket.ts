import type { Person } from './person.ts';
import { type Product, products } from './products.ts';
import type { Random } from './random.ts';

export interface Line {
  product: string;
  name: string;
  category: string;
  quantity: number;
  /** Cents, price x quantity before the discount. */
  gross: number;
  /** Cents taken off, at least 0. */
  discount: number;
}

/** What is on the shelves on one day, and how much it is wanted. */
export interface Shelf {
  items: readonly Product[];
  weights: readonly number[];
  giftWeights: readonly number[];
  bySku: ReadonlyMap<string, Product>;
  raised: boolean;
}

/** The shelf of a month: `months` since the opening, the season's wishes, and whether the higher prices hold. */
export function stockShelf(
  months: number,
  wishes: { gifts: number; summer: number; christmas: boolean; raised: boolean },
): Shelf {
  const items = products.filter((product) => product.launched <= months);
  const inSeason = (product: Product) => {
    if (product.season === 'summer') return wishes.summer;
    return product.season === 'christmas' && !wishes.christmas ? 0 : 1;
  };
  return {
    items,
    weights: items.map((product) => product.weight * inSeason(product) * (1 + wishes.gifts * product.gift)),
    giftWeights: items.map((product) => (product.gift + 0.05) * product.weight * inSeason(product)),
    bySku: new Map(items.map((product) => [product.sku, product])),
    raised: wishes.raised,
  };
}

const lineCounts = [46, 31, 15, 8];
const quantities = [66, 24, 10];

/** Fills a basket; `percentOff` is taken off every line, rounded to the cent. */
export function fillBasket(person: Person, shelf: Shelf, percentOff: number, random: Random): Line[] {
  const { habit } = person;
  const chosen = new Map<string, Product>();
  const staple = shelf.bySku.get(person.staple);
  if (staple && !habit.gifts && random.chance(0.62)) chosen.set(staple.sku, staple);
  const wanted =
    1 + random.weighted(lineCounts.map((weight, index) => (index > 0 ? weight * habit.appetite : weight)));
  const weights = habit.gifts ? shelf.giftWeights : shelf.weights;
  for (let tries = 0; chosen.size < wanted && tries < 6; tries += 1) {
    const product = shelf.items[random.weighted(weights)];
    if (product) chosen.set(product.sku, product);
  }
  return [...chosen.values()].map((product) => {
    const quantity = product.staple ? 1 + random.weighted(quantities) : 1;
    const gross = (shelf.raised ? product.raisedPrice : product.price) * quantity;
    return {
      product: product.sku,
      name: product.name,
      category: product.category,
      quantity,
      gross,
      discount: Math.round((gross * percentOff) / 100),
    };
  });
}
