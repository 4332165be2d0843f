import type { SourceBatch, SourceOrder } from '../ingest-orders.ts';
import { calendarDay, type Day, dayNumber } from './calendar.ts';
import { changesWithin, orderAsOf } from './order.ts';
import { type DemoSource, demoSources, type Sale } from './sale.ts';
import { simulateDemoShop } from './simulate-demo-shop.ts';

/** The demo shop: a coffee roaster of Belo Horizonte that does not exist. */
export const demoShop = { name: 'Grão de Prosa', timeZone: 'America/Sao_Paulo', currency: 'BRL' } as const;

/** From which number on all that is made up follows. */
export const demoSeed = 20_230_101;

/** Orders of one source, in the order of their time. */
export interface DemoBatch extends SourceBatch {
  source: DemoSource;
}

export interface DemoSpan {
  /** The last day, as a rule yesterday in the shop's zone. */
  through: Day;
  /** The first day that the store lacks; null fills an empty store. */
  from: Day | null;
  /** The year on whose 1 January the shop opened; a store that is extended keeps the one that it was filled with. */
  openingYear?: number;
  seed?: number;
  /** Most orders in a batch. */
  size?: number;
  /** Told of the sales of each day (days since 1970-01-01), from the shop's first one on, whether the store has them or not. */
  watch?: (day: number, sales: readonly Sale[]) => void;
}

/** The year in which a demo shop that is filled through this day opens: three whole years, and the running one. */
export function demoOpeningYear(through: Day): number {
  return calendarDay(dayNumber(through)).year - 3;
}

/**
 * The demo shop's orders. Filling a store through one day and extending it to a later one gives the same as filling
 * it to the later day at once: an extension also holds earlier orders that were settled or refunded since.
 * Throws RangeError when a day is none.
 */
export function* demoBatches(span: DemoSpan): Generator<DemoBatch> {
  const through = dayNumber(span.through);
  const { openingYear = demoOpeningYear(span.through), seed = demoSeed, size = 8000, watch } = span;
  const from = span.from === null ? dayNumber(`${openingYear}-01-01`) : dayNumber(span.from);
  const waiting: Record<DemoSource, SourceOrder[]> = { 'woocommerce-demo': [], 'bling-demo': [] };

  let day = dayNumber(`${openingYear}-01-01`);
  for (const sales of simulateDemoShop(openingYear, through, seed)) {
    watch?.(day, sales);
    day += 1;
    for (const sale of sales) {
      if (!changesWithin(sale, from, through)) continue;
      waiting[sale.source].push(orderAsOf(sale, through));
      if (waiting[sale.source].length >= size) yield* release([sale.source]);
    }
  }
  yield* release(demoSources);

  function* release(sources: readonly DemoSource[]): Generator<DemoBatch> {
    for (const source of sources) {
      const orders = waiting[source];
      waiting[source] = [];
      if (orders.length > 0) yield { source, kind: 'demo', orders };
    }
  }
}
