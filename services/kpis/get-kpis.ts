import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import { ServiceError } from '../errors.ts';
import {
  type ComparisonRanges,
  comparisonRanges,
  localDay,
  type Period,
  type Range,
} from '../periods/index.ts';
import { getShopStatus, type ShopStatus } from '../shop/index.ts';
import { chooseGrain, type Grain, listStarts } from './grain.ts';
import { figuresSchema, type KpiFigures, readFigures } from './kpi-figures.ts';

export interface Kpis {
  period: Period;
  ranges: ComparisonRanges;
  grain: Grain;
  current: KpiFigures;
  /** Null where the shop's data begins after that period. */
  before: KpiFigures | null;
  yearBefore: KpiFigures | null;
  status: ShopStatus;
}

const reportSchema = z.object({ current: figuresSchema, before: figuresSchema, yearBefore: figuresSchema });

/**
 * Gets the sales figures of a period, with those of the period before and of the year before; while it runs, of their
 * same elapsed part. Throws ServiceError `shop_empty` where there is no counted order at all.
 */
export async function getKpis(context: Context, input: { period: Period }): Promise<Kpis> {
  const { status, ranges } = await prepareRanges(context, input.period);
  const grain = chooseGrain(input.period);
  const report = await call(
    context.db,
    'kpi_report',
    { p_periods: pickRanges(ranges), p_grain: grain },
    reportSchema,
  );
  const read = (key: 'current' | 'before' | 'yearBefore') =>
    readFigures(report[key], listStarts(ranges[key], grain));
  return {
    period: input.period,
    ranges,
    grain,
    current: read('current'),
    before: isKnown(ranges.before, status) ? read('before') : null,
    yearBefore: isKnown(ranges.yearBefore, status) ? read('yearBefore') : null,
    status,
  };
}

/** The ranges to ask for, given until when the data is known. Throws ServiceError `shop_empty`. */
export async function prepareRanges(
  context: Context,
  period: Period,
): Promise<{ status: ShopStatus; ranges: ComparisonRanges }> {
  const status = await getShopStatus(context);
  if (status.through === null) throw new ServiceError('not_found', 'shop_empty');
  // A period that is over is whole, wherever the data ends; so is one wholly after the data: there is no part of it.
  const isOver = period.to < localDay(context.now(), context.timeZone);
  const isAfter = status.lastDay !== null && period.from > status.lastDay;
  const through = isOver || isAfter ? context.now() : status.through;
  return { status, ranges: comparisonRanges({ period, through, timeZone: context.timeZone }) };
}

/** The three ranges as the database takes them. */
export function pickRanges({ current, before, yearBefore }: ComparisonRanges): Record<string, Range> {
  return { current, before, yearBefore };
}

function isKnown(range: Range, status: ShopStatus): boolean {
  return status.firstDay !== null && range.to >= status.firstDay;
}
