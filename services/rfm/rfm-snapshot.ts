import { z } from 'zod';
import type { Day } from '../context.ts';
import { type Segment, segments } from './segments.ts';

const cuts = z.array(z.int()).length(4).nullable();

/** A snapshot as `rfm_report` gives it: cut points five times over, amounts in minor units. */
export const snapshotSchema = z.object({
  as_of: z.string(),
  window_days: z.int(),
  customers: z.int(),
  orders: z.int(),
  net: z.int(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  with_three_orders: z.int(),
  r_cuts: cuts,
  f_cuts: cuts,
  m_cuts: cuts,
  m_counts: z.array(z.int()).length(5),
  restated: z
    .object({
      day: z.string(),
      times: z.int(),
      before: z.object({
        customers: z.int(),
        orders: z.int(),
        net: z.int(),
        segments: z.partialRecord(z.enum(segments), z.object({ customers: z.int(), net: z.int() })),
      }),
    })
    .nullable(),
  cells: z.array(
    z.object({
      r: z.int(),
      f: z.int(),
      segment: z.enum(segments),
      customers: z.int(),
      orders: z.int(),
      net: z.int(),
    }),
  ),
});

export type SnapshotRow = z.output<typeof snapshotSchema>;

/** One cell of the grid: customers with recency score r and frequency score f. Amounts in minor units. */
export interface RfmCell {
  r: number;
  f: number;
  segment: Segment;
  customers: number;
  orders: number;
  net: number;
}

/** What a month end was told as before data that came in late changed it. Amounts in minor units. */
export interface Restatement {
  /** The shop's local day of the last change. */
  day: Day;
  times: number;
  /** As first told; a segment without customers is left out. */
  before: {
    customers: number;
    orders: number;
    net: number;
    segments: Partial<Record<Segment, { customers: number; net: number }>>;
  };
}

/** The customers of a day, by recency, frequency and monetary value. */
export interface RfmSnapshot {
  asOf: Day;
  customers: number;
  orders: number;
  net: number;
  cells: RfmCell[];
  /** Customers by score, 1 to 5. */
  scores: { r: number[]; f: number[]; m: number[] };
  /** The 20/40/60/80 % quantiles: days, orders, and minor units; null without customers. */
  cuts: { r: number[]; f: number[]; m: number[] } | null;
  firstDay: Day | null;
  lastDay: Day | null;
  withThreeOrders: number;
  /** Null where its figures are as they were first told. */
  restated: Restatement | null;
}

/** Reads a snapshot from the database's form. */
export function readSnapshot(row: SnapshotRow): RfmSnapshot {
  const countBy = (score: 'r' | 'f') =>
    [1, 2, 3, 4, 5].map((value) =>
      row.cells.reduce((sum, cell) => (cell[score] === value ? sum + cell.customers : sum), 0),
    );
  return {
    asOf: row.as_of,
    customers: row.customers,
    orders: row.orders,
    net: row.net,
    cells: row.cells,
    scores: { r: countBy('r'), f: countBy('f'), m: row.m_counts },
    cuts:
      row.r_cuts && row.f_cuts && row.m_cuts
        ? { r: row.r_cuts.map(fifth), f: row.f_cuts.map(fifth), m: row.m_cuts.map(fifth) }
        : null,
    firstDay: row.first_day,
    lastDay: row.last_day,
    withThreeOrders: row.with_three_orders,
    restated: row.restated,
  };
}

/** Sums the cells of each segment; a segment without customers has zeros. */
export function sumBySegment(
  snapshot: RfmSnapshot,
): Map<Segment, { customers: number; orders: number; net: number }> {
  const sums = new Map(segments.map((segment) => [segment, { customers: 0, orders: 0, net: 0 }]));
  for (const cell of snapshot.cells) {
    const sum = sums.get(cell.segment);
    if (!sum) continue;
    sum.customers += cell.customers;
    sum.orders += cell.orders;
    sum.net += cell.net;
  }
  return sums;
}

function fifth(cut: number): number {
  return cut / 5;
}
