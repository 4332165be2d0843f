import { Temporal } from 'temporal-polyfill';
import { type HistoryOrder, sales, zone } from './history.ts';

/** The metrics once more, in the plainest TypeScript: what the database's answers are held against. */
export interface PlainFigures {
  orders: number;
  gross: number;
  discount: number;
  refunds: number;
  net: number;
  buyers: number;
  new_customers: number;
  returning_customers: number;
  customers_to_date: number;
  repeat_customers_to_date: number;
}

export function localDay(at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

export function isCounted(order: HistoryOrder): boolean {
  return sales.has(order.status) && order.currency === 'BRL';
}

function refundsOf(orders: HistoryOrder[]) {
  return orders
    .filter((order) => isCounted(order) || (order.status === 'return' && order.currency === 'BRL'))
    .flatMap((order) => order.refunds.map((refund) => ({ ...refund, customer: order.customer })));
}

/** Figures of the local days from `from` to `to`, and before the instant `until` where that is given. */
export function plainFigures(
  orders: HistoryOrder[],
  from: string,
  to: string,
  until: string | null,
): PlainFigures {
  const isUpTo = (at: string) => localDay(at) <= to && (until === null || Date.parse(at) < Date.parse(until));
  const isIn = (at: string) => localDay(at) >= from && isUpTo(at);
  const counted = orders.filter(isCounted);
  const inside = counted.filter((order) => isIn(order.at));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const gross = sum(inside.map((order) => order.gross));
  const discount = sum(inside.map((order) => order.discount));
  const refunds = sum(
    refundsOf(orders)
      .filter((refund) => isIn(refund.at))
      .map((refund) => refund.amount),
  );
  const buyers = new Set(inside.map((order) => order.customer));
  const old = new Set(counted.filter((order) => localDay(order.at) < from).map((order) => order.customer));
  const fresh = [...buyers].filter((customer) => !old.has(customer));
  const counts = new Map<number, number>();
  for (const order of counted.filter(({ at }) => isUpTo(at))) {
    counts.set(order.customer, (counts.get(order.customer) ?? 0) + 1);
  }
  return {
    orders: inside.length,
    gross,
    discount,
    refunds,
    net: gross - discount - refunds,
    buyers: buyers.size,
    new_customers: fresh.length,
    returning_customers: buyers.size - fresh.length,
    customers_to_date: counts.size,
    repeat_customers_to_date: [...counts.values()].filter((count) => count >= 2).length,
  };
}

export interface PlainCustomer {
  customer: number;
  lastDay: string;
  orders: number;
  net: number;
  r: number;
  f: number;
  m: number;
}

/** Scores as of a local day by type-7 quintiles, over orders of the last `window` days (0: all). */
export function plainRfm(orders: HistoryOrder[], asOf: string, window: number): PlainCustomer[] {
  const first =
    window === 0
      ? '0000-01-01'
      : Temporal.PlainDate.from(asOf)
          .subtract({ days: window - 1 })
          .toString();
  const isIn = (at: string) => localDay(at) >= first && localDay(at) <= asOf;
  const counted = orders.filter((order) => isCounted(order) && isIn(order.at));
  const states = new Map<number, { lastDay: string; orders: number; net: number }>();
  for (const { customer, at, gross, discount } of counted) {
    const state = states.get(customer) ?? { lastDay: '', orders: 0, net: 0 };
    const day = localDay(at);
    states.set(customer, {
      lastDay: day > state.lastDay ? day : state.lastDay,
      orders: state.orders + 1,
      net: state.net + gross - discount,
    });
  }
  for (const order of orders.filter((candidate) => candidate.currency === 'BRL')) {
    const isReturn = order.status === 'return';
    // Over all orders a refund counts by its own day alone; within a window it goes with its order.
    const goes = isReturn || (window === 0 ? isCounted(order) : counted.includes(order));
    const state = states.get(order.customer);
    if (!goes || !state) continue;
    for (const refund of order.refunds) {
      if (isReturn ? isIn(refund.at) : localDay(refund.at) <= asOf) state.net -= refund.amount;
    }
  }
  const list = [...states].map(([customer, state]) => ({ customer, ...state }));
  const days = list.map(
    ({ lastDay }) => Temporal.PlainDate.from(lastDay).until(asOf, { largestUnit: 'days' }).days,
  );
  const r = scores(days).map((score) => 6 - score);
  const f = scores(list.map((state) => state.orders));
  const m = scores(list.map((state) => state.net));
  return list.map((state, at) => ({ ...state, r: r[at] ?? 0, f: f[at] ?? 0, m: m[at] ?? 0 }));
}

/** Orders and net of a period by the segment in which its buyers are at its end; '' for who has no order by then. */
export function plainSalesBySegment(
  orders: HistoryOrder[],
  { from, to, until }: { from: string; to: string; until: string | null },
  segmentOf: ReadonlyMap<string, string>,
): Record<string, [orders: number, net: number]> {
  const states = new Map(plainRfm(orders, to, 0).map((state) => [state.customer, state]));
  const sums: Record<string, [number, number]> = {};
  for (const customer of new Set(orders.map((order) => order.customer))) {
    const own = orders.filter((order) => order.customer === customer);
    const { orders: count, net } = plainFigures(own, from, to, until);
    const state = states.get(customer);
    const segment = (state && segmentOf.get(`${state.r} ${state.f}`)) ?? '';
    const [before, brought] = sums[segment] ?? [0, 0];
    sums[segment] = [before + count, brought + net];
  }
  return Object.fromEntries(
    Object.entries(sums).filter(([, [count, net]]) => count !== 0 || net !== 0),
  ) as Record<string, [number, number]>;
}

/** 1 + the number of quantiles (type 7, in exact fifths) that each value is strictly above. */
function scores(values: number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const cuts = [1, 2, 3, 4].map((k) => {
    const place = Math.floor(((sorted.length - 1) * k) / 5);
    const rest = ((sorted.length - 1) * k) % 5;
    const low = sorted[place] ?? 0;
    const high = sorted[place + 1] ?? low;
    return 5 * low + rest * (high - low);
  });
  return values.map((value) => 1 + cuts.filter((cut) => 5 * value > cut).length);
}
