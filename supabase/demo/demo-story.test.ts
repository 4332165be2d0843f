import { describe, expect, it } from 'vitest';
import type { SourceOrder } from '../ingest-orders.ts';
import { blackFriday, calendarDay, easter, formatDay, nthWeekday } from './calendar.ts';
import { demoBatches } from './demo-batches.ts';

const segments = [
  'Champions',
  'Loyal',
  'Potential Loyalist',
  'New',
  'Promising',
  'Need Attention',
  'About to Sleep',
  "Can't Lose",
  'At Risk',
  'Hibernating',
];

const shop = countedOrders('2026-11-22');
const youngShop = countedOrders('2027-01-31');

describe('the demo shop has something to say', () => {
  it.each([
    ['late in the year', shop, '2026-10-31', 0.01],
    ['early in the year, when it is youngest', youngShop, '2027-01-31', 0.005],
  ])('fills all ten segments at each of 24 month ends, %s', (_when, orders, last, least) => {
    for (const monthEnd of monthEnds(last, 24)) {
      const members = Object.values(segment(orders, monthEnd));
      for (const name of segments) {
        const share = members.filter((own) => own === name).length / members.length;
        expect(share, `${name} on ${monthEnd}`).toBeGreaterThan(least);
      }
    }
  });

  it('moves a visible part of its customers from one month end to the next', () => {
    const ends = monthEnds('2026-10-31', 12);
    for (const [index, monthEnd] of ends.entries()) {
      if (index === 0) continue;
      const before = segment(shop, ends[index - 1] ?? '');
      const now = segment(shop, monthEnd);
      const moved = Object.keys(before).filter((customer) => before[customer] !== now[customer]);
      expect(moved.length / Object.keys(before).length).toBeGreaterThan(0.05);
    }
  });

  it('is of the size that it should be, and 35 to 50 in 100 customers come back', () => {
    const byCustomer = Map.groupBy(shop, customerOf);
    expect(shop.length).toBeGreaterThan(28_000);
    expect(shop.length).toBeLessThan(35_000);
    expect(byCustomer.size).toBeGreaterThan(6000);
    expect(byCustomer.size).toBeLessThan(8000);
    const back = [...byCustomer.values()].filter((orders) => orders.length > 1).length / byCustomer.size;
    expect(back).toBeGreaterThan(0.35);
    expect(back).toBeLessThan(0.5);
  });

  it('refunds about 3 orders in 100, in part and whole, 2 to 20 days later', () => {
    const refunded = shop.filter((order) => order.refunds.length > 0);
    expect(refunded.length / shop.length).toBeGreaterThan(0.025);
    expect(refunded.length / shop.length).toBeLessThan(0.035);
    const whole = refunded.filter((order) => order.status === 'refunded').length;
    expect(whole / refunded.length).toBeGreaterThan(0.4);
    expect(whole / refunded.length).toBeLessThan(0.75);
    for (const order of refunded) {
      const days = (Date.parse(order.refunds[0]?.at ?? '') - Date.parse(order.at)) / 86_400_000;
      expect(days).toBeGreaterThan(2);
      expect(days).toBeLessThan(21);
    }
  });

  it('sells most on Black Friday, least by month early in the year, and falls behind in its slump', () => {
    const byDay = Map.groupBy(shop, (order) => order.at.slice(0, 10));
    const best = [...byDay].sort(([, one], [, other]) => other.length - one.length)[0];
    expect(['2023-11-24', '2024-11-29', '2025-11-28']).toContain(best?.[0]);
    const count = (from: string, to: string) => shop.filter(({ at }) => at >= from && at < to).length;
    expect(count('2026-01', '2026-03')).toBeLessThan(count('2026-05', '2026-07') * 0.8);
    expect(count('2025-04', '2025-08')).toBeLessThan(count('2024-04', '2024-08') * 0.95);
    expect(count('2026-04', '2026-08')).toBeGreaterThan(count('2025-04', '2025-08') * 1.2);
  });

  it('feels its mailings: e-mail orders leap on the day', () => {
    const mailed = (day: string) =>
      shop.filter(({ at, channel }) => at.startsWith(day) && channel === 'E-mail');
    expect(mailed('2026-09-19').length).toBeGreaterThan(5 * mailed('2026-09-15').length);
  });
});

describe('the calendar', () => {
  it('knows the days that move', () => {
    expect(
      [2023, 2024, 2025, 2026, 2027, 1954, 1981, 2049, 2076].map((year) => formatDay(easter(year))),
    ).toEqual([
      '2023-04-09',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '1954-04-18',
      '1981-04-19',
      '2049-04-18',
      '2076-04-19',
    ]);
    expect(formatDay(blackFriday(2026))).toBe('2026-11-27');
    expect(formatDay(blackFriday(2024))).toBe('2024-11-29');
    expect(formatDay(nthWeekday(2026, 5, 0, 2))).toBe('2026-05-10');
  });
});

function countedOrders(through: string): SourceOrder[] {
  return [...demoBatches({ through, from: null })]
    .flatMap((batch) => batch.orders)
    .filter(({ status }) => ['paid', 'processing', 'completed', 'refunded'].includes(status))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function customerOf({ customer }: SourceOrder): string {
  return customer.email ?? customer.document ?? customer.id ?? '';
}

function monthEnds(last: string, count: number): string[] {
  const { year, month } = calendarDay(Date.parse(last) / 86_400_000);
  return Array.from({ length: count }, (_, index) =>
    formatDay(Date.UTC(year, month - count + 1 + index, 0) / 86_400_000),
  );
}

/** RFM as the product defines it, written plainly: quantiles of type 7, "strictly above", the 5 x 5 grid. */
function segment(orders: SourceOrder[], asOf: string): Record<string, string> {
  const customers = new Map<string, { last: string; frequency: number }>();
  for (const order of orders) {
    const day = order.at.slice(0, 10);
    if (day > asOf) break;
    const before = customers.get(customerOf(order))?.frequency ?? 0;
    customers.set(customerOf(order), { last: day, frequency: before + 1 });
  }
  const recency = (last: string) => (Date.parse(asOf) - Date.parse(last)) / 86_400_000;
  const recencyCuts = cuts([...customers.values()].map(({ last }) => recency(last)));
  const frequencyCuts = cuts([...customers.values()].map(({ frequency }) => frequency));
  const named = [...customers].map(([customer, { last, frequency }]) => {
    const r = 5 - above(recencyCuts, recency(last));
    return [customer, nameSegment(r, 1 + above(frequencyCuts, frequency))];
  });
  return Object.fromEntries(named);
}

function cuts(values: number[]): number[] {
  const sorted = values.sort((one, other) => one - other);
  return [0.2, 0.4, 0.6, 0.8].map((share) => {
    const place = (sorted.length - 1) * share;
    const low = sorted[Math.floor(place)] ?? 0;
    return low + ((sorted[Math.floor(place) + 1] ?? low) - low) * (place - Math.floor(place));
  });
}

function above(limits: number[], value: number): number {
  return limits.filter((limit) => value > limit).length;
}

function nameSegment(r: number, f: number): string {
  if (r <= 2) {
    if (f === 5) return "Can't Lose";
    return f >= 3 ? 'At Risk' : 'Hibernating';
  }
  if (f >= 4) return r === 5 ? 'Champions' : 'Loyal';
  if (r === 3) return f === 3 ? 'Need Attention' : 'About to Sleep';
  if (f >= 2) return 'Potential Loyalist';
  return r === 5 ? 'New' : 'Promising';
}
