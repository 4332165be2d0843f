import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import { type ComparisonRanges, comparisonRanges, type Period, type Range } from '../periods/index.ts';
import { type FilledShop, getFilledShop } from '../shop/index.ts';
import { chooseGrain, type Grain, listSteps } from './grain.ts';
import { figuresSchema, type KpiFigures, readFigures } from './kpi-figures.ts';

export interface Kpis {
  period: Period;
  ranges: ComparisonRanges;
  grain: Grain;
  current: KpiFigures;
  /** Null where the shop's data begins after that period. */
  before: KpiFigures | null;
  yearBefore: KpiFigures | null;
  coverage: EarlierCoverage;
  status: FilledShop;
}

/** How much of an earlier period the shop's data covers: `partly` where its first day lies inside. */
export type Coverage = 'whole' | 'partly' | 'none';

export type EarlierCoverage = Record<'before' | 'yearBefore', Coverage>;

const reportSchema = z.object({ current: figuresSchema, before: figuresSchema, yearBefore: figuresSchema });

/**
 * Gets the sales figures of a period, with those of the period before and of the year before; while it runs, of their
 * same elapsed part. Throws EmptyShopError where there is no counted order at all.
 */
export async function getKpis(context: Context, input: { period: Period }): Promise<Kpis> {
  const { status, ranges, coverage } = await prepareRanges(context, input.period);
  const grain = chooseGrain(input.period);
  const report = await call(
    context.db,
    'kpi_report',
    { p_periods: pickRanges(ranges), p_grain: grain },
    reportSchema,
  );
  const read = (key: 'current' | 'before' | 'yearBefore') =>
    readFigures(report[key], listSteps(ranges[key], grain, status));
  return {
    period: input.period,
    ranges,
    grain,
    current: read('current'),
    before: coverage.before === 'none' ? null : read('before'),
    yearBefore: coverage.yearBefore === 'none' ? null : read('yearBefore'),
    coverage,
    status,
  };
}

/** The ranges to ask for, given until when the data is known. Throws EmptyShopError. */
export async function prepareRanges(
  context: Context,
  period: Period,
): Promise<{ status: FilledShop; ranges: ComparisonRanges; coverage: EarlierCoverage }> {
  const status = await getFilledShop(context);
  // One wholly after the data is whole: there is no part of it.
  const isAfter = period.from > status.lastDay;
  const through = isAfter ? context.now() : status.through;
  const ranges = comparisonRanges({ period, through, timeZone: context.timeZone });
  const coverage = {
    before: coverOf(ranges.before, status),
    yearBefore: coverOf(ranges.yearBefore, status),
  };
  return { status, ranges, coverage };
}

/** The three ranges as the database takes them. */
export function pickRanges({ current, before, yearBefore }: ComparisonRanges): Record<string, Range> {
  return { current, before, yearBefore };
}

function coverOf(range: Range, { firstDay }: FilledShop): Coverage {
  if (range.to < firstDay) return 'none';
  return range.from < firstDay ? 'partly' : 'whole';
}
