import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import type { ComparisonRanges, Period } from '../periods/index.ts';
import type { FilledShop } from '../shop/index.ts';
import { type EarlierCoverage, pickRanges, prepareRanges } from './get-kpis.ts';

/** What sales can be split by. */
export const dimensions = ['source', 'channel', 'segment', 'product'] as const;
export type Dimension = (typeof dimensions)[number];

/** Rows shown before the rest becomes one. */
const rowLimit = 9;

const breakdownSchema = z.array(
  z.object({
    period: z.enum(['current', 'before', 'yearBefore']),
    key: z.string().nullable(),
    orders: z.int(),
    units: z.number().nullable(),
    net: z.int(),
    members: z.int(),
  }),
);

export interface BreakdownFigures {
  orders: number;
  /** Units sold; only by product. */
  units: number | null;
  net: number;
}

export interface BreakdownRow {
  /** Name of the source, channel, segment or product; '' where orders have none; null for all the others together. */
  key: string | null;
  /** How many names the row stands for. */
  members: number;
  current: BreakdownFigures;
  before: BreakdownFigures | null;
  yearBefore: BreakdownFigures | null;
}

export interface Breakdown {
  period: Period;
  by: Dimension;
  ranges: ComparisonRanges;
  /** The largest by net revenue first, the rest as the last row. */
  rows: BreakdownRow[];
  coverage: EarlierCoverage;
  status: FilledShop;
}

const nothing: BreakdownFigures = { orders: 0, units: null, net: 0 };

/**
 * Splits a period's sales by source, channel, product, or the segment in which the buyers are at its end; amounts in
 * minor units. By product nothing is known of refunds: net is gross - discounts there.
 * Throws EmptyShopError.
 */
export async function getBreakdown(
  context: Context,
  input: { period: Period; by: Dimension },
): Promise<Breakdown> {
  const { status, ranges, coverage } = await prepareRanges(context, input.period);
  const { current, ...earlier } = pickRanges(ranges);
  // A segment is that of the period's end: its buyers were elsewhere before, and there is nothing fair to compare.
  const periods = input.by === 'segment' ? { current } : { current, ...earlier };
  const args = { p_periods: periods, p_by: input.by, p_limit: rowLimit };
  const parts = await call(context.db, 'kpi_breakdown', args, breakdownSchema);
  const rows = new Map<string | null, BreakdownRow>();
  for (const { period, key, members, ...figures } of parts) {
    const row = rows.get(key) ?? { key, members, current: nothing, before: null, yearBefore: null };
    row[period] = figures;
    row.members = Math.max(row.members, members);
    rows.set(key, row);
  }
  return { period: input.period, by: input.by, ranges, rows: [...rows.values()], coverage, status };
}
