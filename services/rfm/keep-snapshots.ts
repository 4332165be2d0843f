import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { addMonths, localDay, monthEnd } from '../periods/index.ts';
import { type FilledShop, findFilled, getShopStatus, lastKnownDay } from '../shop/index.ts';
import { endOfMonthBefore } from './get-rfm.ts';

/** Month ends that are taken beforehand: two years, within which answers are compared. */
const keptMonths = 24;

/**
 * Takes the RFM of one day on which it is not there, or since when data came: the last day known first, then the ends of the
 * months that are over. False where nothing is left to take. Throws DatabaseError.
 */
export async function keepSnapshots(context: Context): Promise<boolean> {
  const status = findFilled(await getShopStatus(context));
  if (!status) return false;
  return call(context.db, 'rfm_keep', { p_days: chooseDays(context, status) }, z.boolean());
}

function chooseDays(context: Context, status: FilledShop): Day[] {
  const asOf = lastKnownDay(context, status);
  const days = [asOf];
  const today = localDay(context.now(), context.timeZone);
  // A month is over by the calendar, though nothing may have been sold on its last days.
  let end = monthEnd(asOf) < today ? monthEnd(asOf) : endOfMonthBefore(asOf);
  while (days.length <= keptMonths && end >= status.firstDay) {
    if (end !== asOf) days.push(end);
    end = monthEnd(addMonths(end, -1));
  }
  return days;
}
