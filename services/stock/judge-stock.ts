import type { Day } from '../context.ts';
import { localDay } from '../periods/index.ts';

/** `out`: nothing on hand; `short`: cover of at most the days asked for; `unknown`: no source tells. */
export type StockState = 'out' | 'short' | 'enough' | 'unknown';

/** What was sold of a product, and what is on hand. */
export interface SoldStock {
  name: string;
  category: string | null;
  /** Above 0. */
  units: number;
  /** Gross less discounts, in minor units: refunds are not told by product. */
  net: number;
  /** Null where it is not known; a source may tell less than 0. */
  onHand: number | null;
  /** When it was so. */
  at: Date | null;
  /** How the stock meets the sales: of one source, by a code, or by a name; null without stock. */
  match: 'own' | 'code' | 'name' | null;
}

export interface StockItem extends SoldStock {
  state: StockState;
  /** Units a day, on average. */
  soldPerDay: number;
  /** Days, never less than 0. */
  cover: number | null;
  /** The local day on which the last unit goes at that rate; null where nothing is on hand, or within no lifetime. */
  runsOutOn: Day | null;
  /** The local day of the level. */
  toldOn: Day | null;
  /** Net of a week at that rate, in minor units. */
  weeklyNet: number;
}

const msPerDay = 86_400_000;
/** Days beyond which no day is named. */
const longestCover = 36_500;

/**
 * Works out cover = on hand / (units / averagedDays), and sorts by what is lost first: the least cover, then the most units
 * sold. What is not known comes last, the most sold first.
 */
export function judgeStock(
  sold: readonly SoldStock[],
  { days, averagedDays, timeZone }: { days: number; averagedDays: number; timeZone: string },
): StockItem[] {
  return sold
    .map((item): StockItem => {
      // One division: whole days stay whole, which the limit is compared with.
      const cover = item.onHand === null ? null : (Math.max(0, item.onHand) * averagedDays) / item.units;
      return {
        ...item,
        state: judge(item.onHand, cover, days),
        soldPerDay: item.units / averagedDays,
        cover,
        runsOutOn:
          item.at === null || cover === null || cover === 0 || cover > longestCover
            ? null
            : localDay(new Date(item.at.getTime() + cover * msPerDay), timeZone),
        toldOn: item.at && localDay(item.at, timeZone),
        weeklyNet: Math.round((7 * item.net) / averagedDays),
      };
    })
    .sort(
      (a, b) =>
        Number(a.cover === null) - Number(b.cover === null) ||
        (a.cover ?? 0) - (b.cover ?? 0) ||
        b.units - a.units,
    );
}

function judge(onHand: number | null, cover: number | null, days: number): StockState {
  if (onHand === null || cover === null) return 'unknown';
  if (onHand <= 0) return 'out';
  return cover <= days ? 'short' : 'enough';
}
