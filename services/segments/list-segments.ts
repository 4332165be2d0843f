import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import { type FilledShop, getFilledShop } from '../shop/index.ts';
import { readSegment, type Segment, segmentSchema } from './segment.ts';
import { chooseSegmentDays, type SegmentDays } from './segment-days.ts';

/** Longest that an answer counts segments which nobody has counted yet, in milliseconds. */
export const countBudgetMs = 1_500;

export interface SegmentList {
  segments: Segment[];
  days: SegmentDays;
  status: FilledShop;
}

/**
 * Every segment that is not archived, own ones first, with its sizes on the last day known and at the end of the month
 * before. What is not counted within the budget lacks its size. Throws EmptyShopError.
 */
export async function listSegments(context: Context): Promise<SegmentList> {
  const status = await getFilledShop(context);
  const days = chooseSegmentDays(context, status);
  const rows = await call(
    context.db,
    'segment_list',
    { p_days: [days.asOf, ...(days.before === null ? [] : [days.before])], p_budget_ms: countBudgetMs },
    z.array(segmentSchema),
  );
  return { segments: rows.map(readSegment), days, status };
}

const namesSchema = z.array(z.object({ name: z.string(), builtin: z.boolean() }));

/** The names of the segments that are not archived, own ones first. */
export async function listSegmentNames(context: Context): Promise<{ name: string; builtin: boolean }[]> {
  return call(context.db, 'segment_names', {}, namesSchema);
}
