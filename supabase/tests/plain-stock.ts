/** A sale of one product in one order. */
export interface PlainSale {
  source: string;
  product: string;
  name: string;
  day: string;
  units: number;
  /** Minor units, gross less discounts. */
  net: number;
}

/** A level as a source told it, or that a level or the whole product is gone; `hour` tells which is newer. */
export interface ToldLevel {
  source: string;
  product: string;
  location: string;
  onHand: number;
  hour: number;
  deleted: 'level' | 'product' | null;
}

interface Product {
  source: string;
  product: string;
  name: string;
}

interface PlainBest {
  name: string;
  units: number;
  net: number;
  onHand: number | null;
}

const fold = (text: string) => text.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const keyOf = ({ source, product }: { source: string; product: string }) => `${source} ${product}`;

/** Best sellers and their stock once more, in the plainest TypeScript. Products in the order in which they came. */
export function plainStock(
  products: Product[],
  sales: PlainSale[],
  told: ToldLevel[],
  { from, to, share }: { from: string; to: string; share: number },
): { units: number; products: number; best: PlainBest[] } {
  const within = sales.filter(({ day }) => day >= from && day <= to);
  const soldOf = (product: Product) => within.filter((sale) => keyOf(sale) === keyOf(product));
  const levels = new Map<string, Map<string, ToldLevel>>();
  const ends = new Map<string, number>();
  for (const level of told) {
    const key = keyOf(level);
    if (level.deleted === 'product') {
      ends.set(key, Math.max(ends.get(key) ?? 0, level.hour));
      continue;
    }
    const places = levels.get(key) ?? new Map<string, ToldLevel>();
    if ((places.get(level.location)?.hour ?? -1) < level.hour) places.set(level.location, level);
    levels.set(key, places);
  }

  const code = (product: Product) =>
    /^\d{0,7}$/.test(product.product) ? keyOf(product) : fold(product.product);
  const sold = products.filter((product) => soldOf(product).length > 0);
  const concerned = products.filter(
    (product) =>
      sold.includes(product) ||
      (levels.has(keyOf(product)) &&
        sold.some((other) => code(other) === code(product) || fold(other.name) === fold(product.name))),
  );
  const groups = [...Map.groupBy(concerned, code).values()];
  const items = [...Map.groupBy(groups, ([first]) => fold(first?.name ?? '')).values()].flatMap((same) => {
    const sources = same.flatMap((group) => [...new Set(group.map(({ source }) => source))]);
    return new Set(sources).size === sources.length ? [same.flat()] : same;
  });

  const ranked = items
    .map((members) => {
      const ordered = products.filter((product) => members.includes(product));
      const unitsOf = (product: Product) => soldOf(product).reduce((sum, { units }) => sum + units, 0);
      const most = ordered.reduce((a, b) => (unitsOf(b) > unitsOf(a) ? b : a));
      const own = ordered.flatMap(soldOf);
      return {
        place: products.indexOf(ordered[0] as Product),
        name: most.name,
        units: own.reduce((sum, { units }) => sum + units, 0),
        net: own.reduce((sum, { net }) => sum + net, 0),
        onHand: onHandOf(ordered, levels, ends, products),
      };
    })
    .filter(({ units }) => units > 0)
    .sort((a, b) => b.units - a.units || b.net - a.net || a.place - b.place);
  const units = ranked.reduce((sum, item) => sum + item.units, 0);
  let before = 0;
  const best: PlainBest[] = [];
  for (const { place: _, ...item } of ranked) {
    if (before >= share * units) break;
    before += item.units;
    best.push(item);
  }
  return { units, products: ranked.length, best };
}

/** The sum over the places of the source that told last. */
function onHandOf(
  members: Product[],
  levels: Map<string, Map<string, ToldLevel>>,
  ends: Map<string, number>,
  products: Product[],
): number | null {
  const sources = [...new Set(products.map(({ source }) => source))];
  const bySource = sources.flatMap((source) => {
    const live = members
      .filter((product) => product.source === source)
      .flatMap((product) =>
        [...(levels.get(keyOf(product))?.values() ?? [])].filter(
          ({ hour, deleted }) => !deleted && hour > (ends.get(keyOf(product)) ?? -1),
        ),
      );
    if (live.length === 0) return [];
    return [
      {
        hour: Math.max(...live.map(({ hour }) => hour)),
        onHand: live.reduce((sum, { onHand }) => sum + onHand, 0),
      },
    ];
  });
  return bySource.sort((a, b) => b.hour - a.hour)[0]?.onHand ?? null;
}
