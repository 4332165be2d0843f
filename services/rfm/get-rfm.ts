import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { addDays, addMonths, monthEnd, monthOf } from '../periods/index.ts';
import { type FilledShop, getFilledShop, lastKnownDay } from '../shop/index.ts';
import { findWarnings, type RfmWarning } from './find-warnings.ts';
import { type RfmSnapshot, readSnapshot, snapshotSchema, sumBySegment } from './rfm-snapshot.ts';
import { type Segment, segments } from './segments.ts';

/** A segment on the as-of day; amounts in minor units of the shop's currency. */
export interface SegmentRow {
  segment: Segment;
  customers: number;
  /** Of all customers; null without any. */
  share: number | null;
  net: number;
  /** Net a customer, rounded to minor units; null without any. */
  averageNet: number | null;
  /** Customers more or fewer than at the end of the month before; null where there is none to compare with. */
  change: number | null;
}

export interface Rfm {
  snapshot: RfmSnapshot;
  /** The month end that it is compared with; null where the shop's data begins after it. */
  compareDay: Day | null;
  compare: RfmSnapshot | null;
  rows: SegmentRow[];
  warnings: RfmWarning[];
  /** Only orders of the last so many days; 0 for all. */
  windowDays: number;
  status: FilledShop;
}

const reportSchema = z.object({ current: snapshotSchema, compare: snapshotSchema.nullable() });

/**
 * Scores the customers as of a local day: recency in whole local days, frequency in counted orders, monetary in net
 * minor units; type-7 quintiles. Without `asOf`, as of the last day known.
 * Throws EmptyShopError, or ServiceError `before_first_order` for a day before the first order.
 */
export async function getRfm(
  context: Context,
  input: { asOf: Day | null; windowDays?: number },
): Promise<Rfm> {
  const status = await getFilledShop(context);
  const asOf = input.asOf ?? lastKnownDay(context, status);
  if (asOf < status.firstDay) {
    throw new ServiceError('not_found', 'before_first_order', { day: asOf, first: status.firstDay });
  }
  const windowDays = input.windowDays ?? 0;
  const before = endOfMonthBefore(asOf);
  const compareDay = before >= status.firstDay ? before : null;
  const report = await call(
    context.db,
    'rfm_report',
    { p_as_of: asOf, p_compare: compareDay, p_window: windowDays },
    reportSchema,
  );
  const snapshot = readSnapshot(report.current);
  const compare = report.compare === null ? null : readSnapshot(report.compare);
  return {
    snapshot,
    compareDay,
    compare,
    rows: listSegments(snapshot, compare),
    warnings: findWarnings(snapshot),
    windowDays,
    status,
  };
}

/** The last day of the month before the one that the day is in. */
export function endOfMonthBefore(day: Day): Day {
  return addDays(`${monthOf(day)}-01`, -1);
}

/** The last day of the latest month that has ended by the day. */
export function lastMonthEnd(day: Day): Day {
  return day === monthEnd(day) ? day : monthEnd(addMonths(day, -1));
}

function listSegments(snapshot: RfmSnapshot, compare: RfmSnapshot | null): SegmentRow[] {
  const now = sumBySegment(snapshot);
  const then = compare && sumBySegment(compare);
  return segments.map((segment) => {
    const { customers, net } = now.get(segment) ?? { customers: 0, net: 0 };
    return {
      segment,
      customers,
      share: snapshot.customers === 0 ? null : customers / snapshot.customers,
      net,
      averageNet: customers === 0 ? null : Math.round(net / customers),
      change: then ? customers - (then.get(segment)?.customers ?? 0) : null,
    };
  });
}
