import type { Context, Day } from '../context.ts';
import { addDays, addMonths, monthEnd, monthOf } from '../periods/index.ts';
import { type FilledShop, lastKnownDay } from '../shop/index.ts';

/** Month ends that a segment's history goes back. */
const historyMonths = 12;

/** The days on which segments are counted. */
export interface SegmentDays {
  /** The day asked for, or the last one known. */
  asOf: Day;
  /** The end of the month before; null where the shop's data begins after it. */
  before: Day | null;
  /** Month ends before `asOf` on which there was a shop, the latest first. */
  monthEnds: Day[];
}

/** Chooses the days to count segments on. */
export function chooseSegmentDays(context: Context, status: FilledShop, day: Day | null = null): SegmentDays {
  const asOf = day ?? lastKnownDay(context, status);
  const monthEnds: Day[] = [];
  let end = addDays(`${monthOf(asOf)}-01`, -1);
  while (monthEnds.length < historyMonths && end >= status.firstDay) {
    monthEnds.push(end);
    end = monthEnd(addMonths(end, -1));
  }
  return { asOf, before: monthEnds[0] ?? null, monthEnds };
}
