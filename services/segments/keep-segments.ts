import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context } from '../context.ts';
import { findFilled, getShopStatus } from '../shop/index.ts';
import { chooseSegmentDays } from './segment-days.ts';

/**
 * Counts one segment on one day on which nobody has counted it yet, or since when data came: the last day known first,
 * then the month ends before it. False where nothing is left to count. Throws DatabaseError.
 */
export async function keepSegments(context: Context): Promise<boolean> {
  const status = findFilled(await getShopStatus(context));
  if (!status) return false;
  const { asOf, monthEnds } = chooseSegmentDays(context, status);
  return call(context.db, 'segments_keep', { p_days: [asOf, ...monthEnds] }, z.boolean());
}
