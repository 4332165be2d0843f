import { z } from 'zod';
import type { Day } from '../context.ts';
import type { Step } from './grain.ts';

/** One period's figures as `kpi_report` gives them; amounts in minor units of the shop's currency. */
export const figuresSchema = z.object({
  from: z.string(),
  to: z.string(),
  orders: z.int(),
  gross: z.int(),
  discount: z.int(),
  refunds: z.int(),
  net: z.int(),
  total: z.int(),
  buyers: z.int(),
  new_customers: z.int(),
  returning_customers: z.int(),
  customers_to_date: z.int(),
  repeat_customers_to_date: z.int(),
  series: z.array(z.object({ start: z.string(), orders: z.int(), gross: z.int(), net: z.int() })),
});

/** The numbers of one period; definitions in docs/metrics.md. Amounts in minor units of the shop's currency. */
export interface KpiFigures {
  gross: number;
  net: number;
  total: number;
  discount: number;
  refunds: number;
  orders: number;
  /** (gross - discounts) / orders, rounded half up to minor units; null without orders. */
  aov: number | null;
  buyers: number;
  newCustomers: number;
  returningCustomers: number;
  /** Customers with at least 2 orders / customers with at least 1, up to the end of the period; null without any. */
  repeatRate: number | null;
  /** By day, week or month, without gaps. */
  series: KpiPoint[];
}

export interface KpiPoint {
  /** First local day of the day, week or month. */
  start: Day;
  /** Null, as the amounts, where the shop's data has not begun or has ended: nothing is known, which is not zero. */
  orders: number | null;
  gross: number | null;
  net: number | null;
}

/** Works the ratios out of the sums. */
export function readFigures(row: z.output<typeof figuresSchema>, steps: Step[]): KpiFigures {
  const points = new Map(row.series.map((point) => [point.start, point]));
  return {
    gross: row.gross,
    net: row.net,
    total: row.total,
    discount: row.discount,
    refunds: row.refunds,
    orders: row.orders,
    aov: row.orders === 0 ? null : Math.round((row.gross - row.discount) / row.orders),
    buyers: row.buyers,
    newCustomers: row.new_customers,
    returningCustomers: row.returning_customers,
    repeatRate: row.customers_to_date === 0 ? null : row.repeat_customers_to_date / row.customers_to_date,
    series: steps.map(({ start, known }) => {
      const empty = known ? 0 : null;
      return points.get(start) ?? { start, orders: empty, gross: empty, net: empty };
    }),
  };
}
