import { z } from 'zod';
import { call } from '../../supabase/client.ts';
import type { Context, Day } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { type FilledShop, getFilledShop } from '../shop/index.ts';
import { countBudgetMs, listSegmentNames } from './list-segments.ts';
import { type Rule, ruleSchema } from './rule.ts';
import {
  compositionSchema,
  pickParts,
  readSegment,
  type Segment,
  type SegmentPart,
  segmentSchema,
} from './segment.ts';
import { chooseSegmentDays, type SegmentDays } from './segment-days.ts';

/** A change of a segment: what it was called and held from then on. */
export interface SegmentChange {
  at: Date;
  /** Null where it is not known. */
  by: string | null;
  change: 'created' | 'edited' | 'archived' | 'restored';
  name: string;
  rule: Rule;
}

export interface SegmentDetail {
  segment: Segment;
  days: SegmentDays;
  /** What it is made up of on the day, the largest part first. */
  bySegment: SegmentPart[];
  byState: SegmentPart[];
  /** The oldest first; empty for one of the RFM grid. */
  history: SegmentChange[];
  status: FilledShop;
}

const detailSchema = segmentSchema.extend({
  composition: compositionSchema,
  history: z.array(
    z.object({
      at: z.string(),
      by: z.string().nullable(),
      change: z.enum(['created', 'edited', 'archived', 'restored']),
      name: z.string(),
      rule: ruleSchema,
    }),
  ),
});

/**
 * The segment of that name, with its sizes on the day (the last one known, unless another is asked for) and at the month
 * ends before it. Case and accents make no difference. Throws EmptyShopError, or ServiceError `segment_unknown` and
 * `before_first_order`.
 */
export async function getSegment(
  context: Context,
  input: { name: string; day?: Day | null },
): Promise<SegmentDetail> {
  const status = await getFilledShop(context);
  const days = chooseSegmentDays(context, status, input.day ?? null);
  if (days.asOf < status.firstDay) {
    throw new ServiceError('not_found', 'before_first_order', { day: days.asOf, first: status.firstDay });
  }
  const found = await call(
    context.db,
    'segment_find',
    { p_name: input.name, p_days: [days.asOf, ...days.monthEnds], p_budget_ms: countBudgetMs },
    detailSchema.nullable(),
  );
  if (found === null) throw await refuseName(context, input.name);
  return {
    segment: readSegment(found),
    days,
    bySegment: pickParts(found.composition, 'segment'),
    byState: pickParts(found.composition, 'state'),
    history: found.history.map((entry) => ({ ...entry, at: new Date(entry.at) })),
    status,
  };
}

/** There is no segment of that name: the error names all that there are. */
async function refuseName(context: Context, name: string): Promise<ServiceError> {
  const names = await listSegmentNames(context);
  const own = names.filter(({ builtin }) => !builtin).map((each) => each.name);
  return new ServiceError('not_found', 'segment_unknown', { part: name, own: own.slice(0, 10).join(', ') });
}
